/** Targets and tasks of a window: the rules between them, updates with and without Replace, lists and filters. */
import type {
  MaintenanceWindowTaskType,
  RegisterTargetWithMaintenanceWindowCommandInput,
  RegisterTaskWithMaintenanceWindowCommandInput,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { plainWindow, refusalOf, withSandbox } from '../helpers/sandbox.js';

const missing = '00000000-0000-4000-8000-000000000000';
const node = 'i-0123456789abcdef0';
const selecting = (Key: string, ...Values: string[]) => ({ Targets: [{ Key, Values }] });

const anyTarget = selecting('tag:PatchGroup', 'one');

async function windowWithTarget(members: Partial<typeof plainWindow> | object = {}, quotas = {}) {
  const ssm = (await withSandbox({ empty: true, quotas })).ssm();
  const { WindowId = '' } = await ssm.createMaintenanceWindow({ ...plainWindow, ...members });
  const register = (target: Partial<RegisterTargetWithMaintenanceWindowCommandInput> = {}) =>
    ssm.registerTargetWithMaintenanceWindow({ WindowId, ResourceType: 'INSTANCE', ...anyTarget, ...target });
  const { WindowTargetId = '' } = await register();
  const task: RegisterTaskWithMaintenanceWindowCommandInput = {
    ...{ WindowId, TaskArn: 'AWS-RunPatchBaseline', TaskType: 'RUN_COMMAND', MaxConcurrency: '2', MaxErrors: '1' },
    ...selecting('WindowTargetIds', WindowTargetId),
  };
  const add = (changed: Partial<RegisterTaskWithMaintenanceWindowCommandInput> = {}) =>
    ssm.registerTaskWithMaintenanceWindow({ ...task, ...changed });
  return { ssm, WindowId, WindowTargetId, register, task, add };
}

describe('targets', () => {
  it.each<[string, Partial<RegisterTargetWithMaintenanceWindowCommandInput>, string]>([
    ['of a window that is not there', { WindowId: 'mw-00000000000000000' }, 'DoesNotExistException'],
    ['without any target', { Targets: [] }, 'ValidationException'],
    ['without values', selecting('tag:Team'), 'ValidationException'],
    ['with an unknown key', selecting('Team', 'web'), 'ValidationException'],
    ['with a key of another type', { ResourceType: 'RESOURCE_GROUP', ...anyTarget }, 'ValidationException'],
  ])('are refused %s', async (_what, target, name) => {
    const { register } = await windowWithTarget();
    expect((await refusalOf(register(target))).name).toBe(name);
  });

  it('are listed and filtered, with all that was given', async () => {
    const { ssm, WindowId, register } = await windowWithTarget();
    const details = { OwnerInformation: 'web team', Name: 'web-nodes', Description: 'nodes of the web tier' };
    await register(details);
    await register({ ResourceType: 'RESOURCE_GROUP', ...selecting('resource-groups:Name', 'web') });
    const list = async (Key?: string, Value = '') => {
      const Filters = Key === undefined ? [] : [{ Key, Values: [Value] }];
      return (await ssm.describeMaintenanceWindowTargets({ WindowId, Filters })).Targets ?? [];
    };
    expect(await list()).toHaveLength(3);
    expect(await list('Type', 'RESOURCE_GROUP')).toMatchObject([{ Targets: [{ Key: 'resource-groups:Name' }] }]);
    const WindowTargetId = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await list('OwnerInformation', 'web team')).toEqual([
      { WindowId, WindowTargetId, ResourceType: 'INSTANCE', ...anyTarget, ...details },
    ]);
    expect((await refusalOf(list('Team', 'web'))).name).toBe('ValidationException');
  });

  it('are updated in part, and cleared with Replace', async () => {
    const { ssm, WindowId, register } = await windowWithTarget();
    const { WindowTargetId } = await register({ OwnerInformation: 'web team', Name: 'web-nodes' });
    const update = async (members: object) => {
      const input = { WindowId, WindowTargetId, ...members };
      const { $metadata: _, ...answer } = await ssm.updateMaintenanceWindowTarget(input);
      return answer;
    };
    const before = { WindowId, WindowTargetId, ...anyTarget };
    expect(await update({ Name: 'other' })).toEqual({ ...before, OwnerInformation: 'web team', Name: 'other' });
    expect((await refusalOf(update({ Replace: true }))).message).toMatch(/Targets/);
    const Targets = [{ Key: 'InstanceIds', Values: [node] }];
    expect(await update({ Replace: true, Targets })).toEqual({ WindowId, WindowTargetId, Targets });
    expect((await refusalOf(update({ WindowTargetId: missing }))).name).toBe('DoesNotExistException');
  });

  it('stay with Safe while a task names them, and go without it', async () => {
    const { ssm, WindowId, WindowTargetId, add } = await windowWithTarget();
    const { WindowTaskId } = await add();
    const deregister = (Safe?: boolean) =>
      ssm.deregisterTargetFromMaintenanceWindow({ WindowId, WindowTargetId, Safe });
    const refused = await refusalOf(deregister(true));
    expect(refused).toEqual({ name: 'TargetInUseException', message: expect.stringContaining(WindowTaskId ?? '?') });
    expect((await deregister()).WindowTargetId).toBe(WindowTargetId);
    expect((await refusalOf(deregister())).name).toBe('DoesNotExistException');
    // The task that is left behind can still be read and renamed.
    await ssm.updateMaintenanceWindowTask({ WindowId, WindowTaskId, Name: 'left-behind' });
  });

  it('of the same token are one; the others stop at the quota', async () => {
    const { register } = await windowWithTarget({}, { 'targets-per-window': 2 });
    const first = await register({ ClientToken: 'one' });
    expect((await register({ ClientToken: 'one' })).WindowTargetId).toBe(first.WindowTargetId);
    expect((await refusalOf(register({ ClientToken: 'one', Name: 'other' }))).name).toBe('IdempotentParameterMismatch');
    expect((await refusalOf(register())).name).toBe('ResourceLimitExceededException');
  });
});

