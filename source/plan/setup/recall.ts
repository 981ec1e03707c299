/** Recall: the answers that a plan was made with, read back from what the account has of it. */
import type { Slot, TimeOfDay, Week, Weekday } from '../../schedule/slot.js';
import { baselineDifferences } from '../account/compare.js';
import {
  groupsStoodFor,
  type Inventory,
  type InventoryBaseline,
  type InventoryTask,
  type InventoryWindow,
  isPatchingTask,
  ownRole,
  planOf,
} from '../account/inventory.js';
import { most } from '../account/most.js';
import { type BaselineDefinition, type OperatingSystem, operatingSystems } from '../baseline/baseline.js';
import { hasApprovalDelay } from '../baseline/catalogue.js';
import { type Answers, type BaselineChoice, baselineOf, defaultAnswers, slotsOf } from '../spec/answers.js';
import { givenTagKeys, protectTag, slotOfPatchGroup, slotOfWindowName, tagsTag, wantedTag } from '../spec/names.js';
import type { TagKey, TaskSpec } from '../spec/spec.js';
import { withStrays } from './strays.js';

/** The plans that have tagged something in the account, sorted. */
export function plansIn({ windows, baselines }: Pick<Inventory, 'windows' | 'baselines'>): string[] {
  return [...new Set([...windows, ...baselines].map(planOf).filter((plan) => plan !== undefined))].sort();
}

/** What an account says about a plan. */
export interface Recalled {
  readonly answers: Answers;
  /**
   * The slots that the account proves, in the order in which windows are created. After dates were changed without pruning
   * they are fewer than those of the answers, which are weeks times days times hours.
   */
  readonly slots: readonly Slot[];
  /** Whether the account has a baseline of the plan; else the answers have the default. */
  readonly hasBaselines: boolean;
}

/**
 * What a plan was made with. Names of windows and of registered patch groups say which slots it has: a window that somebody
 * has deleted leaves its group behind. What all windows share (zone, duration, task) is what most of them have, so that
 * one that was changed by hand stands out instead of deciding. What is marked as no longer wanted says nothing.
 * @returns undefined where the account has no dates of the plan
 */
export function recallPlan(plan: string, account: Inventory): Recalled | undefined {
  const inventory = withStrays(account, plan);
  const slots = recallSlots(plan, inventory);
  if (slots.length === 0) return undefined;
  const windows = inventory.windows.filter((window) => isWantedBy(plan, window) && slotOfWindowName(window.name));
  const baselines = recallBaselines(plan, inventory);
  return {
    answers: {
      plan,
      ...recallDates(slots),
      timeZone: most(windows.map(describedZone)) ?? defaultAnswers.timeZone,
      baselines: baselines.length > 0 ? baselines : defaultAnswers.baselines,
      tagKey: recallTagKey(windows),
      task: recallTask(windows),
      tags: recallTags(windows),
    },
    slots,
    hasBaselines: baselines.length > 0,
  };
}

/** Whether a window or baseline is the plan's and no later answers have left it out. */
function isWantedBy(plan: string, resource: InventoryWindow | InventoryBaseline): boolean {
  return planOf(resource) === plan && resource.tags[wantedTag] !== 'no';
}

/**
 * A group is no trace of a window that the plan wants where other windows patch it, or stand under the name that it has. Where
 * former answers have left windows (which are marked), a group without a window has to lie in the grid of the wanted windows'
 * dates too: beyond it, it is more likely left by those answers. So are all such groups of a protected baseline, which no prune
 * may take.
 */
