/** The status: an account, then what it has about patching now. */
import type { StatusFacts } from '../../../plan/status/status.js';
import { atHome, type HomeState } from '../home/state.js';
import { type Arrival, type ArrivalEvent, isBack, reduceArrival, whereIn } from '../opening/arrival.js';
import { initialOpening, type Opened, reopened } from '../opening/state.js';
import type { Session, Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import type { JobNews } from '../work.js';

type StatusStep =
  | Arrival
  /** `at`: the moment of reading, which is what counts. */
  | { readonly step: 'status'; readonly opened: Opened; readonly facts: StatusFacts; readonly at: Date };

export type StatusState = {
  readonly flow: 'status';
  /** Home has it again. */
  readonly answering: Answering;
} & StatusStep;

export type StatusEvent = ArrivalEvent | JobNews<StatusFacts, never>;

export function startStatus({ answering, ...connected }: Session): StatusState {
  return { flow: 'status', answering, ...initialOpening(connected, answering.given.has('region')) };
}

/** The state after an event. */
export function reduceStatus(state: StatusState, event: StatusEvent): StatusState | HomeState {
  if (state.step === 'region' && isBack(event, state)) return atHome(state);
  const next = stepAfter(state, event);
  return next === state ? state : { flow: state.flow, answering: state.answering, ...next };
}

function stepAfter(state: StatusStep, event: StatusEvent): StatusStep {
  if (state.step === 'status') return isBack(event, state) ? reopened(state.opened) : state;
  return reduceArrival(state, event, (opened, facts: StatusFacts, at) => ({ step: 'status', opened, facts, at }));
}

const titles = {
  region: ['Region', 1],
  account: ['Account', 2],
  reading: ['Now', 3],
  unread: ['Now', 3],
  status: ['Now', 3],
} as const;

export function statusWhere(state: StatusState): Where {
  return whereIn('Status', titles, 3, state);
}
