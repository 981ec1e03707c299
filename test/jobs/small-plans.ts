/** Plans small enough to be set up many times over HTTP, and accounts compared but for ids. */
import type { SSMClient } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { windowsZeroDayImportant } from '../../source/plan/baseline/catalogue.js';
import { type Answers, type BaselineChoice, type DayChoice, defaultAnswers } from '../../source/plan/spec/answers.js';
import type { TaskSpec } from '../../source/plan/spec/spec.js';
import type { Week, Weekday } from '../../source/schedule/slot.js';
import { dumpAccount, withoutIds } from './account-dump.js';

const anyDays: fc.Arbitrary<DayChoice> = fc.oneof(
  fc.record({
    kind: fc.constant('weekdays' as const),
    weeks: fc.subarray<Week>([1, 3, 'L'], { minLength: 1, maxLength: 2 }),
    weekdays: fc.subarray<Weekday>([0, 2], { minLength: 1 }),
  }),
  fc.record({ kind: fc.constant('patch-tuesday' as const), days: fc.subarray([0, 3], { minLength: 1 }) }),
);

/** Rules of which the last are a file's. */
const rules: readonly (readonly BaselineChoice[])[] = [
  [
    { kind: 'zero-day' },
    { kind: 'aws-rules', os: 'WINDOWS' },
    { kind: 'aws-rules', os: 'WINDOWS', approveAfterDays: 21 },
    {
      kind: 'file',
      fileName: 'windows.json',
      definition: { ...windowsZeroDayImportant, Name: 'Corp-Windows', RejectedPatches: ['KB2', 'KB1'] },
    },
  ],
  [{ kind: 'aws-rules', os: 'UBUNTU' }],
  [
    { kind: 'aws-rules', os: 'SUSE' },
    {
      kind: 'file',
      fileName: 'suse.json',
      definition: {
        OperatingSystem: 'SUSE',
        Name: 'Corp-Suse',
        ApprovedPatches: ['b*', 'a*'],
        RejectedPatchesAction: 'BLOCK',
      },
    },
  ],
];

const anyBaselines: fc.Arbitrary<BaselineChoice[]> = fc
  .subarray([...rules], { minLength: 1 })
  .chain((systems) => fc.tuple(...systems.map((choices) => fc.constantFrom(...choices))));

const anyTask: fc.Arbitrary<TaskSpec> = fc.record({
  operation: fc.constantFrom('Install' as const, 'Scan' as const),
  reboot: fc.constantFrom('RebootIfNeeded' as const, 'NoReboot' as const),
  durationHours: fc.constantFrom(2, 4),
  cutoffHours: fc.constantFrom(0, 1),
  onCutoff: fc.constantFrom('CONTINUE_TASK' as const, 'CANCEL_TASK' as const),
  maxConcurrency: fc.constantFrom('2', '10%'),
  maxErrors: fc.constantFrom('0', '1'),
  serviceRoleArn: fc.constantFrom(undefined, 'arn:aws:iam::123456789012:role/patching'),
});

/** Answers of the plan `default`. */
export const smallAnswers: fc.Arbitrary<Answers> = fc.record({
  plan: fc.constant('default'),
  days: anyDays,
  times: fc.subarray(
    [
      { hour: 3, minute: 0 },
      { hour: 22, minute: 30 },
    ],
    { minLength: 1 },
  ),
  timeZone: fc.constantFrom('UTC', 'Europe/London', 'America/Argentina/ComodRivadavia'),
  baselines: anyBaselines,
  tagKey: fc.constantFrom('PatchGroup' as const, 'Patch Group' as const),
  task: anyTask,
  tags: fc.constantFrom<Answers['tags']>({}, { Team: 'ops' }, { Team: 'web', 'Kosten stelle': 'ä/2' }),
});

/** Two windows and one baseline: nine writes. */
export const twoWindows: Answers = {
  ...defaultAnswers,
  days: { kind: 'weekdays', weeks: [1], weekdays: [2] },
};

/** The account without ids and dates. */
export async function comparableAccount(ssm: SSMClient): Promise<unknown> {
  return withoutIds(await dumpAccount(ssm));
}
