/** Random documents: waves of every kind, answers of single waves, rules of files, tags. */
import fc from 'fast-check';
import {
  type BaselineDefinition,
  longestApprovalDelay,
  type OperatingSystem,
  operatingSystems,
} from '../../../source/plan/baseline/baseline.js';
import { hasApprovalDelay, isLinux } from '../../../source/plan/baseline/operating-system.js';
import { type Codec, digestOf } from '../../../source/plan/intent/codec.js';
import { groupDistances } from '../../../source/plan/intent/distances.js';
import {
  type BaselineChoice,
  type PlanDocument,
  type TaskSpec,
  taskOf,
  type Wave,
} from '../../../source/plan/intent/document.js';
import { normalDocument } from '../../../source/plan/intent/normal.js';
import { taskFlags } from '../../../source/plan/intent/task-flags.js';
import { type Grid, namedWave, scriptWave, wavesOf } from '../../../source/plan/intent/waves.js';
import type { Slot, TimeOfDay, Week, Weekday } from '../../../source/schedule/slot.js';
import type { TakenOverSchedule } from '../../../source/schedule/when.js';
import { timeZoneNames } from '../../../source/schedule/zone.js';

/** Some of the values, at least one, in the order in which they are offered: flags are sorted the same way. */
function some<T>(offered: readonly T[], maxLength = offered.length): fc.Arbitrary<T[]> {
  return fc.subarray([...offered], { minLength: 1, maxLength });
}

const weeks: readonly Week[] = [1, 2, 3, 4, 5, 'L'];
const weekdays: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const halfHours: readonly TimeOfDay[] = Array.from({ length: 48 }, (_, half) => ({
  hour: Math.floor(half / 2),
  minute: (half % 2) * 30,
}));
const daysAfterPatchTuesday = Array.from({ length: 21 }, (_, days) => days);

export const anyGrid: fc.Arbitrary<Grid> = fc.oneof(
  fc.record({
    kind: fc.constant('weekdays' as const),
    weeks: some(weeks),
    weekdays: some(weekdays),
    times: some(halfHours, 4),
  }),
  fc.record({
    kind: fc.constant('patch-tuesday' as const),
    days: some(daysAfterPatchTuesday, 7),
    times: some(halfHours, 4),
  }),
);

const anyTime: fc.Arbitrary<TimeOfDay> = fc.record({ hour: fc.nat(23), minute: fc.nat(59) });

export const anySlot: fc.Arbitrary<Slot> = fc.oneof(
  fc.record({
    kind: fc.constant('nth-weekday' as const),
    week: fc.constantFrom(...weeks),
    weekday: fc.constantFrom(...weekdays),
    time: anyTime,
  }),
  fc.record({ kind: fc.constant('after-patch-tuesday' as const), days: fc.nat(20), time: anyTime }),
);

/** Schedules that no slot says. */
const anySchedule: fc.Arbitrary<TakenOverSchedule> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('schedule' as const),
      schedule: fc.constantFrom('cron(0 3 ? * MON-FRI *)', 'cron(30 4,5 L * ? *)', 'cron(0 0 3 ? 1/3 WED#3 *)'),
      scheduleOffset: fc.integer({ min: 1, max: 6 }),
    },
    { requiredKeys: ['kind', 'schedule'] },
  ),
  fc.constantFrom(
    { kind: 'schedule' as const, schedule: 'rate(7 days)' },
    { kind: 'schedule' as const, schedule: 'at(2027-01-05T03:00:00)' },
  ),
);

const percentage = fc.integer({ min: 1, max: 100 }).map((share) => `${share}%`);
const anyRole = fc.constantFrom(
  'arn:aws:iam::123456789012:role/patching',
  'arn:aws-cn:iam::123456789012:role/team/ops/Patch+Role=1,@2',
);

export const anyTask: fc.Arbitrary<TaskSpec> = fc
  .record({
    operation: fc.constantFrom('Install' as const, 'Scan' as const),
    reboot: fc.constantFrom('RebootIfNeeded' as const, 'NoReboot' as const),
    durationHours: fc.integer({ min: 1, max: 24 }),
    hour: fc.nat(23),
    onCutoff: fc.constantFrom('CONTINUE_TASK' as const, 'CANCEL_TASK' as const),
    maxConcurrency: fc.oneof(fc.integer({ min: 1, max: 9_999_999 }).map(String), percentage),
    maxErrors: fc.oneof(fc.integer({ min: 0, max: 9_999_999 }).map(String), percentage, fc.constant('0%')),
    role: fc.option(anyRole),
  })
  .map(({ role, hour, ...task }) => ({
    ...task,
    cutoffHours: hour % task.durationHours,
    ...(role && { serviceRoleArn: role }),
  }));

