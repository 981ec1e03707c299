/** What setting up patching needs, through the SDK over HTTP: the sequence of calls of the original scripts and what it leaves. */
import {
  CreateMaintenanceWindowCommand,
  CreatePatchBaselineCommand,
  DescribeMaintenanceWindowScheduleCommand,
  DescribePatchGroupsCommand,
  GetMaintenanceWindowCommand,
  GetMaintenanceWindowTaskCommand,
  GetPatchBaselineCommand,
  paginateDescribeMaintenanceWindows,
  paginateDescribePatchGroups,
  RegisterPatchBaselineForPatchGroupCommand,
  RegisterTargetWithMaintenanceWindowCommand,
  RegisterTaskWithMaintenanceWindowCommand,
} from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { withSandbox } from '../helpers/sandbox.js';

const slots = [1, 2].flatMap((week) => [2, 3].flatMap((day) => [3, 4].map((hour) => ({ week, day, hour }))));

it('takes the calls of the original scripts, and every field can be read back', async () => {
  const sandbox = await withSandbox({ empty: true, now: () => new Date('2026-11-23T10:00:00Z') });
  const ssm = sandbox.ssm();
  const { Account } = await sandbox.sts().send(new GetCallerIdentityCommand({}));
  expect(Account).toBe('123456789012');

  const { BaselineId } = await ssm.send(
    new CreatePatchBaselineCommand({
      Name: 'Windows-0day-Important',
      OperatingSystem: 'WINDOWS',
      ApprovalRules: {
        PatchRules: [
          {
            PatchFilterGroup: { PatchFilters: [{ Key: 'MSRC_SEVERITY', Values: ['Critical', 'Important'] }] },
            ApproveAfterDays: 0,
          },
        ],
      },
    }),
  );
  expect(BaselineId).toMatch(/^pb-[0-9a-f]{17}$/);
  const windowIds: string[] = [];
  for (const { week, day, hour } of slots) {
    const group = `Week ${week} Day ${day} - Unattended - 0${hour}:00`;
    await ssm.send(new RegisterPatchBaselineForPatchGroupCommand({ BaselineId, PatchGroup: group }));
    const { WindowId = '' } = await ssm.send(
      new CreateMaintenanceWindowCommand({
        Name: `Week${week}Day${day}Unattended0${hour}00`,
        Schedule: `cron(00 0${hour} ? * ${['', '', 'TUE', 'WED'][day]}#${week} *)`,
        ScheduleTimezone: 'UTC',
        Duration: 1,
        Cutoff: 0,
        AllowUnassociatedTargets: true,
      }),
    );
    windowIds.push(WindowId);
    const { WindowTargetId = '' } = await ssm.send(
      new RegisterTargetWithMaintenanceWindowCommand({
        WindowId,
        ResourceType: 'INSTANCE',
        Targets: [{ Key: 'tag:Patch Group', Values: [group] }],
      }),
    );
    await ssm.send(
      new RegisterTaskWithMaintenanceWindowCommand({
        WindowId,
        Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
        TaskArn: 'AWS-RunPatchBaseline',
        TaskType: 'RUN_COMMAND',
        TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ['Install'] } } },
        MaxConcurrency: '2',
        MaxErrors: '1',
      }),
    );
  }

  const windows = [];
  for await (const page of paginateDescribeMaintenanceWindows({ client: ssm }, {})) {
    windows.push(...(page.WindowIdentities ?? []));
  }
  expect(windows.map(({ WindowId }) => WindowId)).toEqual(windowIds);
  expect(windows[0]).toEqual({
    WindowId: windowIds[0],
    Name: 'Week1Day2Unattended0300',
    Enabled: true,
    Schedule: 'cron(00 03 ? * TUE#1 *)',
    ScheduleTimezone: 'UTC',
    Duration: 1,
    Cutoff: 0,
    NextExecutionTime: '2026-12-01T03:00Z',
  });
  const { Mappings } = await ssm.send(new DescribePatchGroupsCommand({}));
  expect(Mappings?.map(({ PatchGroup }) => PatchGroup)).toHaveLength(8);
  expect(Mappings?.[0]?.BaselineIdentity?.BaselineName).toBe('Windows-0day-Important');
  const baseline = await ssm.send(new GetPatchBaselineCommand({ BaselineId }));
  expect(baseline).toMatchObject({
    OperatingSystem: 'WINDOWS',
    RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
    PatchGroups: Mappings?.map(({ PatchGroup }) => PatchGroup),
    CreatedDate: new Date('2026-11-23T10:00:00Z'),
  });
  const schedule = await ssm.send(new DescribeMaintenanceWindowScheduleCommand({ WindowId: windowIds[7] }));
  expect(schedule.ScheduledWindowExecutions?.slice(0, 2)).toEqual([
    { WindowId: windowIds[7], Name: 'Week2Day3Unattended0400', ExecutionTime: '2026-12-09T04:00Z' },
    { WindowId: windowIds[7], Name: 'Week2Day3Unattended0400', ExecutionTime: '2027-01-13T04:00Z' },
  ]);
});

