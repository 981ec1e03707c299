/** Adopt: windows and baselines that the original scripts made, taken over into a plan; nothing is deleted. */
import { UserError } from '../../errors.js';
import {
  groupsStoodFor,
  type Inventory,
  type InventoryBaseline,
  type InventoryWindow,
  patchGroupsOf,
  planOf,
} from '../account/inventory.js';
import { windowName } from '../spec/names.js';
import type { PlanSpec } from '../spec/spec.js';
import { plansIn, type Recalled, recallPlan } from './recall.js';
import { isScriptsGroup, leftAloneStep, leftAloneWords, type Said, scriptWindows } from './script-windows.js';

type Account = Pick<Inventory, 'windows' | 'baselines' | 'patchGroups'>;

/**
 * Untagged baselines with which windows patch that are taken over, and that have no groups but such as the original
 * scripts name. Groups of windows that were changed by hand since stay registered with it.
 */
function adoptableBaselines(account: Account, windows: readonly InventoryWindow[]): InventoryBaseline[] {
  const groups = new Set(windows.flatMap(patchGroupsOf));
  return account.baselines.filter((baseline) => {
    const registered = account.patchGroups
      .filter(({ baselineId }) => baselineId === baseline.id)
      .map(({ patchGroup }) => patchGroup);
    const isTheirs = registered.every(isScriptsGroup) && registered.some((group) => groups.has(group));
    return planOf(baseline) === undefined && !baseline.isDefault && isTheirs;
  });
}

/** The adoptable windows that a spec wants and has none of its own for; of several with one name, the first. */
export function windowsToAdopt(
  account: Pick<Inventory, 'windows'>,
  spec: Pick<PlanSpec, 'plan' | 'slots'>,
  adoptable: readonly InventoryWindow[],
): InventoryWindow[] {
  return spec.slots.map(windowName).flatMap((name) => {
    const isThere = account.windows.some((window) => window.name === name && planOf(window) === spec.plan);
    const found = adoptable.find((window) => window.name === name);
    return found && !isThere ? [found] : [];
  });
}

/**
 * The account in which the plan has taken over these of the scripts' windows, and the baselines of theirs that it has rules
 * for; converge then tags and updates them in place. What it does not want stays nobody's.
 */
export function withAdopted<Any extends Account>(
  account: Any,
  { plan, baselines }: Pick<PlanSpec, 'plan' | 'baselines'>,
  windows: readonly InventoryWindow[],
): Any {
  const systems = new Set(baselines.map(({ OperatingSystem }) => OperatingSystem));
  const ofSystems = adoptableBaselines(account, windows).filter(({ operatingSystem }) => systems.has(operatingSystem));
  return adoptedBy(plan, account, windows, ofSystems);
}

/**
 * What a plan is like that has taken over everything that it can. Its slots are those of windows that exist, and not those of
 * groups without one: somebody has deleted their windows, before the adoption or since.
 * @returns undefined where there is neither a window to take over nor one of the plan's own
 */
export function recallAdopted(plan: string, account: Inventory, said?: Said): Recalled | undefined {
  const { adoptable } = scriptWindows(account.windows, plan, said);
  const groups = new Set(account.windows.flatMap(groupsStoodFor));
  return recallPlan(plan, {
    ...adoptedBy(plan, account, adoptable, adoptableBaselines(account, adoptable)),
    patchGroups: account.patchGroups.filter(({ patchGroup }) => groups.has(patchGroup)),
  });
}

/** Who only takes over has not asked for windows at the default dates. */
export function nothingToAdopt(plan: string, account: Inventory, said?: Said): UserError {
  const { leftAlone } = scriptWindows(account.windows, plan, said);
  const others = plansIn(account).filter((other) => other !== plan);
  const what = 'neither windows that the original scripts made and that a plan can have, nor windows of its own';
  return new UserError(`There is nothing to take over into plan ${plan}.`, {
    code: 'nothing-to-adopt',
    detail: [
      `It would have ${what}.`,
      ...(leftAlone.length > 0 ? [leftAloneWords(leftAlone)] : []),
      'Nothing was changed.',
    ].join('\n'),
    nextSteps: [
      ...(leftAlone.length > 0 ? [leftAloneStep] : []),
      ...(others.length > 0 ? [`If another plan has taken them over, name it with --plan: ${others.join(', ')}.`] : []),
      'To set up a new plan, leave out --adopt, or say its dates, with --weeks and --days, or --after-patch-tuesday, and with --hours.',
    ],
  });
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