function recallSlots(
  plan: string,
  { windows, baselines, patchGroups }: Pick<Inventory, 'windows' | 'baselines' | 'patchGroups'>,
): Slot[] {
  const own = windows.filter((window) => isWantedBy(plan, window));
  const ofOthers = new Set(windows.filter((window) => !own.includes(window)).flatMap(groupsStoodFor));
  // What is only about to be taken over has nothing of the plan's.
  const ofPlan = baselines.filter((baseline) => planOf(baseline) === plan && baseline.adoptedBy === undefined);
  const registered = patchGroups.flatMap(({ baselineId, patchGroup }) => {
    const baseline = ofPlan.find(({ id }) => id === baselineId);
    const slot = slotOfPatchGroup(patchGroup);
    return baseline && slot && !ofOthers.has(patchGroup) ? [{ baseline, patchGroup, slot }] : [];
  });
  // A window that somebody has renamed is told by its group.
  const patched = new Set(own.flatMap(groupsStoodFor));
  const ofWindows = [
    ...own.map(({ name }) => slotOfWindowName(name)).filter((slot) => slot !== undefined),
    ...registered.filter(({ patchGroup }) => patched.has(patchGroup)).map(({ slot }) => slot),
  ];
  const hasLeftovers = windows.some((window) => planOf(window) === plan && !isWantedBy(plan, window));
  const grid = new Set(gridOf(ofWindows).map(slotOrder));
  const left = registered.filter(({ baseline, slot }) => {
    if (ofWindows.length === 0) return true;
    return !(protectTag in baseline.tags) && (!hasLeftovers || grid.has(slotOrder(slot)));
  });
  return distinct([...ofWindows, ...left.map(({ slot }) => slot)], slotOrder);
}

/** Every slot that the days and hours of these make, each kind of days by itself. */
function gridOf(slots: readonly Slot[]): Slot[] {
  const kinds: readonly Slot['kind'][] = ['nth-weekday', 'after-patch-tuesday'];
  return kinds
    .map((kind) => slots.filter((slot) => slot.kind === kind))
    .filter((ofKind) => ofKind.length > 0)
    .flatMap((ofKind) => slotsOf(recallDates(ofKind)));
}

/** Sorts by week or days after Patch Tuesday, then by weekday, then by time. */
function slotOrder(slot: Slot): number {
  const time = minutesOf(slot.time);
  if (slot.kind === 'after-patch-tuesday') return 1_000_000 + slot.days * 10_000 + time;
  return weekOrder(slot.week) * 100_000 + slot.weekday * 10_000 + time;
}

function weekOrder(week: Week): number {
  return week === 'L' ? 6 : week;
}

function minutesOf({ hour, minute }: TimeOfDay): number {
  return hour * 60 + minute;
}

/** The days and hours that most slots have; a plan has one kind of days. */
function recallDates(slots: readonly Slot[]): Pick<Answers, 'days' | 'times'> {
  const nth = slots.filter((slot) => slot.kind === 'nth-weekday');
  const after = slots.filter((slot) => slot.kind === 'after-patch-tuesday');
  const timesOf = (of: readonly Slot[]): TimeOfDay[] =>
    distinct(
      of.map(({ time }) => time),
      minutesOf,
    );
  if (after.length > nth.length) {
    const days = distinct(
      after.map((slot) => slot.days),
      (day) => day,
    );
    return { days: { kind: 'patch-tuesday', days }, times: timesOf(after) };
  }
  const weeks = distinct(
    nth.map(({ week }) => week),
    weekOrder,
  );
  const weekdays = distinct<Weekday>(
    nth.map(({ weekday }) => weekday),
    (weekday) => weekday,
  );
  return { days: { kind: 'weekdays', weeks, weekdays }, times: timesOf(nth) };
}

