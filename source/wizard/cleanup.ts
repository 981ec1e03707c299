/** The clean-up's questions: what may go, and then each of it by name. */
import type { CleanupChoice } from '../plan/cleanup/choice.js';
import { toggled } from '../plan/cleanup/choice.js';
import { type CleanupItem, canGo, type ItemClass, itemClasses } from '../plan/cleanup/items.js';
import { type ListMove, moveCursor } from './list.js';

/** What there is and what of it goes. */
export interface CleanupPlan {
  readonly items: readonly CleanupItem[];
  readonly choice: CleanupChoice;
}

/** The list in which things are chosen. */
export interface ChooseState extends CleanupPlan {
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
  | { readonly type: 'toggle'; readonly fate: 'delete' | 'disable' }
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

export function initialChoose({ items, choice }: CleanupPlan): ChooseState {
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
      const next = toggled(state.items, state.choice, item.id, event.fate);
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

/** Confirming one by one what was chosen. */
export interface ConfirmState extends CleanupPlan {
  /** Ids of the chosen items, in the order of the list. */
  readonly queue: readonly string[];
  /** The item that is asked about; at the end of the queue all have been. */
  readonly index: number;
  /** How many were chosen before the first answer. */
  readonly total: number;
  /** The question before, as it was before its answer. */
  readonly before: ConfirmState | undefined;
}

export type Answer =
  | 'yes'
  | 'no'
  /** Yes to this one and to the others like it that are still to come, see {@link alikeAhead}. */
  | 'all-of-kind'
  /** No to everything that has not been asked about. */
  | 'stop';

export type ConfirmEvent =
  /** `id` is the item on the screen: a second key before the next one is drawn must not answer that one. */
  | { readonly type: 'answered'; readonly id: string; readonly answer: Answer }
  /** Takes the last answer back. */
  | { readonly type: 'back' };

export function initialConfirm({ items, choice }: CleanupPlan): ConfirmState {
  const queue = items.filter(({ id }) => choice.has(id)).map(({ id }) => id);
  return { items, choice, queue, index: 0, total: queue.length, before: undefined };
}

/** The item that is asked about; undefined when all have been. */
export function askedItem({ items, queue, index }: ConfirmState): CleanupItem | undefined {
  return items.find(({ id }) => id === queue[index]);
}

/** Which of how many questions this is; what is not asked about any more counts as answered. */
export function questionNumber({ queue, index, total }: ConfirmState): number {
  return total - (queue.length - index) + 1;
}

/** Ids of the item that is asked about and of those to come of the same kind and class with the same fate. */
export function alikeAhead(state: ConfirmState): string[] {
  const { items, queue, index, choice } = state;
  const asked = askedItem(state);
  return queue.slice(index).filter((id) => {
    const item = items.find((candidate) => candidate.id === id);
    const isSameKind = item?.kind === asked?.kind && item?.itemClass === asked?.itemClass;
    return isSameKind && choice.get(id) === choice.get(asked?.id ?? '');
  });
}

export function reduceConfirm(state: ConfirmState, event: ConfirmEvent): ConfirmState {
  if (event.type === 'back') return state.before ?? state;
  const item = askedItem(state);
  return item?.id === event.id ? { ...answered(state, item, event.answer), before: state } : state;
}

function answered(state: ConfirmState, item: CleanupItem, answer: Answer): ConfirmState {
  const { items, queue, index, choice } = state;
  switch (answer) {
    case 'yes':
      return { ...state, index: index + 1 };
    case 'no': {
      const left = dropped(items, choice, [item.id]);
      return withoutDropped({ ...state, choice: left });
    }
    case 'all-of-kind': {
      const asked = queue.slice(0, index);
      const alike = alikeAhead(state);
      const others = queue.slice(index).filter((id) => !alike.includes(id));
      return { ...state, queue: [...asked, ...alike, ...others], index: asked.length + alike.length };
    }
    case 'stop': {
      const rest = queue.slice(index);
      return withoutDropped({ ...state, choice: dropped(items, choice, rest) });
    }
    default:
      return answer satisfies never;
  }
}

/** The choice without some items, and without what cannot go while they stay. */
function dropped(items: readonly CleanupItem[], choice: CleanupChoice, ids: readonly string[]): CleanupChoice {
  return ids.reduce((so, id) => {
    const fate = so.get(id);
    return fate === undefined ? so : toggled(items, so, id, fate).choice;
  }, choice);
}

/** What is no longer chosen is no longer asked about. */
function withoutDropped(state: ConfirmState): ConfirmState {
  const { queue, index, choice } = state;
  const asked = queue.slice(0, index).filter((id) => choice.has(id));
  const rest = queue.slice(index).filter((id) => choice.has(id));
  return { ...state, queue: [...asked, ...rest], index: asked.length };
}

/** Why the account's id has to be typed before the first deletion; undefined where a yes is enough. */
export function typedConfirmation({ items, choice }: CleanupPlan): string | undefined {
  const foreign = items.filter(({ id, itemClass }) => choice.has(id) && itemClass !== 'own').length;
  if (foreign > 0) return `${foreign} of them ${foreign === 1 ? 'was' : 'were'} not made by this wizard`;
  return choice.size > 10 ? `${choice.size} things go at once` : undefined;
}
