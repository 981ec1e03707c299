/** The list of what may go as it is drawn: below each window what is in it, over which the cursor passes. */
import type { InventoryTarget, InventoryTask, InventoryWindow } from '../../../plan/account/inventory.js';
import { isPatchingTask } from '../../../plan/account/inventory.js';
import { taskFacts } from '../../../plan/account/task-words.js';
import { firstVisible } from '../../lists/list.js';
import type { ChooseRow, ChooseState } from './choose.js';
import { chooseRows } from './choose.js';

export type DrawnRow =
  | ChooseRow
  | { readonly kind: 'target'; readonly target: InventoryTarget }
  /** `isKept`: it stays although a task beside it can go. */
  | { readonly kind: 'task'; readonly task: InventoryTask; readonly isKept: boolean };

export interface DrawnList {
  readonly rows: readonly DrawnRow[];
  /** The row under the cursor. */
  readonly cursor: number;
}

/** @param hasParts whether there is room for what is in the windows */
export function drawnList(state: Pick<ChooseState, 'items' | 'filter' | 'cursor'>, hasParts: boolean): DrawnList {
  const chosen = chooseRows(state);
  if (!hasParts) return { rows: chosen, cursor: state.cursor };
  const rows: DrawnRow[] = [];
  let cursor = 0;
  for (const [index, row] of chosen.entries()) {
    if (index === state.cursor) cursor = rows.length;
    rows.push(row, ...partsBelow(row, chosen[index + 1]));
  }
  return { rows, cursor };
}

/** How many rows of {@link chooseRows} are in view: what a page is. */
export function rowsInView({ rows, cursor }: DrawnList, visible: number): number {
  const first = firstVisible(cursor, rows.length, visible);
  return rows.slice(first, first + visible).filter(({ kind }) => kind === 'heading' || kind === 'item').length;
}

/** What is in a window, below its item; of a window of several items below the last of them. */
function partsBelow(row: ChooseRow, next: ChooseRow | undefined): DrawnRow[] {
  const window = windowOf(row);
  if (window === undefined || windowOf(next) === window) return [];
  const isMixed = row.kind === 'item' && row.item.kind === 'task';
  const tasks = isMixed ? window.tasks.filter((task) => !isPatchingTask(task)) : window.tasks;
  return [
    ...window.targets.map((target) => ({ kind: 'target' as const, target })),
    ...tasks.map((task) => ({ kind: 'task' as const, task, isKept: isMixed })),
  ];
}

function windowOf(row: ChooseRow | undefined): InventoryWindow | undefined {
  return row?.kind === 'item' && (row.item.kind === 'window' || row.item.kind === 'task') ? row.item.window : undefined;
}

/** `target  PatchGroup = Week 1 Day 2 - Unattended - 03:00`, `task    kept: a Lambda task (fn) · priority 2` */
export function partWords(row: Exclude<DrawnRow, ChooseRow>): string {
  if (row.kind === 'task') return `task    ${row.isKept ? 'kept: ' : ''}${taskFacts(row.task)}`;
  const keys = row.target.targets.map(({ Key, Values }) => `${Key.replace(/^tag:/, '')} = ${Values.join(', ')}`);
  return `target  ${keys.join('; ') || 'no nodes'}`;
}
