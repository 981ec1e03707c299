/** Windows of the original scripts: which of them a plan can take over as they are, and why the others are left alone. */
import { parseSchedule } from '../../schedule/expression.js';
import { slotSchedule } from '../../schedule/slot.js';
import {
  type Inventory,
  type InventoryTask,
  type InventoryWindow,
  isPatchingTask,
  ownRole,
  planOf,
} from '../account/inventory.js';
import { most } from '../account/most.js';
import type { PartialAnswers } from '../spec/answers.js';
import { patchGroupName, planTag, slotOfWindowName, wantedTag } from '../spec/names.js';
import { defaultTask, type TaskSpec } from '../spec/spec.js';

/** What somebody has said in so many words, and so means to change. */
export type Said = Partial<Pick<PartialAnswers, 'timeZone' | 'task'>>;

/** One that is not taken over, and why: `it is switched off`. */
export interface LeftAlone {
  readonly window: InventoryWindow;
  readonly why: string;
}

export interface ScriptWindows {
  readonly adoptable: readonly InventoryWindow[];
  readonly leftAlone: readonly LeftAlone[];
}

/**
 * Taking over changes no behaviour by itself. So windows are left alone that would patch again (switched off), move back
 * (another schedule than their name says) or become like the others: scripts that ran twice with different zones, a duration
 * that somebody has edited. What counts is what was said, else what the plan's own windows have, else most of them. What was
 * said is what all become only where none has it: the plan's own count too, else the next run would take the others as well.
 */
export function scriptWindows(windows: Inventory['windows'], plan: string, said: Said = {}): ScriptWindows {
  const own = windows.filter(({ tags }) => tags[planTag] === plan && tags[wantedTag] !== 'no');
  const leftAlone: LeftAlone[] = windows.filter(isOnDay7).map((window) => ({ window, why: day7Words }));
  let adoptable = windows.filter(isOfScripts);
  const leave = (why: (window: InventoryWindow) => string | undefined): void => {
    const left = adoptable.flatMap((window) => {
      const words = why(window);
      return words === undefined ? [] : [{ window, why: words }];
    });
    leftAlone.push(...left);
    adoptable = adoptable.filter((window) => !left.some((each) => each.window === window));
  };
  leave(({ enabled }) => (enabled ? undefined : 'it is switched off'));
  leave((window) => (runsAsNamed(window) ? undefined : 'it runs at another time than its name says'));
  for (const { name, of, saidIn } of traits) {
    const ofOwn = own.map(of);
    const values = adoptable.map(of);
    const wanted = saidIn(said);
    const isThere = wanted !== undefined && [...ofOwn, ...values].includes(wanted);
    const value = isThere ? wanted : (most(ofOwn) ?? most(values));
    leave((window) => (of(window) === value ? undefined : `its ${name} is ${of(window)}, not ${value}`));
  }
  return { adoptable, leftAlone };
}

/** All of them with their reasons, in a sentence. */
export function leftAloneWords(leftAlone: readonly LeftAlone[]): string {
  const listed = leftAlone.map(({ window, why }) => `${window.name} (${window.id}): ${why}`).join('; ');
  return `Windows made by the original scripts that would not stay what they are if a plan took them over, so they are left alone: ${listed}.`;
}

export const leftAloneStep =
  'To take one over all the same, make it as its name says first, or give the flag that changes it.';

/** The name, the one target (the tag `Patch Group` with the group of that name) and the one Run Command task, which patches. */
function isOfScripts(window: InventoryWindow): boolean {
  const slot = slotOfWindowName(window.name);
  const [task, ...moreTasks] = window.tasks;
  return (
    planOf(window) === undefined &&
    slot !== undefined &&
    selectsGroup(window, patchGroupName(slot)) &&
    // Another type of task cannot become one that runs AWS-RunPatchBaseline (UpdateMaintenanceWindowTask).
    task?.type === 'RUN_COMMAND' &&
    isPatchingTask(task) &&
    moreTasks.length === 0
  );
}