it('shows the time of the next execution in the window’s zone', async () => {
  const ssm = (await withSandbox({ empty: true, now: () => new Date('2026-11-23T10:00:00Z') })).ssm();
  const { WindowId } = await ssm.send(
    new CreateMaintenanceWindowCommand({
      Name: 'zoned',
      Schedule: 'cron(0 3 ? * TUE#2 *)',
      ScheduleOffset: 3,
      ScheduleTimezone: 'America/New_York',
      Duration: 2,
      Cutoff: 1,
      AllowUnassociatedTargets: false,
      Tags: [{ Key: 'Team', Value: 'web' }],
    }),
  );
  const window = await ssm.send(new GetMaintenanceWindowCommand({ WindowId }));
  expect(window).toMatchObject({ NextExecutionTime: '2026-12-11T03:00-05:00', ScheduleOffset: 3, Enabled: true });
  expect(window.CreatedDate).toEqual(new Date('2026-11-23T10:00:00Z'));
});

it('tells a seeded story in every region, the same each time', async () => {
  const sandbox = await withSandbox();
  for (const region of ['eu-west-1', 'us-gov-west-1']) {
    const ssm = sandbox.ssm(region);
    const windows = [];
    for await (const page of paginateDescribeMaintenanceWindows({ client: ssm }, {})) {
      windows.push(...(page.WindowIdentities ?? []));
    }
    expect(windows.map(({ Name }) => Name)).toEqual([
      'web-tier-patching',
      'Corp-Windows-Monthly',
      'finance-month-end',
      'legacy-erp-patching',
      'nightly-inventory',
      'db-maintenance-draft',
    ]);
    expect(windows.filter(({ NextExecutionTime }) => NextExecutionTime === undefined).map(({ Name }) => Name)).toEqual([
      'legacy-erp-patching',
    ]);
    const groups = [];
    for await (const page of paginateDescribePatchGroups({ client: ssm, pageSize: 2 }, {})) {
      groups.push(...(page.Mappings ?? []));
    }
    expect(groups.map(({ PatchGroup }) => PatchGroup)).toEqual([
      'corp-windows',
      'web-tier',
      'web-tier-canary',
      'finance',
      'data-platform',
    ]);
  }
  const first = await sandbox.sts('us-gov-west-1').send(new GetCallerIdentityCommand({}));
  expect(first.Arn).toBe('arn:aws-us-gov:iam::123456789012:user/sandbox');
});

it('fills in what a task does not say', async () => {
  const ssm = (await withSandbox({ empty: true })).ssm();
  const { WindowId } = await ssm.send(
    new CreateMaintenanceWindowCommand({
      Name: 'plain',
      Schedule: 'rate(7 days)',
      Duration: 2,
      Cutoff: 1,
      AllowUnassociatedTargets: true,
    }),
  );
  const { WindowTaskId } = await ssm.send(
    new RegisterTaskWithMaintenanceWindowCommand({ WindowId, TaskArn: 'no-such-function', TaskType: 'LAMBDA' }),
  );
  const { $metadata: _, ...task } = await ssm.send(new GetMaintenanceWindowTaskCommand({ WindowId, WindowTaskId }));
  expect(task).toEqual({
    WindowId,
    WindowTaskId,
    TaskArn: 'no-such-function',
    TaskType: 'LAMBDA',
    Targets: [],
    TaskParameters: {},
    Priority: 1,
    MaxConcurrency: '1',
    MaxErrors: '1',
    CutoffBehavior: 'CONTINUE_TASK',
    ServiceRoleArn: 'arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM',
  });
});
