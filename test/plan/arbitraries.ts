/** Answers as a person or a command line could give them, for the properties of plans. */
import fc from 'fast-check';
import {
  type BaselineDefinition,
  type OperatingSystem,
  operatingSystems,
} from '../../source/plan/baseline/baseline.js';
import { hasApprovalDelay } from '../../source/plan/baseline/catalogue.js';
import type { Answers, BaselineChoice, DayChoice } from '../../source/plan/spec/answers.js';
import type { TaskSpec } from '../../source/plan/spec/spec.js';
import type { TimeOfDay, Week, Weekday } from '../../source/schedule/slot.js';
import { timeZoneNames } from '../../source/schedule/zone.js';

/** Some of the values, at least one, in the order in which they are offered: flags are sorted the same way. */
function some<T>(offered: readonly T[], maxLength = offered.length): fc.Arbitrary<T[]> {
  return fc.subarray([...offered], { minLength: 1, maxLength });
}

const anyDays: fc.Arbitrary<DayChoice> = fc.oneof(
  fc.record({
    kind: fc.constant('weekdays' as const),
    weeks: some<Week>([1, 2, 3, 4, 5, 'L'], 4),
    weekdays: some<Weekday>([0, 1, 2, 3, 4, 5, 6], 4),
  }),
  fc.record({ kind: fc.constant('patch-tuesday' as const), days: some([0, 1, 6, 7, 9, 14, 20]) }),
);

const anyTimes: fc.Arbitrary<TimeOfDay[]> = some(
  Array.from({ length: 48 }, (_, half) => ({ hour: Math.floor(half / 2), minute: (half % 2) * 30 })),
  4,
);

function awsRules(os: OperatingSystem): fc.Arbitrary<BaselineChoice> {
  const delay = hasApprovalDelay(os) ? fc.option(fc.integer({ min: 0, max: 360 }), { nil: undefined }) : undefined;
  return (delay ?? fc.constant(undefined)).map((approveAfterDays) => ({ kind: 'aws-rules', os, approveAfterDays }));
}

/** One baseline at most for each system, those of Windows first. */
const anyBaselines: fc.Arbitrary<BaselineChoice[]> = some(operatingSystems, 4).chain((systems) =>
  fc.tuple(
    ...systems.map((os) =>
      os === 'WINDOWS' ? fc.oneof(fc.constant<BaselineChoice>({ kind: 'zero-day' }), awsRules(os)) : awsRules(os),
    ),
  ),
);

const percentage = fc.integer({ min: 1, max: 100 }).map((share) => `${share}%`);

const anyTask: fc.Arbitrary<TaskSpec> = fc.integer({ min: 1, max: 24 }).chain((durationHours) =>
  fc.record(
    {
      operation: fc.constantFrom('Install' as const, 'Scan' as const),
      reboot: fc.constantFrom('RebootIfNeeded' as const, 'NoReboot' as const),
      durationHours: fc.constant(durationHours),
      cutoffHours: fc.integer({ min: 0, max: durationHours - 1 }),
      onCutoff: fc.constantFrom('CONTINUE_TASK' as const, 'CANCEL_TASK' as const),
      maxConcurrency: fc.oneof(fc.integer({ min: 1, max: 9_999_999 }).map(String), percentage),
      maxErrors: fc.oneof(fc.integer({ min: 0, max: 9_999_999 }).map(String), percentage, fc.constant('0%')),
      serviceRoleArn: fc.constantFrom(
        'arn:aws:iam::123456789012:role/patching',
        'arn:aws-cn:iam::123456789012:role/team/ops/Patch+Role=1,@2',
      ),
    },
    { requiredKeys: [...requiredTaskMembers] },
  ),
);

const requiredTaskMembers = [
  'operation',
  'reboot',
  'durationHours',
  'cutoffHours',
  'onCutoff',
  'maxConcurrency',
  'maxErrors',
] as const;

/** Characters of API members TagKey and TagValue, those that a shell reads its own way among them. */
const tagCharacter = fc.constantFrom(...'aZ09 _.:/=+-@äß東'.split(''), ' ');

const anyTags = fc.dictionary(
  fc
    .string({ unit: tagCharacter, minLength: 1, maxLength: 12 })
    .filter((key) => !key.includes('=') && !/^aws:/i.test(key)),
  fc.string({ unit: tagCharacter, maxLength: 12 }),
  { maxKeys: 4 },
);

export const anyPlanName = fc
  .tuple(
    fc.constantFrom(...'aZ0'.split('')),
    fc.string({ unit: fc.constantFrom(...'bY1_.-'.split('')), maxLength: 63 }),
  )
  .map((parts) => parts.join(''));

/** Complete answers without files, in the order of the command line. */
export const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  plan: fc.oneof(fc.constant('default'), anyPlanName),
  days: anyDays,
  times: anyTimes,
  timeZone: fc.constantFrom(...timeZoneNames()),
  baselines: anyBaselines,
  tagKey: fc.constantFrom('PatchGroup' as const, 'Patch Group' as const),
  task: anyTask,
  tags: anyTags,
});

/** A baseline as a file may have it, with names as long as they may be. */
export const anyFileDefinition: fc.Arbitrary<BaselineDefinition> = fc.record({
  OperatingSystem: fc.constantFrom(...operatingSystems),
  Name: fc.string({ unit: fc.constantFrom(...'aZ09_.-'.split('')), minLength: 3, maxLength: 128 }),
  ApprovalRules: fc.constant({
    PatchRules: [{ PatchFilterGroup: { PatchFilters: [{ Key: 'PRODUCT', Values: ['*'] }] }, ApproveAfterDays: 3 }],
  }),
  RejectedPatches: fc.constantFrom([], ['KB1', 'KB2']),
});
