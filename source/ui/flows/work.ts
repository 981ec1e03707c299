/** A job on the screen: reading, work in progress, and its end. */
import type { ErrorDescription } from '../../errors.js';
import type { JobEvent, PlaceEnd } from '../../jobs/job.js';
import { type ExecutionState, initialExecution, reduceExecution } from '../../plan/account/events.js';
import type { InventoryProgress } from '../../plan/account/inventory.js';
import type { Opened } from './opening/state.js';

/** What the hook that runs a job tells. */
export type JobNews<Plan, End> =
  | { readonly type: 'job'; readonly event: JobEvent<Plan, readonly End[]>; readonly at: Date }
  /** Nothing was begun. */
  | { readonly type: 'failed'; readonly error: ErrorDescription };

/** The account is read for a plan, or could not be. */
export type ReadingStep =
  | { readonly step: 'reading'; readonly progress: InventoryProgress | undefined }
  | { readonly step: 'unread'; readonly error: ErrorDescription };

/** The step after some news of the reading, or what has been planned. */
export function reduceReading<Plan>(
  state: Extract<ReadingStep, { readonly step: 'reading' }>,
  news: JobNews<Plan, unknown>,
): ReadingStep | { readonly step: 'planned'; readonly plan: Plan; readonly at: Date } {
  if (news.type === 'failed') return { step: 'unread', error: news.error };
  const { event, at } = news;
  if (event.type === 'planned') return { step: 'planned', plan: event.plan, at };
  return { step: 'reading', progress: event.type === 'reading' ? event.progress : state.progress };
}

export interface Work {
  readonly execution: ExecutionState;
  readonly startedAt: Date;
  readonly backupFile: string | undefined;
  /** All calls have ended and what they have made is being looked at. */
  readonly isChecking: boolean;
  /** Ctrl-C was pressed once: what runs is being finished. */
  readonly isStopping: boolean;
}

/** The last steps of a flow that changes something; nothing leads back from them. */
export type WorkStep<Plan, End> =
  | { readonly step: 'progress'; readonly plan: Plan; readonly work: Work }
  /** Nothing was begun. */
  | { readonly step: 'refused'; readonly error: ErrorDescription }
  /** `isStopped`: by Ctrl-C. */
  | { readonly step: 'done'; readonly end: End; readonly durationMs: number; readonly isStopped: boolean };

type Progress<Plan> = Extract<WorkStep<Plan, never>, { readonly step: 'progress' }>;

/** The work on a plan, before its first operation. */
export function beginning<Plan extends { readonly operations: readonly unknown[] }>(
  plan: Plan,
  startedAt: Date,
): Progress<Plan> {
  const execution = initialExecution(plan.operations.length);
  return {
    step: 'progress',
    plan,
    work: { execution, startedAt, backupFile: undefined, isChecking: false, isStopping: false },
  };
}

/** The step after some news, or after Ctrl-C. */
export function reduceWork<Plan, End>(
  state: Progress<Plan>,
  news: JobNews<Plan, End> | { readonly type: 'stopping' },
): WorkStep<Plan, End> {
  switch (news.type) {
    case 'job':
      return reduceEvent(state, news.event, news.at);
    case 'failed':
      return { step: 'refused', error: news.error };
    case 'stopping':
      return { ...state, work: { ...state.work, isStopping: true } };
    default:
      return news satisfies never;
  }
}

function reduceEvent<Plan, End>(
  state: Progress<Plan>,
  event: JobEvent<Plan, readonly End[]>,
  at: Date,
): WorkStep<Plan, End> {
  const { work } = state;
  switch (event.type) {
    case 'reading':
    case 'planned':
      return state;
    case 'backed-up':
      return { ...state, work: { ...work, backupFile: event.file } };
    case 'operation':
      return { ...state, work: { ...work, execution: reduceExecution(work.execution, event.event) } };
    case 'checking':
      return { ...state, work: { ...work, isChecking: true } };
    case 'ended': {
      // A flow works in one place.
      const [end] = event.end;
      const durationMs = at.getTime() - work.startedAt.getTime();
      return end ? { step: 'done', end, durationMs, isStopped: work.isStopping } : state;
    }
    default:
      return event satisfies never;
  }
}

/** The end of work that is left before its end: what is in flight at a second Ctrl-C has none of its own. */
export function endSoFar<Plan>({ plan, work }: Progress<Plan>, { open: { place } }: Opened): PlaceEnd<Plan> {
  return { place, plan, state: work.execution, isComplete: false, backupFile: work.backupFile };
}

/** Milliseconds since the work began. */
export function durationOf({ startedAt }: Work, now: Date): number {
  return now.getTime() - startedAt.getTime();
}
