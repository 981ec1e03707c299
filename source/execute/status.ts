/** Reads what status says of an account. */
import { findDrift } from '../plan/drift.js';
import { patchGroupNames, type StatusFacts } from '../plan/status.js';
import type { PatchManager, ReadInventoryOptions } from './patch-manager.js';

/** Rejects with the first failed call. */
export async function readStatus(manager: PatchManager, options: ReadInventoryOptions = {}): Promise<StatusFacts> {
  const { signal } = options;
  const [identity, inventory] = await Promise.all([
    manager.identify(signal),
    manager.readInventory({ ...options, isComplete: true }),
  ]);
  const groups = patchGroupNames(inventory);
  const [plain, spaced] = await Promise.all([
    manager.nodesByTag('PatchGroup', groups, signal),
    manager.nodesByTag('Patch Group', groups, signal),
  ]);
  const inUse = groups.filter((group) => [plain, spaced].some((nodes) => nodes.get(group)?.length));
  return {
    identity,
    inventory,
    nodesByTag: { PatchGroup: plain, 'Patch Group': spaced },
    drift: findDrift(inventory),
    compliance: await manager.compliance(inUse, signal),
  };
}
