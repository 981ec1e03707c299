/** Recall: the answers that a plan was made with, read back from what the account has of it. */
import type { TimeOfDay, Week, Weekday } from '../schedule/slot.js';
import { type Answers, type BaselineChoice, baselineOf, type DayChoice, defaultAnswers } from './answers.js';
import type { BaselineDefinition, OperatingSystem } from './baseline.js';
import { hasApprovalDelay } from './catalogue.js';
import { baselineDifferences } from './compare.js';
import {
  type Inventory,
  type InventoryTask,
  type InventoryWindow,
  isPatchingTask,
  ownRole,
  planOf,
} from './inventory.js';
import { slotOfWindowName } from './names.js';
import type { TagKey, TaskSpec } from './spec.js';

/** The plans that have tagged something in the account, sorted. */
export function plansIn({ windows, baselines }: Pick<Inventory, 'windows' | 'baselines'>): string[] {
  return [...new Set([...windows, ...baselines].map(planOf).filter((plan) => plan !== undefined))].sort();
}

/**
 * The answers of a plan. Names say which slots its windows stand for; what all windows share (zone, duration, task) is
 * what most of them have, so that one that was changed by hand stands out instead of deciding.
 * @returns undefined where the account has no window of the plan
 */
export function recallAnswers(plan: string, inventory: Inventory): Answers | undefined {
  const windows = inventory.windows.filter((window) => planOf(window) === plan && slotOfWindowName(window.name));
  if (windows.length === 0) return undefined;
  const { days, times } = recallSlots(windows);
  const baselines = recallBaselines(plan, inventory);
  return {
    plan,
    days,
    times,
    timeZone: most(windows.map(describedZone)) ?? defaultAnswers.timeZone,
    baselines: baselines.length > 0 ? baselines : defaultAnswers.baselines,
    tagKey: recallTagKey(windows),
    task: recallTask(windows),
    tags: recallTags(windows),
  };
}

function recallSlots(windows: readonly InventoryWindow[]): Pick<Answers, 'days' | 'times'> {
  const slots = windows.map(({ name }) => slotOfWindowName(name)).filter((slot) => slot !== undefined);
  const nth = slots.filter((slot) => slot.kind === 'nth-weekday');
  const after = slots.filter((slot) => slot.kind === 'after-patch-tuesday');
  const times = (of: readonly { readonly time: TimeOfDay }[]): TimeOfDay[] =>
    distinct(
      of.map(({ time }) => time),
      ({ hour, minute }) => hour * 60 + minute,
    );
  if (after.length > nth.length) {
    const days: DayChoice = {
      kind: 'patch-tuesday',
      days: distinct(
        after.map((slot) => slot.days),
        (day) => day,
      ),
    };
    return { days, times: times(after) };
  }
  const weeks = distinct<Week>(
    nth.map(({ week }) => week),
    (week) => (week === 'L' ? 6 : week),
  );
  const weekdays = distinct<Weekday>(
    nth.map(({ weekday }) => weekday),
    (weekday) => weekday,
  );
  return { days: { kind: 'weekdays', weeks, weekdays }, times: times(nth) };
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

/** Tags that all windows share, besides the wizard's and AWS's own. */
function recallTags(windows: readonly InventoryWindow[]): Record<string, string> {
  const [first, ...others] = windows;
  return Object.fromEntries(
    Object.entries(first?.tags ?? {}).filter(
      ([key, value]) => !/^(aws:|ssm-patch-wizard:)/i.test(key) && others.every(({ tags }) => tags[key] === value),
    ),
  );
}

function recallBaselines(plan: string, { baselines }: Inventory): BaselineChoice[] {
  const own = baselines.filter((baseline) => planOf(baseline) === plan && baseline.definition !== undefined);
  const systems = distinct<OperatingSystem>(
    own.map(({ operatingSystem }) => operatingSystem),
    (os) => os,
  );
  return systems.flatMap((os) => {
    // Copies for more than 25 groups are called Name-2, Name-3: the shortest name is the first.
    const [first] = own
      .filter(({ operatingSystem }) => operatingSystem === os)
      .sort((a, b) => a.name.length - b.name.length);
    return first?.definition ? [choiceOf(os, first.definition)] : [];
  });
}

/** The choice that leads to a definition; one that none leads to counts as a file of its own. */
function choiceOf(os: OperatingSystem, definition: BaselineDefinition): BaselineChoice {
  const days = definition.ApprovalRules?.PatchRules[0]?.ApproveAfterDays;
  const candidates: BaselineChoice[] = [
    ...(os === 'WINDOWS' ? [{ kind: 'zero-day' } as const] : []),
    { kind: 'aws-rules', os },
    ...(days !== undefined && hasApprovalDelay(os) ? [{ kind: 'aws-rules', os, approveAfterDays: days } as const] : []),
  ];
  const found = candidates.find((choice) => baselineDifferences(definition, baselineOf(choice)).length === 0);
  return found ?? { kind: 'file', fileName: definition.Name, definition };
}

function distinct<T>(values: readonly T[], order: (value: T) => number | string): T[] {
  const byOrder = new Map(values.map((value) => [order(value), value] as const));
  return [...byOrder].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** The value that most have; the first of several. */
function most<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce<[T, number] | undefined>(
    (best, entry) => (best === undefined || entry[1] > best[1] ? entry : best),
    undefined,
  )?.[0];
}
