/** The plan for nodes: which tag each of them gets or loses, and the calls for that. */
import type { Finding } from '../account/finding.js';
import type { Fleet, FleetNode } from '../account/fleet.js';
import type { Operation } from '../account/operations.js';
import type { OwnedInventory } from '../account/ownership.js';
import { type NodePlace, tagOperations } from '../account/tagging.js';
import { type Meant, mostTags, type NodeChange } from './change.js';
import { nodesFindings } from './findings.js';
import { carriedGroups, groupNamed, isInGroup, type NodeGroup, nodeGroups } from './groups.js';
import type { Instruction } from './instruction.js';
import { requireFitting } from './nothing-fits.js';
import { selected } from './selector.js';
import { spread } from './spread.js';

export interface NodesPlan {
  /** In the order of the fleet. */
  readonly changes: readonly NodeChange[];
  readonly operations: readonly Operation[];
  /** Nodes that are meant and are so already. */
  readonly kept: number;
  readonly findings: readonly Finding[];
  /** An instruction that names no ids means every node of the account: asked twice. */
  readonly isEveryNode: boolean;
  /** The groups that nodes can be put into. */
  readonly groups: readonly NodeGroup[];
  readonly fleet: Fleet;
  /** The same with the tags that the nodes have after this. */
  readonly afterwards: Fleet;
}

export interface NodesOptions {
  /** Only groups of this plan. */
  readonly plan?: string | undefined;
  readonly identity: NodePlace;
}

/**
 * The plan of instructions, of which the first that means a node counts.
 * @throws UserError for a plan or a group that is not there, and for a selector that fits no node
 */
export function planNodes(
  instructions: readonly Instruction[],
  account: OwnedInventory,
  fleet: Fleet,
  { plan, identity }: NodesOptions,
): NodesPlan {
  const groups = nodeGroups(account, plan);
  const meant = meantBy(instructions, fleet);
  const wanted = wantedGroups(meant, fleet, (name) => groupNamed(name, groups, plan));
  const isOfPlan = (name: string) => plan === undefined || groups.some((group) => group.name === name);
  const all = fleet.nodes.flatMap((node) => changesOf(node, wanted.get(node.id), isOfPlan));
  const changes = all.filter(hasRoom);
  const full = all.filter((change) => !hasRoom(change));
  const touched = new Set(all.map(({ id }) => id));
  const isEveryNode = changes.length > 0 && meant.some((each) => meansEveryNode(each, fleet));
  const afterwards = { ...fleet, nodes: withTags(fleet.nodes, changes) };
  return {
    changes,
    operations: tagOperations(changes, identity),
    kept: [...wanted.keys()].filter((id) => !touched.has(id)).length,
    findings: nodesFindings({ meant, changes, full, isEveryNode, account, fleet, afterwards }),
    isEveryNode,
    groups,
    fleet,
    afterwards,
  };
}

function meantBy(instructions: readonly Instruction[], fleet: Fleet): Meant[] {
  const taken = new Set<string>();
  return instructions.map((instruction) => {
    const nodes = selected(instruction.selector, fleet.nodes);
    if (nodes.length === 0) requireFitting(instruction.selector, fleet);
    const own = nodes.filter(({ id }) => !taken.has(id));
    for (const { id } of own) taken.add(id);
    return { instruction, nodes, own };
  });
}

/** The group of each node that is meant; null for none. What is spread counts those that the others have put into a group. */
function wantedGroups(
  meant: readonly Meant[],
  { nodes: all }: Fleet,
  named: (name: string) => NodeGroup,
): ReadonlyMap<string, NodeGroup | null> {
  const wanted = new Map<string, NodeGroup | null>();
  for (const { instruction, own } of meant) {
    if (instruction.kind === 'spread') continue;
    const group = instruction.kind === 'assign' ? named(instruction.group) : null;
    for (const { id } of own) wanted.set(id, group);
  }
  const spreading = meant.filter(({ instruction }) => instruction.kind === 'spread');
  for (const [index, { instruction, own }] of spreading.entries()) {
    if (instruction.kind !== 'spread') continue;
    const into = [...new Set(instruction.groups)].map(named);
    // Those of later ones have no place yet.
    const later = new Set(spreading.slice(index + 1).flatMap((each) => each.own));
    const nodes = own.filter((node) => into.some((group) => isInGroup(node, group) || !isFull(node, group.tagKeys[0])));
    const placed = new Map<string, string>();
    for (const node of all) {
      const given = wanted.get(node.id);
      const now = given === undefined ? into.find((group) => isInGroup(node, group)) : given;
      if (now && !later.has(node)) placed.set(node.id, now.name);
    }
    const places = spread(
      nodes,
      into.map(({ name }) => name),
      placed,
      all,
    );
    for (const node of own) {
      const place = places.get(node.id);
      wanted.set(node.id, into.find(({ name }) => name === place) ?? into[0] ?? null);
    }
  }
  return wanted;
}

/** What of a node's tags changes; the key that its group does not read is left alone. */
function changesOf(
  node: FleetNode,
  group: NodeGroup | null | undefined,
  isOfPlan: (group: string) => boolean,
): NodeChange[] {
  if (group === undefined || (group && isInGroup(node, group))) return [];
  const { id, tags } = node;
  if (group) return [{ id, tagKey: group.tagKeys[0], before: tags[group.tagKeys[0]] ?? null, after: group.name, node }];
  // In no group: whichever tag says that it is in one goes.
  const carried = carriedGroups(node).filter(({ name }) => isOfPlan(name));
  return carried.map(({ name, tagKey }) => ({ id, tagKey, before: name, after: null, node }));
}

function isFull({ tags }: FleetNode, tagKey: string): boolean {
  return !(tagKey in tags) && Object.keys(tags).filter((key) => !key.startsWith('aws:')).length >= mostTags;
}

function hasRoom({ node, tagKey, after }: NodeChange): boolean {
  return after === null || !isFull(node, tagKey);
}

/** Whether a pattern, not a list of ids, means all there are. */
function meansEveryNode({ instruction, nodes }: Meant, fleet: Fleet): boolean {
  const isPattern = !instruction.selector.some(({ kind }) => kind === 'ids');
  return isPattern && nodes.length > 1 && nodes.length === fleet.nodes.length;
}

function withTags(nodes: readonly FleetNode[], changes: readonly NodeChange[]): FleetNode[] {
  const byNode = new Map<string, NodeChange[]>();
  for (const change of changes) byNode.set(change.id, [...(byNode.get(change.id) ?? []), change]);
  return nodes.map((node) => {
    const own = byNode.get(node.id);
    if (!own) return node;
    const tags = new Map(Object.entries(node.tags));
    for (const { tagKey, after } of own) after === null ? tags.delete(tagKey) : tags.set(tagKey, after);
    return { ...node, tags: Object.fromEntries(tags) };
  });
}
