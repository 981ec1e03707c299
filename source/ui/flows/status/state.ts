/** The status: an account, then what it has about patching now, table by table. */
import type { StatusFacts } from '../../../plan/status/status.js';
import type { HomeState } from '../home/state.js';
import type { NodesState } from '../nodes/state.js';
import { startNodesOf } from '../nodes/state.js';
import { type Arrival, type ArrivalEvent, isBack, leftArrival, reduceArrival, whereIn } from '../opening/arrival.js';
import { initialOpening, type Opened, reduceOpening, reopened } from '../opening/state.js';
import type { Session, Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import { startSetupOf } from '../setup/state.js';
import type { SetupState } from '../setup/steps.js';
import { type JobNews, readingAgain } from '../work.js';
import { type PausingEvent, type PausingStep, pausingOf, reducePausing } from './pausing.js';
import { readAt } from './rows.js';
import type { StatusShown } from './shown.js';
import { tabLabels, tablesOf } from './tables.js';
import { initialView, reduceView, type ViewEvent, viewAgain } from './view.js';

type StatusStep = Arrival<true> | StatusShown | PausingStep;

export type StatusState = {
  readonly flow: 'status';
  /** Home has it again. */
  readonly answering: Answering;
} & StatusStep;

export type StatusEvent =
  | ArrivalEvent
  | { readonly type: 'view'; readonly event: ViewEvent }
  /** In the set-up of this plan. */
  | { readonly type: 'mend'; readonly plan: string }
  /** To put them into groups. */
  | { readonly type: 'nodes' }
  /** This plan, until a date, or the end of its pause. */
  | { readonly type: 'pause'; readonly plan: string }
  | { readonly type: 'pausing'; readonly event: PausingEvent }
  /** By Ctrl-C. */
  | { readonly type: 'stopping' }
  | JobNews<StatusFacts, never>;

export function startStatus({ answering, ...connected }: Session): StatusState {
  return { flow: 'status', answering, ...initialOpening(connected) };
}

/** After work on an account that was agreed to: it is read anew. */
export function statusAfterWork(answering: Answering, opened: Opened): StatusState {
  return { flow: 'status', answering, ...readingAgain<true>(opened, true) };
}

/** The state after an event. */
export function reduceStatus(
  state: StatusState,
  event: StatusEvent,
): StatusState | SetupState | NodesState | HomeState {
  const home = leftArrival(state, event);
  if (home) return home;
  if (event.type === 'nodes') {
    const { answering } = state;
    return state.step === 'status' ? startNodesOf(state.opened, { answering, from: state }) : state;
  }
  if (event.type === 'mend')
    return state.step === 'status' ? startSetupOf(event.plan, state.opened, state.answering) : state;
  const next = stepAfter(state, event);
  return next === state ? state : { flow: state.flow, answering: state.answering, ...next };
}

function stepAfter(state: StatusStep, event: Exclude<StatusEvent, { readonly type: 'mend' | 'nodes' }>): StatusStep {
  if (state.step === 'status') return shownAfter(state, event);
  if ('paused' in state) {
    const own = event.type === 'pausing' ? event.event : event.type === 'stopping' ? event : undefined;
    return own ? reducePausing(state, own) : state;
  }
  if (event.type === 'view' || event.type === 'pause' || event.type === 'pausing') return state;
  return reduceArrival(state, event, (opened, facts: StatusFacts, at, former) => {
    const tables = tablesOf(readAt(facts, at));
    return {
      step: 'status',
      opened,
      facts,
      at,
      tables,
      view: initialView,
      again: undefined,
      isOutdated: former === true,
    };
  });
}

function readAgain(state: StatusShown, facts: StatusFacts, at: Date): StatusShown {
  const tables = tablesOf(readAt(facts, at));
  return {
    ...state,
    facts,
    at,
    tables,
    view: viewAgain(state.view, state.tables, tables),
    again: undefined,
    isOutdated: true,
  };
}

function shownAfter(state: StatusShown, event: Exclude<StatusEvent, { readonly type: 'mend' | 'nodes' }>): StatusStep {
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
      return isBack(event, state) ? accountOf(state) : state;
    case 'pause':
      return pausingOf(state, event.plan);
    case 'opening':
    case 'agreed':
    case 'pausing':
    case 'stopping':
      return state;
    default:
      return event satisfies never;
  }
}

/** The question about the account, which is read anew where more is known by now. */
function accountOf({ opened, isOutdated }: StatusShown): StatusStep {
  const opening = reopened(opened);
  return isOutdated ? reduceOpening(opening, { type: 'reconnect' }) : opening;
}

/** Whether the account may be another than it was when it was opened. */
export function isOutdated(state: StatusState): boolean {
  if (state.step === 'status') return state.isOutdated;
  if (state.step === 'reading') return state.former === true;
  return 'shown' in state && state.shown.isOutdated;
}

const titles = {
  region: 'Region',
  account: 'Account',
  reading: 'Now',
  unread: 'Now',
  status: 'Now',
  until: 'Pause',
  weighing: 'Pause',
  unweighed: 'Pause',
  agree: 'Pause',
  progress: 'Pause',
  refused: 'Pause',
  done: 'Pause',
} as const;

export function statusWhere(state: StatusState): Where {
  const where = whereIn('Status', titles, state);
  // Nothing is asked any more.
  return state.step === 'status' ? { ...where, crumbs: ['Status', tabLabels[state.view.tab]] } : where;
}
