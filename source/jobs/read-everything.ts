/** Everything about patching in an account, as a clean-up and the status want it. */

import type { PatchManager, ReadInventoryOptions } from '../execute/patch-manager.js';
import { type Inventory, type NodesByTag, patchGroupNames } from '../plan/account/inventory.js';

/** All members of all resources, with the nodes in each patch group that anything names. Rejects with the first failed call. */
export async function readEverything(
  manager: PatchManager,
  options: Omit<ReadInventoryOptions, 'isComplete'> = {},
): Promise<Inventory & { readonly nodesByTag: NodesByTag }> {
  const inventory = await manager.readInventory({ ...options, isComplete: true });
  const groups = patchGroupNames(inventory);
  const [plain, spaced] = await Promise.all([
    manager.nodesByTag('PatchGroup', groups, options.signal),
    manager.nodesByTag('Patch Group', groups, options.signal),
  ]);
  return { ...inventory, nodesByTag: { PatchGroup: plain, 'Patch Group': spaced } };
}
