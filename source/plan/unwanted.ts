/** What a plan made before and no longer wants: offered for deletion, never deleted silently. */
import type { CleanupChoice } from './cleanup-choice.js';
import { type CleanupItem, canGo, cleanupItems } from './cleanup-items.js';
import type { DesiredResources } from './desired.js';
import { type Inventory, planOf } from './inventory.js';
import type { Operation } from './operations.js';
import { teardown } from './teardown.js';

/**
 * Windows, registrations and baselines of the plan that the desired resources do not have: former dates and systems, copies
 * that nothing is registered with any more, and duplicates of interrupted runs.
 */
export function unwantedItems(desired: DesiredResources, inventory: Inventory, now: Date): CleanupItem[] {
  const windows = new Set(desired.windows.flatMap(({ existing }) => existing?.id ?? []));
  const baselines = new Set(desired.baselines.flatMap(({ existing }) => existing?.id ?? []));
  const groups = new Set(
    desired.baselines.flatMap(({ existing, patchGroups }) => patchGroups.map((group) => `${existing?.id} ${group}`)),
  );
  const isWanted = (item: CleanupItem): boolean => {
    switch (item.kind) {
      case 'window':
      case 'task':
        return windows.has(item.window.id);
      case 'registration':
        return groups.has(item.id);
      case 'baseline':
        return baselines.has(item.id);
      default:
        return true;
    }
  };
  const own = { ...inventory, windows: inventory.windows.filter((window) => planOf(window) === desired.plan) };
  return cleanupItems(own, now).filter(
    (item) => item.plan === desired.plan && canGo(item) && item.blockedBy === undefined && !isWanted(item),
  );
}

/** All of it as a choice of a clean-up, for its backup. */
export function unwantedChoice(unwanted: readonly CleanupItem[]): CleanupChoice {
  return new Map(unwanted.map(({ id }) => [id, 'delete'] as const));
}

/**
 * The deletions of what is no longer wanted, after everything else of the plan: what replaces it is there first, so that no
 * patching is missed.
 */
export function pruning(unwanted: readonly CleanupItem[], before: readonly Operation[]): Operation[] {
  const operations = teardown(unwanted, unwantedChoice(unwanted));
  const ids = before.map(({ id }) => id);
  return operations.map((operation) => ({ ...operation, dependsOn: [...ids, ...operation.dependsOn] }));
}
