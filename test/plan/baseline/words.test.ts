import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BaselineDefinition,
  type OperatingSystem,
  operatingSystems,
  type PatchRule,
} from '../../../source/plan/baseline/baseline.js';
import { predefinedBaselines, windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { approvalInWords } from '../../../source/plan/baseline/words.js';
import { forAll } from '../../helpers/properties.js';

function rule(filters: Record<string, string[]>, members: Partial<PatchRule> = { ApproveAfterDays: 7 }): PatchRule {
  return {
    PatchFilterGroup: { PatchFilters: Object.entries(filters).map(([Key, Values]) => ({ Key, Values })) },
    ...members,
  };
}

function baseline(rules: PatchRule[], os: OperatingSystem = 'AMAZON_LINUX_2023'): BaselineDefinition {
  return { Name: 'My-Baseline', OperatingSystem: os, ApprovalRules: { PatchRules: rules } };
}

const security = rule({ CLASSIFICATION: ['Security'], SEVERITY: ['Critical'] });
const ofBugs = { CLASSIFICATION: ['Bugfix'] };
const bugfixes = rule(ofBugs);
const twoPatches = { ApprovedPatches: ['a', 'b'] };

it.each([
  ['…', 'Critical and security updates (severity Critical or Important), 7 days after release'],
  ['AmazonLinux2023…', 'Security updates (severity Critical or Important) and all bug fixes, 7 days after release'],
  ['OracleLinux…', 'Security updates (severity Important or Moderate) and all bug fixes, 7 days after release'],
  ['Suse…', 'Security updates (severity Critical or Important), 7 days after release'],
  ['Ubuntu…', 'All security updates, immediately'],
  ['CentOS…', 'All updates (also non-security), 7 days after release'],
  ['MacOS…', 'All updates, immediately'],
  ['WindowsPredefinedPatchBaseline-OS-Applications', '2 rules, 7 days after release'],
])('AWS-%s approves: %s', (short, words) => {
  const name = `AWS-${short.replace('…', 'DefaultPatchBaseline')}`;
  const found = predefinedBaselines.find(({ definition }) => definition.Name === name);
  expect(found && approvalInWords(found.definition)).toBe(words);
});

describe('what a baseline approves', () => {
  it.each<[string, BaselineDefinition]>([
    ['Critical and security updates (severity Important), immediately', windowsZeroDayImportant],
    ['Security updates (severity Critical), 1 day after release', baseline([{ ...security, ApproveAfterDays: 1 }])],
    ['All bug fixes, released up to 2026-12-31', baseline([rule(ofBugs, { ApproveUntilDate: '2026-12-31' })])],
    ['2 rules with different delays', baseline([security, { ...bugfixes, ApproveAfterDays: 8 }])],
    [
      'Security updates (severity Critical), 7 days after release; all bug fixes, immediately',
      baseline([security, { ...bugfixes, ApproveAfterDays: 0 }]),
    ],
    [
      'All security and recommended updates, bug fixes and new packages, 7 days after release',
      baseline([rule({ CLASSIFICATION: ['Security', 'Bugfix', 'Recommended', 'Newpackage'] })]),
    ],
    [
      'All service packs and update rollups, 7 days after release',
      baseline([rule({ CLASSIFICATION: ['ServicePacks', 'UpdateRollups'] })], 'WINDOWS'),
    ],
    [
      'Updates (product WindowsServer2019, WindowsServer2022 or 2 more), 7 days after release',
      baseline(
        [rule({ PRODUCT: ['WindowsServer2019', 'WindowsServer2022', 'WindowsServer2025', 'WindowsServer2016'] })],
        'WINDOWS',
      ),
    ],
    ['Security updates (priority Required), immediately', baseline([rule({ PRIORITY: ['Required'] })], 'DEBIAN')],
    ['All constructor, 7 days after release', baseline([rule({ CLASSIFICATION: ['constructor'] })])],
    [
      'Security updates (patch set APPLICATION), immediately',
      baseline(
        [rule({ PATCH_SET: ['APPLICATION'], CLASSIFICATION: ['SecurityUpdates'] }, { ApproveAfterDays: 0 })],
        'WINDOWS',
      ),
    ],
    ['All updates, 7 days after release', baseline([rule({ CLASSIFICATION: ['*'], SEVERITY: ['*'] })])],
    ['Nothing', baseline([])],
    ['1 patch by name', { ...baseline([]), ApprovedPatches: ['kernel-6.1'] }],
    ['Every patch (by the name *), immediately', { ...baseline([]), ApprovedPatches: ['*', 'kernel-6.1'] }],
    ['1 patch by name and all that match 1 name with *', { ...baseline([]), ApprovedPatches: ['kernel*', 'vim'] }],
    ['All bug fixes, 7 days after release, and 2 patches by name', { ...baseline([bugfixes]), ...twoPatches }],
    [
      'Bug fixes (product AmazonLinux2023), 7 days after release',
      { ...baseline([bugfixes]), GlobalFilters: { PatchFilters: [{ Key: 'PRODUCT', Values: ['AmazonLinux2023'] }] } },
    ],
  ])('%s', (words, definition) => {
    expect(approvalInWords(definition)).toBe(words);
  });

  it('is told in full, with every value, where there is room', () => {
    const products = ['8', '8.1', '9', '9.1'].map((version) => `RedhatEnterpriseLinux${version}`);
    const rules = [rule({ PRODUCT: products }), { ...bugfixes, ApproveAfterDays: 8 }];
    const words = `Updates (product ${products.slice(0, 3).join(', ')} or ${products[3]}), 7 days after release; all bug fixes, 8 days after release`;
    expect(approvalInWords(baseline(rules), Number.POSITIVE_INFINITY)).toBe(words);
  });

  const value = fc.string({ minLength: 1, maxLength: 64, unit: 'binary' });
  const anyRule = fc
    .tuple(
      fc.dictionary(
        fc.constantFrom('CLASSIFICATION', 'SEVERITY', 'PRODUCT', 'PATCH_SET', 'PRIORITY'),
        fc.array(value, { minLength: 1, maxLength: 20 }),
      ),
      fc.nat({ max: 360 }),
      fc.boolean(),
    )
    .map(([filters, ApproveAfterDays, EnableNonSecurity]) => rule(filters, { ApproveAfterDays, EnableNonSecurity }));

  it('fits one line of the terminal and is safe there, whatever the rules are', () =>
    forAll(
      [fc.constantFrom(...operatingSystems), fc.array(anyRule, { maxLength: 10 }), fc.array(value, { maxLength: 50 })],
      (os, rules, patches) => {
        const definition = { ...baseline(rules, os), ApprovedPatches: patches };
        expect(approvalInWords(definition).length).toBeLessThanOrEqual(90);
        for (const line of [approvalInWords(definition), approvalInWords(definition, Number.POSITIVE_INFINITY)]) {
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
          expect(line).not.toBe('');
        }
      },
    ));
});
