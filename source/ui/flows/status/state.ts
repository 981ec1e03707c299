/** The status: an account, then what it has about patching now. */
import type { StatusFacts } from '../../../plan/status/status.js';
import { atHome, type HomeState } from '../home/state.js';
import {
  initialOpening,
  type Opened,
  type Opening,
  type OpeningEvent,
  placeWords,
  readAccountOf,
  reduceOpening,
  reopened,
  stepNameOf,
} from '../opening/state.js';
import type { Session, Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import { type JobNews, type ReadingStep, reduceReading } from '../work.js';

export type StatusState = {
  readonly flow: 'status';
  /** Home has it again. */
  readonly answering: Answering;
} & (
  | { readonly step: 'opening'; readonly opening: Opening }
  | ({ readonly opened: Opened } & (
      | ReadingStep
      /** `at`: the moment of reading, which is what counts. */
      | { readonly step: 'status'; readonly facts: StatusFacts; readonly at: Date }
    ))
);

/** A step, the account's opening by its two questions. */
type StepName = Exclude<StatusState['step'], 'opening'> | Opening['step'];

export type StatusEvent =
  | { readonly type: 'opening'; readonly event: OpeningEvent }
  /** This is the account. */
  | { readonly type: 'agreed' }
  | { readonly type: 'back'; readonly step: StepName }
  | JobNews<StatusFacts, never>;

export function startStatus({ answering, ...connected }: Session): StatusState {
  const opening = initialOpening(connected, answering.given.has('region'));
  return { flow: 'status', answering, step: 'opening', opening };
}

/** The state after an event. */
export function reduceStatus(state: StatusState, event: StatusEvent): StatusState | HomeState {
  const { flow, answering } = state;
  switch (event.type) {
    case 'opening':
      return state.step === 'opening' ? { ...state, opening: reduceOpening(state.opening, event.event) } : state;
    case 'agreed': {
      const opened = state.step === 'opening' && readAccountOf(state.opening);
      return opened ? { flow, answering, opened, step: 'reading', progress: undefined } : state;
    }
    case 'back':
      return event.step === stepNameOf(state) ? stepBefore(state) : state;
    case 'job':
    case 'failed': {
      if (state.step !== 'reading') return state;
      const { opened } = state;
      const next = reduceReading(state, event);
      if (next.step !== 'planned') return { flow, answering, opened, ...next };
      return { flow, answering, opened, step: 'status', facts: next.plan, at: next.at };
    }
    default:
      return event satisfies never;
  }
}

function stepBefore(state: StatusState): StatusState | HomeState {
  const { flow, answering } = state;
  if (state.step !== 'opening') return { flow, answering, step: 'opening', opening: reopened(state.opened) };
  const { opening } = state;
  if (opening.step === 'account') return { ...state, opening: reduceOpening(opening, { type: 'other-region' }) };
  return atHome({ answering, connection: opening.connection, opened: opening.opened });
}

const titles = {
  region: ['Region', 1],
  account: ['Account', 2],
  reading: ['Now', 3],
  unread: ['Now', 3],
  status: ['Now', 3],
} as const;

export function statusWhere(state: StatusState): Where {
  const [title, number] = titles[stepNameOf(state)];
  const place = placeWords(state.step === 'opening' ? state.opening : state.opened);
  return { crumbs: ['Status', title], position: `${number} of 3`, place };
}
