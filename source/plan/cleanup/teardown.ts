/** Teardown: a choice of what goes, as operations in dependency order, each guarded by what was read. */
import {
  bareBaselineId,
  type InventoryTarget,
  type InventoryTask,
  type InventoryWindow,
  type Members,
  patchGroupsOf,
} from '../account/inventory.js';
import type { Guard, Operation } from '../account/operations.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import type { CleanupChoice } from './choice.js';
import type { CleanupItem, ItemOf } from './items.js';

/** What there is, and what of it goes. */
interface Going {
  readonly items: readonly CleanupItem[];
  readonly choice: CleanupChoice;
}

/**
 * The operations of a clean-up: tasks, then targets, then the window; registrations, then the default, then the baseline.
 * Each is skipped if its subject is no longer as it was read. A registration waits for the tasks that patch its group, so
 * that no window that stays in spite of the choice patches with another baseline than before.
 */
export function teardown(items: readonly CleanupItem[], choice: CleanupChoice): Operation[] {
  return items
    .filter(({ id }) => choice.has(id))
    .flatMap((item) => (choice.get(item.id) === 'disable' ? switchOff(item) : removal(item, { items, choice })))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const order: readonly Operation['kind'][] = [
  'UpdateMaintenanceWindow',
  'DeregisterTaskFromMaintenanceWindow',
  'DeregisterTargetFromMaintenanceWindow',
  'DeleteMaintenanceWindow',
  'DeregisterPatchBaselineForPatchGroup',
  'RegisterDefaultPatchBaseline',
  'DeletePatchBaseline',
  'UntagResources',
  'RemoveTagsFromResource',
  'DeleteParameter',
];

/** Of the operation that switches a window off. */
export function disableId(windowId: string): string {
  return `disable/${windowId}`;
}

function removal(item: CleanupItem, going: Going): Operation[] {
  switch (item.kind) {
    case 'window':
      return removeWindow(item.window);
    case 'task':
      return [item.isSecond ? removeSecondTask(item) : removeTask(item.window, item.task)];
    case 'target':
      return [removeTarget(item.window, item.target, item.requires)];
    case 'registration':
      return [removeRegistration(item, going)];
    case 'default':
      return [resetDefault(item)];
    case 'baseline':
      return [removeBaseline(item, going)];
    case 'record':
      return [removeRecord(item, going)];
    case 'tags':
      return [...item.operations];
    case 'predefined':
    case 'unread':
      return [];
    default:
      return item satisfies never;
  }
}

/** Nothing but a window can be switched off. */
function switchOff(item: CleanupItem): Operation[] {
  if (item.kind !== 'window') return [];
  const { id, name, window } = item;
  return [
    {
      id: disableId(id),
      kind: 'UpdateMaintenanceWindow',
      name,
      summary: `Switch off the maintenance window ${name}`,
      input: { WindowId: id, Enabled: false },
      dependsOn: [],
      guards: [{ ...windowGuard(window), wanted: { Enabled: false } }],
    },
  ];
}

function removeWindow(window: InventoryWindow): Operation[] {
  const { id, name } = window;
  const tasks = window.tasks.map((task) => removeTask(window, task));
  const before = tasks.map((task) => task.id);
  // The window was looked at before its tasks went; where it has none, this comes first.
  const guards = tasks.length === 0 ? [windowGuard(window)] : [];
  const targets = window.targets.map((target) => removeTarget(window, target, before, guards));
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
      guards: [windowGuard(window)],
    },
  ];
}

function removeTarget(
  { id, name }: InventoryWindow,
  target: InventoryTarget,
  dependsOn: readonly string[],
  guards: readonly Guard[] = [],
): Operation {
  return {
    id: `${id} ${target.id}`,
    kind: 'DeregisterTargetFromMaintenanceWindow',
    name,
    summary: `Deregister the target ${target.name ?? target.id} from ${name}`,
    input: { WindowId: id, WindowTargetId: target.id, Safe: true },
    dependsOn,
    guards: [
      ...guards,
      { subject: { kind: 'target', windowId: id, targetId: target.id }, expected: target.members ?? {} },
    ],
  };
}

/** Its window stays, and the same set-up may change that first. */
function removeSecondTask({ window, task }: ItemOf<'task'>): Operation {
  const subject = { kind: 'task', windowId: window.id, taskId: task.id } as const;
  return { ...removeTask(window, task), guards: [{ subject, expected: task.members ?? {} }] };
}

function removeTask(window: InventoryWindow, task: InventoryTask): Operation {
  return {
    id: task.id,
    kind: 'DeregisterTaskFromMaintenanceWindow',
    name: window.name,
    summary: `Deregister the task ${task.name ?? task.taskArn} from ${window.name}`,
    input: { WindowId: window.id, WindowTaskId: task.id },
    dependsOn: [],
    guards: [
      {
        ...windowGuard(window),
        subject: { kind: 'window', windowId: window.id, taskIds: window.tasks.map(({ id }) => id) },
      },
    ],
  };
}

