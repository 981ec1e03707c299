/** Converge: desired resources against the inventory, giving the operations that are still needed, in graph order. */
import { comparableBaseline, differences } from './compare.js';
import type { DesiredBaseline, DesiredResources, DesiredWindow } from './desired.js';
import {
  type Inventory,
  type InventoryBaseline,
  type InventoryTarget,
  type InventoryTask,
  type InventoryWindow,
  isPatchingTask,
  planOf,
} from './inventory.js';
import { ownerInformation } from './names.js';
import type { Operation, ResourceId } from './operations.js';

/** What there is to do, and how much is as it should be already. */
export interface Convergence {
  /** Every operation comes after those that it depends on. */
  readonly operations: readonly Operation[];
  /** Resources (baselines, registrations, windows, targets, tasks) that are left as they are. */
  readonly kept: number;
}

/**
 * Which calls make the account what the plan desires. What exists is found by the plan's tag and by parentage, never by
 * name alone, so that a second run changes nothing and resources of others are never touched.
 */
export function converge(desired: DesiredResources, inventory: Inventory): Convergence {
  const operations: Operation[] = [];
  let kept = 0;
  /** Adds the operation if one is needed, else counts a kept resource; returns the ids to wait for. */
  const settle = (operation: Operation | undefined): string[] => {
    if (operation === undefined) {
      kept += 1;
      return [];
    }
    operations.push(operation);
    return [operation.id];
  };

  const registered = new Map<string, string[]>();
  for (const baseline of desired.baselines) {
    const existing = findBaseline(desired, inventory, baseline);
    const made = settle(baselineOperation(desired, baseline, existing));
    const baselineId = existing?.id ?? { resultOf: baselineOperationId(baseline) };
    for (const patchGroup of baseline.patchGroups) {
      const isRegistered = inventory.patchGroups.some(
        (row) => row.patchGroup === patchGroup && row.baselineId === existing?.id,
      );
      const waitFor = settle(isRegistered ? undefined : registration(baseline, baselineId, patchGroup, made));
      registered.set(patchGroup, [...(registered.get(patchGroup) ?? []), ...waitFor]);
    }
  }

  for (const window of desired.windows) {
    const existing = inventory.windows.find(
      (candidate) => planOf(candidate) === desired.plan && candidate.name === window.definition.Name,
    );
    const target = existing?.targets.find((candidate) => candidate.ownerInformation === ownerInformation(desired.plan));
    const task = existing?.tasks.find(isPatchingTask);
    const ids: WindowIds = {
      window: existing?.id ?? { resultOf: `window/${window.definition.Name}` },
      target: target?.id ?? { resultOf: `target/${window.definition.Name}` },
    };
    const windowMade = settle(windowOperation(desired, window, existing));
    const targetMade = settle(targetOperation(window, ids, target, windowMade));
    const waitFor = [...windowMade, ...targetMade, ...(registered.get(window.patchGroup) ?? [])];
    settle(taskOperation(window, ids, task, waitFor));
  }
  return { operations, kept };
}

function findBaseline(
  { plan }: DesiredResources,
  inventory: Inventory,
  { definition }: DesiredBaseline,
): InventoryBaseline | undefined {
  return inventory.baselines.find(
    (candidate) =>
      planOf(candidate) === plan &&
      candidate.name === definition.Name &&
      candidate.operatingSystem === definition.OperatingSystem,
  );
}

function baselineOperationId({ definition }: DesiredBaseline): string {
  return `baseline/${definition.OperatingSystem}/${definition.Name}`;
}

function baselineOperation(
  { tags }: DesiredResources,
  baseline: DesiredBaseline,
  existing: InventoryBaseline | undefined,
): Operation | undefined {
  const { definition } = baseline;
  const id = baselineOperationId(baseline);
  const name = definition.Name;
  if (existing === undefined) {
    const summary = `Create the patch baseline ${name} for ${definition.OperatingSystem}`;
    return { id, kind: 'CreatePatchBaseline', name, summary, input: { ...definition, Tags: tags }, dependsOn: [] };
  }
  const current = existing.definition ?? { Name: existing.name, OperatingSystem: existing.operatingSystem };
  const changes = differences(comparableBaseline(current), comparableBaseline(definition));
  if (changes.length === 0) return undefined;
  const { OperatingSystem: _fixed, ...members } = definition;
  const input = { ...members, BaselineId: existing.id, Replace: true } as const;
  const summary = `Update the patch baseline ${name}: ${fields(changes)}`;
  return { id, kind: 'UpdatePatchBaseline', name, summary, input, dependsOn: [], changes };
}

