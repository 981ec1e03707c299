/** A job on the screen: what it tells, the work in progress, and its end. */
import type { ErrorDescription } from '../../errors.js';
import type { JobEvent } from '../../jobs/job.js';
import { type ExecutionState, initialExecution, reduceExecution } from '../../plan/account/events.js';
import type { Opened } from './opening/state.js';

/** What the hook that runs a job tells. */
export type JobNews<Plan, End> =
  | { readonly type: 'job'; readonly event: JobEvent<Plan, readonly End[]>; readonly at: Date }
  /** Nothing was begun. */
  | { readonly type: 'failed'; readonly error: ErrorDescription };

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
export type WorkStep<Plan, End> = { readonly opened: Opened } & (
  | { readonly step: 'progress'; readonly plan: Plan; readonly work: Work }
  /** Nothing was begun. */
  | { readonly step: 'refused'; readonly plan?: Plan; readonly error: ErrorDescription }
  /** `isStopped`: by Ctrl-C. */
  | { readonly step: 'done'; readonly end: End; readonly durationMs: number; readonly isStopped: boolean }
);

type Progress<Plan> = Extract<WorkStep<Plan, never>, { readonly step: 'progress' }>;

/** The work on a plan, before its first operation. */
export function beginning<Plan extends { readonly operations: readonly unknown[] }>(
  opened: Opened,
  plan: Plan,
  startedAt: Date,
): Progress<Plan> {
  const execution = initialExecution(plan.operations.length);
  const work = { execution, startedAt, backupFile: undefined, isChecking: false, isStopping: false };
  return { step: 'progress', opened, plan, work };
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
      return { step: 'refused', opened: state.opened, plan: state.plan, error: news.error };
    case 'stopping':
      return { ...state, work: { ...state.work, isStopping: true } };
    default:
      return news satisfies never;
  }
}

/** Whether an event is about the work. */
export function isWorkNews<Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, { readonly type: 'job' | 'failed' | 'stopping' }> {
  return ['job', 'failed', 'stopping'].includes(event.type);
}

function reduceEvent<Plan, End>(
  state: Progress<Plan>,
  event: JobEvent<Plan, readonly End[]>,
  at: Date,
): WorkStep<Plan, End> {
  const { opened, work } = state;
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
      return end ? { step: 'done', opened, end, durationMs: durationOf(work, at), isStopped: work.isStopping } : state;
    }
    default:
      return event satisfies never;
  }
}

/** Milliseconds since the work began. */
export function durationOf({ startedAt }: Work, now: Date): number {
  return now.getTime() - startedAt.getTime();
}

/** The account is read for a plan anew, which goes on with what was carried out before. */
export function readingAgain<Plan>(opened: Opened, former: Plan) {
  return { step: 'reading', opened, progress: undefined, former } as const;
}