describe('tasks', () => {
  const type: MaintenanceWindowTaskType = 'LAMBDA';
  const lambda = { TaskType: type, TaskArn: 'fn', Targets: undefined, MaxConcurrency: undefined, MaxErrors: undefined };

  it.each<[string, Partial<RegisterTaskWithMaintenanceWindowCommandInput>, string?]>([
    ['Run Command without a target', { Targets: [] }],
    ['targets without MaxConcurrency', { MaxConcurrency: undefined }],
    ['targets without MaxErrors', { MaxErrors: undefined }],
    ['MaxErrors without targets', { ...lambda, MaxErrors: '1' }],
    ['a target that is not there', selecting('WindowTargetIds', missing), 'DoesNotExistException'],
    ['a tag as target', selecting('tag:Team', 'web')],
    ['parameters of another type', { TaskInvocationParameters: { Lambda: {} } }],
    ['a node that is not registered', selecting('InstanceIds', node)],
  ])('are refused with %s', async (_what, changed, name = 'ValidationException') => {
    const { add } = await windowWithTarget();
    expect((await refusalOf(add(changed))).name).toBe(name);
  });

  it.each([[[11]], [[6, 5]]])('are refused with more than ten targets, in entries of %j', async (counts) => {
    const { add } = await windowWithTarget();
    const Targets = counts.flatMap((count) => selecting('WindowTargetIds', ...Array(count).fill(missing)).Targets);
    const message = 'The maximum number of window targets is 10';
    expect(await refusalOf(add({ Targets }))).toEqual({ name: 'ValidationException', message });
  });

  it('have at most ten targets after an update too, however they are spread', async () => {
    const { ssm, WindowId, register, add } = await windowWithTarget();
    const { WindowTaskId } = await add();
    const ids = await Promise.all(Array.from({ length: 11 }, async () => (await register()).WindowTargetId ?? ''));
    const update = (...entries: string[][]) =>
      ssm.updateMaintenanceWindowTask({
        WindowId,
        WindowTaskId,
        Targets: entries.flatMap((ids) => selecting('WindowTargetIds', ...ids).Targets),
      });
    expect((await update(ids.slice(0, 6), ids.slice(6, 10))).Targets).toHaveLength(2);
    expect((await refusalOf(update(ids.slice(0, 6), ids.slice(6)))).name).toBe('ValidationException');
  });

  it('may name nodes where the window allows unassociated targets', async () => {
    const { add } = await windowWithTarget({ AllowUnassociatedTargets: true });
    const { WindowTaskId } = await add(selecting('InstanceIds', node));
    expect(WindowTaskId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('keep every parameter, and lists leave the invocation out', async () => {
    const { ssm, WindowId, task, add } = await windowWithTarget();
    const TaskInvocationParameters = {
      RunCommand: {
        Comment: 'patch',
        DocumentVersion: '$DEFAULT',
        Parameters: { Operation: ['Install'], RebootOption: ['NoReboot'] },
        TimeoutSeconds: 600,
        NotificationConfig: { NotificationEvents: ['Failed' as const], NotificationType: 'Command' as const },
        CloudWatchOutputConfig: { CloudWatchOutputEnabled: true },
      },
    };
    const details = { Priority: 0, Name: 'patch-nodes', Description: 'd', CutoffBehavior: 'CANCEL_TASK' as const };
    const ServiceRoleArn = 'arn:aws:iam::123456789012:role/windows';
    const { WindowTaskId } = await add({ TaskInvocationParameters, ServiceRoleArn, ...details });
    const { $metadata: _, ...shown } = await ssm.getMaintenanceWindowTask({ WindowId, WindowTaskId });
    const more = { WindowTaskId, ServiceRoleArn, TaskParameters: {} };
    expect(shown).toEqual({ ...task, ...details, ...more, TaskInvocationParameters });
    const { Tasks } = await ssm.describeMaintenanceWindowTasks({ WindowId });
    const { TaskType, ...rest } = task;
    expect(Tasks).toEqual([{ ...rest, ...details, ...more, Type: TaskType }]);
  });

  it('have AWS’s values where nothing was given', async () => {
    const { ssm, WindowId, add } = await windowWithTarget();
    const { WindowTaskId } = await add(lambda);
    const { $metadata: _, ...shown } = await ssm.getMaintenanceWindowTask({ WindowId, WindowTaskId });
    expect(shown).toEqual({
      ...{ WindowId, WindowTaskId, TaskArn: 'fn', TaskType: 'LAMBDA', Targets: [], TaskParameters: {} },
      ...{ Priority: 1, MaxConcurrency: '1', MaxErrors: '1', CutoffBehavior: 'CONTINUE_TASK' },
      ServiceRoleArn: 'arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM',
    });
  });

  it('are filtered', async () => {
    const { ssm, WindowId, add } = await windowWithTarget();
    await add({ Priority: 5 });
    await add(lambda);
    const list = async (Key: string, Value: string) => {
      const Filters = [{ Key, Values: [Value] }];
      const answer = await ssm.describeMaintenanceWindowTasks({ WindowId, Filters });
      return answer.Tasks?.map(({ TaskArn }) => TaskArn);
    };
    expect(await list('Priority', '5')).toEqual(['AWS-RunPatchBaseline']);
    expect(await list('TaskType', 'LAMBDA')).toEqual(['fn']);
    expect(await list('TaskArn', 'fn')).toEqual(['fn']);
    expect(await list('WindowTaskId', missing)).toEqual([]);
  });

  it('replace their invocation parameters as a whole, and the rest only where given', async () => {
    const { ssm, WindowId, WindowTargetId, task, add } = await windowWithTarget();
    const RunCommand = { Parameters: { Operation: ['Install'] }, Comment: 'first' };
    const { WindowTaskId } = await add({ TaskInvocationParameters: { RunCommand }, Name: 'patch' });
    const update = (members: object) => ssm.updateMaintenanceWindowTask({ WindowId, WindowTaskId, ...members });
    const changed = await update({ TaskInvocationParameters: { RunCommand: { TimeoutSeconds: 60 } } });
    expect(changed.TaskInvocationParameters).toEqual({ RunCommand: { TimeoutSeconds: 60 } });
    expect(changed).toMatchObject({ Name: 'patch', MaxConcurrency: '2' });
    expect((await refusalOf(update({ Replace: true }))).message).toMatch(/TaskArn/);
    const { TaskType: _type, ...required } = task;
    const replaced = await update({ Replace: true, ...required, TaskArn: 'AWS-RunShellScript' });
    expect(replaced.Name).toBeUndefined();
    expect(replaced.TaskInvocationParameters).toBeUndefined();
    expect(replaced.Targets).toEqual([{ Key: 'WindowTargetIds', Values: [WindowTargetId] }]);
    expect((await refusalOf(update({ TaskInvocationParameters: { Lambda: {} } }))).name).toBe('ValidationException');
  });

  it('stop at the quota, and are deregistered once', async () => {
    const { ssm, WindowId, add } = await windowWithTarget({}, { 'tasks-per-window': 1 });
    const { WindowTaskId } = await add();
    expect((await refusalOf(add())).name).toBe('ResourceLimitExceededException');
    const deregister = () => ssm.deregisterTaskFromMaintenanceWindow({ WindowId, WindowTaskId });
    expect((await deregister()).WindowTaskId).toBe(WindowTaskId);
    expect((await refusalOf(deregister())).name).toBe('DoesNotExistException');
  });
});
