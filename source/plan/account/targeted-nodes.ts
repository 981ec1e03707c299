/** Which managed nodes a window's targets mean, as far as patch groups and instance ids tell. */

import type { TagKey } from '../intent/document.js';
import {
  type Inventory,
  type InventoryNode,
  type InventoryWindow,
  isPatchGroupKey,
  type NodesByTag,
} from './inventory.js';

/** The nodes in a patch group, whichever of the two tags says so; one that carries both counts once. */
export function nodesInGroup(patchGroup: string, nodesByTag: NodesByTag): readonly InventoryNode[] {
  const nodes = [
    ...(nodesByTag.PatchGroup.get(patchGroup) ?? []),
    ...(nodesByTag['Patch Group'].get(patchGroup) ?? []),
  ];
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}

/**
 * The ids of the managed nodes in a window's targets: an id that Systems Manager does not know is not patched. Undefined where that cannot be told: several keys of one target narrow each
 * other down, and other tags are not read.
 */
export function targetedNodes(
  { targets }: Pick<InventoryWindow, 'targets'>,
  { nodes, nodesByTag }: Pick<Inventory, 'nodes'> & { readonly nodesByTag: NodesByTag },
): ReadonlySet<string> | undefined {
  const managed = new Set(nodes.map(({ id }) => id));
  const ids = new Set<string>();
  for (const { targets: selectors } of targets) {
    const [only] = selectors;
    if (only === undefined || selectors.length > 1) return undefined;
    const { Key, Values } = only;
    if (Key !== 'InstanceIds' && !isPatchGroupKey(Key)) return undefined;
    for (const value of Values) {
      if (Key !== 'InstanceIds')
        for (const { id } of nodesByTag[Key.slice('tag:'.length) as TagKey].get(value) ?? []) ids.add(id);
      else if (managed.has(value)) ids.add(value);
    }
  }
  return ids;
}
