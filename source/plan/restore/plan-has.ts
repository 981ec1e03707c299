/** What a plan has again: whatever a set-up has made since for the same wave or system takes the place of what was backed up. */
import { baselineDifferences, differences } from '../account/compare.js';
import type { InventoryBaseline, InventoryWindow, Members } from '../account/inventory.js';
import type { FieldChange } from '../account/operations.js';
import type { BackedUpBaseline, BackedUpPart, BackedUpWindow } from '../cleanup/backup.js';
import { ownerOf, planTag, waveTag } from '../intent/names.js';
import { isMarkedTarget, isMarkedTask } from '../setup/own-parts.js';

/** The window that the plan of a backed up one has for the same wave, which none of the backup stands for. */
export function windowOfSameWave(
  { tags }: BackedUpWindow,
  windows: readonly InventoryWindow[],
  taken: ReadonlySet<string>,
): InventoryWindow | undefined {
  if (tags[planTag] === undefined || tags[waveTag] === undefined) return undefined;
  return windows.find(
    ({ id, tags: now }) => !taken.has(id) && now[planTag] === tags[planTag] && now[waveTag] === tags[waveTag],
  );
}

/** The baseline of the same name that the plan of a backed up one has for its system. */
export function baselineOfSamePlan(
  { members, tags }: BackedUpBaseline,
  baselines: readonly InventoryBaseline[],
  taken: ReadonlySet<string>,
): InventoryBaseline | undefined {
  const { OperatingSystem = 'WINDOWS' } = members;
  return baselines.find(
    ({ id, name, operatingSystem, tags: now }) =>
      !taken.has(id) &&
      tags[planTag] !== undefined &&
      now[planTag] === tags[planTag] &&
      name === members.Name &&
      operatingSystem === OperatingSystem,
  );
}

/** Whether a window has a target of the plan that a backed up one was of; those that had stayed say nothing. */
export function hasTargetOfPlan(
  { members }: BackedUpPart,
  { targets }: InventoryWindow,
  stayed: ReadonlySet<string>,
): boolean {
  const plan = ownerOf(String(members.OwnerInformation ?? ''))?.plan;
  return plan !== undefined && targets.some((target) => !stayed.has(target.id) && isMarkedTarget(plan, target));
}

/** The same of a task. */
export function hasTaskOfPlan(
  { members }: BackedUpPart,
  { tags, tasks }: InventoryWindow,
  stayed: ReadonlySet<string>,
): boolean {
  const plan = tags[planTag];
  if (plan === undefined || !isMarkedTask(plan, asTask(members))) return false;
  return tasks.some((task) => !stayed.has(task.id) && isMarkedTask(plan, task));
}

/** As far as its marks are looked at. */
function asTask({ Description, TaskInvocationParameters }: Members): Parameters<typeof isMarkedTask>[1] {
  const { RunCommand: runCommand } = (TaskInvocationParameters ?? {}) as {
    readonly RunCommand?: { readonly Comment?: string };
  };
  return { description: Description as string | undefined, runCommand };
}

/** That a thing is there already, and what of it is otherwise. */
export function thingAgainWords(what: string, before: string, now: string, changes: string): string {
  return `A later set-up created ${what} again (${now}, was ${before}), and it stays as it is: ${changes}.`;
}

/** That a part stays away, for nodes would be patched twice. */
export function partAgainWords(window: string, part: 'target' | 'task', id: string): string {
  return `Window ${window} has the plan's ${part} again, so the one in the backup (${id}) is not restored.`;
}

/** `Duration is 2 (was 3)`: what is otherwise than it was backed up. */
export function windowChanges({ members }: BackedUpWindow, window: InventoryWindow): string {
  return changeWords(differences(members, window.members ?? {}));
}

/** The same of a baseline. */
export function baselineChanges({ members }: BackedUpBaseline, { definition }: InventoryBaseline): string {
  return changeWords(definition ? baselineDifferences(members, definition) : []);
}

/** Rules are longer than a line: their names have to do. */
const longestValue = 60;

function changeWords(changes: readonly FieldChange[]): string {
  const words = changes.map(({ field, from, to }) =>
    Math.max(from.length, to.length) > longestValue ? `${field} differs` : `${field} is ${to} (was ${from})`,
  );
  return words.length === 0 ? 'the same as in the backup' : words.join('; ');
}
