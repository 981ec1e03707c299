/** Choices of patch baselines, and the words that say them. */
import { expect, it } from 'vitest';
import { operatingSystems } from '../../../source/plan/baseline/baseline.js';
import { copyOfPredefined, windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { hasApprovalDelay } from '../../../source/plan/baseline/operating-system.js';
import {
  baselineOf,
  choiceWord,
  inSystemOrder,
  type NamedChoice,
  parseChoice,
  systemOf,
} from '../../../source/plan/intent/baseline-choice.js';
import type { BaselineChoice } from '../../../source/plan/intent/document.js';

it.each(
  operatingSystems.flatMap((os): NamedChoice[] => [
    { kind: 'aws-rules', os },
    ...(hasApprovalDelay(os)
      ? [0, 360].map((approveAfterDays) => ({ kind: 'aws-rules' as const, os, approveAfterDays }))
      : []),
  ]),
)('%j has a word, from which it is read again', (choice) => {
  expect(parseChoice(choiceWord(choice))).toEqual(choice);
  expect(systemOf(choice)).toBe(choice.kind === 'aws-rules' && choice.os);
});

it.each<[string, BaselineChoice]>([
  ['windows=14', { kind: 'aws-rules', os: 'WINDOWS', approveAfterDays: 14 }],
  ['AL2023', { kind: 'aws-rules', os: 'AMAZON_LINUX_2023' }],
  ['rhel9=0', { kind: 'aws-rules', os: 'REDHAT_ENTERPRISE_LINUX', approveAfterDays: 0 }],
  ['Windows-0day-Important', { kind: 'zero-day' }],
])('%s is understood', (word, choice) => {
  expect(parseChoice(word)).toEqual(choice);
});

it.each([
  ['', /"" is not one of windows, amazon-linux-2023, /],
  ['beos=3', /"beos" is not one of /],
  ['windows=', /a whole number of days from 0 to 360, not ""/],
  ['windows=361', /not "361"/],
  ['windows=1=2', /not "1=2"/],
  ['windows=1.5', /not "1.5"/],
  ['debian=7', /debian has no approval delay/],
])('%j is refused', (word, problem) => {
  expect(parseChoice(word)).toEqual({ problem: expect.stringMatching(problem) });
});

it('a choice stands for a baseline, as far as its rules are known', () => {
  const file = { kind: 'file', fileName: 'x.json' } as const;
  const digest = { digest: `debian:sha256:${'0'.repeat(32)}`, operatingSystem: 'DEBIAN' } as const;
  expect(baselineOf({ kind: 'zero-day' })).toBe(windowsZeroDayImportant);
  const later = { approveAfterDays: 3 };
  expect(baselineOf({ kind: 'aws-rules', os: 'SUSE', ...later })).toEqual(copyOfPredefined('SUSE', later));
  expect(baselineOf({ ...file, rules: { definition: windowsZeroDayImportant } })).toBe(windowsZeroDayImportant);
  expect(baselineOf({ ...file, rules: digest })).toBeUndefined();
  const others: BaselineChoice[] = [{ kind: 'aws-rules', os: 'SUSE' }, { kind: 'zero-day' }];
  expect(inSystemOrder([{ ...file, rules: digest }, ...others]).map(systemOf)).toEqual(['WINDOWS', 'DEBIAN', 'SUSE']);
});
