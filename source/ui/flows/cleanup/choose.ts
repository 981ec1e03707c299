/** What may go: the list in which it is chosen. */
import { type CleanupChoice, toggled } from '../../../plan/cleanup/choice.js';
import { type CleanupItem, canGo, type ItemClass, itemClasses } from '../../../plan/cleanup/items.js';
import { type ListMove, moveCursor } from '../../lists/list.js';

/** What there is and what of it goes. */
export interface Choosing {
  readonly items: readonly CleanupItem[];
  readonly choice: CleanupChoice;
}

/** The list in which things are chosen. */
export interface ChooseState extends Choosing {
  /** Row of {@link chooseRows} under the cursor; never a heading. */
  readonly cursor: number;
  /** The item that the cursor was on before a filter left nothing. */
  readonly before?: CleanupItem | undefined;
  readonly filter: string;
  readonly isFiltering: boolean;
  /** Why the last key changed nothing. */
  readonly refusal: string | undefined;
}

export type ChooseEvent =
  | { readonly type: 'move'; readonly move: ListMove; readonly visible: number }
  | { readonly type: 'toggle'; readonly action: 'delete' | 'disable' }
  /** Turns all items in view of the kind and class under the cursor on, or off if they all are on. */
  | { readonly type: 'toggle-kind' }
  | { readonly type: 'filtering'; readonly isFiltering: boolean }
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'erased' }
  | { readonly type: 'cleared' }
  /** Says why a key changed nothing. */
  | { readonly type: 'refused'; readonly why: string };

export type ChooseRow =
  | { readonly kind: 'heading'; readonly itemClass: ItemClass }
  | { readonly kind: 'item'; readonly item: CleanupItem };

export function initialChoose({ items, choice }: Choosing): ChooseState {
  return { items, choice, cursor: 1, filter: '', isFiltering: false, refusal: undefined };
}

/** The items whose name, reason, kind or id has the filter's text, under a heading for each class. */
export function chooseRows({ items, filter }: Pick<ChooseState, 'items' | 'filter'>): ChooseRow[] {
  const wanted = filter.trim().toLowerCase();
  const found = wanted === '' ? items : items.filter((item) => searched(item).includes(wanted));
  return itemClasses.flatMap((itemClass) => {
    const members = found.filter((item) => item.itemClass === itemClass);
    return members.length === 0
      ? []
      : [{ kind: 'heading' as const, itemClass }, ...members.map((item) => ({ kind: 'item' as const, item }))];
  });
}

function searched(item: CleanupItem): string {
  const { name, reason, kind, id } = item;
  const windowId = kind === 'task' ? item.window.id : '';
  return `${name} ${reason} ${kind} ${id} ${windowId}`.toLowerCase();
}

/** The item under the cursor. */
export function itemAt(state: ChooseState): CleanupItem | undefined {
  const row = chooseRows(state)[state.cursor];
  return row?.kind === 'item' ? row.item : undefined;
}

export function reduceChoose(state: ChooseState, event: ChooseEvent): ChooseState {
  const refusal = undefined;
  switch (event.type) {
    case 'move':
      return { ...state, refusal, cursor: skipHeading(state, event) };
    case 'toggle': {
      const item = itemAt(state);
      if (item === undefined) return state;
      const next = toggled(state.items, state.choice, item.id, event.action);
      return { ...state, choice: next.choice, refusal: next.refusal };
    }
    case 'toggle-kind':
      return { ...state, ...kindToggled(state) };
    case 'filtering':
      return { ...state, refusal, isFiltering: event.isFiltering };
    case 'typed':
      return filtered(state, state.filter + event.text);
    case 'erased':
      return filtered(state, state.filter.slice(0, -1));
    case 'cleared':
      return filtered(state, '');
    case 'refused':
      return { ...state, refusal: event.why };
    default:
      return event satisfies never;
  }
}

/** The cursor stays on its item while that is in view; else it goes to the first. */
function filtered(state: ChooseState, filter: string): ChooseState {
  const before = itemAt(state) ?? state.before;
  const row = chooseRows({ items: state.items, filter }).findIndex(
    (each) => each.kind === 'item' && each.item === before,
  );
  return { ...state, filter, before, cursor: Math.max(1, row), refusal: undefined };
}

/** Headings are passed over: in the direction of the move, or back where the list ends. */
function skipHeading(state: ChooseState, { move, visible }: Extract<ChooseEvent, { type: 'move' }>): number {
  const rows = chooseRows(state);
  const cursor = moveCursor(state.cursor, move, rows.length, visible);
  if (rows[cursor]?.kind !== 'heading') return cursor;
  const isUpwards = move === 'up' || move === 'page-up' || move === 'first';
  return isUpwards && cursor > 0 ? cursor - 1 : cursor + 1;
}

/** What the filter hides stays as it is, and so does what has to wait for another item. */
function kindToggled(state: ChooseState): Pick<ChooseState, 'choice' | 'refusal'> {
  const { items, choice } = state;
  const under = itemAt(state);
  if (under === undefined) return { choice, refusal: undefined };
  const alike = chooseRows(state)
    .flatMap((row) => (row.kind === 'item' ? [row.item] : []))
    .filter(({ kind, itemClass }) => kind === under.kind && itemClass === under.itemClass)
    .filter((item) => canGo(item) && (item.blockedBy === undefined || choice.has(item.blockedBy)));
  if (alike.length === 0) return { choice, refusal: toggled(items, choice, under.id).refusal };
  const isFull = alike.every(({ id }) => choice.has(id));
  const next = alike
    .filter(({ id }) => choice.has(id) === isFull)
    .reduce((so, { id }) => toggled(items, so, id, so.get(id) ?? 'delete').choice, choice);
  return { choice: next, refusal: undefined };
}
