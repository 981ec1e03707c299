/** What a clean-up on the screen leaves behind in the terminal. */
import type { ConnectionFlags } from '../../../plan/intent/command-line.js';
import { cleanupWords } from '../../../views/cleanup.js';
import { type FlowEnd, nothingChanged, outText, workEnd } from '../end-text.js';
import { connectionOf } from '../opening/state.js';
import type { CleanupState } from './state.js';

/**
 * What went and what stayed, or that nothing was begun.
 * @param flags the connection's, as they were given
 */
export function cleanupEnd(state: CleanupState, flags: ConnectionFlags, now: Date): FlowEnd {
  switch (state.step) {
    case 'progress':
    case 'refused':
    case 'done': {
      const connection = { ...flags, ...connectionOf(state) };
      const words = cleanupWords({ ...state.request, isConfirmed: false, connection });
      return workEnd(state, now, (end, seconds) => words.report({ left: undefined, ...end }, seconds));
    }
    default:
      return outText(nothingChanged);
  }
}
