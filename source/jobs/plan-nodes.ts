/** Which nodes a plan is about to patch, and which of them windows of others may patch too. */

import type { Inventory, InventoryNode } from '../plan/account/inventory.js';
import { selectorsKey, selectorsOfOthers } from '../plan/account/shared-nodes.js';
import type { TagKey } from '../plan/intent/document.js';
import type { OpenPlace } from './job.js';

/** How the nodes of a plan are known. */
export interface PlanGroups {
  readonly plan: string;
  readonly tagKey: TagKey;
  readonly patchGroups: readonly string[];
}

/** Nodes of the plan, for an account that is read; without any there is nothing that windows of others could share. */
export type PlanNodes = Required<Pick<Inventory, 'nodesByGroup' | 'nodesBySelectors'>>;

/** Rates are unpublished, so windows of others are asked about one after the other. Rejects with the first failed call. */
export async function readPlanNodes(
  { manager }: Pick<OpenPlace, 'manager'>,
  { plan, tagKey, patchGroups }: PlanGroups,
  windows: Inventory['windows'],
  signal?: AbortSignal,
): Promise<PlanNodes> {
  const nodesByGroup = await manager.nodesByTag(tagKey, patchGroups, signal);
  const nodesBySelectors = new Map<string, readonly InventoryNode[]>();
  const hasNodes = [...nodesByGroup.values()].some(({ length }) => length > 0);
  for (const selectors of hasNodes ? selectorsOfOthers(plan, windows) : []) {
    nodesBySelectors.set(selectorsKey(selectors), await manager.nodesOf(selectors, signal));
  }
  return { nodesByGroup, nodesBySelectors };
}
