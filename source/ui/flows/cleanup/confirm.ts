/** Confirms a choice: each thing by name. */
import { toggled } from '../../../plan/cleanup/choice.js';
import type { CleanupItem } from '../../../plan/cleanup/items.js';
import type { Choosing } from './choose.js';

/** Confirming one by one what was chosen. */
export interface ConfirmState extends Choosing {
  /** What of the choice has not been asked about yet, in the order of the list; the first is on the screen. */
  readonly ahead: readonly CleanupItem[];
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

/** `id` is the item on the screen: a second key before the next one is drawn must not answer that one. */
export interface ConfirmEvent {
  readonly id: string;
  readonly answer: Answer;
}

export function initialConfirm({ items, choice }: Choosing): ConfirmState {
  const ahead = items.filter(({ id }) => choice.has(id));
  return { items, choice, ahead, total: ahead.length, before: undefined };
}

/** Which of how many questions this is; what is not asked about any more counts as answered. */
export function questionNumber({ ahead, total }: ConfirmState): number {
  return total - ahead.length + 1;
}

/** The item that is asked about and those to come of the same kind and class with the same action. */
export function alikeAhead({ ahead, choice }: ConfirmState): readonly CleanupItem[] {
  const [asked] = ahead;
  return ahead.filter(
    ({ id, kind, itemClass }) =>
      kind === asked?.kind && itemClass === asked.itemClass && choice.get(id) === choice.get(asked.id),
  );
}

export function reduceConfirm(state: ConfirmState, { id, answer }: ConfirmEvent): ConfirmState {
  return state.ahead[0]?.id === id ? { ...state, ...answered(state, answer), before: state } : state;
}

type Answered = Pick<ConfirmState, 'choice' | 'ahead'>;

function answered(state: ConfirmState, answer: Answer): Answered {
  const { choice, ahead } = state;
  switch (answer) {
    case 'yes':
      return { choice, ahead: ahead.slice(1) };
    case 'no':
      return without(state, ahead.slice(0, 1));
    case 'all-of-kind': {
      const alike = alikeAhead(state);
      return { choice, ahead: ahead.filter((item) => !alike.includes(item)) };
    }
    case 'stop':
      return without(state, ahead);
    default:
      return answer satisfies never;
  }
}

/** Some items stay, and with them what cannot go while they do; that is not asked about any more. */
function without({ items, choice, ahead }: ConfirmState, staying: readonly CleanupItem[]): Answered {
  const left = staying.reduce((so, { id }) => {
    const action = so.get(id);
    return action === undefined ? so : toggled(items, so, id, action).choice;
  }, choice);
  return { choice: left, ahead: ahead.filter(({ id }) => left.has(id)) };
}

/** `4 of them were not created by this wizard`; undefined where all were. */
export function foreignWords({ items, choice }: Choosing): string | undefined {
  const foreign = items.filter(({ id, itemClass }) => choice.has(id) && itemClass !== 'own').length;
  if (foreign === 0) return undefined;
  if (choice.size === 1) return 'It was not created by this wizard.';
  return `${foreign} of them ${foreign === 1 ? 'was' : 'were'} not created by this wizard.`;
}
