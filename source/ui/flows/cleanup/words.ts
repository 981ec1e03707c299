/** The words of the clean-up's screens: a line for each thing, its details, and the question about it. */

import { isScanTask } from '../../../plan/account/documents.js';
import { type InventoryWindow, nextRunOf } from '../../../plan/account/inventory.js';
import { goingTasks, keptWords, taskFacts } from '../../../plan/account/task-words.js';
import { operatingSystemLabels } from '../../../plan/baseline/baseline.js';
import type { CleanupAction } from '../../../plan/cleanup/choice.js';
import type { ItemClass } from '../../../plan/cleanup/item-class.js';
import type { CleanupItem } from '../../../plan/cleanup/items.js';
import { counted, plural } from '../../../plan/text/plural.js';
import { cityWords, clockWords, momentWords, shortDateWords } from '../../words/dates.js';
import type { Choosing } from './choose.js';

/** `window · next run Tue 1 Dec 03:00 London (in 8 days)`; brief without how long it is until then. */
export function itemFacts(item: CleanupItem, now: Date, isBrief = false): string {
  if (item.itemClass === 'unknown') return item.reason;
  switch (item.kind) {
    case 'window':
      return `window · ${nextRunWords(item.window, now, isBrief)}`;
    case 'task':
      return `${keptWords(item.window.tasks)} · ${isScanTask(item.task) ? 'scan task' : 'task'} · ${nextRunWords(item.window, now, isBrief)}`;
    case 'target':
      return `target of ${item.window.name}`;
    case 'registration':
      return `patch group · ${item.registration.baselineName}`;
    case 'default':
      return `default for ${operatingSystemLabels[item.baseline.operatingSystem]} is ${item.baseline.name}`;
    case 'baseline':
      return `baseline · ${item.requires.length} ${plural(item.requires.length, 'group')}`;
    case 'predefined':
      return 'baseline';
    case 'tags':
      return `tag · ${item.changes.length} ${plural(item.changes.length, 'node')}`;
    case 'unread':
      return 'records';
    case 'record':
      return `record · version ${item.record.version}`;
    default:
      return item satisfies never;
  }
}

/** On the clock of the window's own zone. */
function nextRunWords(window: InventoryWindow, now: Date, isBrief: boolean): string {
  if (window.isRunning) return 'running now';
  if (!window.enabled) return 'switched off';
  const next = nextRunOf(window);
  if (next === undefined) return 'no next run';
  const clock = { timeZone: window.timeZone ?? 'UTC', now };
  return isBrief
    ? `next ${clockWords(next, clock)} ${cityWords(clock.timeZone)}`
    : `next run ${momentWords(next, clock)}`;
}

function targetsIn({ targets }: InventoryWindow): string {
  return counted(targets.length, 'target');
}

function tasksIn({ tasks }: InventoryWindow): string {
  return counted(tasks.length, 'task');
}

/** Everything else about the item under the cursor, a line each. */
export function itemDetails(item: CleanupItem, now: Date): string[] {
  switch (item.kind) {
    case 'window':
    case 'task': {
      const { id, schedule, scheduleOffset, timeZone, tags, createdAt } = item.window;
      const offset = scheduleOffset === undefined ? '' : `, ${counted(scheduleOffset, 'day')} later`;
      return [
        `Id        ${item.kind === 'task' ? `${item.id} in window ` : ''}${id}${made(createdAt, now)}`,
        `Schedule  ${schedule}${offset}, ${timeZone ?? 'UTC'}`,
        ...contentsDetails(item.window, item.kind === 'task'),
        `Tags      ${tagWords(tags)}`,
      ];
    }
    case 'target':
      return [`Id        ${item.target.id} in window ${item.window.id}`];
    case 'registration': {
      const { baselineId, baselineName, operatingSystem } = item.registration;
      return [`Baseline  ${baselineName} (${baselineId})`, `System    ${operatingSystemLabels[operatingSystem]}`];
    }
    case 'default':
    case 'baseline': {
      const { id, operatingSystem, tags, createdAt } = item.baseline;
      return [
        `Id        ${id}${made(createdAt, now)}`,
        `System    ${operatingSystemLabels[operatingSystem]}`,
        `Tags      ${tagWords(tags)}`,
      ];
    }
    case 'predefined':
      return [`Id        ${item.id}`];
    case 'tags':
      return [`Nodes     ${item.changes.map(({ id }) => id).join(', ')}`];
    case 'unread':
      return item.error.nextSteps.map((step) => `Next step ${step}`);
    case 'record': {
      const { version, changedAt, changedBy } = item.record;
      const when = changedAt ? `, changed ${shortDateWords(changedAt, { timeZone: 'UTC', now })}` : '';
      return [`Version   ${version}${when}`, ...(changedBy ? [`By        ${changedBy}`] : [])];
    }
    default:
      return item satisfies never;
  }
}

