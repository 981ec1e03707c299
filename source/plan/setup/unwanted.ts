/** What a plan made before and no longer wants: offered for deletion, never deleted silently. */

import { groupsStoodFor, type Inventory, isPatchingWindow, planOf } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import type { CleanupChoice } from '../cleanup/choice.js';
import { type CleanupItem, canGo } from '../cleanup/items.js';
import { teardown } from '../cleanup/teardown.js';
import type { DesiredResources } from './desired.js';

/**
 * Windows, registrations and baselines of the plan that the desired resources do not have: former dates and systems, copies
 * that nothing is registered with any more, and duplicates of interrupted runs. A group that a window of others patches
 * keeps its registration: that window would patch with another baseline from then on.
 * @param items everything about patching in the account
 */
export function unwantedItems(
  desired: DesiredResources,
  { windows }: Pick<Inventory, 'windows'>,
  items: readonly CleanupItem[],
): CleanupItem[] {
  const wantedIds = new Set([
    ...desired.windows.flatMap(({ existing }) => existing?.id ?? []),
    ...desired.baselines.flatMap(({ existing }) => existing?.id ?? []),
    ...desired.baselines.flatMap(({ existing, patchGroups }) => patchGroups.map((group) => `${existing?.id} ${group}`)),
  ]);
  const others = windows.filter((window) => planOf(window) !== desired.plan && isPatchingWindow(window));
  const patchedByOthers = new Set(others.flatMap(groupsStoodFor));
  // Of a baseline that is only about to be taken over, the plan has made nothing.
  const adopted = new Set(desired.baselines.flatMap(({ existing }) => (existing?.adoptedBy ? existing.id : [])));
  const isWanted = (item: CleanupItem): boolean => {
    switch (item.kind) {
      case 'window':
      case 'task':
        return wantedIds.has(item.window.id);
      case 'registration':
        return (
          wantedIds.has(item.id) ||
          patchedByOthers.has(item.registration.patchGroup) ||
          adopted.has(item.registration.baselineId)
        );
      case 'baseline':
        return wantedIds.has(item.id);
      default:
        return true;
    }
  };
  const unwanted = items.filter(
    (item) => item.plan === desired.plan && canGo(item) && item.blockedBy === undefined && !isWanted(item),
  );
  const ids = new Set(unwanted.map(({ id }) => id));
  return unwanted.filter(({ requires }) => requires.every((id) => ids.has(id)));
}

/** All of it as a choice of a clean-up. */
export function unwantedChoice(unwanted: readonly CleanupItem[]): CleanupChoice {
  return new Map(unwanted.map(({ id }) => [id, 'delete'] as const));
}

/**
 * The deletions of what is no longer wanted, after everything else of the plan: what replaces it is there first, so that no
 * patching is missed.
 */
export function pruning(unwanted: readonly CleanupItem[], before: readonly Operation[]): Operation[] {
  // What the plan keeps is left out: the operations before change it, so that a guard of it would never hold.
  const operations = teardown(unwanted, unwantedChoice(unwanted));
  const ids = before.map(({ id }) => id);
  return operations.map((operation) => ({ ...operation, dependsOn: [...ids, ...operation.dependsOn] }));
}
