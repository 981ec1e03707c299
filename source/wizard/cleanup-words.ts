/** The words of the clean-up's screens: a line for each thing, its details, and the question about it. */
import type { Fate } from '../plan/cleanup-choice.js';
import type { CleanupItem } from '../plan/cleanup-items.js';
import type { InventoryWindow } from '../plan/inventory.js';
import { plural } from '../plan/summary.js';
import { dateWords, timeWords } from './words.js';

/** `window · next run Tue 1 Dec 2026 03:00 UTC · 1 target · 1 task` */
export function itemFacts(item: CleanupItem): string {
  switch (item.kind) {
    case 'window':
      return ['window', nextRun(item.window), contents(item.window)].join(' · ');
    case 'task':
      return `task of a window, ${nextRun(item.window)}`;
    case 'registration':
      return `patch group of ${item.registration.baselineName}`;
    case 'default':
      return 'the default baseline';
    case 'baseline':
      return `baseline · ${item.requires.length} ${plural(item.requires.length, 'group')}`;
    case 'predefined':
      return 'baseline';
    default:
      return item satisfies never;
  }
}

function nextRun({ enabled, isRunning, nextExecutionTime }: InventoryWindow): string {
  if (isRunning) return 'running now';
  if (!enabled) return 'switched off';
  const next = nextExecutionTime === undefined ? undefined : new Date(nextExecutionTime);
  if (next === undefined || Number.isNaN(next.getTime())) return 'no next run';
  return `next run ${dateWords(next, 'UTC').replace(/ {2}/, ' ')} ${timeWords(next, 'UTC')} UTC`;
}

function contents({ targets, tasks }: InventoryWindow): string {
  return `${targets.length} ${plural(targets.length, 'target')} · ${tasks.length} ${plural(tasks.length, 'task')}`;
}

/** Everything else about the item under the cursor, a line each. */
export function itemDetails(item: CleanupItem): string[] {
  switch (item.kind) {
    case 'window':
    case 'task': {
      const { id, schedule, scheduleOffset, timeZone, targets, tags, createdAt } = item.window;
      const offset = scheduleOffset === undefined ? '' : `, ${scheduleOffset} days later`;
      return [
        `${id}${made(createdAt)}`,
        `Schedule  ${schedule}${offset}, ${timeZone ?? 'UTC'}`,
        `Targets   ${targets.flatMap(({ targets: keys }) => keys.map(({ Key, Values }) => `${Key} = ${Values.join(', ')}`)).join('; ') || 'none'}`,
        `Tags      ${tagWords(tags)}`,
      ];
    }
    case 'registration': {
      const { baselineId, baselineName, operatingSystem } = item.registration;
      return [`${operatingSystem} nodes of the group get ${baselineName} (${baselineId})`];
    }
    case 'default':
    case 'baseline': {
      const { id, operatingSystem, tags, createdAt } = item.baseline;
      return [`${id}${made(createdAt)}`, `System    ${operatingSystem}`, `Tags      ${tagWords(tags)}`];
    }
    case 'predefined':
      return [item.id];
    default:
      return item satisfies never;
  }
}

function made(createdAt: Date | undefined): string {
  return createdAt ? `, made ${dateWords(createdAt, 'UTC').slice(4).trim()}` : '';
}

function tagWords(tags: Readonly<Record<string, string>>): string {
  return (
    Object.entries(tags)
      .map(([key, value]) => `${key}=${value}`)
      .join(', ') || 'none'
  );
}

/** `Delete window web-tier-patching, its target and its task?` */
export function itemQuestion(item: CleanupItem, fate: Fate): string {
  if (fate === 'disable') return `Switch off window ${item.name}?`;
  switch (item.kind) {
    case 'window': {
      const { targets, tasks } = item.window;
      return `Delete window ${item.name} with its ${targets.length} ${plural(targets.length, 'target')} and ${tasks.length} ${plural(tasks.length, 'task')}?`;
    }
    case 'task':
      return `Deregister the patching task of ${item.window.name}?`;
    case 'registration':
      return `Deregister patch group ${item.name} from ${item.registration.baselineName}?`;
    case 'default':
      return `${item.name}?`;
    case 'baseline':
    case 'predefined':
      return `Delete baseline ${item.name}?`;
    default:
      return item satisfies never;
  }
}

/** `windows made by this wizard`: what "all of this kind" means. */
export function kindWords({ kind, itemClass }: CleanupItem): string {
  const kinds = {
    window: 'windows',
    task: 'patching tasks',
    registration: 'patch groups',
    default: 'defaults',
    baseline: 'baselines',
    predefined: 'baselines',
  };
  const owner = itemClass === 'own' ? 'made by this wizard' : 'made by others';
  return `${kinds[kind]} ${owner}`;
}