const anyZone = fc.constantFrom(...timeZoneNames());

/** A wave's own answers; no role in a plan that has one is an answer too. */
const anyOwn: fc.Arbitrary<NonNullable<Wave['own']>> = fc
  .record({
    timeZone: fc.option(anyZone),
    task: anyTask,
    members: fc.subarray(Object.keys(taskFlags) as (keyof TaskSpec)[]),
  })
  .map(({ timeZone, task, members }) => ({
    ...(timeZone && { timeZone }),
    task: Object.fromEntries(members.map((member) => [member, task[member]])),
  }));

/** Texts of these characters. */
function textOf(characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
}

const nameOf = (first: string, others: string, most: number) =>
  fc.tuple(textOf(first, 1, 1), textOf(others, 0, most - 1)).map((parts) => parts.join(''));

export const anyPlanName = nameOf('aZ0', 'bY1_.-', 64);
export const anyWaveName = nameOf('abcXYZ0', 'abcdefgXYZ019_.-', 20);
const anyPatchGroup = textOf('aZ09 _.:/=+-@ä', 1, 20);
const anyWindow = textOf('aZ09_.-', 3, 30);

function anyNamedWave(plan: string): fc.Arbitrary<Wave> {
  return fc.tuple(anyWaveName, anySlot).map(([name, slot]) => namedWave(plan, name, slot));
}

/** A wave of any kind in a plan. */
function anyWave(plan: string): fc.Arbitrary<Wave> {
  return fc.oneof(
    anySlot.map(scriptWave),
    anyNamedWave(plan),
    fc.tuple(anySlot, anyOwn).map(([slot, own]) => ({ ...scriptWave(slot), own })),
    fc.tuple(anySlot, anySlot).map(([slot, when]) => ({ ...scriptWave(slot), when })),
    fc.tuple(anySlot, anyPatchGroup).map(([slot, patchGroup]): Wave => ({ ...scriptWave(slot), patchGroup })),
    fc.record(
      {
        name: anyWaveName,
        patchGroup: anyPatchGroup,
        window: anyWindow,
        when: fc.oneof(anySlot, anySchedule),
        own: anyOwn,
      },
      { requiredKeys: ['name', 'patchGroup', 'window', 'when'] },
    ),
  );
}

/** Waves of one plan, with names and windows of their own. */
function anyWaves(plan: string): fc.Arbitrary<Wave[]> {
  const anyPart = fc.oneof(
    anyWave(plan).map((wave) => [wave]),
    anyGrid.map((grid): Wave[] => wavesOf(grid).slice(0, 20)),
  );
  return fc
    .oneof(
      anyGrid.map((grid): Wave[] => wavesOf(grid)),
      anyGrid.chain((grid) => some<Wave>(wavesOf(grid))),
      fc.array(anyNamedWave(plan), { minLength: 1, maxLength: 12 }),
      fc.array(anyPart, { minLength: 1, maxLength: 8 }).map((parts) => parts.flat()),
    )
    .map((waves) => waves.filter((wave, index) => waves.slice(0, index).every((other) => !areTwice(wave, other))));
}

function areTwice(one: Wave, other: Wave): boolean {
  return one.name === other.name || one.window === other.window;
}

const patchName = textOf('KB01*', 1, 8);
const filterGroup = fc
  .array(fc.constantFrom('PRODUCT', 'PATCH_ID', 'VERSION'), { maxLength: 3 })
  .map((keys) => ({ PatchFilters: keys.map((Key) => ({ Key, Values: Key === 'PRODUCT' ? ['*'] : ['*', Key] })) }));
const complianceLevel = fc.constantFrom('CRITICAL', 'LOW', 'UNSPECIFIED');

/** Rules as a file may have them, those that say the default in full among them. */
export function anyDefinition(os: OperatingSystem): fc.Arbitrary<BaselineDefinition> {
  const rule = fc.record(
    {
      PatchFilterGroup: filterGroup,
      ApproveAfterDays: fc.nat(360),
      ComplianceLevel: complianceLevel,
      EnableNonSecurity: isLinux(os) ? fc.boolean() : fc.constant(false),
    },
    { requiredKeys: ['PatchFilterGroup', 'ApproveAfterDays'] },
  );
  return fc.record(
    {
      OperatingSystem: fc.constant(os),
      Name: textOf('aZ09_.-', 3, 30).filter((name) => !/^aws-/i.test(name)),
      Description: fc.string({ minLength: 1, maxLength: 20 }),
      GlobalFilters: filterGroup,
      ApprovalRules: fc.record({ PatchRules: fc.array(rule, { minLength: 1, maxLength: 3 }) }),
      ApprovedPatches: fc.array(patchName, { maxLength: 3 }),
      ApprovedPatchesComplianceLevel: complianceLevel,
      RejectedPatches: fc.array(patchName, { maxLength: 3 }),
      RejectedPatchesAction: fc.constantFrom('ALLOW_AS_DEPENDENCY' as const, 'BLOCK' as const),
    },
    { requiredKeys: ['OperatingSystem', 'Name', 'ApprovalRules'] },
  );
}

