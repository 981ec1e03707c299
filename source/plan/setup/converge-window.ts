/** Converge, window by window: which calls make a window, its target and its task what the plan desires. */
import { differences, fieldNames } from '../account/compare.js';
import type { Tag } from '../account/definitions.js';
import {
  type InventoryTarget,
  type InventoryTask,
  type InventoryWindow,
  isPatchGroupKey,
  isPatchingTask,
  ownRole,
} from '../account/inventory.js';
import type { Operation, ResourceId } from '../account/operations.js';
import { madeBy, ownerInformation, taskName } from '../spec/names.js';
import type { DesiredWindow } from './desired.js';

/** The target in a window of the plan that says so; else, should somebody have edited that, the one of its name or group. */
export function ownTarget(
  plan: string,
  { definition, patchGroup }: DesiredWindow,
  { targets }: InventoryWindow,
): InventoryTarget | undefined {
  return (
    targets.find((target) => target.ownerInformation === ownerInformation(plan)) ??
    targets.find(({ name }) => name === definition.Name) ??
    targets.find(({ targets: [selector, ...more] }) => {
      const isGroup = selector !== undefined && isPatchGroupKey(selector.Key) && more.length === 0;
      return isGroup && selector.Values.length === 1 && selector.Values[0] === patchGroup;
    })
  );
}

/** The task in a window of the plan that says so, whatever somebody has made of it; else one that patches or is called so. */
export function ownTask(plan: string, { tasks }: InventoryWindow): InventoryTask | undefined {
  // UpdateMaintenanceWindowTask cannot change the type.
  const candidates = tasks.filter(({ type }) => type === 'RUN_COMMAND');
  return (
    candidates.find(({ description }) => description?.endsWith(`(${madeBy(plan)})`)) ??
    candidates.find(({ runCommand }) => runCommand?.Comment === madeBy(plan)) ??
    candidates.find(isPatchingTask) ??
    candidates.find(({ name }) => name === taskName('Install') || name === taskName('Scan'))
  );
}

export function windowOperation(
  { definition, existing }: DesiredWindow,
  tags: readonly Tag[],
  dependsOn: readonly string[] = [],
): Operation | undefined {
  const name = definition.Name;
  const id = `window/${name}`;
  if (existing === undefined) {
    const summary = `Create the maintenance window ${name}, ${definition.Schedule}`;
    return { id, kind: 'CreateMaintenanceWindow', name, summary, input: { ...definition, Tags: tags }, dependsOn };
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
    // A plan has neither, and a window outside of them never runs.
    StartDate: existing.members?.StartDate,
    EndDate: existing.members?.EndDate,
  };
  const changes = differences(current, { ...definition, Enabled: true });
  if (changes.length === 0) return undefined;
  const input = { ...definition, WindowId: existing.id, Enabled: true, Replace: true } as const;
  const summary = `Update the maintenance window ${name}: ${fieldNames(changes)}`;
  return { id, kind: 'UpdateMaintenanceWindow', name, summary, input, dependsOn, changes };
}

/** Of a window and its target, should they be made first. */
export interface WindowIds {
  readonly window: ResourceId;
  readonly target: ResourceId;
}

export function targetOperation(
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
  const summary = `Update the target of ${name}: ${fieldNames(changes)}`;
  return { id, kind: 'UpdateMaintenanceWindowTarget', name, summary, input, dependsOn, changes };
}

export function taskOperation(
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
  const { TaskType: _fixed, TaskInvocationParameters, ...members } = task;
  const { RunCommand } = TaskInvocationParameters;
  const changes = differences(currentTask(existing), {
    ...members,
    Comment: RunCommand.Comment,
    ...RunCommand.Parameters,
    Targets,
  });
  if (changes.length === 0) return undefined;
  const input = {
    ...kept(existing.members, ['LoggingInfo', 'AlarmConfiguration']),
    ...members,
    TaskInvocationParameters: { RunCommand: { ...kept(existing.runCommand, keptOfCommand), ...RunCommand } },
    WindowId: ids.window,
    WindowTaskId: existing.id,
    Targets,
    Replace: true,
  } as const;
  const summary = `Update the task of ${name}: ${fieldNames(changes)}`;
  return { id, kind: 'UpdateMaintenanceWindowTask', name, summary, input, dependsOn, changes };
}

/**
 * Members of RunCommand that a plan says nothing about: what somebody has set there stays. They have to be sent again,
 * because TaskInvocationParameters are replaced as a whole.
 */
const keptOfCommand = [
  'TimeoutSeconds',
  'OutputS3BucketName',
  'OutputS3KeyPrefix',
  'CloudWatchOutputConfig',
  'NotificationConfig',
  'ServiceRoleArn',
] as const;

function kept(existing: object = {}, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(existing).filter(([name, value]) => names.includes(name) && value != null));
}

/** What a plan has an opinion about, with the parameters of the document one by one. */
function currentTask(existing: InventoryTask): object {
  const { Comment, Parameters, DocumentVersion } = existing.runCommand ?? {};
  return {
    TaskArn: existing.taskArn,
    Name: existing.name,
    Description: existing.description,
    Priority: existing.priority,
    MaxConcurrency: existing.maxConcurrency,
    MaxErrors: existing.maxErrors,
    CutoffBehavior: existing.cutoffBehavior,
    ServiceRoleArn: ownRole(existing.serviceRoleArn),
    Comment,
    DocumentVersion: DocumentVersion === '$DEFAULT' ? undefined : DocumentVersion,
    ...Parameters,
    Targets: existing.targets,
  };
}
