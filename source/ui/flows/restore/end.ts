/** How a restore on the screen has ended, and what it leaves behind in the terminal. */
import type { ErrorDescription } from '../../../errors.js';
import type { RestorePlaceEnd } from '../../../jobs/restore.js';
import { type ConnectionFlags, restoreCommand } from '../../../plan/intent/command-line.js';
import type { RestorePlan } from '../../../plan/restore/restore-plan.js';
import { printable } from '../../../printable.js';
import type { RestoreCall } from '../../../views/go-on.js';
import { noCallText, restoreText } from '../../../views/text/restore.js';
import { type EndText, nothingChanged, outText, refusalText } from '../end-text.js';
import { connectionOf } from '../opening/state.js';
import { durationOf, endSoFar } from '../work.js';
import type { RestoreRequest, RestoreState } from './state.js';

export type RestoreEnd =
  /** `again`: the command that leads back here. */
  | { readonly type: 'unbegun'; readonly again: string }
  /** The review has told that nothing is missing. */
  | { readonly type: 'idle'; readonly plan: RestorePlan }
  | { readonly type: 'refused'; readonly error: ErrorDescription }
  | {
      readonly type: 'worked';
      readonly call: RestoreCall & Pick<RestoreRequest, 'backup'>;
      readonly end: RestorePlaceEnd;
      readonly durationMs: number;
    };

/** @param flags the connection's, as they were given */
export function restoreEnd(state: RestoreState, flags: ConnectionFlags, now: Date): RestoreEnd {
  const connection = { ...flags, ...connectionOf(state.step === 'opening' ? state.opening : state.opened) };
  const { file, isForced } = state.request;
  const call = { ...state.request, connection };
  switch (state.step) {
    case 'refused':
      return { type: 'refused', error: state.error };
    case 'progress':
      return { type: 'worked', call, end: endSoFar(state, state.opened), durationMs: durationOf(state.work, now) };
    case 'done':
      return { type: 'worked', call, end: state.end, durationMs: state.durationMs };
    default:
      if (state.step === 'review' && state.plan.operations.length === 0) return { type: 'idle', plan: state.plan };
      return { type: 'unbegun', again: restoreCommand(file, connection, { isForced, asks: true }) };
  }
}

/** The exit code where nobody has interrupted it: of what was not begun 0, for nothing has failed. */
export function restoreExitCode(state: RestoreState): number {
  if (state.step === 'refused') return state.error.exitCode;
  return state.step !== 'done' || state.end.isComplete ? 0 : 1;
}

/** What came back under which id, or how to come back where nothing was begun. */
export function restoreEndText(end: RestoreEnd): EndText {
  switch (end.type) {
    case 'unbegun':
      return outText(nothingChanged, `To come back: ${printable(end.again)}`);
    case 'idle':
      return outText(...noCallText(end.plan));
    case 'refused':
      return refusalText(end.error);
    case 'worked':
      return outText(...restoreText(end.call, end.call.backup).ended([end.end], end.durationMs));
    default:
      return end satisfies never;
  }
}
