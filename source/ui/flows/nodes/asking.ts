/** Questions about nodes: into which group, by which tag, spread over which groups. Pure. */
import type { FleetNode } from '../../../plan/account/fleet.js';
import { into } from '../../../plan/nodes/change.js';
import { carriedGroups, type NodeGroup } from '../../../plan/nodes/groups.js';
import type { Instruction } from '../../../plan/nodes/instruction.js';
import { decided, type NodesSight } from './sight.js';

/** A tag that nodes have, with what becomes of those with each value. */
export interface TagChoice {
  readonly key: string;
  /** By value: a group, null for none, undefined where nothing is decided. */
  readonly groups: ReadonlyMap<string, string | null | undefined>;
}

/** What is asked about these nodes. */
export type Asked =
  | { readonly step: 'group' }
  | { readonly step: 'tag' }
  /** `at`: the value under the cursor; `isChoosing`: its group is being chosen. */
  | { readonly step: 'values'; readonly choice: TagChoice; readonly at: string; readonly isChoosing: boolean }
  | { readonly step: 'spread'; readonly groups: readonly string[] };

export interface TagValue {
  readonly value: string;
  readonly nodes: readonly FleetNode[];
}

/** The values of a tag, with the nodes that have them; the most frequent first. */
export function valuesOf(
  key: string,
  ids: readonly string[],
  { fleet }: Pick<NodesSight, 'fleet'>,
): readonly TagValue[] {
  const asked = new Set(ids);
  const byValue = new Map<string, FleetNode[]>();
  for (const node of fleet.nodes) {
    const value = node.tags[key];
    if (value !== undefined && asked.has(node.id)) byValue.set(value, [...(byValue.get(value) ?? []), node]);
  }
  return [...byValue].map(([value, nodes]) => ({ value, nodes })).sort((a, b) => b.nodes.length - a.nodes.length);
}

/** The tags of these nodes; those first whose values are names of groups, then those with the fewest values. */
export function tagKeysOf(ids: readonly string[], sight: NodesSight) {
  const asked = new Set(ids);
  const nodes = sight.fleet.nodes.filter(({ id }) => asked.has(id));
  return [...new Set(nodes.flatMap(({ tags }) => Object.keys(tags)))]
    .map((key) => {
      const values = valuesOf(key, ids, sight);
      const fitting = values.filter(({ value }) => groupLike(value, sight.groups)).length;
      return { key, values, fitting, nodes: values.reduce((sum, each) => sum + each.nodes.length, 0) };
    })
    .sort((a, b) => b.fitting - a.fitting || a.values.length - b.values.length || b.nodes - a.nodes);
}

/** The group of the same name, or whose wave has it. */
function groupLike(value: string, groups: readonly NodeGroup[]): string | undefined {
  const wanted = value.toLowerCase();
  const named = (word: string | undefined): boolean => word?.toLowerCase() === wanted;
  return (groups.find(({ name }) => named(name)) ?? groups.find(({ wave }) => named(wave)))?.name;
}

/** The values of a tag, each with the group of the same name. */
export function tagChoice(key: string, ids: readonly string[], sight: NodesSight): TagChoice {
  const values = valuesOf(key, ids, sight);
  return { key, groups: new Map(values.map(({ value }) => [value, groupLike(value, sight.groups)])) };
}

/** What the answers mean for these nodes. */
export function tagInstructions({ key, groups }: TagChoice, ids: readonly string[], sight: NodesSight): Instruction[] {
  return valuesOf(key, ids, sight).flatMap(({ value, nodes }) => {
    const group = groups.get(value);
    return group === undefined
      ? []
      : [
          into(
            group,
            nodes.map(({ id }) => id),
          ),
        ];
  });
}

/** Spread evenly over two groups at least; undefined for fewer. */
export function spreadInstruction(groups: readonly string[], ids: readonly string[]): Instruction | undefined {
  return groups.length < 2 ? undefined : { kind: 'spread', groups, selector: [{ kind: 'ids', ids }] };
}

/** How many nodes are in a group as it is decided. */
export function countIn({ name }: NodeGroup, { afterwards }: Pick<NodesSight, 'afterwards'>): number {
  return afterwards.nodes.filter((node) => carriedGroups(node)[0]?.name === name).length;
}

/** How many nodes each group would get. */
export function spreadSight(groups: readonly string[], ids: readonly string[], sight: NodesSight): NodesSight {
  const instruction = spreadInstruction(groups, ids);
  return instruction ? decided(sight, [instruction]) : sight;
}
