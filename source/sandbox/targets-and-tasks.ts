/** Targets and tasks of a maintenance window. */
import type { Region } from './account.js';
import { ApiError, doesNotExist, validationError } from './api-error.js';
import { checkQuota, uuid } from './context.js';
import { listing } from './listing.js';
import { ClientToken, ResourceType, WindowId, WindowTargetId, WindowTaskId, windowList } from './model/common.js';
import { Target, Task, TaskType } from './model/windows.js';
import { operation, updated } from './operation.js';
import type { TargetRow, TaskRow, WindowRow } from './rows.js';
import { boolean, structure } from './shape.js';
import { findOfWindow, findWindow } from './windows.js';

/** The keys by which each resource type is targeted (data type Target of the API reference). */
const targetKeys = {
  INSTANCE: /^(InstanceIds|tag-key|tag:.+)$/,
  RESOURCE_GROUP: /^(resource-groups:Name|resource-groups:ResourceTypeFilters)$/,
};

function checkTargets({ Targets: targets, ResourceType: type }: Pick<TargetRow, 'Targets' | 'ResourceType'>): void {
  if (targets.length === 0) throw validationError('At least one target is required');
  for (const { Key: key = '', Values: values = [] } of targets) {
    if (!targetKeys[type].test(key)) throw validationError(`The target key '${key}' is not valid for ${type} targets`);
    if (values.length === 0) throw validationError(`The target '${key}' needs at least one value`);
  }
}

function resourceTypeOf(targets: TargetRow['Targets']): TargetRow['ResourceType'] {
  return targets.some(({ Key }) => Key?.startsWith('resource-groups:')) ? 'RESOURCE_GROUP' : 'INSTANCE';
}

/** Whether a task names a registered target. */
function refersTo({ Targets: targets = [] }: TaskRow, windowTargetId: string): boolean {
  return targets.some(({ Key, Values }) => Key === 'WindowTargetIds' && Values?.includes(windowTargetId) === true);
}

export const targetOperations = {
  RegisterTargetWithMaintenanceWindow: operation(
    structure({ WindowId, ResourceType, ...Target.members, ClientToken }, [
      'WindowId',
      'ResourceType',
      ...Target.required,
    ]),
    (region, members, context) => {
      findWindow(region, members.WindowId);
      checkTargets(members);
      const count = region.targets.countOf(members.WindowId) + 1;
      checkQuota(context, 'targets-per-window', count, `targets of maintenance window ${members.WindowId}`);
      const id = uuid(context);
      region.targets.put(id, { ...members, WindowTargetId: id });
      return { WindowTargetId: id };
    },
  ),

  DescribeMaintenanceWindowTargets: listing({
    input: structure({ WindowId, ...windowList }, ['WindowId']),
    as: 'Targets',
    pageSize: 50,
    entries: (region, input) => region.targets.entriesOf(findWindow(region, input.WindowId).WindowId),
    filters: {
      Type: (target, value) => target.ResourceType === value,
      WindowTargetId: (target, value) => target.WindowTargetId === value,
      OwnerInformation: (target, value) => target.OwnerInformation === value,
    },
  }),

  /** The kind of target can change, and with it the resource type, which is no member of the update. */
  UpdateMaintenanceWindowTarget: operation(
    structure({ WindowId, WindowTargetId, ...Target.members, Replace: boolean }, ['WindowId', 'WindowTargetId']),
    (region, input) => {
      const current = findOfWindow(region, region.targets, input.WindowId, input.WindowTargetId);
      const type = input.Targets === undefined ? current.ResourceType : resourceTypeOf(input.Targets);
      const target: TargetRow = { ...updated<TargetRow>(current, input, Target), ResourceType: type };
      checkTargets(target);
      region.targets.put(target.WindowTargetId, target);
      const { ResourceType: _type, ...output } = target;
      return output;
    },
  ),

  /** Without Safe, a target goes even where a task still names it. */
  DeregisterTargetFromMaintenanceWindow: operation(
    structure({ WindowId, WindowTargetId, Safe: boolean }, ['WindowId', 'WindowTargetId']),
    (region, { Safe, ...ids }) => {
      findOfWindow(region, region.targets, ids.WindowId, ids.WindowTargetId);
      const tasks = region.tasks.rowsOf(ids.WindowId).filter((task) => refersTo(task, ids.WindowTargetId));
      if (Safe === true && tasks.length > 0) {
        const names = tasks.map(({ WindowTaskId }) => WindowTaskId).join(', ');
        throw new ApiError('TargetInUseException', `The target cannot be deregistered: it is referenced in ${names}`);
      }
      region.targets.delete(ids.WindowTargetId);
      return ids;
    },
  ),
};

/** The member of TaskInvocationParameters that a task type uses. */
const invocationMember = {
  RUN_COMMAND: 'RunCommand',
  AUTOMATION: 'Automation',
  STEP_FUNCTIONS: 'StepFunctions',
  LAMBDA: 'Lambda',
} as const;

/**
 * What the documentation says of a task and the model cannot: Run Command needs a target, a task with targets needs
 * MaxConcurrency and MaxErrors and one without cannot have them, parameters are those of the task's type.
 * TaskArn is not looked at: a registration does not guarantee that it is valid (data type MaintenanceWindowTask).
 */
function checkTask(task: TaskRow): void {
  const { TaskType: type, Targets: targets = [], TaskInvocationParameters: parameters = {} } = task;
  if (type === 'RUN_COMMAND' && targets.length === 0) {
    throw validationError('Run Command tasks require at least one target');
  }
  for (const member of ['MaxConcurrency', 'MaxErrors'] as const) {
    if (targets.length > 0 && task[member] === undefined) {
      throw validationError(`${member} is required for maintenance window tasks with targets`);
    }
    if (targets.length === 0 && task[member] !== undefined) {
      throw validationError(`Maintenance window tasks without targets do not support ${member} values`);
    }
  }
  for (const member of Object.keys(parameters)) {
    if (member !== invocationMember[type]) {
      throw validationError(`TaskInvocationParameters.${member} is not valid for tasks of type ${type}`);
    }
  }
}

