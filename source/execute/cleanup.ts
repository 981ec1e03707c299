/** What surrounds a clean-up: reading everything first, and proving afterwards that what was deleted is not found again. */
import { registrationId } from '../plan/cleanup-items.js';
import type { Inventory } from '../plan/inventory.js';
import type { Operation } from '../plan/operations.js';
import type { Outcome } from './events.js';
import type { PatchManager, ReadInventoryOptions } from './patch-manager.js';

/** Everything about patching in the account, with the number of nodes in each patch group that anything names. */
export async function readForCleanup(
  manager: PatchManager,
  options: Omit<ReadInventoryOptions, 'isComplete'> = {},
): Promise<Inventory> {
  const inventory = await manager.readInventory({ ...options, isComplete: true });
  const { windows, patchGroups } = inventory;
  const targeted = windows
    .flatMap((window) => window.targets.flatMap(({ targets }) => targets))
    .filter(({ Key }) => Key === 'tag:PatchGroup' || Key === 'tag:Patch Group')
    .flatMap(({ Values }) => Values);
  const groups = [...new Set([...patchGroups.map(({ patchGroup }) => patchGroup), ...targeted])];
  const [plain, spaced] = await Promise.all([
    manager.countNodesByTag('PatchGroup', groups, options.signal),
    manager.countNodesByTag('Patch Group', groups, options.signal),
  ]);
  const nodesByGroup = new Map(groups.map((group) => [group, (plain.get(group) ?? 0) + (spaced.get(group) ?? 0)]));
  return { ...inventory, nodesByGroup };
}

/**
 * The operations that AWS has confirmed but whose subject is still listed. "Gone" means not found by listing again, not
 * the answer of the deletion.
 */
export function stillThere(outcomes: readonly Outcome[], after: Inventory): Operation[] {
  const present = new Set([
    ...after.windows.flatMap(({ id, tasks, targets }) => [
      id,
      ...tasks.map((task) => task.id),
      ...targets.map((target) => `${id} ${target.id}`),
    ]),
    ...after.baselines.map(({ id }) => id),
    ...after.patchGroups.map(registrationId),
  ]);
  return outcomes
    .filter(({ type, operation }) => type === 'succeeded' && present.has(operation.id))
    .map(({ operation }) => operation);
}
