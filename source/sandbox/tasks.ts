/** Tasks of a maintenance window. */
import { accountId, type Region } from './account.js';
import { doesNotExist, limitExceeded, validationError } from './api-error.js';
import { type Context, operation, uuid } from './context.js';
import { matcher, select } from './filters.js';
import { once } from './idempotency.js';
import {
  DeregisterTaskFromMaintenanceWindowRequest,
  DescribeMaintenanceWindowTasksRequest,
  GetMaintenanceWindowTaskRequest,
  RegisterTaskWithMaintenanceWindowRequest,
  UpdateMaintenanceWindowTaskRequest,
} from './model/tasks.js';
import { paginate } from './paging.js';
import type { TaskRow, WindowRow } from './rows.js';
import { findWindow, requireMembers } from './windows.js';

/** Throws DoesNotExistException for a task that this window does not have. */
function findTask(region: Region, windowId: string, id: string): TaskRow {
  findWindow(region, windowId);
  const task = region.tasks.get(id);
  if (task === undefined || task.WindowId !== windowId) throw doesNotExist('Maintenance window task', id);
  return task;
}

type TaskTargets = Pick<TaskRow, 'Targets'>;

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

function checkTaskTargets(
  region: Region,
  window: WindowRow,
  { Targets: targets = [] }: TaskTargets,
  context: Context,
): void {
  const quota = context.quotas['targets-per-task'];
  const registered = targets.flatMap(({ Key, Values }) => (Key === 'WindowTargetIds' ? (Values ?? []) : []));
  if (registered.length > quota) throw limitExceeded(`The limit of ${quota} targets for a task has been reached`);
  for (const { Key: key = '', Values: values = [] } of targets) {
    if (values.length === 0) throw validationError(`The target '${key}' needs at least one value`);
    if (key === 'WindowTargetIds') {
      const unknown = values.find((id) => region.targets.get(id)?.WindowId !== window.WindowId);
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
    [...region.targets.rowsOf(window.WindowId)]
      .flatMap(({ Targets }) => Targets)
      .filter(({ Key }) => Key === 'InstanceIds')
      .flatMap(({ Values }) => Values ?? []),
  );
  const foreign = nodes.find((node) => !registered.has(node));
  if (foreign !== undefined) {
    throw validationError(`${foreign} is not registered with ${window.WindowId}, which allows no unassociated targets`);
  }
}

const registerTask = operation(RegisterTaskWithMaintenanceWindowRequest, (region, input, context) =>
  once(region, input, context, () => {
    const { ClientToken: _token, ...members } = input;
    const window = findWindow(region, input.WindowId);
    const task: TaskRow = { ...members, WindowTaskId: uuid(context) };
    checkTask(task);
    checkTaskTargets(region, window, task, context);
    const quota = context.quotas['tasks-per-window'];
    if (region.tasks.countOf(input.WindowId) >= quota) {
      throw limitExceeded(`The limit of ${quota} tasks has been reached for maintenance window ${input.WindowId}`);
    }
    region.tasks.put(task.WindowTaskId, task);
    return { WindowTaskId: task.WindowTaskId };
  }),
);

/**
 * A task as it is shown, with what SSM fills in: priority 1, the placeholder 1 of tasks without targets, the
 * service-linked role where none was given (samples of GetMaintenanceWindowTask), CONTINUE_TASK (the default).
 */
function shownTask(region: Region, task: TaskRow): TaskRow {
  const withoutTargets = (task.Targets ?? []).length === 0;
  const role = `arn:${region.partition}:iam::${accountId}:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM`;
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

const getTask = operation(GetMaintenanceWindowTaskRequest, (region, input) =>
  shownTask(region, findTask(region, input.WindowId, input.WindowTaskId)),
);

const describeTasks = operation(DescribeMaintenanceWindowTasksRequest, (region, input, context) => {
  findWindow(region, input.WindowId);
  const passes = matcher<TaskRow>(input.Filters, {
    WindowTaskId: ({ WindowTaskId }, value) => WindowTaskId === value,
    TaskArn: ({ TaskArn }, value) => TaskArn === value,
    Priority: ({ Priority = 1 }, value) => String(Priority) === value,
    TaskType: ({ TaskType }, value) => TaskType === value,
  });
  const tasks = select(region.tasks.entriesOf(input.WindowId), passes);
  const { items, NextToken } = paginate(tasks, input, region, context, { pageSize: 50 });
  return { Tasks: items.map((task) => listedTask(region, task)), NextToken };
});

/** In lists a task has a `Type` and lacks its invocation parameters (data type MaintenanceWindowTask). */
function listedTask(region: Region, task: TaskRow): object {
  const { TaskType: Type, TaskInvocationParameters: _parameters, ...listed } = shownTask(region, task);
  return { ...listed, Type };
}

/** TaskInvocationParameters are replaced as a whole, Replace or not (UpdateMaintenanceWindowTask). */
const updateTask = operation(UpdateMaintenanceWindowTaskRequest, (region, input, context) => {
  const { Replace: replace, ...members } = input;
  const current = findTask(region, input.WindowId, input.WindowTaskId);
  if (replace === true) requireMembers(input, ['TaskArn']);
  const { WindowId, WindowTaskId, TaskArn, TaskType } = current;
  const base = replace ? { WindowId, WindowTaskId, TaskArn, TaskType } : current;
  const task: TaskRow = { ...base, ...members };
  checkTask(task);
  // Targets that the call leaves alone may name some that were deregistered since.
  if (replace === true || input.Targets !== undefined) {
    checkTaskTargets(region, findWindow(region, WindowId), task, context);
  }
  region.tasks.put(WindowTaskId, task);
  const { TaskType: _type, ...output } = shownTask(region, task);
  return output;
});

const deregisterTask = operation(DeregisterTaskFromMaintenanceWindowRequest, (region, input) => {
  const { WindowId, WindowTaskId } = findTask(region, input.WindowId, input.WindowTaskId);
  region.tasks.delete(WindowTaskId);
  return { WindowId, WindowTaskId };
});

export const taskOperations = {
  RegisterTaskWithMaintenanceWindow: registerTask,
  GetMaintenanceWindowTask: getTask,
  DescribeMaintenanceWindowTasks: describeTasks,
  UpdateMaintenanceWindowTask: updateTask,
  DeregisterTaskFromMaintenanceWindow: deregisterTask,
};
