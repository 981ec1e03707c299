/** Teardown: a choice of what goes, as operations in dependency order, each guarded by what was read. */
import { operatingSystemLabels } from './baseline.js';
import type { CleanupChoice } from './cleanup-choice.js';
import type { CleanupItem } from './cleanup-items.js';
import type { InventoryTask, InventoryWindow, Members } from './inventory.js';
import type { Guard, Operation } from './operations.js';

/**
 * The operations of a clean-up: tasks, then targets, then the window; registrations, then the default, then the baseline.
 * Each is skipped if its subject is no longer as it was read.
 */
export function teardown(items: readonly CleanupItem[], choice: CleanupChoice): Operation[] {
  const chosen = items.filter(({ id }) => choice.has(id));
  return chosen
    .flatMap((item) => (choice.get(item.id) === 'disable' ? disable(item) : remove(item, choice)))
    .sort((a, b) => rank(a) - rank(b));
}

const order: readonly Operation['kind'][] = [
  'UpdateMaintenanceWindow',
  'DeregisterTaskFromMaintenanceWindow',
  'DeregisterTargetFromMaintenanceWindow',
  'DeleteMaintenanceWindow',
  'DeregisterPatchBaselineForPatchGroup',
  'RegisterDefaultPatchBaseline',
  'DeletePatchBaseline',
];

function rank({ kind }: Operation): number {
  return order.indexOf(kind);
}

function disable(item: CleanupItem): Operation[] {
  if (item.kind !== 'window') return [];
  const { id, name, window } = item;
  return [
    {
      id: `disable/${id}`,
      kind: 'UpdateMaintenanceWindow',
      name,
      summary: `Switch off the maintenance window ${name}`,
      input: { WindowId: id, Enabled: false },
      dependsOn: [],
      guard: windowGuard(window),
    },
  ];
}

function remove(item: CleanupItem, choice: CleanupChoice): Operation[] {
  switch (item.kind) {
    case 'window':
      return removeWindow(item.window);
    case 'task':
      return [removeTask(item.window, item.task)];
    case 'registration': {
      const { patchGroup, baselineId, baselineName, operatingSystem } = item.registration;
      return [
        {
          id: item.id,
          kind: 'DeregisterPatchBaselineForPatchGroup',
          name: patchGroup,
          summary: `Deregister the patch group ${patchGroup} from ${baselineName}`,
          input: { BaselineId: baselineId, PatchGroup: patchGroup },
          dependsOn: [],
          guard: {
            subject: { kind: 'registration', patchGroup, operatingSystem },
            expected: { BaselineId: baselineId },
          },
        },
      ];
    }
    case 'default': {
      const { id, operatingSystem } = item.baseline;
      return [
        {
          id: item.id,
          kind: 'RegisterDefaultPatchBaseline',
          name: operatingSystemLabels[operatingSystem],
          summary: item.name,
          input: { BaselineId: item.predefinedId },
          dependsOn: [],
          guard: { subject: { kind: 'default', operatingSystem }, expected: { BaselineId: id } },
        },
      ];
    }
    case 'baseline': {
      const { id, name, definition } = item.baseline;
      const before = [...item.requires, ...(item.blockedBy ? [item.blockedBy] : [])];
      return [
        {
          id,
          kind: 'DeletePatchBaseline',
          name,
          summary: `Delete the patch baseline ${name}`,
          input: { BaselineId: id },
          dependsOn: before.filter((required) => choice.has(required)),
          // By then the chosen registrations are gone; any that is left was not chosen, or is new.
          guard: { subject: { kind: 'baseline', baselineId: id }, expected: { ...definition, PatchGroups: [] } },
        },
      ];
    }
    case 'predefined':
      return [];
    default:
      return item satisfies never;
  }
}

function removeWindow(window: InventoryWindow): Operation[] {
  const { id, name } = window;
  const tasks = window.tasks.map((task) => removeTask(window, task));
  const targets = window.targets.map((target): Operation => {
    const label = target.name ?? target.id;
    return {
      id: `${id} ${target.id}`,
      kind: 'DeregisterTargetFromMaintenanceWindow',
      name,
      summary: `Deregister the target ${label} of ${name}`,
      input: { WindowId: id, WindowTargetId: target.id, Safe: true },
      dependsOn: tasks.map((task) => task.id),
      guard: {
        subject: { kind: 'target', windowId: id, targetId: target.id },
        expected: target.members ?? {},
      },
    };
  });
  return [
    ...tasks,
    ...targets,
    {
      id,
      kind: 'DeleteMaintenanceWindow',
      name,
      summary: `Delete the maintenance window ${name}`,
      input: { WindowId: id },
      dependsOn: [...tasks, ...targets].map((operation) => operation.id),
      // By then its own tasks and targets are gone; any that is left is new.
      guard: windowGuard(window, { TargetIds: [], TaskIds: [] }),
    },
  ];
}

function removeTask(window: InventoryWindow, task: InventoryTask): Operation {
  return {
    id: task.id,
    kind: 'DeregisterTaskFromMaintenanceWindow',
    name: window.name,
    summary: `Deregister the task ${task.name ?? task.taskArn} of ${window.name}`,
    input: { WindowId: window.id, WindowTaskId: task.id },
    dependsOn: [],
    guard: { subject: { kind: 'task', windowId: window.id, taskId: task.id }, expected: task.members ?? {} },
  };
}

function windowGuard(window: InventoryWindow, contents?: Members): Guard {
  const { id, members, targets, tasks } = window;
  const now = { TargetIds: targets.map((target) => target.id), TaskIds: tasks.map((task) => task.id) };
  return { subject: { kind: 'window', windowId: id }, expected: { ...members, ...(contents ?? now) } };
}
