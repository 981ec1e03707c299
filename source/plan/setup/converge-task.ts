/** Converge, task by task: which call makes a window's patching task what a plan document desires. */
import { changedFields, differences } from '../account/compare.js';
import type { TaskDefinition } from '../account/definitions.js';
import { documentName, type InventoryTask, ownRole } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import type { WindowIds } from './converge-window.js';
import { type DesiredWindow, isTakenOver } from './desired.js';

export function taskOperation(
  desired: DesiredWindow,
  ids: WindowIds,
  existing: InventoryTask | undefined,
  dependsOn: readonly string[],
): Operation | undefined {
  const name = desired.definition.Name;
  const id = `task/${desired.wave.name}`;
  const Targets = [{ Key: 'WindowTargetIds' as const, Values: [ids.target] }];
  if (existing === undefined) {
    const { task } = desired;
    const input = { ...task, WindowId: ids.window, Targets };
    const summary = `Register the task of ${name}: ${task.TaskArn}, ${task.Name}`;
    return { id, kind: 'RegisterTaskWithMaintenanceWindow', name, summary, input, dependsOn };
  }
  const takenOver = desired.existing !== undefined && isTakenOver(desired.existing);
  const task = takenOver ? asTakenOver(desired.task, existing) : desired.task;
  const { TaskType: _fixed, TaskInvocationParameters, ...members } = task;
  const { RunCommand } = TaskInvocationParameters;
  const changes = differences(currentTask(existing, takenOver), {
    ...members,
    Comment: RunCommand.Comment,
    ...RunCommand.Parameters,
    Targets,
  });
  if (changes.length === 0) return undefined;
  const input = {
    ...kept(existing.members, ['LoggingInfo', 'AlarmConfiguration']),
    ...members,
    TaskInvocationParameters: { RunCommand: { ...kept(existing.runCommand, keptOfCommand(takenOver)), ...RunCommand } },
    WindowId: ids.window,
    WindowTaskId: existing.id,
    Targets,
    Replace: true,
  } as const;
  const summary = `Update the task of ${name}: ${changedFields(changes)}`;
  return { id, kind: 'UpdateMaintenanceWindowTask', name, summary, input, dependsOn, changes };
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
  const { Comment, Parameters = {} } = existing.runCommand ?? {};
  // Without the parameter a node is rebooted if needed, which is the document's default; a scan never reboots.
  const saysReboot =
    Parameters.RebootOption !== undefined || (RebootOption?.[0] === 'NoReboot' && Operation?.[0] === 'Install');
  return {
    ...task,
    TaskArn: isLegacyTask(existing) ? task.TaskArn : existing.taskArn,
    Name: existing.name,
    Description: existing.description,
    Priority: existing.priority,
    TaskInvocationParameters: {
      RunCommand: {
        ...(Comment === undefined ? {} : { Comment }),
        Parameters: {
          ...Parameters,
          Operation: Operation ?? [],
          ...(saysReboot ? { RebootOption: rebootAsWritten(Operation, RebootOption, Parameters.RebootOption) } : {}),
        },
      },
    },
  };
}

/** What a scan says of reboots means nothing, so it stays. */
function rebootAsWritten(
  operation: readonly string[] | undefined,
  wanted: readonly string[] | undefined,
  written: readonly string[] | undefined,
): readonly string[] {
  return (operation?.[0] === 'Scan' ? written : wanted) ?? [];
}

/**
 * Members of RunCommand that a plan says nothing about: what somebody has set there stays. They have to be sent again,
 * because TaskInvocationParameters are replaced as a whole.
 */
function keptOfCommand(takenOver: boolean): readonly string[] {
  return [
    'TimeoutSeconds',
    'OutputS3BucketName',
    'OutputS3KeyPrefix',
    'CloudWatchOutputConfig',
    'NotificationConfig',
    'ServiceRoleArn',
    ...(takenOver ? ['DocumentVersion', 'DocumentHash', 'DocumentHashType'] : []),
  ];
}

function kept(existing: object = {}, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(existing).filter(([name, value]) => names.includes(name) && value != null));
}

/** What a plan has an opinion about, with the parameters of the document one by one. */
function currentTask(existing: InventoryTask, takenOver: boolean): object {
  const { Comment, Parameters, DocumentVersion } = existing.runCommand ?? {};
  return {
    TaskArn: existing.taskArn,
    Name: existing.name,
    Description: existing.description,
    Priority: existing.priority,
    MaxConcurrency: existing.maxConcurrency,
    MaxErrors: existing.maxErrors,
    // The default of tasks without one (API member CutoffBehavior).
    CutoffBehavior: existing.cutoffBehavior ?? 'CONTINUE_TASK',
    ServiceRoleArn: ownRole(existing.serviceRoleArn),
    Comment,
    DocumentVersion: takenOver || DocumentVersion === '$DEFAULT' ? undefined : DocumentVersion,
    ...Parameters,
    Targets: existing.targets,
  };
}
