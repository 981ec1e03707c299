/** Taking over changes no behaviour that nobody asked to change: what somebody has changed since is left alone, and said. */
import {
  type SSMClient,
  UpdateMaintenanceWindowCommand,
  UpdateMaintenanceWindowTaskCommand,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { PartialAnswers } from '../../source/plan/spec/answers.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { type AccountDump, dumpAccount, lines } from './account-dump.js';
import { now, setUp } from './runs.js';
import { runScripts, type ScriptsOptions } from './scripts-account.js';

async function withScripts(...runs: readonly ScriptsOptions[]): Promise<{ sandbox: TestSandbox; ssm: SSMClient }> {
  const sandbox = await withSandbox({ empty: true, now });
  const ssm = sandbox.ssm();
  for (const run of runs) await runScripts(ssm, run);
  return { sandbox, ssm };
}

/** A run with `--adopt` and some flags, which nothing stands in the way of. */
async function adopt(sandbox: TestSandbox, flags: Partial<PartialAnswers> = {}): Promise<string> {
  const run = await setUp(sandbox, { consent: { prune: false, adopt: true }, flags: { task: {}, ...flags } });
  expect(run.exitCode).toBe(0);
  return run.out.join('\n');
}

const named = ({ windows }: AccountDump, name: string) => windows.filter(({ fields }) => fields.Name === name);

/** Names of the windows that the plan has. */
function taken({ windows }: AccountDump): unknown[] {
  return windows
    .filter(({ fields }) => 'ssm-patch-wizard:plan' in (fields.Tags as object))
    .map(({ fields }) => fields.Name)
    .sort();
}

const first = 'Week1Day2Unattended0300';
const second = 'Week1Day2Unattended0400';

describe.each<[string, string, Partial<ConstructorParameters<typeof UpdateMaintenanceWindowCommand>[0]>]>([
  ['is switched off', 'it is switched off', { Enabled: false }],
  ['was rescheduled', 'it runs at another time than its name says', { Schedule: 'cron(0 12 ? * SAT#1 *)' }],
  ['is longer', 'its duration is 4 h, not 1 h', { Duration: 4, Cutoff: 1 }],
  ['is in another zone', 'its time zone is Asia/Tokyo, not UTC', { ScheduleTimezone: 'Asia/Tokyo' }],
])('a window that %s', (_, why, change) => {
  it.each<[string, Partial<PartialAnswers>]>([
    ['without flags', {}],
    [
      'with flags for its date',
      {
        days: { kind: 'weekdays', weeks: [1], weekdays: [2] },
        times: [3, 4, 5].map((hour) => ({ hour, minute: 0 })),
      },
    ],
  ])('stays as it is, and no second one is made: %s', async (__, flags) => {
    const { sandbox, ssm } = await withScripts({ weeks: [1], days: [2], hours: [3, 4, 5] });
    const WindowId = named(await dumpAccount(ssm), first)[0]?.id;
    await ssm.send(new UpdateMaintenanceWindowCommand({ WindowId, ...change }));
    const ofIt = async () => lines(await dumpAccount(ssm)).filter((line) => line.includes(String(WindowId)));
    const before = await ofIt();
    expect(await adopt(sandbox, flags)).toContain(`${first} (${WindowId}): ${why}`);
    expect(await ofIt()).toEqual(before);
    const after = await dumpAccount(ssm);
    expect(after.windows).toHaveLength(3);
    expect(taken(after)).toEqual([second, 'Week1Day2Unattended0500']);
    expect(await adopt(sandbox, flags)).toMatch(/Nothing to do/);
  });
});

it('a task with other numbers is left alone too', async () => {
  const { sandbox, ssm } = await withScripts({ weeks: [1], days: [2], hours: [3, 4, 5] });
  const [window] = named(await dumpAccount(ssm), first);
  const [WindowId, WindowTaskId] = [window?.id, window?.tasks[0]?.id];
  await ssm.send(new UpdateMaintenanceWindowTaskCommand({ WindowId, WindowTaskId, MaxErrors: '7' }));
  expect(await adopt(sandbox)).toContain('its number of errors is 7, not 1');
  expect(taken(await dumpAccount(ssm))).toEqual([second, 'Week1Day2Unattended0500']);
});

describe('scripts that ran twice', () => {
  const utc = { weeks: [1], days: [2], hours: [3, 4] };
  const berlin = { weeks: [2], days: [2], hours: [3], timeZone: 'Europe/Berlin' };

  it('with two zones keep both: the set of most windows is taken over, now and in the next run', async () => {
    const { sandbox, ssm } = await withScripts(utc, berlin);
    for (const out of [await adopt(sandbox), await adopt(sandbox)]) {
      expect(out).toContain('its time zone is Europe/Berlin, not UTC');
      expect(taken(await dumpAccount(ssm))).toEqual([first, second]);
    }
    const zones = (await dumpAccount(ssm)).windows.map(({ fields }) => fields.ScheduleTimezone);
    expect(zones.sort()).toEqual(['Europe/Berlin', 'UTC', 'UTC']);
  });

  it('the set of the zone that a flag says, if there is one', async () => {
    const { sandbox, ssm } = await withScripts(utc, berlin);
    expect(await adopt(sandbox, { timeZone: 'Europe/Berlin' })).toContain('its time zone is UTC, not Europe/Berlin');
    expect(taken(await dumpAccount(ssm))).toEqual(['Week2Day2Unattended0300']);
  });

  it('with two grids are taken over as they are, and nothing is made between them', async () => {
    const { sandbox, ssm } = await withScripts(
      { weeks: [1], days: [2, 3], hours: [3, 4] },
      { weeks: [3], days: [5], hours: [7] },
    );
    expect(await adopt(sandbox)).not.toMatch(/ \+ /);
    const after = await dumpAccount(ssm);
    expect(after.windows).toHaveLength(5);
    expect(taken(after)).toHaveLength(5);
    expect(await adopt(sandbox)).toMatch(/Nothing to do/);
  });
});

it('Sunday as day 7 is left alone, because its nodes carry that name, and is in nobody’s way', async () => {
  const { sandbox, ssm } = await withScripts({ weeks: [1], days: [0, 7], hours: [3] });
  const sunday = named(await dumpAccount(ssm), 'Week1Day7Unattended0300');
  const out = await adopt(sandbox);
  expect(out).toMatch(/Week1Day7Unattended0300 \(mw-\w+\): its patch group says day 7 for Sunday/);
  expect(out).toMatch(/The baseline .* not of this plan: Week 1 Day 7 - Unattended - 03:00\./);
  const after = await dumpAccount(ssm);
  expect(taken(after)).toEqual(['Week1Day0Unattended0300']);
  expect(named(after, 'Week1Day7Unattended0300')).toEqual(sunday);
  expect(after.baselines).toHaveLength(1);
  expect(await adopt(sandbox)).toMatch(/Nothing to do/);
});
