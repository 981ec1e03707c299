/** What setting up patching needs, through the SDK over HTTP: the sequence of calls of the original scripts and what it leaves. */
import { paginateDescribeMaintenanceWindows, paginateDescribePatchGroups } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { itemsOf, withSandbox } from '../helpers/sandbox.js';

const slots = [1, 2].flatMap((week) => [2, 3].flatMap((day) => [3, 4].map((hour) => ({ week, day, hour }))));

it('takes the calls of the original scripts, and every field can be read back', async () => {
  const sandbox = await withSandbox({ empty: true, now: () => new Date('2026-11-23T10:00:00Z') });
  const ssm = sandbox.ssm();
  const { Account } = await sandbox.sts().getCallerIdentity({});
  expect(Account).toBe('123456789012');

  const { BaselineId } = await ssm.createPatchBaseline({
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
  });
  expect(BaselineId).toMatch(/^pb-[0-9a-f]{17}$/);
  const windowIds: string[] = [];
  for (const { week, day, hour } of slots) {
    const group = `Week ${week} Day ${day} - Unattended - 0${hour}:00`;
    await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup: group });
    const { WindowId = '' } = await ssm.createMaintenanceWindow({
      Name: `Week${week}Day${day}Unattended0${hour}00`,
      Schedule: `cron(00 0${hour} ? * ${['', '', 'TUE', 'WED'][day]}#${week} *)`,
      ScheduleTimezone: 'UTC',
      Duration: 1,
      Cutoff: 0,
      AllowUnassociatedTargets: true,
    });
    windowIds.push(WindowId);
    const { WindowTargetId = '' } = await ssm.registerTargetWithMaintenanceWindow({
      WindowId,
      ResourceType: 'INSTANCE',
      Targets: [{ Key: 'tag:Patch Group', Values: [group] }],
    });
    await ssm.registerTaskWithMaintenanceWindow({
      WindowId,
      Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
      TaskArn: 'AWS-RunPatchBaseline',
      TaskType: 'RUN_COMMAND',
      TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ['Install'] } } },
      MaxConcurrency: '2',
      MaxErrors: '1',
    });
  }

  const windows = await itemsOf(paginateDescribeMaintenanceWindows({ client: ssm }, {}), 'WindowIdentities');
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
  const { Mappings } = await ssm.describePatchGroups({});
  expect(Mappings?.map(({ PatchGroup }) => PatchGroup)).toHaveLength(8);
  expect(Mappings?.[0]?.BaselineIdentity?.BaselineName).toBe('Windows-0day-Important');
  const baseline = await ssm.getPatchBaseline({ BaselineId });
  expect(baseline).toMatchObject({
    OperatingSystem: 'WINDOWS',
    RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
    PatchGroups: Mappings?.map(({ PatchGroup }) => PatchGroup),
    CreatedDate: new Date('2026-11-23T10:00:00Z'),
  });
  const schedule = await ssm.describeMaintenanceWindowSchedule({ WindowId: windowIds[7] });
  expect(schedule.ScheduledWindowExecutions?.slice(0, 2)).toEqual([
    { WindowId: windowIds[7], Name: 'Week2Day3Unattended0400', ExecutionTime: '2026-12-09T04:00Z' },
    { WindowId: windowIds[7], Name: 'Week2Day3Unattended0400', ExecutionTime: '2027-01-13T04:00Z' },
  ]);
});

it('tells a seeded story in every region, the same each time', async () => {
  const sandbox = await withSandbox();
  for (const region of ['eu-west-1', 'us-gov-west-1']) {
    const ssm = sandbox.ssm(region);
    const windows = await itemsOf(paginateDescribeMaintenanceWindows({ client: ssm }, {}), 'WindowIdentities');
    expect(windows.map(({ Name }) => Name)).toEqual([
      'web-tier-patching',
      'Corp-Windows-Monthly',
      'finance-month-end',
      'legacy-erp-patching',
      'nightly-inventory',
      'db-maintenance-draft',
    ]);
    const still = windows.filter(({ NextExecutionTime }) => NextExecutionTime === undefined);
    expect(still.map(({ Name }) => Name)).toEqual(['legacy-erp-patching']);
    const groups = await itemsOf(paginateDescribePatchGroups({ client: ssm, pageSize: 2 }, {}), 'Mappings');
    expect(groups.map(({ PatchGroup }) => PatchGroup)).toEqual([
      'corp-windows',
      'web-tier',
      'web-tier-canary',
      'finance',
      'data-platform',
    ]);
  }
  const first = await sandbox.sts('us-gov-west-1').getCallerIdentity({});
  expect(first.Arn).toBe('arn:aws-us-gov:iam::123456789012:user/sandbox');
});