function anyChoice(os: OperatingSystem): fc.Arbitrary<BaselineChoice> {
  const awsRules = { kind: fc.constant('aws-rules' as const), os: fc.constant(os) };
  const delayed = fc.record({ ...awsRules, approveAfterDays: fc.nat(360) }, { requiredKeys: ['kind', 'os'] });
  const rules: fc.Arbitrary<BaselineChoice> = hasApprovalDelay(os) ? delayed : fc.record(awsRules);
  const file = fc
    .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), anyDefinition(os))
    .map(([fileName, definition]): BaselineChoice => ({ kind: 'file', fileName, rules: { definition } }));
  return fc.oneof(rules, file, os === 'WINDOWS' ? fc.constant<BaselineChoice>({ kind: 'zero-day' }) : rules);
}

const anyBaselines: fc.Arbitrary<BaselineChoice[]> = fc
  .subarray([...operatingSystems], { maxLength: 4 })
  .chain((systems) => fc.tuple(...systems.map(anyChoice)));

/** Characters of API members TagKey and TagValue, those that a shell reads its own way among them. */
const tagCharacters = 'aZ09 _.:/=+-@äß東';

const anyTags = fc.dictionary(
  textOf(tagCharacters, 1, 12).filter((key) => !key.includes('=') && !/^aws:/i.test(key)),
  textOf(tagCharacters, 0, 12),
  { maxKeys: 4 },
);

/** The document where every wave's cutoff lies before its end. */
function withCutoffs(document: PlanDocument): PlanDocument {
  const waves = document.waves.map((wave) => {
    const { durationHours, cutoffHours } = taskOf(document, wave);
    if (cutoffHours < durationHours) return wave;
    const { durationHours: _, cutoffHours: __, ...task } = wave.own?.task ?? {};
    return { ...wave, own: { ...wave.own, task } };
  });
  return { ...document, waves };
}

/** A document that is fine, in its normal form. */
export const anyDocument: fc.Arbitrary<PlanDocument> = fc
  .oneof(fc.constant('default'), anyPlanName)
  .chain((plan) =>
    fc.record({
      version: fc.constant(1 as const),
      plan: fc.constant(plan),
      timeZone: fc.oneof(fc.constant('UTC'), anyZone),
      tagKey: fc.constantFrom('PatchGroup' as const, 'Patch Group' as const),
      waves: anyWaves(plan),
      baselines: anyBaselines,
      approvals: fc.constantFrom('each-wave' as const, 'first-wave' as const),
      task: anyTask,
      tags: anyTags,
    }),
  )
  .map((document) => normalDocument(withCutoffs(document)))
  .map(({ approvals, ...document }) => (canDelay(document) ? { ...document, approvals } : document));

/** Whether later waves can wait: their dates are a fixed distance apart, and no rule is near the longest delay. */
export function canDelay(document: PlanDocument): boolean {
  const distances = groupDistances(document);
  const most = longestApprovalDelay - Math.max(0, ...(distances?.values() ?? []));
  return distances !== undefined && document.baselines.every((choice) => delayOf(choice) <= most);
}

function delayOf(choice: BaselineChoice): number {
  if (choice.kind === 'aws-rules') return choice.approveAfterDays ?? 7;
  const rules =
    choice.kind === 'file' && 'definition' in choice.rules ? choice.rules.definition.ApprovalRules : undefined;
  return Math.max(0, ...(rules?.PatchRules ?? []).map(({ ApproveAfterDays = 0 }) => ApproveAfterDays));
}

/** The document as a record has it: of rules of files only their digests. */
export function withDigests(document: PlanDocument, codec: Codec): PlanDocument {
  const baselines = document.baselines.map((choice): BaselineChoice => {
    if (choice.kind !== 'file' || 'digest' in choice.rules) return choice;
    const { OperatingSystem: operatingSystem } = choice.rules.definition;
    return { ...choice, rules: { digest: digestOf(choice.rules, codec), operatingSystem } };
  });
  return { ...document, baselines };
}