function contentsDetails({ targets, tasks }: InventoryWindow, isMixed: boolean): string[] {
  const keys = targets.flatMap((target) => target.targets.map(({ Key, Values }) => `${Key} = ${Values.join(', ')}`));
  const rest = isMixed ? goingTasks(tasks) : tasks;
  const others = tasks.filter((task) => !rest.includes(task));
  const words = [...others.map((task) => `kept: ${taskFacts(task)}`), ...rest.map(taskFacts)];
  return [`Targets   ${keys.join('; ') || 'none'}`, `Tasks     ${words.join('; ') || 'none'}`];
}

function made(createdAt: Date | undefined, now: Date): string {
  return createdAt ? `, created ${shortDateWords(createdAt, { timeZone: 'UTC', now })}` : '';
}

function tagWords(tags: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return pairs.join(', ') || 'none';
}

/** `Delete window web-tier-patching with its 1 target and 1 task?` */
export function itemQuestion(item: CleanupItem, action: CleanupAction): string {
  if (action === 'disable') return `Switch off window ${item.name}?`;
  switch (item.kind) {
    case 'window':
      return `Delete window ${item.name} with its ${targetsIn(item.window)} and ${tasksIn(item.window)}?`;
    case 'task':
      return `Deregister task ${item.task.name ?? item.task.taskArn} from window ${item.window.name}?`;
    case 'target':
      return `Deregister target ${item.target.name ?? item.target.id} from window ${item.window.name}?`;
    case 'registration':
      return `Deregister patch group ${item.name} from ${item.registration.baselineName}?`;
    case 'default':
      return `${item.name}?`;
    case 'baseline':
    case 'predefined':
      return `Delete baseline ${item.name}?`;
    case 'record':
      return `Delete the record of plan ${item.plan}?`;
    case 'tags':
      return `Remove tag ${item.name}?`;
    case 'unread':
      return `Delete the records under ${item.id}?`;
    default:
      return item satisfies never;
  }
}

/** `windows created by this wizard`: what "all of this kind" means. */
export function kindWords({ kind, itemClass }: CleanupItem): string {
  return `${nouns[kind]} ${owners[itemClass]}`;
}

const nouns: Readonly<Record<CleanupItem['kind'], string>> = {
  window: 'windows',
  task: 'patching tasks',
  target: 'targets',
  registration: 'patch groups',
  default: 'defaults',
  baseline: 'baselines',
  predefined: 'baselines',
  record: 'records',
  tags: 'tags',
  unread: 'records',
};

const owners: Readonly<Record<ItemClass, string>> = {
  own: 'created by this wizard',
  patching: 'created by others',
  mixed: 'in windows that do other things too',
  empty: 'created by others, without a task',
  unknown: 'that may patch',
  protected: 'that are kept',
};

/** `8 windows, 32 registrations, 4 baselines, 1 record`: items by kind. */
export function countWords(items: readonly CleanupItem[]): string {
  return countedKinds
    .flatMap(([noun, ...kinds]) => {
      const count = items.filter(({ kind }) => kinds.some((each) => each === kind)).length;
      return count === 0 ? [] : [counted(count, noun)];
    })
    .join(', ');
}

const countedKinds = [
  ['window', 'window'],
  ['patching task', 'task'],
  ['registration', 'registration'],
  ['baseline', 'baseline', 'predefined'],
  ['default', 'default'],
  ['record', 'record'],
  ['tag', 'tags'],
] as const satisfies readonly (readonly [string, ...CleanupItem['kind'][]])[];

/** `delete 8 windows, 32 registrations, 4 baselines of plan web, reset 1 default and switch off 2 windows`: all of a choice. */
export function choiceWords({ items, choice }: Choosing): string {
  const chosen = items.filter(({ id }) => choice.has(id));
  const disabled = chosen.filter(({ id }) => choice.get(id) === 'disable');
  const defaults = chosen.filter(({ kind }) => kind === 'default');
  const deleted = chosen.filter((item) => !disabled.includes(item) && !defaults.includes(item));
  const owned = [...new Set(deleted.map(ownerOf))].map(
    (owner) => `${countWords(deleted.filter((item) => ownerOf(item) === owner))} ${owner}`,
  );
  const parts = [
    owned.length > 0 && `delete ${owned.join(' and ')}`,
    defaults.length > 0 && `reset ${countWords(defaults)}`,
    disabled.length > 0 && `switch off ${countWords(disabled)}`,
  ].filter((part) => part !== false);
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function ownerOf({ itemClass, plan }: CleanupItem): string {
  return itemClass === 'own' && plan !== undefined ? `of plan ${plan}` : 'outside your plans';
}

/** `First missed run: Tue 1 Dec 03:00 London (in 4 days).`; undefined where nothing that goes would run. */
export function firstMissedWords({ items, choice }: Choosing, now: Date): string | undefined {
  const runs = items.flatMap((item) => {
    if (!choice.has(item.id) || (item.kind !== 'window' && item.kind !== 'task') || !item.window.enabled) return [];
    const next = nextRunOf(item.window);
    return next ? [{ next, timeZone: item.window.timeZone ?? 'UTC' }] : [];
  });
  const [first] = runs.sort((a, b) => a.next.getTime() - b.next.getTime());
  return first && `First missed run: ${momentWords(first.next, { timeZone: first.timeZone, now })}.`;
}
