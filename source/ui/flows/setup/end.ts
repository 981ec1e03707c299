/** What a set-up on the screen leaves behind in the terminal. */
import { type ConnectionFlags, comeBackCommand } from '../../../plan/intent/command-line.js';
import { printable } from '../../../printable.js';
import { setupWords } from '../../../views/setup.js';
import { type FlowEnd, nothingChanged, outText, workEnd } from '../end-text.js';
import { connectionOf } from '../opening/state.js';
import { answersGiven } from './answering.js';
import { answeringNow } from './state.js';
import type { SetupState } from './steps.js';

/**
 * The report of the work, or, where none was begun, how to come back with the same answers.
 * @param flags the connection's, as they were given
 */
export function setupEnd(state: SetupState, flags: ConnectionFlags, now: Date): FlowEnd {
  const connection = { ...flags, ...connectionOf(state.step === 'opening' ? state.opening : state) };
  const { request, target } = state.answering;
  const { consent, keepsRecord } = request;
  switch (state.step) {
    case 'progress':
    case 'refused':
    case 'done':
      return workEnd(state, now, (end, seconds) => {
        // What was changed on the screen is not in the file.
        const call = { request: { consent: end.plan.consent, keepsRecord }, file: undefined, connection };
        return setupWords(call).report({ check: undefined, ...end }, seconds);
      });
    default: {
      // Without what the account has suggested, and without what was decided on the hub, which was for what was on the screen.
      const adopt = consent.adopt || target?.kind === 'adopt';
      const setup = { ...consent, adopt, noRecord: !keepsRecord };
      const again = comeBackCommand(answersGiven(answeringNow(state)), connection, setup);
      return outText(nothingChanged, `To come back with the same answers: ${printable(again)}`);
    }
  }
}