function registration(
  baseline: DesiredBaseline,
  BaselineId: ResourceId,
  PatchGroup: string,
  dependsOn: readonly string[],
): Operation {
  return {
    id: `group/${baseline.definition.OperatingSystem}/${PatchGroup}`,
    kind: 'RegisterPatchBaselineForPatchGroup',
    name: PatchGroup,
    summary: `Register the patch group ${PatchGroup} with ${baseline.definition.Name}`,
    input: { BaselineId, PatchGroup },
    dependsOn,
  };
}

function windowOperation(
  { tags }: DesiredResources,
  { definition }: DesiredWindow,
  existing: InventoryWindow | undefined,
): Operation | undefined {
  const name = definition.Name;
  const id = `window/${name}`;
  if (existing === undefined) {
    const summary = `Create the maintenance window ${name}, ${definition.Schedule}`;
    return { id, kind: 'CreateMaintenanceWindow', name, summary, input: { ...definition, Tags: tags }, dependsOn: [] };
  }
  const current = {
    Name: existing.name,
    Description: existing.description,
    Schedule: existing.schedule,
    ScheduleTimezone: existing.timeZone,
    ScheduleOffset: existing.scheduleOffset,
    Duration: existing.durationHours,
    Cutoff: existing.cutoffHours,
    AllowUnassociatedTargets: existing.allowUnassociatedTargets,
    Enabled: existing.enabled,
  };
  const changes = differences(current, { ...definition, Enabled: true });
  if (changes.length === 0) return undefined;
  const input = { ...definition, WindowId: existing.id, Enabled: true, Replace: true } as const;
  const summary = `Update the maintenance window ${name}: ${fields(changes)}`;
  return { id, kind: 'UpdateMaintenanceWindow', name, summary, input, dependsOn: [], changes };
}

interface WindowIds {
  readonly window: ResourceId;
  readonly target: ResourceId;
}

function targetOperation(
  { definition, target }: DesiredWindow,
  ids: WindowIds,
  existing: InventoryTarget | undefined,
  dependsOn: readonly string[],
): Operation | undefined {
  const name = definition.Name;
  const id = `target/${name}`;
  if (existing === undefined) {
    const input = { ...target, WindowId: ids.window };
    const summary = `Register the target of ${name}: ${target.Description}`;
    return { id, kind: 'RegisterTargetWithMaintenanceWindow', name, summary, input, dependsOn };
  }
  const { ResourceType: _fixed, ...members } = target;
  const current = {
    Name: existing.name,
    Description: existing.description,
    OwnerInformation: existing.ownerInformation,
    Targets: existing.targets,
  };
  const changes = differences(current, members);
  if (changes.length === 0) return undefined;
  const input = { ...members, WindowId: ids.window, WindowTargetId: existing.id, Replace: true } as const;
  const summary = `Update the target of ${name}: ${fields(changes)}`;
  return { id, kind: 'UpdateMaintenanceWindowTarget', name, summary, input, dependsOn, changes };
}

function taskOperation(
  { definition, task }: DesiredWindow,
  ids: WindowIds,
  existing: InventoryTask | undefined,
  dependsOn: readonly string[],
): Operation | undefined {
  const name = definition.Name;
  const id = `task/${name}`;
  const Targets = [{ Key: 'WindowTargetIds' as const, Values: [ids.target] }];
  if (existing === undefined) {
    const input = { ...task, WindowId: ids.window, Targets };
    const summary = `Register the task of ${name}: ${task.TaskArn}, ${task.Name}`;
    return { id, kind: 'RegisterTaskWithMaintenanceWindow', name, summary, input, dependsOn };
  }
  const { TaskType: _fixed, ...members } = task;
  const changes = differences(currentTask(existing), { ...members, Targets });
  if (changes.length === 0) return undefined;
  const input = { ...members, WindowId: ids.window, WindowTaskId: existing.id, Targets, Replace: true } as const;
  const summary = `Update the task of ${name}: ${fields(changes)}`;
  return { id, kind: 'UpdateMaintenanceWindowTask', name, summary, input, dependsOn, changes };
}

/** Without a role of its own, AWS may report its service-linked role (API member ServiceRoleArn): that is "none". */
const serviceLinkedRole = /:role\/aws-service-role\/ssm\.amazonaws\.com\//;

function currentTask(existing: InventoryTask): object {
  return {
    TaskArn: existing.taskArn,
    Name: existing.name,
    Description: existing.description,
    Priority: existing.priority,
    MaxConcurrency: existing.maxConcurrency,
    MaxErrors: existing.maxErrors,
    CutoffBehavior: existing.cutoffBehavior,
    ServiceRoleArn: serviceLinkedRole.test(existing.serviceRoleArn ?? '') ? undefined : existing.serviceRoleArn,
    TaskInvocationParameters: {
      RunCommand: { Comment: existing.runCommand?.Comment, Parameters: existing.runCommand?.Parameters },
    },
    Targets: existing.targets,
  };
}

function fields(changes: readonly { readonly field: string }[]): string {
  return changes.map(({ field }) => field).join(', ');
}
