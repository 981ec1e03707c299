/** Targets and tasks of a window: the rules between them, updates with and without Replace, lists and filters. */
import {
  CreateMaintenanceWindowCommand,
  DeregisterTargetFromMaintenanceWindowCommand,
  DeregisterTaskFromMaintenanceWindowCommand,
  DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasksCommand,
  GetMaintenanceWindowTaskCommand,
  type MaintenanceWindowTaskType,
  RegisterTargetWithMaintenanceWindowCommand,
  type RegisterTargetWithMaintenanceWindowCommandInput,
  RegisterTaskWithMaintenanceWindowCommand,
  type RegisterTaskWithMaintenanceWindowCommandInput,
  UpdateMaintenanceWindowTargetCommand,
  UpdateMaintenanceWindowTaskCommand,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { plainWindow, refusalOf, withSandbox } from '../helpers/sandbox.js';

const missing = '00000000-0000-4000-8000-000000000000';

async function windowWithTarget(members: Partial<typeof plainWindow> | object = {}, quotas = {}) {
  const ssm = (await withSandbox({ empty: true, quotas })).ssm();
  const { WindowId = '' } = await ssm.send(new CreateMaintenanceWindowCommand({ ...plainWindow, ...members }));
  const register = (target: Partial<RegisterTargetWithMaintenanceWindowCommandInput> = {}) =>
    ssm.send(
      new RegisterTargetWithMaintenanceWindowCommand({
        WindowId,
        ResourceType: 'INSTANCE',
        Targets: [{ Key: 'tag:PatchGroup', Values: ['one'] }],
        ...target,
      }),
    );
  const { WindowTargetId = '' } = await register();
  const task: RegisterTaskWithMaintenanceWindowCommandInput = {
    WindowId,
    TaskArn: 'AWS-RunPatchBaseline',
    TaskType: 'RUN_COMMAND',
    Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
    MaxConcurrency: '2',
    MaxErrors: '1',
  };
  const add = (changed: Partial<RegisterTaskWithMaintenanceWindowCommandInput> = {}) =>
    ssm.send(new RegisterTaskWithMaintenanceWindowCommand({ ...task, ...changed }));
  return { ssm, WindowId, WindowTargetId, register, task, add };
}

describe('targets', () => {
  it.each<[string, Partial<RegisterTargetWithMaintenanceWindowCommandInput>, string]>([
    ['of a window that is not there', { WindowId: 'mw-00000000000000000' }, 'DoesNotExistException'],
    ['without any target', { Targets: [] }, 'ValidationException'],
    ['without values', { Targets: [{ Key: 'tag:Team', Values: [] }] }, 'ValidationException'],
    ['with an unknown key', { Targets: [{ Key: 'Team', Values: ['web'] }] }, 'ValidationException'],
    [
      'with a key of the other resource type',
      { ResourceType: 'RESOURCE_GROUP', Targets: [{ Key: 'tag:Team', Values: ['web'] }] },
      'ValidationException',
    ],
  ])('are refused %s', async (_what, target, name) => {
    const { register } = await windowWithTarget();
    expect((await refusalOf(register(target))).name).toBe(name);
  });

  it('are listed and filtered, with all that was given', async () => {
    const { ssm, WindowId, register } = await windowWithTarget();
    await register({ OwnerInformation: 'web team', Name: 'web-nodes', Description: 'nodes of the web tier' });
    await register({
      ResourceType: 'RESOURCE_GROUP',
      Targets: [{ Key: 'resource-groups:Name', Values: ['web'] }],
    });
    const list = async (Key?: string, Value = '') => {
      const Filters = Key === undefined ? [] : [{ Key, Values: [Value] }];
      return (await ssm.send(new DescribeMaintenanceWindowTargetsCommand({ WindowId, Filters }))).Targets ?? [];
    };
    expect(await list()).toHaveLength(3);
    expect(await list('Type', 'RESOURCE_GROUP')).toMatchObject([{ Targets: [{ Key: 'resource-groups:Name' }] }]);
    expect(await list('OwnerInformation', 'web team')).toEqual([
      {
        WindowId,
        WindowTargetId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
        ResourceType: 'INSTANCE',
        Targets: [{ Key: 'tag:PatchGroup', Values: ['one'] }],
        OwnerInformation: 'web team',
        Name: 'web-nodes',
        Description: 'nodes of the web tier',
      },
    ]);
    expect((await refusalOf(list('Team', 'web'))).name).toBe('ValidationException');
  });

  it('are updated in part, and cleared with Replace', async () => {
    const { ssm, WindowId, register } = await windowWithTarget();
    const { WindowTargetId } = await register({ OwnerInformation: 'web team', Name: 'web-nodes' });
    const update = async (members: object) => {
      const input = { WindowId, WindowTargetId, ...members };
      const { $metadata: _, ...answer } = await ssm.send(new UpdateMaintenanceWindowTargetCommand(input));
      return answer;
    };
    const before = { WindowId, WindowTargetId, Targets: [{ Key: 'tag:PatchGroup', Values: ['one'] }] };
    expect(await update({ Name: 'other' })).toEqual({ ...before, OwnerInformation: 'web team', Name: 'other' });
    expect((await refusalOf(update({ Replace: true }))).message).toMatch(/Targets/);
    const Targets = [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }];
    expect(await update({ Replace: true, Targets })).toEqual({ WindowId, WindowTargetId, Targets });
    expect((await refusalOf(update({ WindowTargetId: missing }))).name).toBe('DoesNotExistException');
  });

  it('stay with Safe while a task names them, and go without it', async () => {
    const { ssm, WindowId, WindowTargetId, add } = await windowWithTarget();
    const { WindowTaskId } = await add();
    const deregister = (Safe?: boolean) =>
      ssm.send(new DeregisterTargetFromMaintenanceWindowCommand({ WindowId, WindowTargetId, Safe }));
    const refused = await refusalOf(deregister(true));
    expect(refused).toEqual({ name: 'TargetInUseException', message: expect.stringContaining(WindowTaskId ?? '?') });
    expect((await deregister()).WindowTargetId).toBe(WindowTargetId);
    expect((await refusalOf(deregister())).name).toBe('DoesNotExistException');
    // The task that is left behind can still be read and renamed.
    await ssm.send(new UpdateMaintenanceWindowTaskCommand({ WindowId, WindowTaskId, Name: 'left-behind' }));
  });

  it('stop at the quota', async () => {
    const { register } = await windowWithTarget({}, { 'targets-per-window': 2 });
    await register();
    expect((await refusalOf(register())).name).toBe('ResourceLimitExceededException');
  });

  it('of the same token are one', async () => {
    const { register } = await windowWithTarget();
    const first = await register({ ClientToken: 'one' });
    expect((await register({ ClientToken: 'one' })).WindowTargetId).toBe(first.WindowTargetId);
    expect((await refusalOf(register({ ClientToken: 'one', Name: 'other' }))).name).toBe('IdempotentParameterMismatch');
  });
});

