/** Reads what status says of an account. */

import { patchGroupNames } from '../plan/account/inventory.js';
import { nodesInGroup } from '../plan/account/targeted-nodes.js';
import { findDrift } from '../plan/setup/drift.js';
import type { StatusFacts } from '../plan/status/status.js';
import type { PatchManager, ReadInventoryOptions } from './patch-manager.js';
import { readEverything } from './read-everything.js';

/** Rejects with the first failed call. */
export async function readStatus(
  manager: PatchManager,
  options: Omit<ReadInventoryOptions, 'isComplete'> = {},
): Promise<StatusFacts> {
  const { signal } = options;
  const [identity, inventory] = await Promise.all([manager.identify(signal), readEverything(manager, options)]);
  const inUse = patchGroupNames(inventory).filter((group) => nodesInGroup(group, inventory.nodesByTag).length > 0);
  return { identity, inventory, drift: findDrift(inventory), compliance: await manager.compliance(inUse, signal) };
}
