/** What setting up patching needs, through the SDK over HTTP: the sequence of calls of the original scripts and what it leaves. */
import { paginateDescribeMaintenanceWindows, paginateDescribePatchGroups } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { itemsOf, withSandbox } from '../helpers/sandbox.js';
import { runScripts } from '../jobs/scripts-account.js';

it('takes the calls of the original scripts, and every field can be read back', async () => {
  const sandbox = await withSandbox({ empty: true, now: () => new Date('2026-11-23T10:00:00Z') });
  const client = sandbox.ssm();
  const { BaselineId, windowIds } = await runScripts(client);
  expect(BaselineId).toMatch(/^pb-[0-9a-f]{17}$/);

  const windows = await itemsOf(paginateDescribeMaintenanceWindows({ client }, {}), 'WindowIdentities');
  expect(windows.map(({ WindowId }) => WindowId)).toEqual(windowIds);
  expect(windows[0]).toEqual({
    ...{ WindowId: windowIds[0], Name: 'Week1Day2Unattended0300', Enabled: true, Duration: 1, Cutoff: 0 },
    ...{ Schedule: 'cron(0 3 ? * TUE#1 *)', ScheduleTimezone: 'UTC', NextExecutionTime: '2026-12-01T03:00Z' },
  });
  const { Mappings = [] } = await client.describePatchGroups({});
  expect(Mappings).toHaveLength(8);
  expect(Mappings[0]?.BaselineIdentity?.BaselineName).toBe('Windows-0day-Important');
  expect(await client.getPatchBaseline({ BaselineId })).toMatchObject({
    ...{ OperatingSystem: 'WINDOWS', RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY' },
    PatchGroups: Mappings.map(({ PatchGroup }) => PatchGroup),
    CreatedDate: new Date('2026-11-23T10:00:00Z'),
  });
  const last = { WindowId: windowIds[7], Name: 'Week2Day3Unattended0400' };
  const schedule = await client.describeMaintenanceWindowSchedule({ WindowId: windowIds[7] });
  expect(schedule.ScheduledWindowExecutions?.slice(0, 2)).toEqual([
    { ...last, ExecutionTime: '2026-12-09T04:00Z' },
    { ...last, ExecutionTime: '2027-01-13T04:00Z' },
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
});
