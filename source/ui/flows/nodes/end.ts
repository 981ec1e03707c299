/** What the screens about nodes leave behind in the terminal. */
import type { ConnectionFlags } from '../../../plan/intent/command-line.js';
import { nodesWords } from '../../../views/nodes.js';
import { type FlowEnd, nothingChanged, outText, workEnd } from '../end-text.js';
import { connectionOf } from '../opening/state.js';
import { instructionsIn, type NodesState } from './state.js';

/**
 * What became of the nodes, or the command that does what was decided and not begun.
 * @param flags the connection's, as they were given
 */
export function nodesEnd(state: NodesState, flags: ConnectionFlags, now: Date): FlowEnd {
  const connection = { ...flags, ...connectionOf(state) };
  const { plan, hasBackup } = state.request;
  const instructions = instructionsIn(state);
  switch (state.step) {
    case 'progress':
    case 'refused':
    case 'done':
      return workEnd(state, now, (end, seconds) =>
        nodesWords({ instructions, plan, hasBackup, connection }).report({ unchanged: undefined, ...end }, seconds),
      );
    default:
      return outText(nothingChanged);
  }
}
