/** Surplus: a second thing for one wave, as two set-ups at once leave it: nodes would be patched twice. */
import { isPatchingTask } from '../account/documents.js';
import { type InventoryTask, type InventoryWindow, stackWords } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import type { CleanupItem } from '../cleanup/items.js';
import { protectTag } from '../intent/names.js';
import type { DesiredResources, DesiredWindow } from './desired.js';
import { isMarkedTarget, isMarkedTask, ownTarget, ownTask } from './own-parts.js';

/** One thing too many, in words. */
interface SurplusThing {
  /** The API operation that takes it away. */
  readonly kind: Operation['kind'];
  readonly name: string;
  readonly id: string;
  readonly message: string;
}

/** What a wave has twice. A second task counts that patches, or says that it is the plan's. */
export function surplusOf(plan: string, desired: DesiredWindow): SurplusThing[] {
  const { existing, wave } = desired;
  const windows = desired.surplus.map(({ name, id }): SurplusThing => {
    const message = `The window ${name} (${id}) is a second window for wave ${wave.name}.`;
    return { kind: 'DeleteMaintenanceWindow', name, id, message };
  });
  if (existing === undefined) return windows;
  const { name } = existing;
  const { targets, tasks } = partsOf(plan, desired, existing);
  const second = (kind: Operation['kind'], what: string, { id }: { readonly id: string }): SurplusThing => {
    return { kind, name, id, message: `The window ${name} has a second ${what} (${id}).` };
  };
  return [
    ...windows,
    ...targets.map((each) => second('DeregisterTargetFromMaintenanceWindow', 'target of the plan', each)),
    ...tasks.map((each) => second('DeregisterTaskFromMaintenanceWindow', 'patching task', each)),
  ];
}

function partsOf(plan: string, desired: DesiredWindow, existing: InventoryWindow) {
  const [target, task] = [ownTarget(plan, desired, existing), ownTask(plan, existing)];
  return {
    targets: existing.targets.filter((each) => each !== target && isMarkedTarget(plan, each)),
    tasks: existing.tasks.filter((each) => each !== task && (isPatchingTask(each) || isMarkedTask(plan, each))),
  };
}

/**
 * The second targets and tasks in windows that stay, as things that can go; whole windows are items already. What does not say that it
 * is the plan's is somebody's own, and stays.
 */
export function surplusItems({ document: { plan }, windows }: DesiredResources): CleanupItem[] {
  return windows.flatMap((desired) => {
    const { existing: window } = desired;
    if (window === undefined) return [];
    const { targets, tasks } = partsOf(plan, desired, window);
    const going = tasks.filter((task) => isMarkedTask(plan, task));
    const base = {
      window,
      itemClass: protectTag in window.tags ? ('protected' as const) : ('own' as const),
      plan,
      reason: protectTag in window.tags ? `its window is tagged ${protectTag}` : `a second one in ${window.name}`,
      consequence: () => `${window.name} continues to run as the plan wants.`,
      requires: [],
      isSecond: true as const,
      stack: stackWords(window),
    };
    const free = targets.filter(({ id }) => !tasks.some((task) => !going.includes(task) && runsOn(task, id)));
    return [
      ...going.map((task): CleanupItem => {
        return { ...base, kind: 'task', id: task.id, name: `second task of ${window.name}`, task };
      }),
      ...free.map((target): CleanupItem => {
        const requires = going.filter((task) => runsOn(task, target.id)).map(({ id }) => id);
        const id = `${window.id} ${target.id}`;
        return { ...base, kind: 'target', id, name: `second target of ${window.name}`, target, requires };
      }),
    ];
  });
}

function runsOn({ targets }: InventoryTask, targetId: string): boolean {
  return targets.some(({ Key, Values }) => Key === 'WindowTargetIds' && Values.includes(targetId));
}
