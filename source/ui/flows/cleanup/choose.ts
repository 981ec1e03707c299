/** What may go: the list in which it is chosen. */
import { type CleanupAction, type CleanupChoice, toggled } from '../../../plan/cleanup/choice.js';
import { type CleanupItem, canGo } from '../../../plan/cleanup/items.js';
import { type ListMove, moveCursor } from '../../lists/list.js';
import { edited, lineOf, type TextEdit, type TextLine } from '../../lists/text-line.js';

/** What there is, in the order of its classes, and what of it goes. */
export interface Choosing {
  readonly items: readonly CleanupItem[];
  readonly choice: CleanupChoice;
}

/** The list in which things are chosen. */
export interface ChooseState extends Choosing {
  /** The item that the cursor is on, or was before a filter left nothing; see {@link itemAt}. */
  readonly at: CleanupItem | undefined;
  readonly filter: TextLine;
  readonly isFiltering: boolean;
  /** Why the last key changed nothing. */
  readonly refusal: string | undefined;
}

export type ChooseEvent =
  /** `visible`: how many items are in view. */
  | { readonly type: 'move'; readonly move: ListMove; readonly visible: number }
  | { readonly type: 'toggle'; readonly action: CleanupAction }
  /** Turns all items in view of the kind and class under the cursor on, or off if they all are on. */
  | { readonly type: 'toggle-kind' }
  | { readonly type: 'filtering'; readonly isFiltering: boolean }
  | { readonly type: 'filter'; readonly edit: TextEdit }
  /** The filter is taken off. */
  | { readonly type: 'cleared' }
  /** Says why a key changed nothing. */
  | { readonly type: 'refused'; readonly why: string };

export function initialChoose({ items, choice }: Choosing): ChooseState {
  return { items, choice, at: items[0], filter: lineOf(''), isFiltering: false, refusal: undefined };
}

/** The items whose name, reason, kind or id has the filter's text. */
export function itemsFound({ items, filter }: Pick<ChooseState, 'items' | 'filter'>): readonly CleanupItem[] {
  const wanted = filter.text.trim().toLowerCase();
  return items.filter((item) => searched(item).includes(wanted));
}

function searched(item: CleanupItem): string {
  const { name, reason, kind, id } = item;
  const windowId = kind === 'task' ? item.window.id : '';
  return `${name} ${reason} ${kind} ${id} ${windowId}`.toLowerCase();
}

/** The item under the cursor, which stays on it while that is in view; else it is on the first. */
export function itemAt(state: Pick<ChooseState, 'items' | 'filter' | 'at'>): CleanupItem | undefined {
  const found = itemsFound(state);
  return found.find((item) => item === state.at) ?? found[0];
}

export function reduceChoose(state: ChooseState, event: ChooseEvent): ChooseState {
  const { items, choice, filter } = state;
  const at = itemAt(state);
  const next = { ...state, refusal: undefined };
  switch (event.type) {
    case 'move': {
      if (at === undefined) return state;
      const found = itemsFound(state);
      return { ...next, at: found[moveCursor(found.indexOf(at), event.move, found.length, event.visible)] };
    }
    case 'toggle':
      return at ? { ...next, ...toggled(items, choice, at.id, event.action) } : state;
    case 'toggle-kind':
      return at ? { ...next, ...kindToggled(state, at) } : state;
    case 'filtering':
      return { ...next, isFiltering: event.isFiltering };
    case 'filter':
      return filtered(next, edited(filter, event.edit));
    case 'cleared':
      return filtered(next, lineOf(''));
    case 'refused':
      return { ...state, refusal: event.why };
    default:
      return event satisfies never;
  }
}

/** A filter leads to what it finds: the cursor stays there when it is taken off. */
function filtered(state: ChooseState, filter: TextLine): ChooseState {
  const next = { ...state, filter };
  return { ...next, at: itemAt(next) ?? state.at };
}

/** What the filter hides stays as it is, and so does what has to wait for another item. */
function kindToggled(state: ChooseState, under: CleanupItem): ReturnType<typeof toggled> {
  const { items, choice } = state;
  const alike = itemsFound(state)
    .filter(({ kind, itemClass }) => kind === under.kind && itemClass === under.itemClass)
    .filter((item) => canGo(item) && (item.blockedBy === undefined || choice.has(item.blockedBy)));
  // Says why it cannot go.
  if (alike.length === 0) return toggled(items, choice, under.id);
  const isFull = alike.every(({ id }) => choice.has(id));
  const next = alike
    .filter(({ id }) => choice.has(id) === isFull)
    .reduce((so, { id }) => toggled(items, so, id, so.get(id) ?? 'delete').choice, choice);
  return { choice: next };
}
