/** What windows will do and did: coming executions, those of a node or a tag, and the past ones. */
import {
  type DescribeMaintenanceWindowScheduleCommandInput,
  paginateDescribeMaintenanceWindowSchedule,
  type SSM,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { itemsOf, plainWindow, refusalOf, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00Z');

async function create(ssm: SSM, Name: string, Schedule: string, ScheduleTimezone?: string) {
  const { WindowId = '' } = await ssm.createMaintenanceWindow({ ...plainWindow, Name, Schedule, ScheduleTimezone });
  return WindowId;
}

function schedule(client: SSM, input: DescribeMaintenanceWindowScheduleCommandInput, MaxResults?: number) {
  const pages = paginateDescribeMaintenanceWindowSchedule({ client }, { MaxResults, ...input });
  return itemsOf(pages, 'ScheduledWindowExecutions');
}

describe('coming executions', () => {
  it('of all windows come in time order and are the same in pages of any size', async () => {
    const ssm = (await withSandbox({ empty: true, now })).ssm();
    await create(ssm, 'first', 'cron(0 3 ? * TUE#1 *)');
    await create(ssm, 'same-time', 'cron(0 3 ? * TUE *)');
    await create(ssm, 'other-zone', 'cron(0 3 ? * TUE *)', 'Asia/Tokyo');
    const off = await create(ssm, 'switched-off', 'cron(0 3 ? * TUE *)');
    await ssm.updateMaintenanceWindow({ WindowId: off, Enabled: false });
    const all = await schedule(ssm, {});
    const times = all.map(({ ExecutionTime = '' }) => Date.parse(ExecutionTime));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(all).toHaveLength(12 + 53 + 53);
    expect(all.some(({ Name }) => Name === 'switched-off')).toBe(false);
    expect(await schedule(ssm, {}, 1)).toEqual(all);
    expect(await schedule(ssm, {}, 7)).toEqual(all);
    // Beyond its own largest page, any number may be asked for.
    expect(await schedule(ssm, {}, 1_000_000)).toEqual(all);
  });

  it('are bounded by filters, in a moment even for a window that runs every five minutes', async () => {
    const ssm = (await withSandbox({ empty: true, now })).ssm();
    const WindowId = await create(ssm, 'frequent', 'rate(5 minutes)');
    const between = (Before: string, After: string) =>
      schedule(ssm, {
        WindowId,
        Filters: [
          { Key: 'ScheduledBefore', Values: [Before] },
          { Key: 'ScheduledAfter', Values: [After] },
        ],
      });
    const found = await between('2027-10-01T01:00:00Z', '2027-10-01T00:00:00Z');
    expect(found).toHaveLength(11);
    expect(found[0]?.ExecutionTime).toBe('2027-10-01T00:05Z');
    expect((await refusalOf(between('tomorrow', '2027-10-01'))).name).toBe('ValidationException');
  });

  it('show the next run however far off it is, and no other beyond a year', async () => {
    const ssm = (await withSandbox({ empty: true, now })).ssm();
    const WindowId = await create(ssm, 'far-off', 'cron(0 3 1 1 ? 2031-2033)');
    expect(await schedule(ssm, { WindowId })).toEqual([
      { WindowId, Name: 'far-off', ExecutionTime: '2031-01-01T03:00Z' },
    ]);
  });

  it('need a window that is there, and a resource type with targets', async () => {
    const ssm = (await withSandbox({ empty: true })).ssm();
    const unknown = schedule(ssm, { WindowId: 'mw-00000000000000000' });
    expect((await refusalOf(unknown)).name).toBe('DoesNotExistException');
    const half = ssm.describeMaintenanceWindowSchedule({ Targets: [{ Key: 'tag:Team', Values: ['web'] }] });
    expect((await refusalOf(half)).name).toBe('ValidationException');
  });
});

it('a node belongs to windows by its id and by its tags', async () => {
  const ssm = (await withSandbox({ now })).ssm();
  const node = async (name: string) => {
    const Filters = [{ Key: 'tag:Name', Values: [name] }];
    const { InstanceInformationList } = await ssm.describeInstanceInformation({ Filters });
    return InstanceInformationList?.[0]?.InstanceId ?? '';
  };
  const WindowId = await create(ssm, 'by-id', 'cron(0 3 ? * TUE#1 *)');
  await ssm.registerTargetWithMaintenanceWindow({
    WindowId,
    ResourceType: 'INSTANCE',
    Targets: [{ Key: 'InstanceIds', Values: [await node('web-01')] }],
  });
  const windows = async (Key: string, ...Values: string[]) => {
    const input = { Targets: [{ Key, Values }], ResourceType: 'INSTANCE' as const };
    const answer = await ssm.describeMaintenanceWindowsForTarget(input);
    return answer.WindowIdentities?.map(({ Name }) => Name);
  };
  expect(await windows('InstanceIds', await node('web-01'))).toEqual([
    'web-tier-patching',
    'nightly-inventory',
    'by-id',
  ]);
  expect(await windows('InstanceIds', await node('ledger-01'))).toEqual(['finance-month-end', 'nightly-inventory']);
  expect(await windows('tag:Patch Group', 'web-tier', 'corp-windows')).toEqual([
    'web-tier-patching',
    'Corp-Windows-Monthly',
  ]);
  expect(await windows('tag:Patch Group', 'nobody')).toEqual([]);
  const Targets = [{ Key: 'InstanceIds', Values: [await node('web-02')] }];
  const upcoming = await schedule(ssm, { Targets, ResourceType: 'INSTANCE' });
  expect(new Set(upcoming.map(({ Name }) => Name))).toEqual(new Set(['web-tier-patching', 'nightly-inventory']));
  expect((await refusalOf(windows(''))).name).toBe('ValidationException');
});

describe('past executions', () => {
  it('of a seeded window reach back 30 days, the newest first, and never change', async () => {
    const ssm = (await withSandbox({ now })).ssm();
    const { WindowIdentities = [] } = await ssm.describeMaintenanceWindows({});
    const id = (name: string) => WindowIdentities.find(({ Name }) => Name === name)?.WindowId;
    const list = async (WindowId: string | undefined, Key?: string, Value = '') => {
      const Filters = Key === undefined ? [] : [{ Key, Values: [Value] }];
      const input = { WindowId, Filters, MaxResults: 100 };
      return (await ssm.describeMaintenanceWindowExecutions(input)).WindowExecutions ?? [];
    };
    const nightly = await list(id('nightly-inventory'));
    expect(nightly).toHaveLength(30);
    expect(nightly).toEqual(await list(id('nightly-inventory')));
    const starts = nightly.map(({ StartTime }) => StartTime?.getTime() ?? 0);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    expect(nightly.slice(1).every(({ EndTime }) => EndTime !== undefined && EndTime <= now())).toBe(true);
    expect(new Set(nightly.slice(1).map(({ Status }) => Status))).toEqual(new Set(['SUCCESS', 'FAILED']));
    expect(await list(id('nightly-inventory'), 'ExecutedAfter', '2026-11-20T00:00:00Z')).toHaveLength(4);
    expect(await list(id('legacy-erp-patching'))).toEqual([]);
    expect((await refusalOf(list('mw-00000000000000000'))).name).toBe('DoesNotExistException');
  });

  it('are not filtered by what is no date, whether there are any or not', async () => {
    const ssm = (await withSandbox({ empty: true, now })).ssm();
    const WindowId = await create(ssm, 'new', 'cron(0/30 * * * ? *)');
    for (const Key of ['ExecutedBefore', 'ExecutedAfter']) {
      for (const wrong of ['soon', '2026-02-30', '2026-11-23T25:00:00Z']) {
        const Filters = [{ Key, Values: ['2026-11-20T00:00:00Z', wrong] }];
        const list = ssm.describeMaintenanceWindowExecutions({ WindowId, Filters });
        expect(await refusalOf(list)).toMatchObject({
          name: 'ValidationException',
          message: expect.stringContaining(wrong),
        });
      }
    }
  });

  it('of a window that has just started are in progress', async () => {
    let time = now();
    const ssm = (await withSandbox({ empty: true, now: () => time })).ssm();
    const WindowId = await create(ssm, 'frequent', 'cron(0/30 * * * ? *)');
    const list = async () => (await ssm.describeMaintenanceWindowExecutions({ WindowId })).WindowExecutions;
    expect(await list()).toEqual([]);
    time = new Date('2026-11-23T10:30:00.500Z');
    expect(await list()).toMatchObject([{ Status: 'IN_PROGRESS', WindowId }]);
    time = new Date('2026-11-23T10:31:00Z');
    expect(await list()).toMatchObject([{ Status: 'SUCCESS', StartTime: new Date('2026-11-23T10:30:00Z') }]);
  });
});
