/** Carries out the plan that was agreed to, and compares AWS's schedule afterwards; React only folds the events. */
import { useEffect } from 'react';
import { type ExecutionEvent, type ExecutionState, initialExecution, reduceExecution } from '../../execute/events.js';
import { type ExecuteOptions, executePlan } from '../../execute/execute-plan.js';
import type { PatchManager } from '../../execute/patch-manager.js';
import { checkSchedule, windowIds } from '../../execute/setup.js';
import type { ScheduleCheck } from '../../execute/verify-schedule.js';
import type { SetupPlan } from '../../plan/setup-plan.js';
import { type LiveReducer, useLiveReducer } from './use-live-reducer.js';

export interface Work {
  readonly phase: 'waiting' | 'calling' | 'checking' | 'ended';
  readonly execution: ExecutionState;
  readonly check: ScheduleCheck | undefined;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
}

type WorkEvent =
  | { readonly type: 'began'; readonly total: number; readonly at: Date }
  | { readonly type: 'happened'; readonly event: ExecutionEvent }
  | { readonly type: 'called' }
  | { readonly type: 'ended'; readonly check: ScheduleCheck | undefined; readonly at: Date };

export interface ExecutionOptions {
  /** Starts the work when it is there. */
  readonly plan: SetupPlan | undefined;
  readonly manager: () => PatchManager | undefined;
  readonly clock: Pick<ExecuteOptions, 'wait' | 'random'> & { readonly now: () => Date };
  /** Aborted: the calls in flight are finished, nothing new starts. */
  readonly signal: AbortSignal;
}

export function useExecution({ plan, manager, clock, signal }: ExecutionOptions): LiveReducer<Work, WorkEvent> {
  const work = useLiveReducer(reduceWork, () => initialWork);
  const { dispatch } = work;
  useEffect(() => {
    const account = manager();
    if (plan !== undefined && account !== undefined) void carryOut(plan, account, clock, signal, dispatch);
  }, [plan]);
  return work;
}

async function carryOut(
  plan: SetupPlan,
  manager: PatchManager,
  clock: ExecutionOptions['clock'],
  signal: AbortSignal,
  dispatch: (event: WorkEvent) => void,
): Promise<void> {
  dispatch({ type: 'began', total: plan.operations.length, at: clock.now() });
  let state = initialExecution(plan.operations.length);
  for await (const event of executePlan(plan.operations, { manager, signal, ...clock })) {
    state = reduceExecution(state, event);
    dispatch({ type: 'happened', event });
  }
  const isComplete = state.succeeded === state.total && !signal.aborted;
  if (isComplete) dispatch({ type: 'called' });
  // A failed comparison leaves the dates unverified, which the last screen says.
  const check = isComplete
    ? await checkSchedule(manager, plan, windowIds(plan, state.outcomes), clock.now(), signal).catch(() => undefined)
    : undefined;
  dispatch({ type: 'ended', check, at: clock.now() });
}

const initialWork: Work = {
  phase: 'waiting',
  execution: initialExecution(0),
  check: undefined,
  startedAt: undefined,
  endedAt: undefined,
};

function reduceWork(work: Work, event: WorkEvent): Work {
  switch (event.type) {
    case 'began':
      return { ...work, phase: 'calling', execution: initialExecution(event.total), startedAt: event.at };
    case 'happened':
      return { ...work, execution: reduceExecution(work.execution, event.event) };
    case 'called':
      return { ...work, phase: 'checking' };
    case 'ended':
      return { ...work, phase: 'ended', check: event.check, endedAt: event.at };
    default:
      return event satisfies never;
  }
}
