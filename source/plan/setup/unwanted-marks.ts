/**
 * Marks on what a plan no longer wants and what stays: where such a window or baseline is other than the newest answers would
 * make it, only a mark tells it from a part of the plan that somebody has changed by hand. There is no state file, and of two
 * sets of answers the newer one may have fewer windows than the other.
 */
import { baselineDifferences } from '../account/compare.js';
import type { Tag } from '../account/definitions.js';
import type { InventoryBaseline, InventoryWindow } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import { patchGroupName, planTag, slotOfWindowName, versionTag } from '../spec/names.js';
import type { PlanSpec } from '../spec/spec.js';
import { type Tagged, tagOperations, unwantedMark } from './converge-tags.js';
import { ownTarget, ownTask, targetOperation, taskOperation, windowOperation } from './converge-window.js';
import { type DesiredResources, type DesiredWindow, desiredWindow, type PlanAccount } from './desired.js';

/**
 * The marks that are missing. What is as the newest answers would have it, but for the date, needs none: nothing about it
 * could be taken for drift.
 * @param account without what is deleted with consent: a system whose groups go is no longer one for every group
 */
export function unwantedMarks(spec: PlanSpec, desired: DesiredResources, account: PlanAccount): Operation[] {
  const wanted = new Set([...desired.windows, ...desired.baselines].flatMap(({ existing }) => existing?.id ?? []));
  const isOfPlan = ({ tags, strayedFrom }: Pick<InventoryWindow, 'tags' | 'strayedFrom'>): boolean =>
    tags[planTag] === spec.plan || strayedFrom === spec.plan;
  const own = account.baselines.filter(isOfPlan);
  const stays = ({ id, tags, strayedFrom }: InventoryWindow | InventoryBaseline): boolean =>
    isOfPlan({ tags, strayedFrom }) && !wanted.has(id);
  const isAsWanted = (baseline: InventoryBaseline): boolean => wanted.has(baseline.id) || hasRulesOf(spec, baseline);

  /** The systems for which a group has rules of the plan: the newest ones, or those that nobody asks about any more. */
  const systemsOf = (patchGroup: string): Set<string> =>
    new Set(
      own
        .filter((baseline) => isAsWanted(baseline) || !isOfSystems(spec, baseline))
        .filter(({ id }) => account.patchGroups.some((row) => row.baselineId === id && row.patchGroup === patchGroup))
        .map(({ operatingSystem }) => operatingSystem),
    );
  const left = account.windows.filter(stays).flatMap((window) => {
    const slot = slotOfWindowName(window.name);
    return slot ? [{ window, slot, systems: systemsOf(patchGroupName(slot)) }] : [];
  });
  const isLikeOthers = ({ window, slot, systems }: (typeof left)[number]): boolean =>
    spec.baselines.every(({ OperatingSystem }) => systems.has(OperatingSystem)) &&
    isUnchanged(spec.plan, desired, desiredWindow(spec, slot, window), window);
  const others = left.filter((each) => !isLikeOthers(each));

  const systemsEverywhere = [
    ...desired.windows.map(({ patchGroup }) => systemsOf(patchGroup)),
    ...left.filter(isLikeOthers).map(({ systems }) => systems),
  ];
  const isBaselineLikeOthers = (baseline: InventoryBaseline): boolean =>
    isTagged(desired, 'PatchBaseline', baseline) &&
    (isOfSystems(spec, baseline)
      ? isAsWanted(baseline)
      : systemsEverywhere.every((systems) => systems.has(baseline.operatingSystem)));
  return [
    ...account.windows.filter(stays).flatMap((window) => strayTags(desired, 'MaintenanceWindow', window)),
    ...own.filter(stays).flatMap((baseline) => strayTags(desired, 'PatchBaseline', baseline)),
    ...others.flatMap(({ window }) => unwantedMark(spec.plan, 'MaintenanceWindow', window)),
    ...own
      .filter((baseline) => stays(baseline) && !isBaselineLikeOthers(baseline))
      .flatMap((baseline) => unwantedMark(spec.plan, 'PatchBaseline', baseline)),
  ];
}

function isOfSystems({ baselines }: PlanSpec, { operatingSystem }: InventoryBaseline): boolean {
  return baselines.some(({ OperatingSystem }) => OperatingSystem === operatingSystem);
}

/** Whether a baseline is what the spec has for its system; copies are called Name-2, Name-3. */
function hasRulesOf({ baselines }: PlanSpec, { operatingSystem, definition }: InventoryBaseline): boolean {
  const rules = baselines.find(({ OperatingSystem }) => OperatingSystem === operatingSystem);
  if (rules === undefined || definition === undefined) return false;
  const Name = definition.Name.replace(/-\d+$/, '');
  return baselineDifferences({ ...definition, Name }, { ...rules, Name: rules.Name.replace(/-\d+$/, '') }).length === 0;
}

function isTagged({ tags }: DesiredResources, type: Tagged['type'], existing: Tagged['existing']): boolean {
  const { id, name } = existing;
  // A stray gets the wizard's own tags back.
  const own =
    existing.strayedFrom === undefined ? {} : Object.fromEntries(ownTags(tags).map(({ Key, Value }) => [Key, Value]));
  const tagged = { ...existing, tags: { ...own, ...existing.tags } };
  return tagOperations({ existing: tagged, type, id, name }, tags, []).length === 0;
}

/** The wizard's own tags on what has strayed from the plan and stays: without them neither a prune nor a clean-up finds it. */
function strayTags({ tags }: DesiredResources, type: Tagged['type'], existing: Tagged['existing']): Operation[] {
  if (existing.strayedFrom === undefined) return [];
  const { id, name } = existing;
  const own = ownTags(tags);
  // Its other tags stay as they are.
  const left = Object.entries(existing.tags).filter(([key]) => own.some(({ Key }) => Key === key));
  return tagOperations({ existing: { ...existing, tags: Object.fromEntries(left) }, type, id, name }, own, []);
}

function ownTags(tags: readonly Tag[]): Tag[] {
  return tags.filter(({ Key }) => Key === planTag || Key === versionTag);
}

/** Whether nothing that a window has would be changed by the answers; what it lacks cannot be mistaken for theirs. */
function isUnchanged(plan: string, desired: DesiredResources, wanted: DesiredWindow, window: InventoryWindow): boolean {
  const target = ownTarget(plan, wanted, window);
  const task = ownTask(plan, window);
  const ids = { window: window.id, target: target?.id ?? '' };
  const changes = [
    windowOperation(wanted, desired.tags),
    target && targetOperation(wanted, ids, target, []),
    target && task && taskOperation(wanted, ids, task, []),
  ];
  return isTagged(desired, 'MaintenanceWindow', window) && changes.every((operation) => operation === undefined);
}
