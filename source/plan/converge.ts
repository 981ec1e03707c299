/** Converge: desired resources against what the account has for them, giving the operations that are still needed. */
import { baselineDifferences, differences, fieldChange } from './compare.js';
import type { DesiredBaseline } from './copies.js';
import type { DesiredResources, DesiredWindow, Tag } from './desired.js';
import {
  type InventoryBaseline,
  type InventoryTarget,
  type InventoryTask,
  type InventoryWindow,
  isPatchingTask,
  ownRole,
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

/** Which calls make the account what the plan desires; a second run finds nothing left to do. */
export function converge({ plan, baselines, windows, tags }: DesiredResources): Convergence {
  const operations: Operation[] = [];
  let kept = 0;
  /** Adds the operations that a resource needs, or counts it as kept; returns the ids to wait for. */
  const settle = (...needed: (Operation | undefined)[]): string[] => {
    const found = needed.filter((operation) => operation !== undefined);
    if (found.length === 0) kept += 1;
    operations.push(...found);
    return found.map(({ id }) => id);
  };

  const registrations = new Map<string, string[]>();
  for (const baseline of baselines) {
    const { definition, existing, registered } = baseline;
    const name = definition.Name;
    const made = settle(
      baselineOperation(baseline, tags),
      existing && tagOperation(baselineId(baseline), 'PatchBaseline', name, existing, tags),
    );
    for (const patchGroup of baseline.patchGroups) {
      const freed = baseline.takenBack.has(patchGroup) ? settle(freeing(baseline, patchGroup, made)) : [];
      const wait = [...made, ...freed];
      const waitFor = settle(registered.has(patchGroup) ? undefined : registration(baseline, patchGroup, wait));
      registrations.set(patchGroup, [...(registrations.get(patchGroup) ?? []), ...waitFor]);
    }
  }

  for (const window of windows) {
    const { definition, existing, patchGroup } = window;
    const name = definition.Name;
    const target =
      existing?.targets.find((candidate) => candidate.ownerInformation === ownerInformation(plan)) ??
      (existing?.adoptedBy ? existing.targets[0] : undefined);
    const task = existing?.tasks.find(isPatchingTask);
    const ids: WindowIds = {
      window: existing?.id ?? { resultOf: `window/${name}` },
      target: target?.id ?? { resultOf: `target/${name}` },
    };
    const windowMade = settle(
      windowOperation(window, tags),
      existing && tagOperation(`window/${name}`, 'MaintenanceWindow', name, existing, tags),
    );
    const targetMade = settle(targetOperation(window, ids, target, windowMade));
    const waitFor = [...windowMade, ...targetMade, ...(registrations.get(patchGroup) ?? [])];
    settle(taskOperation(window, ids, task, waitFor));
  }
  return { operations, kept };
}

/** Tags that are missing or have another value. Further ones stay: people and other tools tag too. */
function tagOperation(
  resource: string,
  ResourceType: 'MaintenanceWindow' | 'PatchBaseline',
  name: string,
  existing: InventoryWindow | InventoryBaseline,
  desired: readonly Tag[],
): Operation | undefined {
  const Tags = desired.filter(({ Key, Value }) => existing.tags[Key] !== Value);
  if (Tags.length === 0) return undefined;
  const changes = Tags.map(({ Key, Value }) => fieldChange(Key, existing.tags[Key], Value));
  const summary = `Tag ${name}: ${fields(changes)}`;
  const input = { ResourceType, ResourceId: existing.id, Tags };
  return { id: `tags/${resource}`, kind: 'AddTagsToResource', name, summary, input, dependsOn: [], changes };
}

function baselineId({ definition }: DesiredBaseline): string {
  return `baseline/${definition.OperatingSystem}/${definition.Name}`;
}

function baselineOperation(baseline: DesiredBaseline, tags: readonly Tag[]): Operation | undefined {
  const { definition, existing } = baseline;
  const id = baselineId(baseline);
  const name = definition.Name;
  if (existing === undefined) {
    const summary = `Create the patch baseline ${name} for ${definition.OperatingSystem}`;
    return { id, kind: 'CreatePatchBaseline', name, summary, input: { ...definition, Tags: tags }, dependsOn: [] };
  }
  const current = existing.definition ?? { Name: existing.name, OperatingSystem: existing.operatingSystem };
  const changes = baselineDifferences(current, definition);
  if (changes.length === 0) return undefined;
  const { OperatingSystem: _fixed, ...members } = definition;
  const input = { ...members, BaselineId: existing.id, Replace: true } as const;
  const summary = `Update the patch baseline ${name}: ${fields(changes)}`;
  return { id, kind: 'UpdatePatchBaseline', name, summary, input, dependsOn: [], changes };
}

/** Takes a group of the plan back from the baseline with which somebody has registered it since. */
function freeing(
  { definition, takenBack }: DesiredBaseline,
  patchGroup: string,
  dependsOn: readonly string[],
): Operation {
  const baseline = takenBack.get(patchGroup) ?? '';
  return {
    id: `group-back/${definition.OperatingSystem}/${patchGroup}`,
    kind: 'DeregisterPatchBaselineForPatchGroup',
    name: patchGroup,
    summary: `Deregister the patch group ${patchGroup} from ${baseline}, where somebody has put it`,
    input: { BaselineId: baseline, PatchGroup: patchGroup },
    dependsOn,
  };
}

function registration(baseline: DesiredBaseline, PatchGroup: string, dependsOn: readonly string[]): Operation {
  const { definition, existing } = baseline;
  return {
    id: `group/${definition.OperatingSystem}/${PatchGroup}`,
    kind: 'RegisterPatchBaselineForPatchGroup',
    name: PatchGroup,
    summary: `Register the patch group ${PatchGroup} with ${definition.Name}`,
    input: { BaselineId: existing?.id ?? { resultOf: baselineId(baseline) }, PatchGroup },
    dependsOn,
  };
}

function windowOperation({ definition, existing }: DesiredWindow, tags: readonly Tag[]): Operation | undefined {
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

function currentTask(existing: InventoryTask): object {
  return {
    TaskArn: existing.taskArn,
    Name: existing.name,
    Description: existing.description,
    Priority: existing.priority,
    MaxConcurrency: existing.maxConcurrency,
    MaxErrors: existing.maxErrors,
    CutoffBehavior: existing.cutoffBehavior,
    ServiceRoleArn: ownRole(existing.serviceRoleArn),
    TaskInvocationParameters: {
      RunCommand: { Comment: existing.runCommand?.Comment, Parameters: existing.runCommand?.Parameters },
    },
    Targets: existing.targets,
  };
}

function fields(changes: readonly { readonly field: string }[]): string {
  return changes.map(({ field }) => field).join(', ');
}
