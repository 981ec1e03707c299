/** The list of what may go as it is drawn: under a heading for each class, and below each window what is in it. */
import { type InventoryTarget, type InventoryTask, isPatchingTask } from '../../../plan/account/inventory.js';
import { taskFacts } from '../../../plan/account/task-words.js';
import type { CleanupItem, ItemClass } from '../../../plan/cleanup/items.js';
import { firstVisible } from '../../lists/list.js';
import { type ChooseState, itemAt, itemsFound } from './choose.js';

/** The cursor passes from item to item, over all others. */
export type DrawnRow =
  | { readonly kind: 'heading'; readonly itemClass: ItemClass }
  | { readonly kind: 'item'; readonly item: CleanupItem }
  | { readonly kind: 'target'; readonly target: InventoryTarget }
  /** `isKept`: it stays although a task beside it can go. */
  | { readonly kind: 'task'; readonly task: InventoryTask; readonly isKept: boolean };

export interface DrawnList {
  readonly rows: readonly DrawnRow[];
  /** The row under the cursor; −1 where there is none. */
  readonly cursor: number;
}

/** @param hasParts whether there is room for what is in the windows */
export function drawnList(state: Pick<ChooseState, 'items' | 'filter' | 'at'>, hasParts: boolean): DrawnList {
  const found = itemsFound(state);
  const under = itemAt(state);
  const rows = found.flatMap((item, index): DrawnRow[] => {
    const { itemClass } = item;
    return [
      ...(itemClass === found[index - 1]?.itemClass ? [] : [{ kind: 'heading' as const, itemClass }]),
      { kind: 'item', item },
      ...(hasParts ? partsBelow(item, found[index + 1]) : []),
    ];
  });
  return { rows, cursor: rows.findIndex((row) => row.kind === 'item' && row.item === under) };
}

/** How many items are in view: what a page is. */
export function itemsInView({ rows, cursor }: DrawnList, visible: number): number {
  const first = firstVisible(cursor, rows.length, visible);
  return rows.slice(first, first + visible).filter(({ kind }) => kind === 'item').length;
}

/** What is in a window, below its item; of a window of several items below the last of them. */
function partsBelow(item: CleanupItem, next: CleanupItem | undefined): DrawnRow[] {
  const window = windowOf(item);
  if (window === undefined || windowOf(next) === window) return [];
  const isKept = item.kind === 'task';
  const tasks = isKept ? window.tasks.filter((task) => !isPatchingTask(task)) : window.tasks;
  return [
    ...window.targets.map((target) => ({ kind: 'target' as const, target })),
    ...tasks.map((task) => ({ kind: 'task' as const, task, isKept })),
  ];
}

function windowOf(item: CleanupItem | undefined) {
  return item?.kind === 'window' || item?.kind === 'task' ? item.window : undefined;
}

/** `target  PatchGroup = Week 1 Day 2 - Unattended - 03:00`, `task    kept: a Lambda task (fn) · priority 2` */
export function partWords(row: Extract<DrawnRow, { readonly kind: 'target' | 'task' }>): string {
  if (row.kind === 'task') return `task    ${row.isKept ? 'kept: ' : ''}${taskFacts(row.task)}`;
  const keys = row.target.targets.map(({ Key, Values }) => `${Key.replace(/^tag:/, '')} = ${Values.join(', ')}`);
  return `target  ${keys.join('; ') || 'no nodes'}`;
}