function selectsGroup({ targets }: InventoryWindow, patchGroup: string): boolean {
  const [target, ...moreTargets] = targets;
  const [selector, ...moreSelectors] = target?.targets ?? [];
  return (
    selector?.Key === 'tag:Patch Group' &&
    selector.Values.length === 1 &&
    selector.Values[0] === patchGroup &&
    moreTargets.length + moreSelectors.length === 0
  );
}

/** The scripts took day 7 for Sunday too, and named window and group by it: `-d 0 7` makes two of each. */
const day7Name = /^Week([1-5])Day7Unattended(\d\d)(\d\d)$/;
const day7Words = 'its patch group says day 7 for Sunday, which a plan calls day 0: its nodes would need other tags';

function isOnDay7(window: InventoryWindow): boolean {
  const [, week, hour, minute] = day7Name.exec(window.name) ?? [];
  return planOf(window) === undefined && selectsGroup(window, `Week ${week} Day 7 - Unattended - ${hour}:${minute}`);
}

/** Whether a patch group is called as the scripts call theirs, those of day 7 too. */
export function isScriptsGroup(patchGroup: string): boolean {
  return slotOfWindowName(patchGroup.replace('Day 7', 'Day 0').replaceAll(/[ :-]/g, '')) !== undefined;
}

function runsAsNamed({ name, schedule, scheduleOffset }: InventoryWindow): boolean {
  const slot = slotOfWindowName(name);
  if (slot === undefined) return false;
  const named = slotSchedule(slot);
  const isSame = isSameSchedule(schedule, named.schedule);
  return isSame && (scheduleOffset ?? 0) === (named.scheduleOffset ?? 0);
}

/** The scripts write `cron(0 3 …)`, a plan `cron(00 03 …)`. */
function isSameSchedule(one: string, other: string): boolean {
  const read = (text: string): string => JSON.stringify({ ...parseSchedule(text), text: '' });
  try {
    return read(one) === read(other);
  } catch {
    return false;
  }
}

interface Trait {
  readonly name: string;
  readonly of: (window: InventoryWindow) => string;
  readonly saidIn: (said: Said) => string | undefined;
}

function ofWindow(name: string, member: 'durationHours' | 'cutoffHours'): Trait {
  return { name, of: (window) => `${window[member]} h`, saidIn: ({ task }) => hours(task?.[member]) };
}

function hours(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value} h`;
}

function ofTask(name: string, member: keyof TaskSpec, of: (task: InventoryTask) => string | undefined): Trait {
  const byDefault = String(defaultTask[member] ?? 'none');
  return {
    name,
    of: ({ tasks }) => tasks.filter(isPatchingTask).map(of)[0] ?? byDefault,
    saidIn: ({ task }) => (task?.[member] === undefined ? undefined : String(task[member])),
  };
}

/** What all windows of a plan have in common, and so those that it takes over too. */
const traits: readonly Trait[] = [
  { name: 'time zone', of: ({ timeZone = 'UTC' }) => timeZone, saidIn: ({ timeZone }) => timeZone },
  ofWindow('duration', 'durationHours'),
  ofWindow('cutoff', 'cutoffHours'),
  ofTask('operation', 'operation', ({ runCommand }) => runCommand?.Parameters?.Operation?.[0]),
  ofTask('reboot', 'reboot', ({ runCommand }) => runCommand?.Parameters?.RebootOption?.[0]),
  ofTask('cutoff behaviour', 'onCutoff', ({ cutoffBehavior }) => cutoffBehavior),
  ofTask('concurrency', 'maxConcurrency', ({ maxConcurrency }) => maxConcurrency),
  ofTask('number of errors', 'maxErrors', ({ maxErrors }) => maxErrors),
  ofTask('role', 'serviceRoleArn', ({ serviceRoleArn }) => ownRole(serviceRoleArn)),
];
