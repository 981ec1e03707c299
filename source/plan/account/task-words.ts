/** What a task runs, in words, whether it patches or not. */
import { documentName, isPatchingTask, isScanTask, mayPatch, operationOf } from './documents.js';
import type { InventoryTask } from './inventory.js';

/** What a service's tasks are called, each with its article (API member TaskType). */
const typeWords: Readonly<Record<string, readonly [article: string, noun: string]>> = {
  RUN_COMMAND: ['a', 'Run Command task'],
  AUTOMATION: ['an', 'Automation task'],
  LAMBDA: ['a', 'Lambda task'],
  STEP_FUNCTIONS: ['a', 'Step Functions task'],
};

function typeOf({ type }: InventoryTask): readonly [article: string, noun: string] {
  return typeWords[type] ?? ['a', `task of type ${type}`];
}

/** `a Lambda task (fn)`, `AWS-RunPatchBaseline (scan only)` */
export function taskWords(task: InventoryTask): string {
  if (isPatchingTask(task)) return `${task.taskArn}${isScanTask(task) ? ' (scan only)' : ''}`;
  return `${typeOf(task).join(' ')} (${task.name ?? task.taskArn})`;
}

/** `AWS-RunPatchBaseline · Install · priority 1`, `a Lambda task (fn) · priority 2` */
export function taskFacts(task: InventoryTask): string {
  const what = isPatchingTask(task) ? [documentName(task), operationOf(task)] : [taskWords(task)];
  const priority = task.priority ?? task.members?.Priority;
  return [...what, priority === undefined ? undefined : `priority ${priority}`].filter(Boolean).join(' · ');
}

/** The tasks of a window that can go without it: those that patch, or else those that may. */
export function goingTasks(tasks: readonly InventoryTask[]): InventoryTask[] {
  const patching = tasks.filter(isPatchingTask);
  return patching.length > 0 ? patching : tasks.filter(mayPatch);
}

function keptTasks(tasks: readonly InventoryTask[]): InventoryTask[] {
  const going = goingTasks(tasks);
  return tasks.filter((task) => !going.includes(task));
}

/** `runs Shared-PatchLinux, which is not one of AWS's patching documents`: what may be about anything. */
export function unknownWords(tasks: readonly InventoryTask[]): string {
  const names = [...new Set(tasks.map(documentName))];
  return `runs ${names.join(' and ')}, ${names.length === 1 ? 'which is not' : 'none of which is'} one of AWS's patching documents`;
}

/** `Lambda task kept`, `3 other tasks kept`: what a window does beside what can go, in short. */
export function keptWords(tasks: readonly InventoryTask[]): string {
  const [first, ...rest] = keptTasks(tasks);
  if (first === undefined) return '';
  return rest.length === 0 ? `${typeOf(first)[1]} kept` : `${rest.length + 1} other tasks kept`;
}

/** What a window does beside what can go: `a Lambda task (fn), a Run Command task (AWS-GatherSoftwareInventory)`. */
export function otherTasksWords(tasks: readonly InventoryTask[]): string {
  return keptTasks(tasks).map(taskWords).join(', ');
}
