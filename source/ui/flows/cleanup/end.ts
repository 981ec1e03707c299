/** How a clean-up on the screen has ended, and what it leaves behind in the terminal. */
import type { ErrorDescription } from '../../../errors.js';
import type { CleanupPlaceEnd } from '../../../jobs/cleanup.js';
import type { CleanupCall } from '../../../plan/cleanup/again.js';
import type { ConnectionFlags } from '../../../plan/intent/command-line.js';
import { cleanupText } from '../../../views/text/cleanup.js';
import { type EndText, nothingChanged, outText, refusalText } from '../end-text.js';
import { connectionOf } from '../opening/state.js';
import { durationOf, endSoFar } from '../work.js';
import type { CleanupState } from './state.js';

export type CleanupEnd =
  | { readonly type: 'unbegun' }
  | { readonly type: 'refused'; readonly error: ErrorDescription }
  | {
      readonly type: 'worked';
      readonly call: CleanupCall;
      readonly end: CleanupPlaceEnd;
      readonly durationMs: number;
    };

/** @param flags the connection's, as they were given */
export function cleanupEnd(state: CleanupState, flags: ConnectionFlags, now: Date): CleanupEnd {
  if (state.step === 'refused') return { type: 'refused', error: state.error };
  if (state.step !== 'progress' && state.step !== 'done') return { type: 'unbegun' };
  const { request, opened } = state;
  const call = { ...request, isConfirmed: false, connection: { ...flags, ...connectionOf(opened) } };
  if (state.step === 'done') return { type: 'worked', call, end: state.end, durationMs: state.durationMs };
  const end = { ...endSoFar(state, opened), left: undefined };
  return { type: 'worked', call, end, durationMs: durationOf(state.work, now) };
}

/** The exit code where nobody has interrupted it: of what was not begun 0, for nothing has failed. */
export function cleanupExitCode(state: CleanupState): number {
  if (state.step === 'refused') return state.error.exitCode;
  return state.step !== 'done' || state.end.isComplete ? 0 : 1;
}

/** What went and what stayed, or that nothing was begun. */
export function cleanupEndText(end: CleanupEnd): EndText {
  switch (end.type) {
    case 'unbegun':
      return outText(nothingChanged);
    case 'refused':
      return refusalText(end.error);
    case 'worked':
      return outText(...cleanupText(end.call).ended([end.end], end.durationMs));
    default:
      return end satisfies never;
  }
}