/** The description keeps the zone that the window was made for, whatever somebody made of the window since. */
function describedZone({ description = '', timeZone = 'UTC' }: InventoryWindow): string {
  return / at \d{2}:\d{2} (\S+) \(ssm-patch-wizard, /.exec(description)?.[1] ?? timeZone;
}

function recallTagKey(windows: readonly InventoryWindow[]): TagKey {
  const keys = windows.flatMap(({ targets }) => targets.flatMap((target) => target.targets.map(({ Key }) => Key)));
  return most(keys) === 'tag:Patch Group' ? 'Patch Group' : 'PatchGroup';
}

function recallTask(windows: readonly InventoryWindow[]): TaskSpec {
  const { task: byDefault } = defaultAnswers;
  const tasks = windows.flatMap((window) => window.tasks.filter(isPatchingTask));
  const parameter = (name: string): string | undefined =>
    most(tasks.map(({ runCommand }) => runCommand?.Parameters?.[name]?.[0]));
  const of = (read: (task: InventoryTask) => string | undefined): string | undefined => most(tasks.map(read));
  const serviceRoleArn = of((task) => ownRole(task.serviceRoleArn));
  const operation = parameter('Operation') === 'Scan' ? 'Scan' : 'Install';
  return {
    operation,
    reboot: operation === 'Install' && parameter('RebootOption') === 'NoReboot' ? 'NoReboot' : 'RebootIfNeeded',
    durationHours: most(windows.map(({ durationHours }) => durationHours)) ?? byDefault.durationHours,
    cutoffHours: most(windows.map(({ cutoffHours }) => cutoffHours)) ?? byDefault.cutoffHours,
    onCutoff: of((task) => task.cutoffBehavior) === 'CANCEL_TASK' ? 'CANCEL_TASK' : 'CONTINUE_TASK',
    maxConcurrency: of((task) => task.maxConcurrency) ?? byDefault.maxConcurrency,
    maxErrors: of((task) => task.maxErrors) ?? byDefault.maxErrors,
    ...(serviceRoleArn === undefined ? {} : { serviceRoleArn }),
  };
}

/** The tags of the keys that the plan has given, as most windows have them; others are those of people and other tools. */
function recallTags(windows: readonly InventoryWindow[]): Record<string, string> {
  const given = most(windows.map(({ tags }) => tags[tagsTag]));
  const entries = givenTagKeys(given === undefined ? {} : { [tagsTag]: given })
    .map((key) => [key, most(windows.map(({ tags }) => tags[key]))] as const)
    .filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

function recallBaselines(plan: string, { baselines }: Inventory): BaselineChoice[] {
  const own = baselines.filter((baseline) => isWantedBy(plan, baseline) && baseline.definition !== undefined);
  return operatingSystems.flatMap((os) => {
    // Copies for more than 25 groups are called Name-2, Name-3: the shortest name is the first.
    const [first] = own
      .filter(({ operatingSystem }) => operatingSystem === os)
      .sort((a, b) => a.name.length - b.name.length);
    return first?.definition ? [choiceOf(os, first.definition, first.id)] : [];
  });
}

/**
 * The choice that a baseline was made from: two of its name, its description and its rules say so, so that one that was
 * changed by hand is recognised. One that no choice leads to counts as a file of its own.
 */
function choiceOf(os: OperatingSystem, definition: BaselineDefinition, baselineId: string): BaselineChoice {
  const { Name, Description = '' } = definition;
  const [described] = /(?<=, )\d+(?= days? after release)/.exec(Description) ?? [
    /, at once/.test(Description) ? '0' : '',
  ];
  const delays = [definition.ApprovalRules?.PatchRules[0]?.ApproveAfterDays, described ? Number(described) : undefined];
  const candidates: BaselineChoice[] = [
    ...(os === 'WINDOWS' ? [{ kind: 'zero-day' } as const] : []),
    { kind: 'aws-rules', os },
    ...delays
      .filter((days) => days !== undefined && days <= 360 && hasApprovalDelay(os))
      .map((approveAfterDays) => ({ kind: 'aws-rules', os, approveAfterDays }) as const),
  ];
  const likenesses = candidates.map((choice) => {
    const made = baselineOf(choice);
    const changes = baselineDifferences(definition, made).map(({ field }) => field);
    const hasName = Name.replace(/-\d+$/, '') === made.Name;
    const hasRules = changes.every((field) => field === 'Name' || field === 'Description');
    return Number(hasName) + Number(!changes.includes('Description')) + Number(hasRules);
  });
  const likest = Math.max(...likenesses);
  const found = likest >= 2 ? candidates[likenesses.indexOf(likest)] : undefined;
  return found ?? { kind: 'file', fileName: `${Name}.json`, definition, baselineId };
}

function distinct<T>(values: readonly T[], order: (value: T) => number | string): T[] {
  const byOrder = new Map(values.map((value) => [order(value), value] as const));
  return [...byOrder].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
