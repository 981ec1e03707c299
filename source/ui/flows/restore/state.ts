/** The restore that the wizard was opened for: the backup's account, what it lacks, then the work. */
import type { Place } from '../../../jobs/job.js';
import type { RestorePlaceEnd } from '../../../jobs/restore.js';
import { type Backup, requireSamePlace } from '../../../plan/cleanup/backup.js';
import type { RestorePlan } from '../../../plan/restore/restore-plan.js';
import {
  type ConnectionAnswers,
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
import type { Where } from '../session.js';
import { beginning, type JobNews, type ReadingStep, reduceReading, reduceWork, type WorkStep } from '../work.js';

export interface RestoreRequest {
  /** As it was named, for commands to copy. */
  readonly file: string;
  readonly backup: Backup;
  /** Restore even what was backed up in another account or region. */
  readonly isForced: boolean;
}

export type RestoreState = { readonly flow: 'restore'; readonly request: RestoreRequest } & (
  | { readonly step: 'opening'; readonly opening: Opening }
  | ({ readonly opened: Opened } & (
      | ReadingStep
      | { readonly step: 'review'; readonly plan: RestorePlan }
      | WorkStep<RestorePlan, RestorePlaceEnd>
    ))
);

/** A step, the account's opening by its two questions. */
type StepName = Exclude<RestoreState['step'], 'opening'> | Opening['step'];

export type RestoreEvent =
  | { readonly type: 'opening'; readonly event: OpeningEvent }
  /** This is the account. */
  | { readonly type: 'agreed' }
  | { readonly type: 'back'; readonly step: StepName }
  /** What comes back has been agreed to. */
  | { readonly type: 'confirmed'; readonly at: Date }
  | JobNews<RestorePlan, RestorePlaceEnd>
  | { readonly type: 'stopping' };

/** Flags, environment or profile say the region, as without a screen: it is not asked for by itself. */
export function startRestore(connection: ConnectionAnswers, request: RestoreRequest): RestoreState {
  return {
    flow: 'restore',
    request,
    step: 'opening',
    opening: initialOpening({ connection, opened: undefined }, true),
  };
}

/** The state after an event. Once the work has begun, nothing leads back. */
export function reduceRestore(state: RestoreState, event: RestoreEvent): RestoreState {
  const { flow, request } = state;
  switch (event.type) {
    case 'opening':
      return state.step === 'opening' ? { ...state, opening: reduceOpening(state.opening, event.event) } : state;
    case 'agreed': {
      const opened = state.step === 'opening' && readAccountOf(state.opening);
      return opened ? { flow, request, opened, step: 'reading', progress: undefined } : state;
    }
    case 'back':
      return event.step === stepNameOf(state) ? stepBefore(state) : state;
    case 'confirmed': {
      if (state.step !== 'review') return state;
      const { opened, plan } = state;
      return { flow, request, opened, ...beginning(plan, event.at) };
    }
    case 'job':
    case 'failed':
    case 'stopping':
      return heard(state, event);
    default:
      return event satisfies never;
  }
}

/** What is lacking is reviewed; what goes on once that is confirmed is work. */
function heard(
  state: RestoreState,
  news: Extract<RestoreEvent, { readonly type: 'job' | 'failed' | 'stopping' }>,
): RestoreState {
  const { flow, request } = state;
  if (state.step === 'progress') return { flow, request, opened: state.opened, ...reduceWork(state, news) };
  if (state.step !== 'reading' || news.type === 'stopping') return state;
  const { opened } = state;
  const next = reduceReading(state, news);
  if (next.step === 'planned') return { flow, request, opened, step: 'review', plan: next.plan };
  return { flow, request, opened, ...next };
}

/** From the review to the account, and to it from the region; before the account there is nothing. */
function stepBefore(state: RestoreState): RestoreState {
  const { flow, request } = state;
  switch (state.step) {
    case 'opening':
      return state.opening.step === 'region' ? { ...state, opening: initialOpening(state.opening, true) } : state;
    case 'reading':
    case 'unread':
    case 'review':
      return { flow, request, step: 'opening', opening: reopened(state.opened) };
    case 'progress':
    case 'refused':
    case 'done':
      return state;
    default:
      return state satisfies never;
  }
}

/** Before anything is read: what is there says nothing about a backup of somewhere else. Throws a UserError. */
export function requirePlaceOf({ backup, isForced }: RestoreRequest, place: Place): void {
  if (!isForced) requireSamePlace(backup, place);
}

/** The region to offer where none or another one was tried: the backup's own. */
export function offeredRegion({ backup }: RestoreRequest, opening: Opening): string | undefined {
  if (opening.step !== 'account' || opening.account.status !== 'failed') return undefined;
  const isAboutPlace = ['other-account', 'no-region'].includes(opening.account.error.code);
  return isAboutPlace && opening.connection.region !== backup.region ? backup.region : undefined;
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
  const [title, number] = titles[stepNameOf(state)];
  const place = placeWords(state.step === 'opening' ? state.opening : state.opened);
  return { crumbs: ['Restore', title], position: number === undefined ? undefined : `${number} of 4`, place };
}
