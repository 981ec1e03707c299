/** What every run without a screen shares: how it may be interrupted, and the plan carried out event by event. */
import { UserError } from '../errors.js';
import { type ExecuteOptions, executePlan } from '../execute/execute-plan.js';
import type { PatchManager } from '../execute/patch-manager.js';
import { type ExecutionEvent, type ExecutionState, initialExecution, reduceExecution } from '../plan/account/events.js';
import type { Operation } from '../plan/account/operations.js';

export interface RunOptions extends Pick<ExecuteOptions, 'wait' | 'random'> {
  readonly manager: PatchManager;
  readonly isConfirmed: boolean;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  /** Aborted by the first signal: what is in flight ends, nothing new begins. */
  readonly signal: AbortSignal;
  /** Aborted by the second: what is in flight is not waited for either. */
  readonly hurry: AbortSignal;
  readonly now: () => Date;
}

/** What is read before anything is changed; an interruption is said as one. */
export async function unlessInterrupted<Result>(signal: AbortSignal, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new UserError('Interrupted before anything was changed.', { code: 'interrupted', exitCode: 1, cause: error });
  }
}

/** Carries out a plan; `onEvent` hears each event with the state that it leads to. */
export async function carryOut(
  operations: readonly Operation[],
  options: RunOptions & Pick<ExecuteOptions, 'afterFailure'>,
  onEvent: (event: ExecutionEvent, state: ExecutionState) => void,
): Promise<ExecutionState> {
  let state = initialExecution(operations.length);
  for await (const event of untilAborted(executePlan(operations, options), options.hurry)) {
    state = reduceExecution(state, event);
    onEvent(event, state);
  }
  return state;
}

/** The events until the signal: then what still runs is left alone. */
async function* untilAborted<Event>(events: AsyncIterator<Event>, signal: AbortSignal): AsyncGenerator<Event> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  for (;;) {
    const next = await Promise.race([events.next(), aborted]);
    if (next === undefined || next.done) return;
    yield next.value;
  }
}
