/** Converge, task by task: which call makes a window's patching task what a plan document desires. */
import { differences, picked, withChanges } from '../account/compare.js';
import type { TaskDefinition } from '../account/definitions.js';
import { documentName, isBaselineTask } from '../account/documents.js';
import { type InventoryTask, ownRole } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import type { WindowIds } from './converge-window.js';
import { type DesiredWindow, isTakenOver } from './desired.js';

/** What the patching task of a wave's window still needs. */
export function taskOperation(
  desired: DesiredWindow,
  ids: WindowIds,
  existing: InventoryTask | undefined,
  dependsOn: readonly string[],
): Operation | undefined {
  const name = desired.definition.Name;
  const Targets = [{ Key: 'WindowTargetIds' as const, Values: [ids.target] }];
  const base = { id: `task/${desired.wave.name}`, name, dependsOn };
  if (existing === undefined) {
    const { task } = desired;
    const input = { ...task, WindowId: ids.window, Targets };
    const summary = `Register the task for ${name}: ${task.TaskArn}, ${task.Name}`;
    return { ...base, kind: 'RegisterTaskWithMaintenanceWindow', summary, input };
  }
  const takenOver = desired.existing !== undefined && isTakenOver(desired.existing);
  const task = takenOver ? asTakenOver(desired.task, existing) : desired.task;
  const { TaskType: _fixed, TaskInvocationParameters, ...members } = task;
  const { RunCommand } = TaskInvocationParameters;
  const { Parameters, ...command } = RunCommand;
  const changes = differences(currentTask(existing, takenOver), { ...members, ...command, ...Parameters, Targets });
  const input = {
    ...picked(existing.members, ['LoggingInfo', 'AlarmConfiguration']),
    ...members,
    TaskInvocationParameters: {
      RunCommand: { ...picked(existing.runCommand, takenOver ? keptOfTakenOver : keptOfCommand), ...RunCommand },
    },
    WindowId: ids.window,
    WindowTaskId: existing.id,
    Targets,
    Replace: true,
  } as const;
  const summary = `Update the task of ${name}`;
  return withChanges({ ...base, kind: 'UpdateMaintenanceWindowTask', summary, input }, changes);
}

/** Patches Windows only and is no longer supported by AWS (user guide, patch-manager-ssm-documents). */
const legacyDocument = 'AWS-ApplyPatchBaseline';

/** Whether a task runs the document that the original scripts used. */
export function isLegacyTask(task: Pick<InventoryTask, 'taskArn'>): boolean {
  return documentName(task) === legacyDocument;
}

/** The task with what a document does not say as the window had it, but for a document that AWS no longer supports. */
function asTakenOver(task: TaskDefinition, existing: InventoryTask): TaskDefinition {
  const { Operation, RebootOption } = task.TaskInvocationParameters.RunCommand.Parameters;
  const isKept = isBaselineTask(existing);
  const { Comment, Parameters: told = {} } = existing.runCommand ?? {};
  // What another document was told means nothing to the plan's.
  const Parameters = isKept ? told : {};
  const { Name, Description, Priority } = (existing.members ?? {}) as Partial<TaskDefinition>;
  const written = Parameters.RebootOption;
  const isInstall = Operation?.[0] === 'Install';
  // Without the parameter a node is rebooted if needed, which is the document's default. What a scan says of it means nothing.
  const isSaid = written !== undefined || (isInstall && RebootOption?.[0] === 'NoReboot');
  const reboot = isInstall ? RebootOption : written;
  return {
    ...task,
    TaskArn: isKept && !isLegacyTask(existing) ? existing.taskArn : task.TaskArn,
    Name,
    Description,
    Priority,
    TaskInvocationParameters: {
      RunCommand: {
        ...(Comment === undefined ? {} : { Comment }),
        Parameters: { ...Parameters, Operation: Operation ?? [], ...(isSaid && { RebootOption: reboot ?? [] }) },
      },
    },
  };
}

/**
 * Members of RunCommand that a plan says nothing about: what somebody has set there stays. They have to be sent again,
 * because TaskInvocationParameters are replaced as a whole.
 */
const keptOfCommand = [
  ...['TimeoutSeconds', 'OutputS3BucketName', 'OutputS3KeyPrefix', 'CloudWatchOutputConfig'],
  ...['NotificationConfig', 'ServiceRoleArn'],
];
const keptOfTakenOver = [...keptOfCommand, 'DocumentVersion', 'DocumentHash', 'DocumentHashType'];

/** What a plan has an opinion about, in the order in which changes are told. */
const comparedMembers = [
  ...['TaskArn', 'Name', 'Description', 'Priority', 'MaxConcurrency', 'MaxErrors', 'CutoffBehavior', 'ServiceRoleArn'],
];

/** What a task is now, with the parameters of its document one by one. */
function currentTask({ members, targets, runCommand }: InventoryTask, takenOver: boolean): object {
  const { ServiceRoleArn } = (members ?? {}) as Partial<TaskDefinition>;
  const { Comment, Parameters, DocumentVersion } = runCommand ?? {};
  // The default of tasks without one (API member CutoffBehavior).
  const withDefault = { CutoffBehavior: 'CONTINUE_TASK', ...members, ServiceRoleArn: ownRole(ServiceRoleArn) };
  return {
    ...picked(withDefault, comparedMembers),
    Comment,
    DocumentVersion: takenOver || DocumentVersion === '$DEFAULT' ? undefined : DocumentVersion,
    ...Parameters,
    Targets: targets,
  };
}
