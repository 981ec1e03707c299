/** The windows of an account, the next to run first. */
import { mayPatch } from '../../../plan/account/documents.js';
import { type InventoryWindow, nextRunOf, patchGroupsOf } from '../../../plan/account/inventory.js';
import { unknownWords } from '../../../plan/account/task-words.js';
import { counted } from '../../../plan/text/plural.js';
import { slotOfWhen, whenLabel } from '../../../schedule/when.js';
import type { Column } from '../../lists/table.js';
import { momentWords } from '../../words/dates.js';
import {
  count,
  driftSentence,
  inCell,
  row,
  runCell,
  type StatusCell,
  type StatusRead,
  type StatusRow,
  type StatusTable,
  type WindowDocument,
  zoneOf,
} from './rows.js';

const windowColumns: readonly Column[] = [
  { title: 'WINDOW', least: 18, good: 23, share: 3, rank: 0 },
  { title: 'STATE', least: 9, rank: 2, isNeeded: true },
  { title: 'NEXT RUN', least: 16, good: 25, share: 2, rank: 1, isNeeded: true, cut: 'end' },
  { title: 'IN', least: 10, rank: 3 },
  { title: 'PLAN', least: 7, good: 12, rank: 4 },
  { title: 'NODES', least: 5, rank: 5, isNumber: true },
  { title: 'WHEN', least: 20, good: 24, rank: 6, cut: 'end' },
  { title: 'ID', least: 20, rank: 7 },
];

/** The table of all windows. */
export function windowsTable(read: StatusRead): StatusTable {
  return {
    columns: windowColumns,
    rows: read.document.windows.map((window) => windowRow(window, read)),
    empty: 'This region has no maintenance windows.',
  };
}

function windowRow(window: WindowDocument, read: StatusRead): StatusRow {
  const { id, name, plan, wave, nodes, stack } = window;
  const next = nextOf(window);
  const whose: StatusCell = plan === null ? { text: 'others', meaning: 'muted', key: null } : { text: plan };
  return row({
    id,
    plan: plan ?? undefined,
    cells: [
      { text: name },
      stateOf(window, read),
      runCell(next, zoneOf(window.timeZone), read.now, {
        text: window.enabled ? 'none' : '',
        meaning: 'muted',
        key: null,
      }),
      inCell(next, read.now),
      whose,
      count(nodes),
      { text: whenOf(window) },
      { text: id, meaning: 'muted' },
    ],
    names: [name, id, plan, wave, stack, ...patchGroupsOf(partsOf(window, read))],
    about: () => aboutWindow(window, read),
  });
}

/** Its targets and tasks. */
export function partsOf(
  { id }: Pick<WindowDocument, 'id'>,
  { parts }: StatusRead,
): Pick<InventoryWindow, 'targets' | 'tasks'> {
  return parts.get(id) ?? { targets: [], tasks: [] };
}

/** When it runs next; a window that is switched off does not. */
export function nextOf(window: Pick<WindowDocument, 'enabled' | 'nextExecutionTime'>): Date | undefined {
  return window.enabled ? nextRunOf(window) : undefined;
}

/** `2nd Tuesday at 03:00`, or its schedule's own text. */
export function whenOf({ schedule, scheduleOffset }: WindowDocument): string {
  const key = `${schedule} ${scheduleOffset}`;
  const when = { kind: 'schedule', schedule, scheduleOffset } as const;
  const words = schedules.get(key) ?? whenLabel(slotOfWhen(when) ?? when);
  schedules.set(key, words);
  return words;
}

/** A thousand windows have a few dozen schedules, and the tables are made anew each minute. */
const schedules = new Map<string, string>();

/** What differs from its plan. */
export function driftsOf({ id, name, plan }: WindowDocument, { facts }: StatusRead) {
  return facts.drift.filter(
    (drift) => drift.id === id || (drift.plan === plan && drift.name === name && /Window/.test(drift.kind)),
  );
}

/** Whether it patches, and if not, why. */
export function stateOf(window: WindowDocument, read: StatusRead): StatusCell {
  const { plan, enabled, isPatching, targets, nodes, pausedUntil } = window;
  if (driftsOf(window, read).length > 0) return { mark: 'warning', text: 'changed', meaning: 'warning', key: 0 };
  const meaning = plan === null ? 'muted' : 'warning';
  if (!enabled) return { mark: 'skipped', text: 'off', meaning, key: 3 };
  if (!isPatching) return { text: 'other', meaning: 'muted', key: 5 };
  if (pausedUntil !== null) return { mark: 'skipped', text: 'paused', meaning, key: 2 };
  if (targets === 0 || nodes === 0) return { mark: 'warning', text: 'empty', meaning: 'warning', key: 1 };
  return { mark: 'done', text: 'on', meaning: 'good', key: 4 };
}

/** The same as a sentence. */
export function stateWords(window: WindowDocument, read: StatusRead): string {
  const { text } = stateOf(window, read);
  const words: Readonly<Record<string, string>> = {
    changed: 'changed: it differs from its plan',
    off: 'switched off: it does not run until someone switches it on',
    other: `on, but it ${otherWords(window, read)}`,
    paused: 'paused: the pause ends by itself',
    empty: 'on, but it has no node to patch',
    on: 'on',
  };
  return words[text] ?? text;
}

/** What a window does that is not known to patch. */
function otherWords(window: WindowDocument, read: StatusRead): string {
  const unknown = partsOf(window, read).tasks.filter(mayPatch);
  return unknown.length > 0 ? unknownWords(unknown) : 'does not patch';
}

function aboutWindow(window: WindowDocument, read: StatusRead): string {
  const { name, plan, enabled, isPatching, nodes, pausedUntil } = window;
  const [drift] = driftsOf(window, read);
  if (drift) return driftSentence(drift);
  const timeZone = zoneOf(window.timeZone);
  if (pausedUntil !== null)
    return `${name} is held back until ${momentWords(new Date(pausedUntil), { timeZone, now: read.now })}.`;
  if (!enabled) return `${name} is switched off: it does not run until someone switches it on.`;
  if (!isPatching) return `${name} ${otherWords(window, read)}.`;
  const groups = patchGroupsOf(partsOf(window, read)).join(', ');
  const where = groups === '' ? '' : ` in ${groups}`;
  const whose = plan === null ? 'not in any plan' : `plan ${plan}`;
  if (nodes === 0) return `No node is in ${groups || 'its targets'}, so nothing is patched (${whose}).`;
  return `Patches ${nodes === null ? 'nodes by tags that were not read' : counted(nodes, 'node')}${where}: ${whenOf(window)} (${whose}).`;
}