function checkTaskTargets(region: Region, { WindowId: id, Targets: targets = [] }: TaskRow): void {
  const window = findWindow(region, id);
  const registered = targets.flatMap(({ Key, Values }) => (Key === 'WindowTargetIds' ? (Values ?? []) : []));
  // In AWS's words (terraform-provider-aws#18372); no quota's error, though it is listed among the quotas.
  if (registered.length > 10) throw validationError('The maximum number of window targets is 10');
  for (const { Key: key = '', Values: values = [] } of targets) {
    if (values.length === 0) throw validationError(`The target '${key}' needs at least one value`);
    if (key === 'WindowTargetIds') {
      const unknown = values.find((target) => region.targets.get(target)?.WindowId !== id);
      if (unknown !== undefined) throw doesNotExist('Maintenance window target', unknown);
    } else if (key === 'InstanceIds') {
      if (!window.AllowUnassociatedTargets) checkRegistered(region, window, values);
    } else {
      throw validationError(`The target key '${key}' is not valid for tasks: use WindowTargetIds or InstanceIds`);
    }
  }
}

/** Without AllowUnassociatedTargets, a task's nodes have to be registered with the window (CreateMaintenanceWindow). */
function checkRegistered(region: Region, window: WindowRow, nodes: readonly string[]): void {
  const registered = new Set(
    region.targets
      .rowsOf(window.WindowId)
      .flatMap(({ Targets }) => Targets)
      .filter(({ Key }) => Key === 'InstanceIds')
      .flatMap(({ Values }) => Values ?? []),
  );
  const foreign = nodes.find((node) => !registered.has(node));
  if (foreign !== undefined) {
    throw validationError(`${foreign} is not registered with ${window.WindowId}, which allows no unassociated targets`);
  }
}

/**
 * A task as it is shown, with what SSM fills in: priority 1, the placeholder 1 of tasks without targets, the
 * service-linked role where none was given (samples of GetMaintenanceWindowTask), CONTINUE_TASK (the default).
 */
function shownTask(region: Region, task: TaskRow): TaskRow {
  const withoutTargets = (task.Targets ?? []).length === 0;
  const role = `arn:${region.partition}:iam::${region.account}:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM`;
  return {
    ServiceRoleArn: role,
    TaskParameters: {},
    Priority: 1,
    Targets: [],
    CutoffBehavior: 'CONTINUE_TASK',
    ...task,
    ...(withoutTargets ? { MaxConcurrency: '1', MaxErrors: '1' } : {}),
  };
}

const oneTask = structure({ WindowId, WindowTaskId }, ['WindowId', 'WindowTaskId']);

export const taskOperations = {
  RegisterTaskWithMaintenanceWindow: operation(
    structure({ WindowId, TaskType, ...Task.members, ClientToken }, ['WindowId', 'TaskType', ...Task.required]),
    (region, members, context) => {
      findWindow(region, members.WindowId);
      const task: TaskRow = { ...members, WindowTaskId: uuid(context) };
      checkTask(task);
      checkTaskTargets(region, task);
      const count = region.tasks.countOf(task.WindowId) + 1;
      checkQuota(context, 'tasks-per-window', count, `tasks of maintenance window ${task.WindowId}`);
      region.tasks.put(task.WindowTaskId, task);
      return { WindowTaskId: task.WindowTaskId };
    },
  ),

  GetMaintenanceWindowTask: operation(oneTask, (region, ids) =>
    shownTask(region, findOfWindow(region, region.tasks, ids.WindowId, ids.WindowTaskId)),
  ),

  /** In lists a task has a `Type` and lacks its invocation parameters (data type MaintenanceWindowTask). */
  DescribeMaintenanceWindowTasks: listing({
    input: structure({ WindowId, ...windowList }, ['WindowId']),
    as: 'Tasks',
    pageSize: 50,
    entries: (region, input) => region.tasks.entriesOf(findWindow(region, input.WindowId).WindowId),
    filters: {
      WindowTaskId: (task, value) => task.WindowTaskId === value,
      TaskArn: (task, value) => task.TaskArn === value,
      Priority: ({ Priority = 1 }, value) => String(Priority) === value,
      TaskType: (task, value) => task.TaskType === value,
    },
    shown: (task, region) => {
      const { TaskType: Type, TaskInvocationParameters: _parameters, ...listed } = shownTask(region, task);
      return { ...listed, Type };
    },
  }),

  /** TaskInvocationParameters are replaced as a whole, Replace or not (UpdateMaintenanceWindowTask). */
  UpdateMaintenanceWindowTask: operation(
    structure({ ...oneTask.members, ...Task.members, Replace: boolean }, oneTask.required),
    (region, input) => {
      const current = findOfWindow(region, region.tasks, input.WindowId, input.WindowTaskId);
      const task = updated<TaskRow>(current, input, Task);
      checkTask(task);
      // Targets that the call leaves alone may name some that were deregistered since.
      if (input.Replace === true || input.Targets !== undefined) checkTaskTargets(region, task);
      region.tasks.put(task.WindowTaskId, task);
      const { TaskType: _type, ...output } = shownTask(region, task);
      return output;
    },
  ),

  DeregisterTaskFromMaintenanceWindow: operation(oneTask, (region, ids) => {
    findOfWindow(region, region.tasks, ids.WindowId, ids.WindowTaskId);
    region.tasks.delete(ids.WindowTaskId);
    return ids;
  }),
};
