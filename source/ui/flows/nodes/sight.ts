/** What is read of nodes, with what has been decided about them so far. */
import type { NodesJobPlan } from '../../../jobs/nodes.js';
import { instructionsOf } from '../../../plan/nodes/change.js';
import type { Instruction } from '../../../plan/nodes/instruction.js';
import { type NodesOptions, planNodes } from '../../../plan/nodes/nodes-plan.js';

/** The plan of what has been decided, with what it is about. */
export interface NodesSight extends NodesJobPlan {
  readonly options: NodesOptions;
}

/**
 * What becomes of the nodes by these instructions.
 * @throws UserError for a plan or a group that is not there, and for a selector that fits no node
 */
export function sightOf(
  instructions: readonly Instruction[],
  { account, fleet, options }: Pick<NodesSight, 'account' | 'fleet' | 'options'>,
): NodesSight {
  return { ...planNodes(instructions, account, fleet, options), account, options };
}

/** The same after more has been decided, which counts before what was decided so far. */
export function decided(sight: NodesSight, instructions: readonly Instruction[]): NodesSight {
  return sightOf([...instructions, ...instructionsOf(sight.changes)], sight);
}

/** Without what has been decided about these nodes. */
export function takenBack(sight: NodesSight, ids: readonly string[]): NodesSight {
  return sightOf(instructionsOf(sight.changes.filter(({ id }) => !ids.includes(id))), sight);
}

/** Whether each node of the account gets another group, or loses its own. */
export function isAboutAll({ changes, fleet }: NodesJobPlan): boolean {
  return fleet.nodes.length > 1 && new Set(changes.map(({ id }) => id)).size === fleet.nodes.length;
}
