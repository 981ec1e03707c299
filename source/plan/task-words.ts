/** What a task runs, in words, whether it patches or not. */
import { type InventoryTask, isPatchingTask, isScanTask } from './inventory.js';

const typeWords: Readonly<Record<string, string>> = {
  RUN_COMMAND: 'a Run Command task',
  AUTOMATION: 'an Automation task',
  LAMBDA: 'a Lambda task',
  STEP_FUNCTIONS: 'a Step Functions task',
};

/** `a Lambda task (fn)`, `AWS-RunPatchBaseline (scan only)` */
export function taskWords(task: InventoryTask): string {
  if (isPatchingTask(task)) return `${task.taskArn}${isScanTask(task) ? ' (scan only)' : ''}`;
  return `${typeWords[task.type] ?? `a task of type ${task.type}`} (${task.name ?? task.taskArn})`;
}

/** What else than patching a window does: `a Lambda task (fn), a Run Command task (AWS-GatherSoftwareInventory)`. */
export function otherTasksWords(tasks: readonly InventoryTask[]): string {
  return tasks
    .filter((task) => !isPatchingTask(task))
    .map(taskWords)
    .join(', ');
}
