/** What instructions mean, node by node. */
import type { FleetNode } from '../account/fleet.js';
import type { TagChange } from '../account/tagging.js';
import type { TagKey } from '../intent/document.js';
import type { Instruction } from './instruction.js';

/** What becomes of one tag of a node. */
export interface NodeChange extends TagChange {
  readonly tagKey: TagKey;
  readonly node: FleetNode;
}

/** An instruction with the nodes that it means. */
export interface Meant {
  readonly instruction: Instruction;
  readonly nodes: readonly FleetNode[];
  /** Those of them that no instruction before it means. */
  readonly own: readonly FleetNode[];
}

/** Tags that a resource can have; AWS's own do not count (EC2 user guide, "Tag restrictions"). */
export const mostTags = 50;
