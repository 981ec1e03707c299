/** What may go: the list in which it is chosen. */
import { type CleanupAction, type CleanupChoice, toggled } from '../../../plan/cleanup/choice.js';
import { type CleanupItem, canGo } from '../../../plan/cleanup/items.js';
import { type ListMove, moveCursor } from '../../lists/list.js';
import { edited, lineOf, type TextEdit, type TextLine } from '../../lists/text-line.js';
import { groupOf, inGroups, type Row, rowsOf } from './groups.js';

/** What there is, in the order of its groups, and what of it goes. */
export interface Choosing {
  readonly items: readonly CleanupItem[];
  readonly choice: CleanupChoice;
}

/** The list in which things are chosen. */
export interface ChooseState extends Choosing {
  /** What the cursor is on, or was before a filter left nothing: an item, or a heading by its title; see {@link rowAt}. */
  readonly at: CleanupItem | string | undefined;
  readonly filter: TextLine;
  readonly isFiltering: boolean;
  /** Only what was chosen when this view was asked for; it stays in view when it is kept after all. */
  readonly only: ReadonlySet<string> | undefined;
  /** Why the last key changed nothing. */
  readonly refusal: string | undefined;
}

export type ChooseEvent =
  /** `visible`: how many rows are in view. */
  | { readonly type: 'move'; readonly move: ListMove; readonly visible: number }
  /** The item under the cursor, or all of the group whose heading is there. */
  | { readonly type: 'toggle'; readonly action: CleanupAction }
  /** Turns all items in view of the kind and group under the cursor on, or off if they all are on. */
  | { readonly type: 'toggle-kind' }
  | { readonly type: 'filtering'; readonly isFiltering: boolean }
  | { readonly type: 'filter'; readonly edit: TextEdit }
  /** Only what is chosen, or all again. */
  | { readonly type: 'view' }
  /** The filter is taken off, and all is in view. */
  | { readonly type: 'cleared' }
  /** Says why a key changed nothing. */
  | { readonly type: 'refused'; readonly why: string };

export function initialChoose(choosing: Choosing): ChooseState {
  const items = inGroups(choosing.items);
  const { choice } = choosing;
  return { items, choice, at: items[0], filter: lineOf(''), isFiltering: false, only: undefined, refusal: undefined };
}

type InView = Pick<ChooseState, 'items' | 'filter' | 'only'>;

/** The items in view whose name, reason, kind or id has the filter's text. */
export function itemsFound({ items, filter, only }: InView): readonly CleanupItem[] {
  const wanted = filter.text.trim().toLowerCase();
  return items.filter((item) => searched(item).includes(wanted) && (only === undefined || only.has(item.id)));
}

function searched(item: CleanupItem): string {
  const { name, reason, kind, id } = item;
  const windowId = kind === 'task' ? item.window.id : '';
  return `${name} ${reason} ${kind} ${id} ${windowId}`.toLowerCase();
}

/** What is in view, and the row under the cursor: it stays where it is while that is in view; else it is on the first item. */
export function rowsInView(state: InView & Pick<ChooseState, 'at'>): {
  readonly rows: readonly Row[];
  readonly cursor: number;
} {
  const rows = rowsOf(itemsFound(state));
  const isAt = (row: Row) => (row.kind === 'item' ? row.item === state.at : row.title === state.at);
  const cursor = rows.findIndex(isAt);
  return { rows, cursor: cursor >= 0 ? cursor : Math.min(1, rows.length - 1) };
}

/** The row under the cursor. */
export function rowAt(state: InView & Pick<ChooseState, 'at'>): Row | undefined {
  const { rows, cursor } = rowsInView(state);
  return rows[cursor];
}

/** The item under the cursor. */
export function itemAt(state: InView & Pick<ChooseState, 'at'>): CleanupItem | undefined {
  const row = rowAt(state);
  return row?.kind === 'item' ? row.item : undefined;
}

