/** NextExecutionTime: in the window's zone, the same as the first of the coming executions, and never in the past. */
import {
  CreateMaintenanceWindowCommand,
  DescribeMaintenanceWindowScheduleCommand,
  GetMaintenanceWindowCommand,
} from '@aws-sdk/client-ssm';
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

it.each([
  ['cron(0 3 ? * TUE#1 *)', 'UTC', '2026-12-01T03:00Z'],
  ['cron(0 3 ? * 3L *)', 'Asia/Kathmandu', '2026-11-24T03:00+05:45'],
  ['cron(30 0 3 ? * TUE#1 *)', 'America/New_York', '2026-12-01T03:00:30-05:00'],
  ['at(2026-12-24T18:00:00)', undefined, '2026-12-24T18:00Z'],
  ['rate(2 hours)', undefined, '2026-11-23T12:00Z'],
])('%s in %s is %s', async (Schedule, ScheduleTimezone, expected) => {
  const ssm = await emptyAccount();
  const { WindowId } = await ssm.send(
    new CreateMaintenanceWindowCommand({ ...plainWindow, Schedule, ScheduleTimezone }),
  );
  expect((await ssm.send(new GetMaintenanceWindowCommand({ WindowId }))).NextExecutionTime).toBe(expected);
});

it('of a rate counts from now, even where the start date has passed', async () => {
  const ssm = await emptyAccount();
  const rate = { ...plainWindow, Schedule: 'rate(2 hours)', StartDate: '2026-11-01T07:13:00Z' };
  const { WindowId } = await ssm.send(new CreateMaintenanceWindowCommand(rate));
  const { NextExecutionTime } = await ssm.send(new GetMaintenanceWindowCommand({ WindowId }));
  expect(NextExecutionTime).toBe('2026-11-23T12:00Z');
});

it('is the first of the coming executions, for any schedule that is taken', async () => {
  const sandbox = await withSandbox({ empty: true, now, quotas: { windows: 10_000 } });
  const ssm = sandbox.ssm();
  await fc.assert(
    fc.asyncProperty(anySchedule, fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/New_York'), async (...parts) => {
      const [Schedule, ScheduleTimezone] = parts;
      const create = new CreateMaintenanceWindowCommand({ ...plainWindow, Schedule, ScheduleTimezone });
      const WindowId = await ssm.send(create).then(
        (answer) => answer.WindowId,
        (error: Error) => {
          expect(error.name).toBe('ValidationException');
          return undefined;
        },
      );
      if (WindowId === undefined) return;
      const { NextExecutionTime = '' } = await ssm.send(new GetMaintenanceWindowCommand({ WindowId }));
      expect(Date.parse(NextExecutionTime)).toBeGreaterThan(now().getTime());
      const coming = await ssm.send(new DescribeMaintenanceWindowScheduleCommand({ WindowId, MaxResults: 2 }));
      expect(coming.ScheduledWindowExecutions?.[0]?.ExecutionTime).toBe(NextExecutionTime);
    }),
    { numRuns: 150 },
  );
});

it('moves on when it has passed', async () => {
  let time = new Date('2026-12-01T02:59:59Z');
  const ssm = await emptyAccount({ now: () => time });
  const { WindowId } = await ssm.send(new CreateMaintenanceWindowCommand(plainWindow));
  const next = async () => (await ssm.send(new GetMaintenanceWindowCommand({ WindowId }))).NextExecutionTime;
  expect(await next()).toBe('2026-12-01T03:00Z');
  time = new Date('2026-12-01T03:00:00Z');
  expect(await next()).toBe('2027-01-05T03:00Z');
});
