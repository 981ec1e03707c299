/** An account in memory after the operations of a clean-up or a restore, refusing what AWS refuses. */

import type { Tag } from '../../source/plan/account/definitions.js';
import type {
  Inventory,
  InventoryTarget,
  InventoryTask,
  InventoryWindow,
  Members,
} from '../../source/plan/account/inventory.js';
import { type Operation, resolveInput } from '../../source/plan/account/operations.js';
import type { BaselineDefinition } from '../../source/plan/baseline/baseline.js';

let made = 0;

/**
 * The account after the operations, each after those that it depends on.
 * @param isDone whether an operation is carried out; what depends on one that is not is left out too
 */
export function afterOperations(
  account: Inventory,
  operations: readonly Operation[],
  isDone: (operation: Operation) => boolean = () => true,
): Inventory {
  const planned = new Set(operations.map(({ id }) => id));
  const results = new Map<string, string>();
  let after = account;
  for (const operation of operations) {
    const later = operation.dependsOn.filter((id) => planned.has(id) && !results.has(id));
    if (later.length > 0) {
      if (operations.indexOf(operation) < operations.findIndex(({ id }) => id === later[0]))
        throw new Error(`${operation.id} comes before ${later}`);
      continue;
    }
    if (!isDone(operation)) continue;
    made += 1;
    const id = `new-${made}`;
    after = changed(after, operation, results, id);
    results.set(operation.id, id);
  }
  return after;
}

function changed(
  account: Inventory,
  operation: Operation,
  results: ReadonlyMap<string, string>,
  id: string,
): Inventory {
  const { windows, baselines, patchGroups } = account;
  const inWindow = (windowId: string, change: (window: InventoryWindow) => InventoryWindow): Inventory => {
    if (!windows.some((window) => window.id === windowId)) throw new Error(`${operation.id}: no window ${windowId}`);
    return { ...account, windows: windows.map((window) => (window.id === windowId ? change(window) : window)) };
  };
  switch (operation.kind) {
    case 'DeregisterTaskFromMaintenanceWindow': {
      const { WindowId, WindowTaskId } = operation.input;
      return inWindow(WindowId, (window) => ({ ...window, tasks: without(window.tasks, WindowTaskId) }));
    }
    case 'DeregisterTargetFromMaintenanceWindow': {
      const { WindowId, WindowTargetId } = operation.input;
      return inWindow(WindowId, (window) => {
        const isUsed = window.tasks.some((task) => JSON.stringify(task.members?.Targets).includes(WindowTargetId));
        if (isUsed) throw new Error(`TargetInUseException: ${WindowTargetId}`);
        return { ...window, targets: without(window.targets, WindowTargetId) };
      });
    }
    case 'DeleteMaintenanceWindow': {
      const window = windows.find((each) => each.id === operation.input.WindowId);
      if (window && window.tasks.length + window.targets.length > 0) throw new Error(`${window.id} is not empty`);
      return { ...account, windows: without(windows, operation.input.WindowId) };
    }
    case 'DeregisterPatchBaselineForPatchGroup': {
      const { BaselineId, PatchGroup } = operation.input;
      const rest = patchGroups.filter((row) => row.baselineId !== BaselineId || row.patchGroup !== PatchGroup);
      if (rest.length !== patchGroups.length - 1) throw new Error(`InvalidResourceId: ${PatchGroup}`);
      return { ...account, patchGroups: rest };
    }
    case 'DeletePatchBaseline': {
      const { BaselineId } = operation.input;
      const isUsed = patchGroups.some((row) => row.baselineId === BaselineId);
      const isDefault = baselines.some((baseline) => baseline.id === BaselineId && baseline.isDefault);
      if (isUsed || isDefault) throw new Error(`ResourceInUseException: ${BaselineId}`);
      return { ...account, baselines: without(baselines, BaselineId) };
    }
    case 'RegisterDefaultPatchBaseline':
      return withDefault(account, resolveInput(operation.input, results).BaselineId);
    case 'CreatePatchBaseline': {
      const { Tags, ...definition } = resolveInput(operation.input, results);
      const { Name: name, OperatingSystem: operatingSystem } = definition;
      const baseline = { id, name, operatingSystem, isDefault: false, tags: record(Tags) };
      return { ...account, baselines: [...baselines, { ...baseline, definition: definition as BaselineDefinition }] };
    }
    case 'RegisterPatchBaselineForPatchGroup': {
      const { BaselineId, PatchGroup } = resolveInput(operation.input, results);
      const baseline = [...baselines, ...(account.predefined ?? [])].find((each) => each.id === BaselineId);
      if (baseline === undefined) throw new Error(`DoesNotExistException: ${BaselineId}`);
      const { operatingSystem, name } = baseline;
      if (patchGroups.some((row) => row.patchGroup === PatchGroup && row.operatingSystem === operatingSystem))
        throw new Error(`AlreadyExistsException: ${PatchGroup}`);
      const row = { patchGroup: PatchGroup, baselineId: BaselineId, baselineName: name, operatingSystem };
      return { ...account, patchGroups: [...patchGroups, row] };
    }
    case 'CreateMaintenanceWindow': {
      const { Tags, ...members } = resolveInput(operation.input, results);
      const { Name: name, Schedule: schedule, Duration: durationHours, Cutoff: cutoffHours } = members;
      const window = { id, name, schedule, durationHours, cutoffHours, tags: record(Tags), targets: [], tasks: [] };
      return {
        ...account,
        windows: [...windows, { ...window, enabled: true, members: { ...members, Enabled: true } }],
      };
    }
    case 'UpdateMaintenanceWindow': {
      const { WindowId, Enabled } = resolveInput(operation.input, results);
      return inWindow(WindowId, (window) => ({
        ...window,
        enabled: Enabled,
        members: { ...window.members, Enabled },
      }));
    }
    case 'RegisterTargetWithMaintenanceWindow': {
      const { WindowId, ...members } = resolveInput(operation.input, results);
      const target: InventoryTarget = { id, targets: members.Targets, members };
      return inWindow(WindowId, (window) => ({ ...window, targets: [...window.targets, target] }));
    }
    case 'RegisterTaskWithMaintenanceWindow': {
      const { WindowId, ...members } = resolveInput(operation.input, results);
      return inWindow(WindowId, (window) => {
        const lost = members.Targets.flatMap(({ Values }) => Values).find(
          (target) => !window.targets.some((each) => each.id === target),
        );
        if (lost !== undefined) throw new Error(`DoesNotExistException: ${lost}`);
        return { ...window, tasks: [...window.tasks, shownTask(id, members)] };
      });
    }
    default:
      throw new Error(`${operation.kind} is no part of a clean-up or a restore`);
  }
}

