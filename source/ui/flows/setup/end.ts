/** How a set-up on the screen has ended, and what it leaves behind in the terminal. */
import type { ErrorDescription } from '../../../errors.js';
import type { SetupPlaceEnd } from '../../../jobs/setup.js';
import { type ConnectionFlags, comeBackCommand, type SetupFlags } from '../../../plan/intent/command-line.js';
import type { FlagAnswers } from '../../../plan/intent/flags.js';
import { printable } from '../../../printable.js';
import type { SetupCall } from '../../../views/go-on.js';
import { setupText } from '../../../views/text/setup.js';
import { type EndText, nothingChanged, outText, refusalText } from '../end-text.js';
import { connectionOf } from '../opening/state.js';
import { durationOf, endSoFar } from '../work.js';
import { answersGiven } from './answering.js';
import { answeringNow } from './state.js';
import type { SetupState } from './steps.js';

export type SetupEnd =
  | {
      readonly type: 'unbegun';
      /** Without what the account has suggested. */
      readonly given: FlagAnswers;
      /** What else was asked for: a tick on the review is for what was on the screen then. */
      readonly setup: SetupFlags;
      /** Flags that lead to the same account again. */
      readonly connection: ConnectionFlags;
    }
  | { readonly type: 'refused'; readonly error: ErrorDescription }
  | {
      readonly type: 'worked';
      readonly call: SetupCall;
      readonly end: SetupPlaceEnd;
      readonly durationMs: number;
    };

/** @param flags the connection's, as they were given */
export function setupEnd(state: SetupState, flags: ConnectionFlags, now: Date): SetupEnd {
  const connection = { ...flags, ...connectionOf(state.step === 'opening' ? state.opening : state.opened) };
  const callOf = ({ plan: { consent } }: Pick<SetupPlaceEnd, 'plan'>): SetupCall => ({
    request: { consent, keepsRecord: state.answering.request.keepsRecord },
    // What was changed on the screen is not in the file.
    file: undefined,
    connection,
  });
  switch (state.step) {
    case 'refused':
      return { type: 'refused', error: state.error };
    case 'progress': {
      const end = { ...endSoFar(state, state.opened), check: undefined };
      return { type: 'worked', call: callOf(end), end, durationMs: durationOf(state.work, now) };
    }
    case 'done':
      return { type: 'worked', call: callOf(state.end), end: state.end, durationMs: state.durationMs };
    default: {
      const { request, target } = state.answering;
      const adopt = request.consent.adopt || target?.kind === 'adopt';
      const setup = { ...request.consent, adopt, noRecord: !request.keepsRecord };
      return { type: 'unbegun', given: answersGiven(answeringNow(state)), setup, connection };
    }
  }
}

/** The exit code where nobody has interrupted it: of what was not begun 0, for nothing has failed. */
export function setupExitCode(state: SetupState): number {
  if (state.step === 'refused') return state.error.exitCode;
  return state.step !== 'done' || state.end.isComplete ? 0 : 1;
}

/** The report of the work, or, where none was begun, how to come back with the same answers. */
export function setupEndText(end: SetupEnd): EndText {
  switch (end.type) {
    case 'unbegun': {
      const again = printable(comeBackCommand(end.given, end.connection, end.setup));
      return outText(nothingChanged, `To come back with the same answers: ${again}`);
    }
    case 'refused':
      return refusalText(end.error);
    case 'worked':
      return outText(...setupText(end.call).ended([end.end], end.durationMs));
    default:
      return end satisfies never;
  }
}
