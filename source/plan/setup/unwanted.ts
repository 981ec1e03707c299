/** What a plan made before and no longer wants: offered for deletion, never deleted silently. */

import { groupsStoodFor, type Inventory, isPatchingTask } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import type { CleanupChoice } from '../cleanup/choice.js';
import { type CleanupItem, canGo, registrationId } from '../cleanup/items.js';
import { teardown } from '../cleanup/teardown.js';
import { planTag } from '../spec/names.js';
import type { DesiredResources, PlanAccount } from './desired.js';

export interface Unwanted {
  readonly going: readonly CleanupItem[];
  readonly staying: readonly Staying[];
}

/** What is not wanted either, and stays even where everything else goes. */
export interface Staying {
  readonly item: CleanupItem;
  readonly why: string;
}

/**
 * Windows, registrations and baselines of the plan that the desired resources do not have: former dates and systems, copies
 * that nothing is registered with any more, and duplicates of interrupted runs. A group that a window patches which stays
 * without being wanted, be it of others or protected, keeps its registration: that window would patch with another baseline
 * from then on.
 * @param items everything about patching in the account
 */
export function unwantedItems(
  desired: DesiredResources,
  { windows }: Pick<Inventory, 'windows'>,
  items: readonly CleanupItem[],
): Unwanted {
  const wantedIds = new Set([
    ...desired.windows.flatMap(({ existing }) => existing?.id ?? []),
    ...desired.baselines.flatMap(({ existing }) => existing?.id ?? []),
    ...desired.baselines.flatMap(({ existing, patchGroups }) => patchGroups.map((group) => `${existing?.id} ${group}`)),
  ]);
  // Of a baseline that is only about to be taken over, the plan has made nothing.
  const adopted = new Set(desired.baselines.flatMap(({ existing }) => (existing?.adoptedBy ? existing.id : [])));
  const isWanted = (item: CleanupItem): boolean => {
    switch (item.kind) {
      case 'window':
      case 'task':
        return wantedIds.has(item.window.id);
      case 'registration':
        return wantedIds.has(item.id) || adopted.has(item.registration.baselineId);
      case 'baseline':
        return wantedIds.has(item.id);
      default:
        return true;
    }
  };
  const unwanted = items.filter((item) => item.plan === desired.plan && !isWanted(item));
  const free = new Set(
    unwanted.filter((item) => canGo(item) && item.blockedBy === undefined && !hasStrayed(item)).map(({ id }) => id),
  );
  const patching = windows.filter(
    ({ id, tasks }) =>
      !wantedIds.has(id) && !free.has(id) && tasks.some((task) => isPatchingTask(task) && !free.has(task.id)),
  );
  /** Windows that stay and patch with a registration. */
  const patchingWith = (item: CleanupItem): string[] =>
    patching
      .filter((window) => item.kind === 'registration' && groupsStoodFor(window).includes(item.registration.patchGroup))
      .map(({ name }) => name);
  for (const item of unwanted) if (patchingWith(item).length > 0) free.delete(item.id);
  const goes = ({ id, requires }: CleanupItem): boolean => free.has(id) && requires.every((each) => free.has(each));
  const whyStaying = (item: CleanupItem): string => {
    const names = patchingWith(item);
    if (!canGo(item)) return item.reason;
    if (hasStrayed(item)) return `it had lost its tag ${planTag}, which it gets back first`;
    if (names.length > 0) return `${names.join(', ')} ${names.length === 1 ? 'patches' : 'patch'} with it`;
    return item.blockedBy === undefined ? 'patch groups stay with it' : 'it is a default baseline';
  };
  return {
    going: unwanted.filter(goes),
    staying: unwanted.filter((item) => !goes(item)).map((item) => ({ item, why: whyStaying(item) })),
  };
}

/** Only what carries the plan's tag is deleted; what has lost it is tagged again, and goes with the next prune. */
function hasStrayed(item: CleanupItem): boolean {
  if (item.kind === 'baseline') return item.baseline.strayedFrom !== undefined;
  return (item.kind === 'window' || item.kind === 'task') && item.window.strayedFrom !== undefined;
}

/** The account as it is when these have gone: what else stays is judged by it. */
export function withoutItems(
  { windows, baselines, patchGroups }: PlanAccount,
  items: readonly CleanupItem[],
): PlanAccount {
  const gone = new Set(items.map(({ id }) => id));
  const isThere = ({ id }: { readonly id: string }): boolean => !gone.has(id);
  return {
    windows: windows.filter(isThere).map((window) => ({ ...window, tasks: window.tasks.filter(isThere) })),
    baselines: baselines.filter(isThere),
    patchGroups: patchGroups.filter((registration) => !gone.has(registrationId(registration))),
  };
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
