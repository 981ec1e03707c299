import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OperatingSystem, operatingSystems } from '../../../source/plan/baseline/baseline.js';
import {
  copyOfPredefined,
  predefinedBaselineFor,
  predefinedBaselines,
  windowsZeroDayImportant,
} from '../../../source/plan/baseline/catalogue.js';
import { hasApprovalDelay, hasPatchProperty } from '../../../source/plan/baseline/operating-system.js';
import { forAll } from '../../helpers/properties.js';

const anySystem = fc.constantFrom(...operatingSystems);
const debianFamily: readonly OperatingSystem[] = ['UBUNTU', 'DEBIAN', 'RASPBIAN'];

function delaysOf(definition: ReturnType<typeof copyOfPredefined>): unknown[] {
  return (definition.ApprovalRules?.PatchRules ?? []).map(({ ApproveAfterDays }) => ApproveAfterDays);
}

/** A rule with these filters. */
function rule(ApproveAfterDays: number, ...PatchFilters: object[]): object {
  return { PatchFilterGroup: { PatchFilters }, ComplianceLevel: 'UNSPECIFIED', ApproveAfterDays };
}

describe("AWS's predefined baselines", () => {
  it('have one default per operating system, and two more for Windows', () => {
    const defaults = predefinedBaselines.filter(({ isDefault }) => isDefault);
    expect(defaults.map(({ definition }) => definition.OperatingSystem).sort()).toEqual([...operatingSystems].sort());
    expect(predefinedBaselines.filter(({ isDefault }) => !isDefault).map(({ definition }) => definition.Name)).toEqual([
      'AWS-WindowsPredefinedPatchBaseline-OS',
      'AWS-WindowsPredefinedPatchBaseline-OS-Applications',
    ]);
  });

  it.each([
    ['WINDOWS', 'AWS-DefaultPatchBaseline', 'Default Patch Baseline Provided by AWS.'],
    ['RASPBIAN', 'AWS-DefaultRaspbianPatchBaseline', 'Default Patch Baseline for Raspbian Provided by AWS.'],
    ['UBUNTU', 'AWS-UbuntuDefaultPatchBaseline', 'Default Patch Baseline for Ubuntu Provided by AWS.'],
    ['SUSE', 'AWS-SuseDefaultPatchBaseline', 'Default Patch Baseline for Suse Provided by AWS.'],
    [
      'AMAZON_LINUX_2',
      'AWS-AmazonLinux2DefaultPatchBaseline',
      'Baseline containing all Security and Bugfix updates approved for Amazon Linux 2 instances',
    ],
  ] as const)('name and describe that of %s as AWS does', (os, name, description) => {
    expect(predefinedBaselineFor(os).definition).toMatchObject({ Name: name, Description: description });
  });

  it('approve severe security updates and every bug fix on Amazon Linux 2023, after a week', () => {
    const severity = { Key: 'SEVERITY', Values: ['Critical', 'Important'] };
    expect(predefinedBaselineFor('AMAZON_LINUX_2023').definition.ApprovalRules?.PatchRules).toEqual([
      rule(7, { Key: 'CLASSIFICATION', Values: ['Security'] }, severity),
      rule(7, { Key: 'CLASSIFICATION', Values: ['Bugfix'] }),
    ]);
  });

  it('select by properties that patches for their system have', () => {
    for (const { definition } of predefinedBaselines) {
      const { OperatingSystem, ApprovalRules } = definition;
      for (const { Key } of (ApprovalRules?.PatchRules ?? []).flatMap((each) => each.PatchFilterGroup.PatchFilters))
        expect(hasPatchProperty(OperatingSystem, Key), `${OperatingSystem} ${Key}`).toBe(true);
    }
  });

  it('let only CentOS have non-security updates', () => {
    const withNonSecurity = predefinedBaselines.filter(({ definition }) =>
      definition.ApprovalRules?.PatchRules.some(({ EnableNonSecurity }) => EnableNonSecurity),
    );
    expect(withNonSecurity.map(({ definition }) => definition.OperatingSystem)).toEqual(['CENTOS']);
  });
});

describe('a copy of a predefined baseline', () => {
  it.each([
    ['WINDOWS', 'Windows-Standard'],
    ['AMAZON_LINUX_2023', 'AmazonLinux2023-Standard'],
    ['REDHAT_ENTERPRISE_LINUX', 'RedHat-Standard'],
    ['RASPBIAN', 'Raspbian-Standard'],
  ] as const)('of %s is called %s', (os, name) => {
    expect(copyOfPredefined(os).Name).toBe(name);
  });

  it('says in words what it approves and where it comes from', () => {
    expect(copyOfPredefined('AMAZON_LINUX_2023', { approveAfterDays: 3 }).Description).toBe(
      'Security updates (severity Critical or Important) and all bug fixes, 3 days after release. ' +
        'Based on the rules of AWS-AmazonLinux2023DefaultPatchBaseline.',
    );
  });

  it('has names that AWS accepts and does not use itself, all different', () => {
    const names = operatingSystems.map((os) => copyOfPredefined(os).Name);
    expect(new Set(names).size).toBe(operatingSystems.length);
    for (const name of names) expect(name).toMatch(/^(?!AWS-)[a-zA-Z0-9_\-.]{3,128}$/);
  });

  it("has AWS's delays unless told otherwise", () => {
    expect(delaysOf(copyOfPredefined('SUSE'))).toEqual([7]);
    expect(delaysOf(copyOfPredefined('MACOS'))).toEqual([0, 0]);
  });

  it.each(debianFamily)('approves at once on %s, whatever AWS writes there', (os) => {
    expect(hasApprovalDelay(os)).toBe(false);
    expect(delaysOf(copyOfPredefined(os))).toEqual([0]);
    expect(copyOfPredefined(os).Description).toMatch(/^All security updates, immediately\./);
  });

  it('gives every rule the delay that was asked for, from 0 to 360 days', () =>
    forAll([anySystem.filter((os) => hasApprovalDelay(os)), fc.integer({ min: 0, max: 360 })], (os, days) => {
      expect(new Set(delaysOf(copyOfPredefined(os, { approveAfterDays: days })))).toEqual(new Set([days]));
    }));

  it('leaves the predefined one as it was', () => {
    const before = structuredClone(predefinedBaselineFor('SUSE'));
    copyOfPredefined('SUSE', { approveAfterDays: 30 });
    expect(predefinedBaselineFor('SUSE')).toEqual(before);
  });
});

it('the original scripts’ baseline approves important critical and security updates of every Windows at once', () => {
  expect(windowsZeroDayImportant).toMatchObject({
    OperatingSystem: 'WINDOWS',
    Name: 'Windows-0day-Important',
    GlobalFilters: { PatchFilters: [{ Key: 'PRODUCT', Values: ['*'] }] },
    ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
    RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
  });
  const classification = { Key: 'CLASSIFICATION', Values: ['CriticalUpdates', 'SecurityUpdates'] };
  const severity = { Key: 'MSRC_SEVERITY', Values: ['Important'] };
  expect(windowsZeroDayImportant.ApprovalRules?.PatchRules).toEqual([rule(0, classification, severity)]);
});
