/** Proof that what was deleted is gone: not by the answer of the deletion, but by listing the account again. */
import type { ExecuteOptions } from '../execute/execute-plan.js';
import type { PatchManager } from '../execute/patch-manager.js';
import type { Outcome } from '../plan/account/events.js';
import type { Inventory } from '../plan/account/inventory.js';
import type { Operation } from '../plan/account/operations.js';
import { defaultId, registrationId } from '../plan/cleanup/items.js';
import { disableId } from '../plan/cleanup/teardown.js';

/** Milliseconds to wait before the account is listed once more: AWS's lists may lag behind its answers. */
const listingPauses = [1000, 4000];

/**
 * What is still there after a clean-up, although AWS has confirmed that it is gone; undefined if the account could not be
 * listed. While something is there it is listed again, a few times.
 */
export async function listedAgain(
  manager: Pick<PatchManager, 'readInventory'>,
  outcomes: readonly Outcome[],
  { signal, wait }: Pick<ExecuteOptions, 'signal' | 'wait'>,
): Promise<readonly Operation[] | undefined> {
  const look = () =>
    manager.readInventory({ signal }).then(
      (after) => stillThere(outcomes, after),
      () => undefined,
    );
  let left = await look();
  for (const pause of listingPauses) {
    if (left?.length === 0 || signal?.aborted) break;
    await wait(pause, signal);
    left = (await look()) ?? left;
  }
  return left;
}

/**
 * The operations that AWS has confirmed but whose subject is still listed as it was. "Gone" means not found by listing
 * again, not the answer of the deletion.
 */
function stillThere(outcomes: readonly Outcome[], after: Inventory): Operation[] {
  const present = new Set([
    ...after.windows.flatMap(({ id, enabled, tasks, targets }) => [
      id,
      ...(enabled ? [disableId(id)] : []),
      ...tasks.map((task) => task.id),
      ...targets.map((target) => `${id} ${target.id}`),
    ]),
    ...after.baselines.flatMap(({ id, isDefault, operatingSystem }) => [
      id,
      ...(isDefault ? [defaultId(operatingSystem)] : []),
    ]),
    ...after.patchGroups.map(registrationId),
    ...after.records.map(({ name }) => name),
  ]);
  return outcomes
    .filter(({ type, operation }) => type === 'succeeded' && present.has(operation.id))
    .map(({ operation }) => operation);
}
