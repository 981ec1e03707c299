/** Adopt: windows and baselines that the original scripts made, taken over into a plan; nothing is deleted. */
import { type Inventory, type InventoryBaseline, type InventoryWindow, isPatchingTask, planOf } from './inventory.js';
import { patchGroupName, slotOfWindowName } from './names.js';

/**
 * Windows that look in every respect as the original scripts make them: the name, the one target (the tag `Patch Group`
 * with the group of that name) and only patching tasks; no plan has tagged them.
 */
export function adoptableWindows({ windows }: Pick<Inventory, 'windows'>): InventoryWindow[] {
  return windows.filter((window) => {
    const slot = slotOfWindowName(window.name);
    const [target, ...more] = window.targets;
    const [selector, ...others] = target?.targets ?? [];
    return (
      planOf(window) === undefined &&
      slot !== undefined &&
      more.length === 0 &&
      others.length === 0 &&
      selector?.Key === 'tag:Patch Group' &&
      selector.Values.length === 1 &&
      selector.Values[0] === patchGroupName(slot) &&
      window.tasks.length > 0 &&
      window.tasks.every(isPatchingTask)
    );
  });
}

/** Untagged baselines that have no groups but those of windows that can be adopted. */
export function adoptableBaselines(
  inventory: Pick<Inventory, 'windows' | 'baselines' | 'patchGroups'>,
): InventoryBaseline[] {
  const groups = new Set(adoptableWindows(inventory).flatMap(({ targets }) => targets[0]?.targets[0]?.Values ?? []));
  return inventory.baselines.filter((baseline) => {
    const registered = inventory.patchGroups.filter(({ baselineId }) => baselineId === baseline.id);
    const isOnlyTheirs = registered.length > 0 && registered.every(({ patchGroup }) => groups.has(patchGroup));
    return planOf(baseline) === undefined && !baseline.isDefault && isOnlyTheirs;
  });
}

/** The inventory in which the plan has taken over what it can; converge then tags and updates it in place. */
export function withAdopted<Account extends Pick<Inventory, 'windows' | 'baselines' | 'patchGroups'>>(
  inventory: Account,
  plan: string,
): Account {
  const windows = new Set(adoptableWindows(inventory));
  const baselines = new Set(adoptableBaselines(inventory));
  return {
    ...inventory,
    windows: inventory.windows.map((window) => (windows.has(window) ? { ...window, adoptedBy: plan } : window)),
    baselines: inventory.baselines.map((baseline) =>
      baselines.has(baseline) ? { ...baseline, adoptedBy: plan } : baseline,
    ),
  };
}
