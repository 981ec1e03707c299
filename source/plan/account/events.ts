/** What happens while a plan is carried out: one stream of events for the screen, text and JSON, and its reducer. */
import type { ErrorDescription } from '../../errors.js';
import type { Operation } from './operations.js';

export type ExecutionEvent =
  | { readonly type: 'started'; readonly operation: Operation }
  | {
      readonly type: 'succeeded';
      readonly operation: Operation;
      readonly resourceId?: string | undefined;
      /** Where it went otherwise than by the call: `already deleted`. */
      readonly note?: string | undefined;
    }
  | { readonly type: 'failed'; readonly operation: Operation; readonly error: ErrorDescription }
  | { readonly type: 'skipped'; readonly operation: Operation; readonly reason: string }
  /** AWS asked to slow down; `concurrency` is the number of calls at a time from now on. */
  | { readonly type: 'throttled'; readonly operation: Operation; readonly concurrency: number };

/** An operation that has ended, with how. */
export type Outcome = Extract<ExecutionEvent, { readonly type: 'succeeded' | 'failed' | 'skipped' }>;

/** The reason of what was skipped because of Ctrl-C or a signal. */
export const interruption = 'interrupted';

/** The reasons of what was not tried because a few calls one after the other were given up for the same: the rest would fare no better. */
export const overloaded = 'AWS keeps throttling this account';
export const unanswered = 'AWS no longer answers';

/** Whether the reason is the whole run's, so that nothing is wrong with what was skipped. */
export function isOfRun(outcome: Outcome): outcome is Extract<Outcome, { readonly type: 'skipped' }> {
  return outcome.type === 'skipped' && [interruption, overloaded, unanswered].includes(outcome.reason);
}

/** How the reason begins of what was skipped because something that it depends on was not done. */
export const waitsFor = 'waits for';

/** How the reason begins of what was skipped because it is no longer as it was read. */
export const changedSince = 'changed since it was read';

export interface ExecutionState {
  readonly total: number;
  readonly outcomes: readonly Outcome[];
  /** Started and not ended, in order of start. */
  readonly running: readonly Operation[];
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly throttled: number;
  /** Calls at a time since AWS last asked to slow down, and whether that was something new. */
  readonly pace?: { readonly calls: number; readonly isNew: boolean };
}

/** Nothing has been started of so many operations. */
export function initialExecution(total: number): ExecutionState {
  return { total, outcomes: [], running: [], succeeded: 0, failed: 0, skipped: 0, throttled: 0 };
}

/** Folds one event into the state. */
export function reduceExecution(state: ExecutionState, event: ExecutionEvent): ExecutionState {
  switch (event.type) {
    case 'started':
      return { ...state, running: [...state.running, event.operation] };
    case 'throttled':
      return {
        ...state,
        throttled: state.throttled + 1,
        pace: { calls: event.concurrency, isNew: event.concurrency !== state.pace?.calls },
      };
    case 'succeeded':
      return { ...ended(state, event), succeeded: state.succeeded + 1 };
    case 'failed':
      return { ...ended(state, event), failed: state.failed + 1 };
    case 'skipped':
      return { ...ended(state, event), skipped: state.skipped + 1 };
    default:
      return event satisfies never;
  }
}

/** Calls that have neither ended nor begun; those that were told not to begin count too. */
export function unattempted({ total, succeeded, failed, running }: ExecutionState): number {
  return total - succeeded - failed - running.length;
}

function ended(state: ExecutionState, event: Outcome): ExecutionState {
  return {
    ...state,
    outcomes: [...state.outcomes, event],
    running: state.running.filter(({ id }) => id !== event.operation.id),
  };
}
