/** What of a backup is in the account: under its own id, or made again under a new one by an earlier restore. */

import { baselineDifferences, differences } from '../account/compare.js';
import type { Inventory, InventoryBaseline, InventoryWindow, Members } from '../account/inventory.js';
import type { BackedUpBaseline, BackedUpPart, BackedUpWindow, Backup } from '../cleanup/backup.js';
import { renamedTargets } from './task.js';

/** Ids of the backup → what stands for them. */
export interface Found {
  readonly baselines: ReadonlyMap<string, InventoryBaseline>;
  readonly windows: ReadonlyMap<string, InventoryWindow>;
}

/**
 * What stands for the baselines and windows of a backup. What was made again has no mark of it, so it is told by being
 * equal in every member and tag; of several that are equal, by what is registered with them. Nothing that had stayed is
 * taken for it.
 */
export function findInAccount(backup: Backup, { baselines, windows, patchGroups }: Inventory): Found {
  const groupsOf = (rows: readonly { readonly baselineId: string; readonly patchGroup: string }[], id: string) =>
    rows.filter(({ baselineId }) => baselineId === id).map(({ patchGroup }) => patchGroup);
  return {
    baselines: paired(backup.baselines, baselines, backup.stayed, (backed, existing) =>
      isSameBaseline(backed, existing)
        ? overlap(groupsOf(backup.registrations, backed.id), groupsOf(patchGroups, existing.id))
        : undefined,
    ),
    windows: paired(backup.windows, windows, backup.stayed, (backed, existing) => {
      if (!isSameWindow(backed, existing)) return undefined;
      const { targets, tasks } = findInWindow(backed, existing, backup.stayed);
      const hasSameState = existing.enabled === (backed.members.Enabled !== false);
      return (
        likeness(targets.size + tasks.size, partsOf(backed), partsOf(existing)) + (hasSameState ? missingWeight / 2 : 0)
      );
    }),
  };
}

/** Ids of all that stands for something. */
export function idsFound({ windows, baselines }: Found): string[] {
  return [...windows.values(), ...baselines.values()].map(({ id }) => id);
}

function partsOf({ targets, tasks }: { readonly targets: readonly unknown[]; readonly tasks: readonly unknown[] }) {
  return targets.length + tasks.length;
}

/** A window's targets, by ids of the backup with those of now, and its tasks. */
export function findInWindow(
  { targets, tasks }: BackedUpWindow,
  existing: Pick<InventoryWindow, 'targets' | 'tasks'>,
  stayed: readonly string[],
) {
  const sameMembers = (part: BackedUpPart, now: { readonly members?: Members | undefined }) =>
    isEqual(now.members, part.members) ? 1 : undefined;
  const found = paired(targets, existing.targets, stayed, sameMembers);
  const targetIds = new Map([...found].map(([id, now]) => [id, now.id]));
  return {
    targets: targetIds,
    tasks: paired(tasks, existing.tasks, stayed, ({ id, members }, now) =>
      sameMembers({ id, members: { ...members, Targets: renamedTargets(members, targetIds) } }, now),
    ),
  };
}

/** Tags as they can be set: those of AWS itself cannot. */
export function settableTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !/^aws:/i.test(key)));
}

/** What a missing and what an extra part take from the likeness: they only decide between what is equal otherwise. */
const missingWeight = 0.01;
const extraWeight = 0.5;

/** How many parts of how many are found among how many. */
function likeness(found: number, wanted: number, current: number): number {
  return found - missingWeight * (wanted - found) - extraWeight * (current - found);
}

function overlap(wanted: readonly string[], current: readonly string[]): number {
  return likeness(wanted.filter((group) => current.includes(group)).length, wanted.length, current.length);
}

/**
 * Pairs by id; what is left, with what neither stayed nor has an id of the backup, the likest first.
 * @param likeness undefined: the one cannot stand for the other
 */
function paired<Backed extends Pick<BackedUpPart, 'id'>, Existing extends Pick<BackedUpPart, 'id'>>(
  backed: readonly Backed[],
  existing: readonly Existing[],
  stayed: readonly string[],
  likeness: (backed: Backed, existing: Existing) => number | undefined,
): Map<string, Existing> {
  const ids = new Set(backed.map(({ id }) => id));
  const pairs = new Map(existing.filter(({ id }) => ids.has(id)).map((each) => [each.id, each]));
  const candidates = existing.filter(({ id }) => !ids.has(id) && !stayed.includes(id));
  const ranked = backed
    .filter(({ id }) => !pairs.has(id))
    .flatMap((one) => candidates.map((other) => ({ one, other, score: likeness(one, other) })))
    .flatMap(({ score, ...pair }) => (score === undefined ? [] : [{ ...pair, score }]))
    .sort((a, b) => b.score - a.score);
  const taken = new Set<string>();
  for (const { one, other } of ranked) {
    if (pairs.has(one.id) || taken.has(other.id)) continue;
    pairs.set(one.id, other);
    taken.add(other.id);
  }
  return pairs;
}

function isSameBaseline(
  { members, tags }: BackedUpBaseline,
  { name, definition, tags: current }: InventoryBaseline,
): boolean {
  if (name !== members.Name || definition === undefined) return false;
  return baselineDifferences(definition, members).length === 0 && isEqual(current, settableTags(tags));
}

/** Switched on or off is left out: an interrupted restore may not have come to it. */
function isSameWindow({ members, tags }: BackedUpWindow, existing: InventoryWindow): boolean {
  if (existing.name !== members.Name) return false;
  const { Enabled: _now, ...current } = existing.members ?? {};
  const { Enabled: _then, ...wanted } = members;
  return isEqual(current, wanted) && isEqual(existing.tags, settableTags(tags));
}

function isEqual(existing: object | undefined, wanted: object): boolean {
  return existing !== undefined && differences(existing, wanted).length === 0;
}
