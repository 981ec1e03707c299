/** The status: an account, then what it has about patching now, table by table. */
import type { ErrorDescription } from '../../../errors.js';
import type { StatusFacts } from '../../../plan/status/status.js';
import { atHome, type HomeState } from '../home/state.js';
import { type Arrival, type ArrivalEvent, isBack, reduceArrival, whereIn } from '../opening/arrival.js';
import { initialOpening, type Opened, reopened } from '../opening/state.js';
import type { Session, Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import { startSetupOf } from '../setup/state.js';
import type { SetupState } from '../setup/steps.js';
import type { JobNews } from '../work.js';
import { readAt } from './rows.js';
import { type StatusTables, tabLabels, tablesOf } from './tables.js';
import { initialView, reduceView, type StatusView, type ViewEvent, viewAgain } from './view.js';

/** What was read, and how it is looked at. */
export interface StatusShown {
  readonly step: 'status';
  readonly opened: Opened;
  readonly facts: StatusFacts;
  /** The moment of reading. */
  readonly at: Date;
  /** As of that moment: which rows there are, and in which order. */
  readonly tables: StatusTables;
  readonly view: StatusView;
  /** It is being read again, or could not be; what was read before stays. */
  readonly again: 'reading' | ErrorDescription | undefined;
}

type StatusStep = Arrival | StatusShown;

export type StatusState = {
  readonly flow: 'status';
  /** Home has it again. */
  readonly answering: Answering;
} & StatusStep;

export type StatusEvent =
  | ArrivalEvent
  | { readonly type: 'view'; readonly event: ViewEvent }
  /** Read it again, in its place. */
  | { readonly type: 'again' }
  /** In the set-up of this plan. */
  | { readonly type: 'mend'; readonly plan: string }
  | JobNews<StatusFacts, never>;

export function startStatus({ answering, ...connected }: Session): StatusState {
  return { flow: 'status', answering, ...initialOpening(connected, answering.given.has('region')) };
}

/** The state after an event. */
export function reduceStatus(state: StatusState, event: StatusEvent): StatusState | SetupState | HomeState {
  if (state.step === 'region' && isBack(event, state)) return atHome(state);
  if (event.type === 'mend')
    return state.step === 'status' ? startSetupOf(event.plan, state.opened, state.answering) : state;
  const next = stepAfter(state, event);
  return next === state ? state : { flow: state.flow, answering: state.answering, ...next };
}

function stepAfter(state: StatusStep, event: Exclude<StatusEvent, { readonly type: 'mend' }>): StatusStep {
  if (state.step === 'status') return shownAfter(state, event);
  if (event.type === 'view' || event.type === 'again') return state;
  return reduceArrival(state, event, (opened, facts: StatusFacts, at) => {
    const tables = tablesOf(readAt(facts, at));
    return { step: 'status', opened, facts, at, tables, view: initialView, again: undefined };
  });
}

function readAgain(state: StatusShown, facts: StatusFacts, at: Date): StatusShown {
  const tables = tablesOf(readAt(facts, at));
  return { ...state, facts, at, tables, view: viewAgain(state.view, state.tables, tables), again: undefined };
}

function shownAfter(state: StatusShown, event: Exclude<StatusEvent, { readonly type: 'mend' }>): StatusStep {
  switch (event.type) {
    case 'view': {
      const view = reduceView(state.view, event.event, state.tables);
      return view === state.view ? state : { ...state, view };
    }
    case 'again':
      return { ...state, again: 'reading' };
    case 'job':
      return event.event.type === 'planned' ? readAgain(state, event.event.plan, event.at) : state;
    case 'failed':
      return { ...state, again: event.error };
    case 'back':
      return isBack(event, state) ? reopened(state.opened) : state;
    case 'opening':
    case 'agreed':
      return state;
    default:
      return event satisfies never;
  }
}

const titles = {
  region: ['Region', 1],
  account: ['Account', 2],
  reading: ['Now', 3],
  unread: ['Now', 3],
  status: ['Now', 3],
} as const;

export function statusWhere(state: StatusState): Where {
  const where = whereIn('Status', titles, 3, state);
  if (state.step !== 'status') return where;
  // Nothing is asked any more.
  return { ...where, crumbs: ['Status', tabLabels[state.view.tab]], position: undefined };
}
