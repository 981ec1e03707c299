/** What the screens about nodes leave behind in the terminal. */
import type { ConnectionFlags } from '../../../plan/intent/command-line.js';
import { nodesCommand } from '../../../plan/nodes/instruction-text.js';
import { printable } from '../../../printable.js';
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
  const call = { instructions, plan, hasBackup, connection };
  switch (state.step) {
    case 'progress':
    case 'refused':
    case 'done':
      return workEnd(state, now, (end, seconds) => nodesWords(call).report({ unchanged: undefined, ...end }, seconds));
    default:
      if (!('sight' in state) || instructions.length === 0) return outText(nothingChanged);
      return outText(
        nothingChanged,
        `To continue with your changes: ${printable(nodesCommand({ ...call, connection: { ...connection, region: state.opened.open.place.region } }, true))}`,
      );
  }
}
