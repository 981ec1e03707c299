/** The restore: which backup, its account, what that lacks, then the work. */
import type { RestorePlaceEnd } from '../../../jobs/restore.js';
import { isAgreed } from '../../../plan/account/agreed.js';
import { isBlocking } from '../../../plan/account/finding.js';
import type { Backup } from '../../../plan/cleanup/backup.js';
import type { FoundBackup } from '../../../plan/restore/found.js';
import type { RestorePlan } from '../../../plan/restore/restore.js';
import { atHome, type HomeState } from '../home/state.js';
import { type Arrival, type ArrivalEvent, isBack, reduceArrival, whereIn } from '../opening/arrival.js';
import { initialOpening, type Opened, reopened } from '../opening/state.js';
import type { Session, Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import { beginning, isWorkNews, type JobNews, readingAgain, reduceWork, type WorkStep } from '../work.js';

export interface RestoreRequest {
  /** As it was named, for commands to copy. */
  readonly file: string;
  readonly backup: Backup;
  /** Restore even what was backed up in another account or region. */
  readonly isForced: boolean;
}

type RestoreStep =
  | Arrival<RestorePlan>
  | { readonly step: 'review'; readonly opened: Opened; readonly plan: RestorePlan }
  | WorkStep<RestorePlan, RestorePlaceEnd>;

/** Which of the backups on this machine? */
export interface BackupsStep {
  readonly flow: 'restore';
  readonly step: 'backups';
  readonly session: Session;
  readonly backups: readonly FoundBackup[];
  /** The row under the cursor at first. */
  readonly startAt: number;
}

interface RestoreStart {
  readonly flow: 'restore';
  readonly request: RestoreRequest;
  /** The list that the backup was chosen from; undefined where it was named. */
  readonly from: BackupsStep | undefined;
  /** Home has it again. */
  readonly answering: Answering;
}

/** One backup is to be restored. */
export type RestoringState = RestoreStart & RestoreStep;

export type RestoreState = BackupsStep | RestoringState;

export type RestoreEvent =
  | ArrivalEvent
  /** This backup, by its row. */
  | { readonly type: 'picked'; readonly row: number }
  /** What comes back has been agreed to. */
  | { readonly type: 'confirmed'; readonly at: Date }
  | JobNews<RestorePlan, RestorePlaceEnd>
  | { readonly type: 'stopping' };

/** Flags, environment or profile say the region, as without a screen: it is not asked for by itself. */
export function startRestore(
  { answering, ...connected }: Session,
  request: RestoreRequest,
  from?: BackupsStep,
): RestoringState {
  return { flow: 'restore', request, from, answering, ...initialOpening(connected, true) };
}

/** The backups on this machine, to choose from. */
export function startBackups(session: Session, backups: readonly FoundBackup[]): BackupsStep {
  return { flow: 'restore', step: 'backups', session, backups, startAt: 0 };
}

/** A backup says where it is of: an account that has been read is kept where it is that one. */
function picked(list: BackupsStep, row: number): RestoreState {
  const found = list.backups[row];
  if (found === undefined || !('backup' in found)) return list;
  const { file, backup } = found;
  const { answering, connection, opened } = list.session;
  const { region } = backup;
  const isHere = opened?.open.place.account === backup.account && opened.open.place.region === region;
  const session = { answering, connection: { ...connection, region }, opened: isHere ? opened : undefined };
  return startRestore(session, { file, backup, isForced: false }, { ...list, startAt: row });
}

/** The state after an event. Once the work has begun, nothing leads back. */
export function reduceRestore(state: RestoreState, event: RestoreEvent): RestoreState | HomeState {
  if (state.step === 'backups') {
    if (event.type === 'picked') return picked(state, event.row);
    return isBack(event, state) ? atHome(state.session) : state;
  }
  if (state.step === 'account' && state.from && isBack(event, state)) return state.from;
  const next = stepAfter(state, event);
  const { flow, request, from, answering } = state;
  return next === state ? state : { flow, request, from, answering, ...next };
}

function stepAfter(state: RestoreStep, event: RestoreEvent): RestoreStep {
  switch (state.step) {
    case 'region':
    case 'account':
    case 'reading':
    case 'unread':
      return reduceArrival(state, event, (opened, plan: RestorePlan, at, former) =>
        // The same once more needs no second yes.
        former && canBegin(plan) && isAgreed(plan.operations, former.operations)
          ? beginning(opened, plan, at)
          : { step: 'review', opened, plan },
      );
    case 'review':
      if (event.type === 'confirmed') return beginning(state.opened, state.plan, event.at);
      return isBack(event, state) ? reopened(state.opened) : state;
    case 'progress':
      return isWorkNews(event) ? reduceWork(state, event) : state;
    case 'refused':
      return event.type === 'again' && state.plan ? readingAgain(state.opened, state.plan) : state;
    case 'done':
      return event.type === 'again' ? readingAgain(state.opened, state.end.plan) : state;
    default:
      return state satisfies never;
  }
}

/** Whether there is anything to do, and nothing in its way. */
export function canBegin({ operations, findings }: RestorePlan): boolean {
  return operations.length > 0 && !findings.some(isBlocking);
}

/** The region to offer where none or another one was tried: the backup's own. */
export function offeredRegion({ request, ...state }: RestoringState): string | undefined {
  if (state.step !== 'account' || state.account.status !== 'failed') return undefined;
  const isAboutPlace = ['other-account', 'no-region'].includes(state.account.error.code);
  return isAboutPlace && state.connection.region !== request.backup.region ? request.backup.region : undefined;
}

const titles = {
  region: 'Region',
  account: 'Account',
  reading: 'Review',
  unread: 'Review',
  review: 'Review',
  progress: 'Progress',
  refused: 'Done',
  done: 'Done',
} as const;

export function restoreWhere(state: RestoreState): Where {
  if (state.step === 'backups') return { crumbs: ['Restore'], place: [] };
  return whereIn('Restore', titles, state);
}