describe('tasks', () => {
  const lambda = {
    TaskType: 'LAMBDA' as MaintenanceWindowTaskType,
    TaskArn: 'fn',
    Targets: undefined,
    MaxConcurrency: undefined,
    MaxErrors: undefined,
  };

  it.each<[string, Partial<RegisterTaskWithMaintenanceWindowCommandInput>, string]>([
    ['Run Command without a target', { Targets: [] }, 'ValidationException'],
    ['targets without MaxConcurrency', { MaxConcurrency: undefined }, 'ValidationException'],
    ['targets without MaxErrors', { MaxErrors: undefined }, 'ValidationException'],
    ['MaxErrors without targets', { ...lambda, MaxErrors: '1' }, 'ValidationException'],
    [
      'a target that is not there',
      { Targets: [{ Key: 'WindowTargetIds', Values: [missing] }] },
      'DoesNotExistException',
    ],
    ['a tag as target', { Targets: [{ Key: 'tag:Team', Values: ['web'] }] }, 'ValidationException'],
    ['parameters of another type', { TaskInvocationParameters: { Lambda: {} } }, 'ValidationException'],
    [
      'a node that is not registered',
      { Targets: [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }] },
      'ValidationException',
    ],
    [
      'more targets than a task can have',
      { Targets: [{ Key: 'WindowTargetIds', Values: Array.from({ length: 11 }, () => missing) }] },
      'ResourceLimitExceededException',
    ],
    [
      'more targets than a task can have, in several entries',
      { Targets: [6, 5].map((length) => ({ Key: 'WindowTargetIds', Values: Array.from({ length }, () => missing) })) },
      'ResourceLimitExceededException',
    ],
  ])('are refused with %s', async (_what, changed, name) => {
    const { add } = await windowWithTarget();
    expect((await refusalOf(add(changed))).name).toBe(name);
  });

  it('have at most ten targets after an update too, however they are spread', async () => {
    const { ssm, WindowId, register, add } = await windowWithTarget();
    const { WindowTaskId } = await add();
    const ids = await Promise.all(Array.from({ length: 11 }, async () => (await register()).WindowTargetId ?? ''));
    const update = (...entries: string[][]) =>
      ssm.send(
        new UpdateMaintenanceWindowTaskCommand({
          WindowId,
          WindowTaskId,
          Targets: entries.map((Values) => ({ Key: 'WindowTargetIds', Values })),
        }),
      );
    expect((await update(ids.slice(0, 6), ids.slice(6, 10))).Targets).toHaveLength(2);
    expect((await refusalOf(update(ids.slice(0, 6), ids.slice(6)))).name).toBe('ResourceLimitExceededException');
  });

  it('may name nodes where the window allows unassociated targets', async () => {
    const { add } = await windowWithTarget({ AllowUnassociatedTargets: true });
    const { WindowTaskId } = await add({ Targets: [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }] });
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
    const { $metadata: _, ...shown } = await ssm.send(new GetMaintenanceWindowTaskCommand({ WindowId, WindowTaskId }));
    expect(shown).toEqual({
      ...task,
      ...details,
      WindowTaskId,
      TaskInvocationParameters,
      ServiceRoleArn,
      TaskParameters: {},
    });
    const { Tasks } = await ssm.send(new DescribeMaintenanceWindowTasksCommand({ WindowId }));
    const { TaskType, ...rest } = task;
    expect(Tasks).toEqual([{ ...rest, ...details, Type: TaskType, WindowTaskId, ServiceRoleArn, TaskParameters: {} }]);
  });

  it('are filtered', async () => {
    const { ssm, WindowId, add } = await windowWithTarget();
    await add({ Priority: 5 });
    await add(lambda);
    const list = async (Key: string, Value: string) => {
      const Filters = [{ Key, Values: [Value] }];
      const answer = await ssm.send(new DescribeMaintenanceWindowTasksCommand({ WindowId, Filters }));
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
    const update = (members: object) =>
      ssm.send(new UpdateMaintenanceWindowTaskCommand({ WindowId, WindowTaskId, ...members }));
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

  it('are deregistered once', async () => {
    const { ssm, WindowId, add } = await windowWithTarget();
    const { WindowTaskId } = await add();
    const deregister = () => ssm.send(new DeregisterTaskFromMaintenanceWindowCommand({ WindowId, WindowTaskId }));
    expect((await deregister()).WindowTaskId).toBe(WindowTaskId);
    expect((await refusalOf(deregister())).name).toBe('DoesNotExistException');
  });

  it('stop at the quota', async () => {
    const { add } = await windowWithTarget({}, { 'tasks-per-window': 1 });
    await add();
    expect((await refusalOf(add())).name).toBe('ResourceLimitExceededException');
  });
});
