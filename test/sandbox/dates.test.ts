/** What windows will do and did: the next execution, coming ones, those of a node or a tag, and the past ones. */
import {
  type CreateMaintenanceWindowCommandInput,
  type DescribeMaintenanceWindowScheduleCommandInput,
  paginateDescribeMaintenanceWindowSchedule,
  type SSM,
  type Target,
} from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forSome } from '../helpers/properties.js';
import { itemsOf, plainWindow, refusalOf, refusalsOf, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00Z');

async function create(ssm: SSM, Name: string, Schedule: string, ScheduleTimezone?: string) {
  const { WindowId = '' } = await ssm.createMaintenanceWindow({ ...plainWindow, Name, Schedule, ScheduleTimezone });
  return WindowId;
}

function schedule(client: SSM, input: DescribeMaintenanceWindowScheduleCommandInput, MaxResults?: number) {
  const pages = paginateDescribeMaintenanceWindowSchedule({ client }, { MaxResults, ...input });
  return itemsOf(pages, 'ScheduledWindowExecutions');
}

/** The next execution of a window. */
async function nextOf(ssm: SSM, WindowId: string): Promise<string> {
  return (await ssm.getMaintenanceWindow({ WindowId })).NextExecutionTime ?? '';
}

const anyCron = fc
  .record({
    minute: fc.constantFrom('0', '30', '0/5', '0,15', '*', '59'),
    hour: fc.constantFrom('3', '0-6', '*', '23', '0/12'),
    days: fc.constantFrom(
      ['?', 'TUE#2'],
      ['?', '6L'],
      ['?', 'MON-FRI'],
      ['L', '?'],
      ['31', '?'],
      ['15W', '?'],
      ['1', 'MON'],
    ),
    month: fc.constantFrom('*', '2', 'JAN-MAR', '1/3', '13'),
    year: fc.constantFrom('*', '2026-2030', '2025', '2040', '2199'),
  })
  .map(({ minute, hour, days, month, year }) => `cron(${minute} ${hour} ${days[0]} ${month} ${days[1]} ${year})`);

/** Schedules that look right, some of which are. */
const anySchedule = fc.oneof(
  anyCron,
  fc
    .tuple(fc.integer({ min: -1, max: 400 }), fc.constantFrom('minutes', 'hours', 'days', 'day'))
    .map(([value, unit]) => `rate(${value} ${unit})`),
  fc
    .date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
    .map((date) => `at(${date.toISOString().slice(0, 19)})`),
);

describe('the next execution', () => {
  it.each<[Partial<CreateMaintenanceWindowCommandInput>, string]>([
    [{ Schedule: 'cron(0 3 ? * TUE#1 *)', ScheduleTimezone: 'UTC' }, '2026-12-01T03:00Z'],
    [{ Schedule: 'cron(0 3 ? * 3L *)', ScheduleTimezone: 'Asia/Kathmandu' }, '2026-11-24T03:00+05:45'],
    [{ Schedule: 'cron(30 0 3 ? * TUE#1 *)', ScheduleTimezone: 'America/New_York' }, '2026-12-01T03:00:30-05:00'],
    [
      { Schedule: 'cron(0 3 ? * TUE#2 *)', ScheduleTimezone: 'America/New_York', ScheduleOffset: 3 },
      '2026-12-11T03:00-05:00',
    ],
    [{ Schedule: 'at(2026-12-24T18:00:00)' }, '2026-12-24T18:00Z'],
    [{ Schedule: 'rate(2 hours)' }, '2026-11-23T12:00Z'],
    // Counts from now, even where the start date has passed.
    [{ Schedule: 'rate(2 hours)', StartDate: '2026-11-01T07:13:00Z' }, '2026-11-23T12:00Z'],
  ])('of %j is %s', async (members, NextExecutionTime) => {
    const ssm = (await withSandbox({ empty: true, now })).ssm();
    const { WindowId } = await ssm.createMaintenanceWindow({ ...plainWindow, ...members });
    const shown = await ssm.getMaintenanceWindow({ WindowId });
    expect(shown).toMatchObject({ ...members, NextExecutionTime, Enabled: true, CreatedDate: now() });
  });

  it('is the first of the coming executions, for any schedule that is taken', async () => {
    const sandbox = await withSandbox({ empty: true, now, quotas: { windows: 10_000 } });
    const ssm = sandbox.ssm();
    return forSome(
      150,
      [anySchedule, fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/New_York')],
      async (text, timeZone) => {
        const made = await create(ssm, 'any', text, timeZone).catch((error: Error) => error);
        if (made instanceof Error) {
          expect(made.name).toBe('ValidationException');
          return;
        }
        const next = await nextOf(ssm, made);
        expect(Date.parse(next)).toBeGreaterThan(now().getTime());
        const coming = await ssm.describeMaintenanceWindowSchedule({ WindowId: made, MaxResults: 2 });
        expect(coming.ScheduledWindowExecutions?.[0]?.ExecutionTime).toBe(next);
      },
    );
  });

  it('moves on when it has passed', async () => {
    let time = new Date('2026-12-01T02:59:59Z');
    const ssm = (await withSandbox({ empty: true, now: () => time })).ssm();
    const WindowId = await create(ssm, 'plain', plainWindow.Schedule);
    expect(await nextOf(ssm, WindowId)).toBe('2026-12-01T03:00Z');
    time = new Date('2026-12-01T03:00:00Z');
    expect(await nextOf(ssm, WindowId)).toBe('2027-01-05T03:00Z');
  });
});

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
    // Beyond its own largest page, any number may be asked for.
    for (const size of [1, 7, 1_000_000]) expect(await schedule(ssm, {}, size)).toEqual(all);
  });

  it('are bounded by filters, in a moment even for a window that runs every five minutes', async () => {
    const ssm = (await withSandbox({ empty: true, now })).ssm();
    const WindowId = await create(ssm, 'frequent', 'rate(5 minutes)');
    const between = (before: string, after: string) => {
      const bounds = { ScheduledBefore: before, ScheduledAfter: after };
      const Filters = Object.entries(bounds).map(([Key, value]) => ({ Key, Values: [value] }));
      return schedule(ssm, { WindowId, Filters });
    };
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
    const half = schedule(ssm, { Targets: [{ Key: 'tag:Team', Values: ['web'] }] });
    expect(await refusalsOf(unknown, half)).toEqual(['DoesNotExistException', 'ValidationException']);
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
  const ResourceType = 'INSTANCE' as const;
  const target = async (name: string) => [{ Key: 'InstanceIds', Values: [await node(name)] }];
  await ssm.registerTargetWithMaintenanceWindow({ WindowId, ResourceType, Targets: await target('web-01') });
  const windows = async (Targets: Target[]) => {
    const answer = await ssm.describeMaintenanceWindowsForTarget({ Targets, ResourceType });
    return answer.WindowIdentities?.map(({ Name }) => Name);
  };
  const groups = (...Values: string[]) => windows([{ Key: 'tag:Patch Group', Values }]);
  expect(await windows(await target('web-01'))).toEqual(['web-tier-patching', 'nightly-inventory', 'by-id']);
  expect(await windows(await target('ledger-01'))).toEqual(['finance-month-end', 'nightly-inventory']);
  expect(await groups('web-tier', 'corp-windows')).toEqual(['web-tier-patching', 'Corp-Windows-Monthly']);
  expect(await groups('nobody')).toEqual([]);
  const upcoming = await schedule(ssm, { Targets: await target('web-02'), ResourceType });
  expect(new Set(upcoming.map(({ Name }) => Name))).toEqual(new Set(['web-tier-patching', 'nightly-inventory']));
  expect((await refusalOf(windows([{ Key: '', Values: [] }]))).name).toBe('ValidationException');
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
        const refused = await refusalOf(ssm.describeMaintenanceWindowExecutions({ WindowId, Filters }));
        expect(refused).toEqual({ name: 'ValidationException', message: expect.stringContaining(wrong) });
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