/** Nothing about the window and what is in it is otherwise, and nobody has put anything into it. */
function windowGuard({ id, members, tags, targets, tasks }: InventoryWindow): Guard {
  return {
    subject: { kind: 'window', windowId: id },
    expected: { ...members, Tags: tags, Targets: membersById(targets), Tasks: membersById(tasks) },
    shrinking: ['Targets', 'Tasks'],
  };
}

function membersById(contents: readonly (InventoryTarget | InventoryTask)[]): Members {
  return Object.fromEntries(contents.map(({ id, members = {} }) => [id, members]));
}

function removeRegistration({ id, registration }: ItemOf<'registration'>, going: Going): Operation {
  const { patchGroup, baselineId, baselineName, operatingSystem } = registration;
  return {
    id,
    kind: 'DeregisterPatchBaselineForPatchGroup',
    name: patchGroup,
    summary: `Deregister the patch group ${patchGroup} from ${baselineName}`,
    input: { BaselineId: baselineId, PatchGroup: patchGroup },
    dependsOn: going.items.flatMap((other) => endOfPatching(other, patchGroup, going.choice)),
    guards: [
      ...baselineGuard(baselineId, going),
      { subject: { kind: 'registration', patchGroup, operatingSystem }, expected: { BaselineId: baselineId } },
    ],
  };
}

/** The operations that end the patching of a group by a window that was chosen. */
function endOfPatching(item: CleanupItem, patchGroup: string, choice: CleanupChoice): string[] {
  const isPatching = item.kind === 'window' || item.kind === 'task';
  if (!isPatching || !choice.has(item.id) || !patchGroupsOf(item.window).includes(patchGroup)) return [];
  if (item.kind === 'task') return [item.id];
  return choice.get(item.id) === 'disable' ? [disableId(item.id)] : item.window.tasks.map(({ id }) => id);
}

function resetDefault({ id, name, baseline, predefinedId }: ItemOf<'default'>): Operation {
  const { operatingSystem } = baseline;
  return {
    id,
    kind: 'RegisterDefaultPatchBaseline',
    name: operatingSystemLabels[operatingSystem],
    summary: name,
    input: { BaselineId: predefinedId },
    dependsOn: [],
    guards: [
      {
        subject: { kind: 'default', operatingSystem },
        expected: { BaselineId: baseline.id },
        wanted: { BaselineId: bareBaselineId(predefinedId) },
      },
    ],
  };
}

function removeBaseline({ id, name, requires, blockedBy }: ItemOf<'baseline'>, going: Going): Operation {
  const before = [...requires, ...(blockedBy ? [blockedBy] : [])];
  return {
    id,
    kind: 'DeletePatchBaseline',
    name,
    summary: `Delete the patch baseline ${name}`,
    input: { BaselineId: id },
    dependsOn: before.filter((required) => going.choice.has(required)),
    guards: baselineGuard(id, going),
  };
}

/**
 * Nothing about an own baseline is otherwise, nobody has registered a further group with it, and it has not become a
 * default, which DeletePatchBaseline refuses only when its groups are gone (ResourceInUseException). AWS's do not change.
 */
function baselineGuard(baselineId: string, { items, choice }: Going): Guard[] {
  const item = items.find((each) => each.kind === 'baseline' && each.id === baselineId);
  if (item?.kind !== 'baseline') return [];
  const { definition, tags, operatingSystem, isDefault } = item.baseline;
  const groups = items.flatMap((each) =>
    each.kind === 'registration' && each.registration.baselineId === baselineId ? [each.name] : [],
  );
  const isReset = item.blockedBy !== undefined && choice.has(item.blockedBy);
  const DefaultBaseline = isDefault ? [operatingSystem] : [];
  return [
    {
      subject: { kind: 'baseline', baselineId, operatingSystem },
      expected: { ...definition, Tags: tags, PatchGroups: groups, DefaultBaseline },
      shrinking: ['PatchGroups', ...(isReset ? ['DefaultBaseline'] : [])],
    },
  ];
}

/** Last of all of its plan: until then it says what the rest is for. */
function removeRecord({ record }: ItemOf<'record'>, { items, choice }: Going): Operation {
  const { plan, name, value, version } = record;
  const before = items.filter(
    ({ id, kind, plan: of }) => of === plan && kind !== 'record' && kind !== 'tags' && choice.has(id),
  );
  return {
    id: name,
    kind: 'DeleteParameter',
    name,
    summary: `Delete the record of plan ${plan}`,
    input: { Name: name },
    dependsOn: before.map(({ id }) => (choice.get(id) === 'disable' ? disableId(id) : id)),
    guards: [{ subject: { kind: 'record', name }, expected: { Value: value, Version: version } }],
  };
}
