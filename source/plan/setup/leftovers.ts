/** Leftovers: what carries a plan's tag and is not in its document. Offered for deletion, never deleted silently. */
import { isPatchingTask } from '../account/documents.js';
import { type Inventory, patchGroupsOf } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import type { OwnedInventory } from '../account/ownership.js';
import type { CleanupChoice } from '../cleanup/choice.js';
import { type CleanupItem, canGo, cleanupItems, type ItemOf } from '../cleanup/items.js';
import { teardown } from '../cleanup/teardown.js';
import type { Codec } from '../intent/codec.js';
import { type PlanDocument, patchGroupsIn } from '../intent/document.js';
import { planTag } from '../intent/names.js';
import type { Consent } from './consent.js';
import { type DesiredResources, desiredResources } from './desired.js';
import { surplusItems } from './surplus.js';

interface Leftovers {
  readonly going: readonly CleanupItem[];
  readonly staying: readonly Staying[];
}

/** What is a leftover too, and stays even where everything else goes. */
export interface Staying {
  readonly item: CleanupItem;
  readonly why: string;
}

/**
 * Windows, registrations and baselines of the plan that the desired resources do not have: former waves and systems, copies
 * that nothing is registered with any more, and what a wave has twice. A group that a window patches which stays without
 * being wanted, be it of others or protected, keeps its registration: that window would patch with another baseline from then on.
 * @param items everything about patching in the account
 */
export function leftoversOf(
  desired: DesiredResources,
  { windows }: Pick<Inventory, 'windows'>,
  items: readonly CleanupItem[],
): Leftovers {
  const isWanted = wantedBy(desired);
  const left = [
    ...items.filter((item) => item.plan === desired.document.plan && !isWanted(item)),
    ...surplusItems(desired),
  ];
  const free = new Set(
    left
      .filter((item) => isOwn(item) && item.blockedBy === undefined && item.stack === undefined && !hasLostTag(item))
      .map(({ id }) => id),
  );
  const wantedWindows = new Set(desired.windows.map(({ existing }) => existing?.id));
  const patching = windows.filter(
    ({ id, tasks }) =>
      !wantedWindows.has(id) && !free.has(id) && tasks.some((task) => isPatchingTask(task) && !free.has(task.id)),
  );
  /** Windows that stay and patch with a registration. */
  const patchingWith = (item: CleanupItem): string[] =>
    patching
      .filter((window) => item.kind === 'registration' && patchGroupsOf(window).includes(item.registration.patchGroup))
      .map(({ name }) => name);
  for (const item of left) if (patchingWith(item).length > 0) free.delete(item.id);
  const goes = ({ id, requires }: CleanupItem): boolean => free.has(id) && requires.every((each) => free.has(each));
  return {
    going: left.filter(goes),
    staying: left.filter((item) => !goes(item)).map((item) => ({ item, why: whyStaying(item, patchingWith(item)) })),
  };
}

/** Whether the desired resources have an item. */
function wantedBy({ windows, baselines }: DesiredResources): (item: CleanupItem) => boolean {
  const ids = new Set([
    ...windows.flatMap(({ existing }) => existing?.id ?? []),
    ...baselines.flatMap(({ existing, patchGroups, takenBack }) => [
      existing?.id,
      ...patchGroups.map((group) => `${existing?.id} ${group}`),
      // They go on the way to their new baseline.
      ...[...takenBack].map(([group, id]) => `${id} ${group}`),
    ]),
  ]);
  return (item) => {
    switch (item.kind) {
      case 'window':
      case 'task':
        return ids.has(item.window.id);
      case 'registration':
      case 'baseline':
        return ids.has(item.id);
      default:
        return true;
    }
  };
}

function whyStaying(item: CleanupItem, patchingWith: readonly string[]): string {
  if (item.stack !== undefined) return `it is ${item.stack}: remove it there, or use cleanup --only ${item.id}`;
  if (!isOwn(item)) return item.heldBy ?? item.reason;
  if (hasLostTag(item)) return `it has lost its tag ${planTag}: delete it by hand, or with cleanup --only ${item.id}`;
  const verb = patchingWith.length === 1 ? 'uses' : 'use';
  if (patchingWith.length > 0) return `${patchingWith.join(', ')} still ${verb} it`;
  return item.blockedBy === undefined ? 'patch groups remain registered with it' : 'it is a default baseline';
}

