/** Carries out what was agreed to and verifies it afterwards; React only folds the events. */
import { useEffect } from 'react';
import { describeError, type ErrorDescription } from '../../errors.js';
import { type ExecuteOptions, executePlan } from '../../execute/execute-plan.js';
import type { PatchManager } from '../../execute/patch-manager.js';
import { listedAgain } from '../../jobs/listed-again.js';
import type { ScheduleCheck } from '../../jobs/schedule-check.js';
import { checkSchedule, windowIds } from '../../jobs/schedule-check.js';
import {
  type ExecutionEvent,
  type ExecutionState,
  initialExecution,
  reduceExecution,
} from '../../plan/account/events.js';
import type { Operation } from '../../plan/account/operations.js';
import { teardown } from '../../plan/cleanup/teardown.js';
import type { RestorePlan } from '../../plan/restore/restore.js';
import type { SetupPlan } from '../../plan/setup/setup-plan.js';
import { unwantedChoice } from '../../plan/setup/unwanted.js';
import type { CleanupPlan } from '../../wizard/cleanup.js';
import { type LiveReducer, useLiveReducer } from './use-live-reducer.js';

export interface Work {
  readonly phase: 'waiting' | 'calling' | 'checking' | 'ended';
  readonly execution: ExecutionState;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly outcome: WorkOutcome;
}

/** What is known when the work has ended, besides how each call went. */
export interface WorkOutcome {
  /** After a complete set-up, if AWS's schedule could be read. */
  readonly check?: ScheduleCheck | undefined;
  /** Of a clean-up or of what was pruned, if one was written. */
  readonly backupFile?: string | undefined;
  /** After a clean-up: confirmed by AWS, but listed all the same. */
  readonly left?: readonly Operation[] | undefined;
  /** Why nothing was begun. */
  readonly refusal?: ErrorDescription | undefined;
}

type WorkEvent =
  /** With what is known by then: the backup is the way back also where the end is not waited for. */
  | { readonly type: 'began'; readonly total: number; readonly at: Date; readonly outcome: WorkOutcome }
  | { readonly type: 'happened'; readonly event: ExecutionEvent }
  | { readonly type: 'called' }
  | { readonly type: 'ended'; readonly outcome: WorkOutcome; readonly at: Date };

/** Writes the backup of a clean-up and returns its path; throws a UserError if it cannot. */
export type WriteBackup = (plan: CleanupPlan) => string | undefined;

/** Time and chance, from outside. */
export type Clock = Pick<ExecuteOptions, 'wait' | 'random'> & { readonly now: () => Date };

export interface ExecutionOptions {
  /** Starts the work when one of them is there. */
  readonly setup: SetupPlan | undefined;
  readonly cleanup: CleanupPlan | undefined;
  readonly restore: RestorePlan | undefined;
  readonly writeBackup: WriteBackup;
  readonly manager: () => PatchManager | undefined;
  readonly clock: Clock;
  /** Aborted: the calls in flight are finished, nothing new starts. */
  readonly signal: AbortSignal;
}

export function useExecution(options: ExecutionOptions): LiveReducer<Work, WorkEvent> {
  const work = useLiveReducer(reduceWork, () => initialWork);
  const { setup, cleanup, restore } = options;
  const hasBegun = (setup ?? cleanup ?? restore) !== undefined;
  useEffect(() => {
    const manager = options.manager();
    if (!hasBegun || manager === undefined) return;
    const job: Job = { ...options, manager, dispatch: work.dispatch };
    if (setup) void carryOutSetup(setup, job);
    else if (cleanup) void carryOutCleanup(cleanup, job);
    else if (restore) void carryOutRestore(restore, job);
  }, [hasBegun]);
  return work;
}

interface Job extends Pick<ExecutionOptions, 'clock' | 'signal' | 'writeBackup'> {
  readonly manager: PatchManager;
  readonly dispatch: (event: WorkEvent) => void;
}

/** What a prune deletes is backed up before the first call; without that nothing is begun. */
async function carryOutSetup(plan: SetupPlan, job: Job): Promise<void> {
  const { manager, clock, signal, dispatch } = job;
  const { items, unwanted, consent } = plan;
  const pruned = consent.prune && unwanted.length > 0 && { items, choice: unwantedChoice(unwanted) };
  const backup = pruned ? backUp(pruned, job) : {};
  if ('refusal' in backup) return;
  const state = await call(plan.operations, job, 'stop', backup);
  const isComplete = state.succeeded === state.total && !signal.aborted;
  if (isComplete) dispatch({ type: 'called' });
  // A failed comparison leaves the dates unverified, which the last screen says.
  const check = isComplete
    ? await checkSchedule(manager, plan, windowIds(plan, state.outcomes), clock.now(), signal).catch(() => undefined)
    : undefined;
  dispatch({ type: 'ended', outcome: { check, ...backup }, at: clock.now() });
}

/** The backup comes before the first call; without it nothing is begun. */
async function carryOutCleanup(plan: CleanupPlan, job: Job): Promise<void> {
  const { manager, clock, signal, dispatch } = job;
  const backup = backUp(plan, job);
  if ('refusal' in backup) return;
  const state = await call(teardown(plan.items, plan.choice), job, 'go-on', backup);
  if (!signal.aborted) dispatch({ type: 'called' });
  const left = signal.aborted ? [] : await listedAgain(manager, state.outcomes, { signal, wait: clock.wait });
  dispatch({ type: 'ended', outcome: { ...backup, left }, at: clock.now() });
}

/** What has failed keeps nothing else from coming back. */
async function carryOutRestore({ operations }: RestorePlan, job: Job): Promise<void> {
  await call(operations, job, 'go-on', {});
  job.dispatch({ type: 'ended', outcome: {}, at: job.clock.now() });
}

/** The backup's path, or why the work ends before it has begun. */
function backUp(plan: CleanupPlan, { writeBackup, dispatch, clock }: Job): Pick<WorkOutcome, 'backupFile' | 'refusal'> {
  try {
    return { backupFile: writeBackup(plan) };
  } catch (error) {
    const refusal = describeError(error);
    dispatch({ type: 'ended', outcome: { refusal }, at: clock.now() });
    return { refusal };
  }
}

async function call(
  operations: readonly Operation[],
  { manager, clock, signal, dispatch }: Job,
  afterFailure: ExecuteOptions['afterFailure'],
  outcome: WorkOutcome,
): Promise<ExecutionState> {
  dispatch({ type: 'began', total: operations.length, at: clock.now(), outcome });
  let state = initialExecution(operations.length);
  for await (const event of executePlan(operations, { manager, signal, afterFailure, ...clock })) {
    state = reduceExecution(state, event);
    dispatch({ type: 'happened', event });
  }
  return state;
}

const initialWork: Work = {
  phase: 'waiting',
  execution: initialExecution(0),
  startedAt: undefined,
  endedAt: undefined,
  outcome: {},
};

function reduceWork(work: Work, event: WorkEvent): Work {
  switch (event.type) {
    case 'began': {
      const { total, at, outcome } = event;
      return { ...work, phase: 'calling', execution: initialExecution(total), startedAt: at, outcome };
    }
    case 'happened':
      return { ...work, execution: reduceExecution(work.execution, event.event) };
    case 'called':
      return { ...work, phase: 'checking' };
    case 'ended':
      return { ...work, phase: 'ended', outcome: event.outcome, endedAt: event.at };
    default:
      return event satisfies never;
  }
}
