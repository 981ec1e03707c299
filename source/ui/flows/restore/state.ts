/** The restore that the wizard was opened for: the backup's account, what it lacks, then the work. */
import type { RestorePlaceEnd } from '../../../jobs/restore.js';
import type { Backup } from '../../../plan/cleanup/backup.js';
import type { RestorePlan } from '../../../plan/restore/restore.js';
import { type Arrival, type ArrivalEvent, isBack, reduceArrival, whereIn } from '../opening/arrival.js';
import { initialOpening, type Opened, reopened } from '../opening/state.js';
import type { Session, Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import { beginning, isWorkNews, type JobNews, reduceWork, type WorkStep } from '../work.js';

export interface RestoreRequest {
  /** As it was named, for commands to copy. */
  readonly file: string;
  readonly backup: Backup;
  /** Restore even what was backed up in another account or region. */
  readonly isForced: boolean;
}

type RestoreStep =
  | Arrival
  | { readonly step: 'review'; readonly opened: Opened; readonly plan: RestorePlan }
  | WorkStep<RestorePlan, RestorePlaceEnd>;

export type RestoreState = {
  readonly flow: 'restore';
  readonly request: RestoreRequest;
  /** Home has it again. */
  readonly answering: Answering;
} & RestoreStep;

export type RestoreEvent =
  | ArrivalEvent
  /** What comes back has been agreed to. */
  | { readonly type: 'confirmed'; readonly at: Date }
  | JobNews<RestorePlan, RestorePlaceEnd>
  | { readonly type: 'stopping' };

/** Flags, environment or profile say the region, as without a screen: it is not asked for by itself. */
export function startRestore({ answering, ...connected }: Session, request: RestoreRequest): RestoreState {
  return { flow: 'restore', request, answering, ...initialOpening(connected, true) };
}

/** The state after an event. Once the work has begun, nothing leads back. */
export function reduceRestore(state: RestoreState, event: RestoreEvent): RestoreState {
  const next = stepAfter(state, event);
  const { flow, request, answering } = state;
  return next === state ? state : { flow, request, answering, ...next };
}

function stepAfter(state: RestoreStep, event: RestoreEvent): RestoreStep {
  switch (state.step) {
    case 'region':
    case 'account':
    case 'reading':
    case 'unread':
      // The region is asked for from the account; before that there is nothing.
      if (state.step === 'region' && isBack(event, state)) return initialOpening(state, true);
      return reduceArrival(state, event, (opened, plan: RestorePlan) => ({ step: 'review', opened, plan }));
    case 'review':
      if (event.type === 'confirmed') return beginning(state.opened, state.plan, event.at);
      return isBack(event, state) ? reopened(state.opened) : state;
    case 'progress':
      return isWorkNews(event) ? reduceWork(state, event) : state;
    case 'refused':
    case 'done':
      return state;
    default:
      return state satisfies never;
  }
}

/** The region to offer where none or another one was tried: the backup's own. */
export function offeredRegion({ request, ...state }: RestoreState): string | undefined {
  if (state.step !== 'account' || state.account.status !== 'failed') return undefined;
  const isAboutPlace = ['other-account', 'no-region'].includes(state.account.error.code);
  return isAboutPlace && state.connection.region !== request.backup.region ? request.backup.region : undefined;
}

const titles = {
  region: ['Region', undefined],
  account: ['Account', 1],
  reading: ['Review', 2],
  unread: ['Review', 2],
  review: ['Review', 2],
  progress: ['Progress', 3],
  refused: ['Done', 4],
  done: ['Done', 4],
} as const;

export function restoreWhere(state: RestoreState): Where {
  return whereIn('Restore', titles, 4, state);
}
