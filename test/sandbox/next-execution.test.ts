/** NextExecutionTime: in the window's zone, the same as the first of the coming executions, and never in the past. */
import type { CreateMaintenanceWindowCommandInput } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainWindow, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00Z');

async function emptyAccount(options = {}) {
  return (await withSandbox({ empty: true, now, ...options })).ssm();
}

/** Schedules that look right, some of which are. */
const anySchedule = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('0', '30', '0/5', '0,15', '*', '59'),
      fc.constantFrom('3', '0-6', '*', '23', '0/12'),
      fc.constantFrom(
        ['?', 'TUE#2'],
        ['?', '6L'],
        ['?', 'MON-FRI'],
        ['L', '?'],
        ['31', '?'],
        ['15W', '?'],
        ['1', 'MON'],
      ),
      fc.constantFrom('*', '2', 'JAN-MAR', '1/3', '13'),
      fc.constantFrom('*', '2026-2030', '2025', '2040', '2199'),
    )
    .map(([minute, hour, [dayOfMonth, dayOfWeek], month, year]) =>
      ['cron(', [minute, hour, dayOfMonth, month, dayOfWeek, year].join(' '), ')'].join(''),
    ),
  fc
    .tuple(fc.integer({ min: -1, max: 400 }), fc.constantFrom('minutes', 'hours', 'days', 'day'))
    .map(([value, unit]) => `rate(${value} ${unit})`),
  fc
    .date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
    .map((date) => `at(${date.toISOString().slice(0, 19)})`),
);

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
  const ssm = await emptyAccount();
  const { WindowId } = await ssm.createMaintenanceWindow({ ...plainWindow, ...members });
  const shown = await ssm.getMaintenanceWindow({ WindowId });
  expect(shown).toMatchObject({ ...members, NextExecutionTime, Enabled: true, CreatedDate: now() });
});

it('is the first of the coming executions, for any schedule that is taken', async () => {
  const sandbox = await withSandbox({ empty: true, now, quotas: { windows: 10_000 } });
  const ssm = sandbox.ssm();
  await fc.assert(
    fc.asyncProperty(anySchedule, fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/New_York'), async (...parts) => {
      const [Schedule, ScheduleTimezone] = parts;
      const create = { ...plainWindow, Schedule, ScheduleTimezone };
      const WindowId = await ssm.createMaintenanceWindow(create).then(
        (answer) => answer.WindowId,
        (error: Error) => {
          expect(error.name).toBe('ValidationException');
          return undefined;
        },
      );
      if (WindowId === undefined) return;
      const { NextExecutionTime = '' } = await ssm.getMaintenanceWindow({ WindowId });
      expect(Date.parse(NextExecutionTime)).toBeGreaterThan(now().getTime());
      const coming = await ssm.describeMaintenanceWindowSchedule({ WindowId, MaxResults: 2 });
      expect(coming.ScheduledWindowExecutions?.[0]?.ExecutionTime).toBe(NextExecutionTime);
    }),
    { numRuns: 150 },
  );
});

it('moves on when it has passed', async () => {
  let time = new Date('2026-12-01T02:59:59Z');
  const ssm = await emptyAccount({ now: () => time });
  const { WindowId } = await ssm.createMaintenanceWindow(plainWindow);
  const next = async () => (await ssm.getMaintenanceWindow({ WindowId })).NextExecutionTime;
  expect(await next()).toBe('2026-12-01T03:00Z');
  time = new Date('2026-12-01T03:00:00Z');
  expect(await next()).toBe('2027-01-05T03:00Z');
});