/** What others have put into a plan's window in place of its task is theirs. */
function isOwn(item: CleanupItem): boolean {
  return canGo(item) && item.itemClass !== 'unknown';
}

/** Only what carries the plan's tag is deleted. */
function hasLostTag(item: CleanupItem): boolean {
  // Its own marks have found it.
  if (item.isSecond) return false;
  if ('window' in item) return item.window.owner?.by !== 'tag';
  return item.kind === 'baseline' && item.baseline.owner?.by !== 'tag';
}

/** All of it as a choice of a clean-up. */
export function leftoversChoice(going: readonly CleanupItem[]): CleanupChoice {
  return new Map(going.map(({ id }) => [id, 'delete'] as const));
}

/** The windows among leftovers that are switched on, and can be switched off instead of going. */
export function windowsToSwitchOff(going: readonly CleanupItem[]): ItemOf<'window'>[] {
  return going.filter((item) => item.kind === 'window').filter(({ window }) => window.enabled);
}

/**
 * The leftovers that still do something: windows that are switched on, and rules that nodes of the document's groups are patched with.
 * About these somebody has to decide; what is switched off waits for being wanted again.
 */
export function activeLeftovers(going: readonly CleanupItem[], document: PlanDocument): CleanupItem[] {
  const groups = new Set(patchGroupsIn(document));
  const isActive = (item: CleanupItem): boolean => {
    if ('window' in item) return item.window.enabled;
    return item.kind === 'registration' && groups.has(item.registration.patchGroup);
  };
  const active = new Set(going.filter(isActive).map(({ id }) => id));
  // What goes with it counts with it.
  return going.filter(({ id, requires }) => active.has(id) || requires.some((each) => active.has(each)));
}

/** The operations that do with leftovers what was agreed to, after everything else of the plan. */
export function leftoverOperations(
  going: readonly CleanupItem[],
  { prune, disable }: Pick<Consent, 'prune' | 'disable'>,
  before: readonly Operation[],
): Operation[] {
  if (prune) return afterAll(before, going, leftoversChoice(going));
  if (!disable) return [];
  const off = windowsToSwitchOff(going).map(({ id }) => [id, 'disable'] as const);
  return afterAll(before, going, new Map(off));
}

/** What replaces them is there first, so that no patching is missed. */
function afterAll(before: readonly Operation[], going: readonly CleanupItem[], choice: CleanupChoice): Operation[] {
  // What the plan keeps is left out: the operations before change it, so that a guard of it would never hold.
  const operations = teardown(going, choice);
  const ids = before.map(({ id }) => id);
  return operations.map((operation) => ({ ...operation, dependsOn: [...ids, ...operation.dependsOn] }));
}

/** A leftover as `status` tells it. */
export interface Leftover {
  readonly plan: string;
  /** The API operation that would take it away. */
  readonly kind: Operation['kind'];
  readonly name: string;
  readonly id: string;
}

/** The leftovers of every plan whose document the account keeps; what a wave has twice is drift, and none of them. */
export function findLeftovers(account: OwnedInventory, codec: Codec, now: Date): Leftover[] {
  const items = cleanupItems(account, now);
  return account.records.flatMap(({ plan, content }) => {
    if (content.kind !== 'document') return [];
    const desired = desiredResources(content.document, account, codec);
    const surplus = new Set(desired.windows.flatMap((window) => window.surplus.map(({ id }) => id)));
    const { going, staying } = leftoversOf(desired, account, items);
    return [...going, ...staying.map(({ item }) => item)]
      .filter((item) => !item.isSecond && !('window' in item && surplus.has(item.window.id)))
      .flatMap((item) => leftover(plan, item));
  });
}

function leftover(plan: string, item: CleanupItem): Leftover[] {
  const { id, name } = item;
  switch (item.kind) {
    case 'window':
      return [{ plan, kind: 'DeleteMaintenanceWindow', name, id }];
    case 'task':
      return [{ plan, kind: 'DeregisterTaskFromMaintenanceWindow', name: item.window.name, id }];
    case 'registration':
      return [{ plan, kind: 'DeregisterPatchBaselineForPatchGroup', name, id: item.registration.baselineId }];
    case 'baseline':
      return [{ plan, kind: 'DeletePatchBaseline', name, id }];
    default:
      return [];
  }
}
