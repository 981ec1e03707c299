/** Whose a thing is, and whether it can go: the classes, and the one of a window and of a task in it, with the reason. */
import { isPatchingTask, isPatchingWindow } from '../account/documents.js';
import { type InventoryTask, type InventoryWindow, planOf } from '../account/inventory.js';
import { goingTasks, otherTasksWords, taskWords, unknownWords } from '../account/task-words.js';
import { protectTag } from '../intent/names.js';

/** Whose a resource is, and whether it can go. */
export type ItemClass =
  /** Created by this wizard, by its tag or by belonging to something tagged. */
  | 'own'
  /** About patching, created by others. */
  | 'patching'
  /** A window that does other things too: only its patching task can go. */
  | 'mixed'
  /** A window of others without any task, perhaps one in the making. */
  | 'empty'
  /** Runs somebody's own document or script, which may patch: only goes where it is chosen by itself. */
  | 'unknown'
  /** Cannot go: AWS's own, tagged as protected, or not about patching. */
  | 'protected';

/** In the order in which they are listed. */
export const itemClasses: readonly ItemClass[] = ['own', 'patching', 'mixed', 'empty', 'unknown', 'protected'];

/** The classes as headings. */
export const classTitles: Readonly<Record<ItemClass, string>> = {
  own: 'Created by this wizard',
  patching: 'Patching, created by others',
  mixed: 'Mixed: patching task only',
  empty: 'Empty windows created by others',
  unknown: 'May patch: choose each one by name',
  protected: 'Protected',
};

/** A class with what says so. */
interface Classed {
  readonly itemClass: ItemClass;
  readonly reason: string;
  /** Of a plan's window: what others have put into it in place of its task is not the plan's. */
  readonly heldBy?: string;
}

/** Of a window that goes or stays as a whole. */
export function windowClass(window: InventoryWindow): Classed {
  const { tags, tasks } = window;
  const plan = planOf(window);
  if (protectTag in tags) return { itemClass: 'protected', reason: `tagged ${protectTag}` };
  if (tasks.length > 0 && !isPatchingWindow(window)) {
    if (goingTasks(tasks).length === 0) return { itemClass: 'protected', reason: 'not about patching' };
    return unknownClass(plan, tasks);
  }
  const runs = `runs ${[...new Set(tasks.map(taskWords))].join(', ')}`;
  if (plan !== undefined)
    return { itemClass: 'own', reason: tasks.length > 0 ? `${makerWords(plan)}; ${runs}` : makerWords(plan) };
  if (tasks.length === 0)
    return { itemClass: 'empty', reason: 'no tasks; created by others, who may not have finished it' };
  return { itemClass: 'patching', reason: `${runs}; ${makerWords(plan)}` };
}

/** Of a task that goes without its window. */
export function taskClass(window: InventoryWindow, task: InventoryTask): Classed {
  const plan = planOf(window);
  const others = `keeps ${otherTasksWords(window.tasks)}`;
  if (!isPatchingTask(task)) {
    const classed = unknownClass(plan, [task]);
    return { ...classed, reason: `${classed.reason}; ${others}` };
  }
  const owner = plan === undefined ? '' : `${makerWords(plan)}; `;
  const reason = `${owner}runs ${taskWords(task)}, which can be deleted, and ${others}`;
  return { itemClass: plan === undefined ? 'mixed' : 'own', reason };
}

function unknownClass(plan: string | undefined, tasks: readonly InventoryTask[]): Classed {
  const words = unknownWords(tasks);
  const reason = `${words}; deleted only if you choose it by name`;
  if (plan === undefined) return { itemClass: 'unknown', reason };
  return { itemClass: 'unknown', reason: `${makerWords(plan)}; ${reason}`, heldBy: `it ${words}` };
}

/** `created by this wizard, plan web` */
export function makerWords(plan: string | undefined): string {
  return plan === undefined ? 'created by others' : `created by this wizard, plan ${plan}`;
}
