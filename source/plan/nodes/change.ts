/** What instructions mean, node by node. */
import type { FleetNode } from '../account/fleet.js';
import type { TagChange } from '../account/tagging.js';
import type { TagKey } from '../intent/document.js';
import type { Instruction, Selector } from './instruction.js';

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

/** The changes as instructions, one for each group. */
export function instructionsOf(changes: readonly Pick<NodeChange, 'id' | 'after'>[]): readonly Instruction[] {
  const byGroup = new Map<string | null, Set<string>>();
  for (const { id, after } of changes) byGroup.set(after, (byGroup.get(after) ?? new Set()).add(id));
  return [...byGroup].map(([group, ids]) => into(group, [...ids]));
}

/** Puts these nodes into a group, or takes them off theirs. */
export function into(group: string | null, ids: readonly string[]): Instruction {
  const selector: Selector = [{ kind: 'ids', ids }];
  return group === null ? { kind: 'unassign', selector } : { kind: 'assign', group, selector };
}
