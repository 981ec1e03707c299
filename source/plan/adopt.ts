/** Adopt: windows and baselines that the original scripts made, taken over into a plan; nothing is deleted. */
import {
  type Inventory,
  type InventoryBaseline,
  type InventoryWindow,
  isPatchingTask,
  patchGroupsOf,
  planOf,
} from './inventory.js';
import { patchGroupName, slotOfPatchGroup, slotOfWindowName, windowName } from './names.js';
import type { PlanSpec } from './spec.js';

type Account = Pick<Inventory, 'windows' | 'baselines' | 'patchGroups'>;

/**
 * Windows that look in every respect as the original scripts make them: the name, the one target (the tag `Patch Group`
 * with the group of that name) and the one Run Command task, which patches; no plan has tagged them.
 */
export function adoptableWindows({ windows }: Pick<Inventory, 'windows'>): InventoryWindow[] {
  return windows.filter((window) => {
    const slot = slotOfWindowName(window.name);
    const [target, ...moreTargets] = window.targets;
    const [selector, ...moreSelectors] = target?.targets ?? [];
    const [task, ...moreTasks] = window.tasks;
    return (
      planOf(window) === undefined &&
      slot !== undefined &&
      selector?.Key === 'tag:Patch Group' &&
      selector.Values.length === 1 &&
      selector.Values[0] === patchGroupName(slot) &&
      // Another type of task cannot become one that runs AWS-RunPatchBaseline (UpdateMaintenanceWindowTask).
      task?.type === 'RUN_COMMAND' &&
      isPatchingTask(task) &&
      moreTargets.length + moreSelectors.length + moreTasks.length === 0
    );
  });
}

/**
 * Untagged baselines that a window which can be adopted patches with, and that have no groups but such as the original
 * scripts name. Groups of windows that were changed by hand since stay registered with it.
 */
export function adoptableBaselines(account: Account): InventoryBaseline[] {
  const groups = new Set(adoptableWindows(account).flatMap(patchGroupsOf));
  return account.baselines.filter((baseline) => {
    const registered = account.patchGroups
      .filter(({ baselineId }) => baselineId === baseline.id)
      .map(({ patchGroup }) => patchGroup);
    const isOfScripts = registered.every((group) => slotOfPatchGroup(group) !== undefined);
    const isTheirs = isOfScripts && registered.some((group) => groups.has(group));
    return planOf(baseline) === undefined && !baseline.isDefault && isTheirs;
  });
}

/** The adoptable windows that a spec wants and has none of its own for; of several with one name, the first. */
export function windowsToAdopt(account: Pick<Inventory, 'windows'>, spec: AdoptingSpec): InventoryWindow[] {
  const adoptable = adoptableWindows(account);
  return spec.slots.map(windowName).flatMap((name) => {
    const isThere = account.windows.some((window) => window.name === name && planOf(window) === spec.plan);
    const found = adoptable.find((window) => window.name === name);
    return found && !isThere ? [found] : [];
  });
}

type AdoptingSpec = Pick<PlanSpec, 'plan' | 'slots' | 'baselines'>;

/**
 * The account in which the plan has taken over what it wants of the scripts' windows and baselines; converge then tags and
 * updates them in place. What it does not want stays nobody's.
 */
export function withAdopted<Any extends Account>(account: Any, spec: AdoptingSpec): Any {
  const windows = windowsToAdopt(account, spec);
  const groups = new Set(windows.flatMap(patchGroupsOf));
  const systems = new Set(spec.baselines.map(({ OperatingSystem }) => OperatingSystem));
  const baselines = adoptableBaselines(account).filter(
    ({ id, operatingSystem }) =>
      systems.has(operatingSystem) &&
      account.patchGroups.some(({ baselineId, patchGroup }) => baselineId === id && groups.has(patchGroup)),
  );
  return adoptedBy(spec.plan, account, windows, baselines);
}

/** The account in which the plan has taken over everything that it can, to read answers from it. */
export function withAllAdopted<Any extends Account>(account: Any, plan: string): Any {
  return adoptedBy(plan, account, adoptableWindows(account), adoptableBaselines(account));
}

function adoptedBy<Any extends Account>(
  plan: string,
  account: Any,
  windows: readonly InventoryWindow[],
  baselines: readonly InventoryBaseline[],
): Any {
  return {
    ...account,
    windows: account.windows.map((window) => (windows.includes(window) ? { ...window, adoptedBy: plan } : window)),
    baselines: account.baselines.map((baseline) =>
      baselines.includes(baseline) ? { ...baseline, adoptedBy: plan } : baseline,
    ),
  };
}
