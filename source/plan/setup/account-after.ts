/** An account as it will be: what a plan makes of it, as far as it says which nodes are patched, and when. */
import { planOccurrences } from '../../schedule/occurrences.js';
import type { InventoryWindow } from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import type { PlanRecord } from '../account/records.js';
import { scheduledWindow } from '../intent/waves.js';
import type { DesiredWindow } from './desired.js';
import type { SetupPlan } from './setup-plan.js';

/** The account with the plan's record and windows as they will be. */
export function accountAfter({ document, desired, account, now }: SetupPlan): OwnedInventory {
  const { plan } = document;
  const record: PlanRecord = { plan, name: plan, value: '', version: 0, content: { kind: 'document', document } };
  const replaced = new Set(desired.windows.map(({ existing }) => existing));
  const windows = desired.windows.map((window): InventoryWindow => {
    const [next] = planOccurrences([scheduledWindow(document, window.wave)], { from: now, count: 1 });
    return { ...windowAfter(window, plan), nextExecutionTime: next?.start.toISOString() };
  });
  return {
    ...account,
    records: [...account.records.filter((each) => each.plan !== plan), record],
    windows: [...account.windows.filter((window) => !replaced.has(window)), ...windows],
  };
}

function windowAfter({ wave, definition, target, task, existing }: DesiredWindow, plan: string): InventoryWindow {
  return {
    id: existing?.id ?? definition.Name,
    name: definition.Name,
    owner: { plan, wave: wave.name, by: 'tag' },
    enabled: existing?.enabled ?? true,
    schedule: definition.Schedule,
    timeZone: definition.ScheduleTimezone,
    durationHours: definition.Duration,
    cutoffHours: definition.Cutoff,
    tags: {},
    targets: [{ id: wave.name, targets: target.Targets }],
    tasks: [
      {
        id: wave.name,
        taskArn: task.TaskArn,
        type: task.TaskType,
        targets: [],
        runCommand: task.TaskInvocationParameters.RunCommand,
      },
    ],
  };
}
