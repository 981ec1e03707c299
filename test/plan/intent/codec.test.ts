/** Digests of rules: one for all ways to write the same. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BaselineDefinition, operatingSystems } from '../../../source/plan/baseline/baseline.js';
import { windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { digestOf, hasRules, rulesDigest, systemOfDigest } from '../../../source/plan/intent/codec.js';
import { codec } from '../../helpers/codec.js';
import { forAll } from '../../helpers/properties.js';
import { anyDefinition } from './arbitraries.js';

const anyRules = fc.constantFrom(...operatingSystems).chain(anyDefinition);

/** The same data with every object's members and every list of texts in the other order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'string') ? [...value].reverse() : value.map(reversed);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

it('says the operating system', async () => {
  expect(rulesDigest(windowsZeroDayImportant, codec)).toMatch(/^windows:sha256:[0-9a-f]{32}$/);
  await forAll([anyRules], (definition) => {
    expect(systemOfDigest(rulesDigest(definition, codec))).toBe(definition.OperatingSystem);
  });
  for (const text of [
    '',
    'windows',
    'windows:sha256:',
    `beos:sha256:${'0'.repeat(32)}`,
    `windows:sha256:${'0'.repeat(33)}`,
  ]) {
    expect(systemOfDigest(text)).toBeUndefined();
  }
});

it('is blind to order and to defaults that are written out', () =>
  forAll([anyRules], (definition) => {
    const digest = rulesDigest(definition, codec);
    expect(rulesDigest(reversed(definition) as BaselineDefinition, codec)).toBe(digest);
    const full: BaselineDefinition = {
      ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
      ApprovedPatchesEnableNonSecurity: false,
      RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
      ApprovedPatches: [],
      Sources: [],
      ...definition,
    };
    expect(rulesDigest(full, codec)).toBe(digest);
  }));

it.each<Partial<BaselineDefinition>>([
  { Name: 'Other' },
  { Description: 'Other' },
  { OperatingSystem: 'DEBIAN' },
  { GlobalFilters: { PatchFilters: [{ Key: 'PRODUCT', Values: ['WindowsServer2022'] }] } },
  { ApprovalRules: { PatchRules: [] } },
  { ApprovedPatches: ['KB1'] },
  { ApprovedPatchesComplianceLevel: 'HIGH' },
  { RejectedPatches: ['KB1'] },
  { RejectedPatchesAction: 'BLOCK' },
  { Sources: [{ Name: 'abc', Products: ['*'], Configuration: 'x' }] },
  { AvailableSecurityUpdatesComplianceStatus: 'COMPLIANT' },
])('is another one with %j', (change) => {
  const changed = { ...windowsZeroDayImportant, ...change };
  expect(rulesDigest(changed, codec)).not.toBe(rulesDigest(windowsZeroDayImportant, codec));
});

it('is found in what exists, whatever AWS has filled in', () => {
  const rules = { definition: windowsZeroDayImportant };
  const digest = { digest: digestOf(rules, codec), operatingSystem: 'WINDOWS' } as const;
  const filledIn = { ...windowsZeroDayImportant, AvailableSecurityUpdatesComplianceStatus: 'NON_COMPLIANT' } as const;
  for (const known of [rules, digest]) {
    expect(hasRules(windowsZeroDayImportant, known, codec)).toBe(true);
    expect(hasRules(filledIn, known, codec)).toBe(true);
    expect(hasRules({ ...filledIn, RejectedPatches: ['KB1'] }, known, codec)).toBe(false);
  }
  expect(hasRules(windowsZeroDayImportant, { definition: filledIn }, codec)).toBe(false);
});
