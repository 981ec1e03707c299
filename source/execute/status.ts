/** Reads what status says of an account. */
import { type Drift, findDrift } from '../plan/drift.js';
import type { AccountIdentity, Inventory } from '../plan/inventory.js';
import type { GroupCompliance } from '../plan/status-text.js';
import { readForCleanup } from './cleanup.js';
import type { PatchManager, ReadInventoryOptions } from './patch-manager.js';

export interface StatusFacts {
  readonly identity: AccountIdentity;
  readonly inventory: Inventory;
  readonly drift: readonly Drift[];
  /** Of the patch groups that have nodes with patch data. */
  readonly compliance: ReadonlyMap<string, GroupCompliance>;
}

/** Rejects with the first failed call. */
export async function readStatus(manager: PatchManager, options: ReadInventoryOptions = {}): Promise<StatusFacts> {
  const { signal } = options;
  const [identity, inventory] = await Promise.all([manager.identify(signal), readForCleanup(manager, options)]);
  const groups = [...(inventory.nodesByGroup ?? [])].filter(([, nodes]) => nodes > 0).map(([group]) => group);
  const compliance = await manager.compliance(groups, signal);
  return { identity, inventory, drift: findDrift(inventory), compliance };
}
