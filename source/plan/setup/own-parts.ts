/** A plan's own target and task in a window of its, and what in it says that it is the plan's. */
import { isPatchingTask } from '../account/documents.js';
import {
  type InventoryTarget,
  type InventoryTask,
  type InventoryWindow,
  isPatchGroupKey,
} from '../account/inventory.js';
import { madeBy, ownerOf, taskName } from '../intent/names.js';
import type { DesiredWindow } from './desired.js';

/**
 * The target in a window of the plan that says so; else, should somebody have edited that, the one of its name or group. Of several the
 * one that the task runs on, else the first by its id: whoever looks takes the same.
 */
export function ownTarget(
  plan: string,
  { definition, wave: { patchGroup } }: DesiredWindow,
  window: InventoryWindow,
): InventoryTarget | undefined {
  const used = ownTask(plan, window)?.targets.flatMap(({ Values }) => Values) ?? [];
  const isUsed = ({ id }: InventoryTarget): number => Number(used.includes(id));
  const targets = byId(window.targets).sort((a, b) => isUsed(b) - isUsed(a));
  return (
    targets.find((target) => isMarkedTarget(plan, target)) ??
    targets.find(({ name }) => name === definition.Name) ??
    targets.find(({ targets: [selector, ...more] }) => {
      const isGroup = selector !== undefined && isPatchGroupKey(selector.Key) && more.length === 0;
      return isGroup && selector.Values.length === 1 && selector.Values[0] === patchGroup;
    })
  );
}

/** The task in a window of the plan that says so, whatever somebody has made of it; else one that patches or is called so. */
export function ownTask(plan: string, { tasks }: InventoryWindow): InventoryTask | undefined {
  // UpdateMaintenanceWindowTask cannot change the type.
  const candidates = byId(tasks.filter(({ type }) => type === 'RUN_COMMAND'));
  return (
    candidates.find(({ description }) => description?.endsWith(`(${madeBy(plan)})`)) ??
    candidates.find(({ runCommand }) => runCommand?.Comment === madeBy(plan)) ??
    candidates.find(isPatchingTask) ??
    candidates.find(({ name }) => name === taskName('Install') || name === taskName('Scan'))
  );
}

function byId<Part extends { readonly id: string }>(parts: readonly Part[]): Part[] {
  return [...parts].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether a target says that it is the plan's. */
export function isMarkedTarget(plan: string, { ownerInformation = '' }: InventoryTarget): boolean {
  return ownerOf(ownerInformation)?.plan === plan;
}

/** Whether a task says that it is the plan's. */
export function isMarkedTask(
  plan: string,
  { description, runCommand }: Pick<InventoryTask, 'description' | 'runCommand'>,
): boolean {
  return runCommand?.Comment === madeBy(plan) || description?.endsWith(`(${madeBy(plan)})`) === true;
}
