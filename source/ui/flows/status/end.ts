/** What the status leaves behind in the terminal: nothing, unless a plan was paused from it. */
import type { ConnectionFlags } from '../../../plan/intent/command-line.js';
import { pauseWords } from '../../../views/pause.js';
import { type FlowEnd, nothingChanged, outText, workEnd } from '../end-text.js';
import { connectionOf } from '../opening/state.js';
import { endFlagsOf } from './pausing.js';
import type { StatusState } from './state.js';

/** @param flags the connection's, as they were given */
export function statusEnd(state: StatusState, flags: ConnectionFlags, now: Date): FlowEnd {
  switch (state.step) {
    case 'progress':
    case 'refused':
    case 'done': {
      const { paused, answer } = state;
      const connection = { ...flags, ...connectionOf(state) };
      const isPausing = answer.kind !== 'resume';
      const words = pauseWords({ scope: { plan: paused }, isPausing, endFlags: endFlagsOf(answer), connection });
      return workEnd(state, now, words.report);
    }
    default:
      return outText(nothingChanged);
  }
}
