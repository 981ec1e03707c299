/** Confirms a choice: each thing by name, and why the account's id has to be typed. */
import { type CleanupChoice, toggled } from '../../../plan/cleanup/choice.js';
import type { CleanupItem } from '../../../plan/cleanup/items.js';
import type { Choosing } from './choose.js';

/** Confirming one by one what was chosen. */
export interface ConfirmState extends Choosing {
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

export function initialConfirm({ items, choice }: Choosing): ConfirmState {
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

/** Ids of the item that is asked about and of those to come of the same kind and class with the same action. */
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
    const action = so.get(id);
    return action === undefined ? so : toggled(items, so, id, action).choice;
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
export function typedConfirmation({ items, choice }: Choosing): string | undefined {
  const foreign = items.filter(({ id, itemClass }) => choice.has(id) && itemClass !== 'own').length;
  if (foreign > 0) return `${foreign} of them ${foreign === 1 ? 'was' : 'were'} not made by this wizard`;
  return choice.size > 10 ? `${choice.size} things go at once` : undefined;
}