/** What AWS fills in for a task (samples of GetMaintenanceWindowTask). */
function shownTask(id: string, members: Members): InventoryTask {
  return {
    id,
    taskArn: String(members.TaskArn),
    type: String(members.TaskType),
    targets: [],
    members: { TaskParameters: {}, ...members, MaxConcurrency: '1', MaxErrors: '1' },
  };
}

/** AWS's own is the default where no own one is. */
function withDefault(account: Inventory, id: string): Inventory {
  const all = [...account.baselines, ...(account.predefined ?? [])];
  const chosen = all.find((baseline) => baseline.id === id);
  if (chosen === undefined) throw new Error(`DoesNotExistException: ${id}`);
  const marked = <Baseline extends (typeof all)[number]>(baseline: Baseline): Baseline =>
    baseline.operatingSystem === chosen.operatingSystem ? { ...baseline, isDefault: baseline.id === id } : baseline;
  return {
    ...account,
    baselines: account.baselines.map(marked),
    predefined: (account.predefined ?? []).map(marked),
  };
}

function without<Resource extends { readonly id: string }>(all: readonly Resource[], id: string): Resource[] {
  return all.filter((each) => each.id !== id);
}

function record(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

/** The account with what stands under an id in the id's place, so that two can be compared that only differ in ids. */
export function withoutIds({ windows, baselines, patchGroups }: Inventory): unknown {
  const ordered = (texts: readonly unknown[]) => texts.map((each) => JSON.stringify(each, sortedMembers)).sort();
  const baselineText = new Map(
    baselines.map(({ id, tags, definition }) => [id, JSON.stringify([tags, definition], sortedMembers)]),
  );
  const standsFor = (id: string): string => baselineText.get(id) ?? id;
  return {
    windows: ordered(
      windows.map(({ members, tags, targets, tasks }) => {
        const texts = new Map(targets.map((target) => [target.id, JSON.stringify(target.members, sortedMembers)]));
        const replaced = (_key: string, value: unknown) => (typeof value === 'string' && texts.get(value)) || value;
        const named = tasks.map((task) => JSON.parse(JSON.stringify(task.members, replaced)) as unknown);
        return { members, tags, targets: [...texts.values()].sort(), tasks: ordered(named) };
      }),
    ),
    baselines: [...baselineText.values()].sort(),
    groups: patchGroups.map((row) => `${row.patchGroup} ${row.operatingSystem} ${standsFor(row.baselineId)}`).sort(),
    defaults: baselines
      .filter(({ isDefault }) => isDefault)
      .map(({ id }) => standsFor(id))
      .sort(),
  };
}

function sortedMembers(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
