/** What a restore on the screen leaves behind in the terminal. */
import { type ConnectionFlags, restoreCommand } from '../../../plan/intent/command-line.js';
import { printable } from '../../../printable.js';
import { restoreWords } from '../../../views/restore.js';
import { idleText } from '../../../views/text.js';
import { type FlowEnd, nothingChanged, outText, workEnd } from '../end-text.js';
import { connectionOf } from '../opening/state.js';
import type { RestoreState } from './state.js';

/**
 * What came back under which id, or the command that leads back here where nothing was begun.
 * @param flags the connection's, as they were given
 */
export function restoreEnd(state: RestoreState, flags: ConnectionFlags, now: Date): FlowEnd {
  if (state.step === 'backups') return outText(nothingChanged);
  const connection = { ...flags, ...connectionOf(state) };
  const words = restoreWords({ ...state.request, connection });
  switch (state.step) {
    case 'progress':
    case 'refused':
    case 'done':
      return workEnd(state, now, words.report);
    default: {
      // The review has told that nothing is missing.
      if (state.step === 'review' && state.plan.operations.length === 0) return outText(...idleText(words, state.plan));
      const { file, isForced } = state.request;
      const again = restoreCommand(file, connection, { isForced, asks: true });
      return outText(nothingChanged, `To continue: ${printable(again)}`);
    }
  }
}
