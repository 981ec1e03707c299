/** Strays: windows and baselines of a plan whose tag somebody has taken off, told by the marks that they still carry. */
import {
  groupsStoodFor,
  type Inventory,
  type InventoryBaseline,
  type InventoryWindow,
  planOf,
} from '../account/inventory.js';
import { ownerInformation, patchGroupName, slotOfWindowName, versionTag } from '../spec/names.js';
import type { PlanSpec } from '../spec/spec.js';

type Account = Pick<Inventory, 'windows' | 'baselines' | 'patchGroups'>;

/**
 * The account in which the plan has its strays again: a second window of the same name would patch the same nodes at the same
 * instants, and their groups cannot be registered twice. Whoever means to take a window out of the plan takes the mark off its
 * target too.
 * @param slots dates that the plan wants, whose groups tell its baselines even where it has no window
 */
export function withStrays<Any extends Account>(account: Any, plan: string, slots: PlanSpec['slots'] = []): Any {
  const windows = strayWindows(account, plan);
  const groups = [
    ...account.windows.filter((window) => planOf(window) === plan || windows.includes(window)).flatMap(groupsStoodFor),
    ...slots.map(patchGroupName),
  ];
  const baselines = strayBaselines(account, plan, new Set(groups));
  const strayed = <Resource>(resource: Resource, strays: readonly Resource[]): Resource =>
    strays.includes(resource) ? { ...resource, strayedFrom: plan } : resource;
  return {
    ...account,
    windows: account.windows.map((window) => strayed(window, windows)),
    baselines: account.baselines.map((baseline) => strayed(baseline, baselines)),
  };
}

/** Windows of no plan that are called as the plan's are and have its target; of several with one name, the first. */
function strayWindows({ windows }: Account, plan: string): InventoryWindow[] {
  const taken = new Set(windows.filter((window) => planOf(window) === plan).map(({ name }) => name));
  return windows.filter((window) => {
    const isNamed = slotOfWindowName(window.name) !== undefined;
    const isMarked = window.targets.some((target) => target.ownerInformation === ownerInformation(plan));
    if (planOf(window) !== undefined || !isNamed || !isMarked || taken.has(window.name)) return false;
    taken.add(window.name);
    return true;
  });
}

/** Baselines of no plan that a wizard has made and with which groups of this plan, and of no other, are registered. */
function strayBaselines(
  { windows, baselines, patchGroups }: Account,
  plan: string,
  groups: ReadonlySet<string>,
): InventoryBaseline[] {
  const ofOthers = new Set(
    windows.filter((window) => ![undefined, plan].includes(planOf(window))).flatMap(groupsStoodFor),
  );
  return baselines.filter((baseline) => {
    const registered = patchGroups.filter(({ baselineId }) => baselineId === baseline.id);
    return (
      planOf(baseline) === undefined &&
      versionTag in baseline.tags &&
      registered.some(({ patchGroup }) => groups.has(patchGroup)) &&
      !registered.some(({ patchGroup }) => ofOthers.has(patchGroup))
    );
  });
}