export function reduceChoose(state: ChooseState, event: ChooseEvent): ChooseState {
  const { items, choice, filter } = state;
  const next = { ...state, refusal: undefined };
  switch (event.type) {
    case 'move': {
      const { rows, cursor } = rowsInView(state);
      const to = rows[moveCursor(cursor, event.move, rows.length, event.visible)];
      return to ? { ...next, at: to.kind === 'item' ? to.item : to.title } : state;
    }
    case 'toggle': {
      const row = rowAt(state);
      if (row?.kind === 'heading') return { ...next, ...groupToggled(state, row.items, event.action) };
      return row ? { ...next, ...toggled(items, choice, row.item.id, event.action) } : state;
    }
    case 'toggle-kind':
      return { ...next, ...kindToggled(state) };
    case 'filtering':
      return { ...next, isFiltering: event.isFiltering };
    case 'filter':
      return filtered(next, edited(filter, event.edit));
    case 'view':
      return viewed(next);
    case 'cleared':
      return { ...filtered(next, lineOf('')), isFiltering: false, only: undefined };
    case 'refused':
      return { ...state, refusal: event.why };
    default:
      return event satisfies never;
  }
}

function viewed(state: ChooseState): ChooseState {
  if (state.only) return { ...state, only: undefined };
  if (state.choice.size === 0) return { ...state, refusal: 'Nothing is chosen yet, so there is nothing to show.' };
  const next = { ...state, only: new Set(state.choice.keys()) };
  return { ...next, at: itemAt(next) ?? state.at };
}

/** A filter leads to what it finds: the cursor stays there when it is taken off. */
function filtered(state: ChooseState, filter: TextLine): ChooseState {
  const next = { ...state, filter };
  return { ...next, at: itemAt(next) ?? state.at };
}

/** What is in view of the kind and group under the cursor; all of a group where that is on its heading. */
function kindToggled(state: ChooseState): ReturnType<typeof toggled> {
  const row = rowAt(state);
  if (row === undefined) return { choice: state.choice };
  if (row.kind === 'heading') return groupToggled(state, row.items, 'delete');
  const under = row.item;
  const isAlike = (item: CleanupItem): boolean =>
    item.itemClass !== 'unknown' && item.kind === under.kind && groupOf(item) === groupOf(under);
  const alike = itemsFound(state).filter((item) => item === under || isAlike(item));
  // Says why it cannot go.
  return allToggled(state, alike, 'delete', under);
}

/** What only goes where it is chosen by itself is left out: a default, what is not known to patch, and what something protected patches with. */
function groupToggled(state: ChooseState, group: readonly CleanupItem[], action: CleanupAction) {
  const plain = group.filter(isPlain);
  if (plain.length === 0 && group.some(canGo))
    return { choice: state.choice, refusal: 'Choose each of these by itself.' };
  return allToggled(state, plain, action, group[0]);
}

function isPlain({ kind, itemClass, heldBy }: CleanupItem): boolean {
  return kind !== 'default' && itemClass !== 'unknown' && heldBy === undefined;
}

/** What the view hides stays as it is, and so does what has to wait for another item. */
function allToggled(
  { items, choice }: ChooseState,
  group: readonly CleanupItem[],
  action: CleanupAction,
  example = group[0],
): ReturnType<typeof toggled> {
  const possible = group
    .filter((item) => canGo(item) && (action === 'delete' || (item.kind === 'window' && item.window.enabled)))
    .filter(({ blockedBy }) => blockedBy === undefined || choice.has(blockedBy));
  if (possible.length === 0) return example ? toggled(items, choice, example.id, action) : { choice };
  const isFull = possible.every(({ id }) => choice.get(id) === action || (action === 'delete' && choice.has(id)));
  let next = choice;
  // A record does not go while something of its plan stays, so that it comes last.
  for (const { id } of [...possible].sort((a, b) => Number(a.kind === 'record') - Number(b.kind === 'record'))) {
    if (isFull ? next.has(id) : !(action === 'delete' ? next.has(id) : next.get(id) === action)) {
      next = toggled(items, next, id, isFull ? (next.get(id) ?? action) : action).choice;
    }
  }
  return { choice: next };
}
