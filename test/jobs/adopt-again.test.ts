/** The same `--adopt` again writes nothing, with flags too, and one that broke off anywhere ends as one that did not. */
import { DeleteMaintenanceWindowCommand, type SSMClient, UpdateMaintenanceWindowCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { PartialAnswers } from '../../source/plan/spec/answers.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { type AccountDump, dumpAccount, lines, withoutIds } from './account-dump.js';
import { now, setUp, writesIn } from './runs.js';
import { runScripts, type ScriptsOptions } from './scripts-account.js';

const tuesday: ScriptsOptions = { weeks: [1], days: [2], hours: [3, 4] };
const first = 'Week1Day2Unattended0300';
const second = 'Week1Day2Unattended0400';
const third = 'Week3Day4Unattended2200';

const adopt = (sandbox: TestSandbox, flags: Partial<PartialAnswers> = {}) =>
  setUp(sandbox, { consent: { prune: false, adopt: true }, flags: { task: {}, ...flags } });

/** Names of the windows that the plan has. */
function taken({ windows }: AccountDump): unknown[] {
  return windows
    .filter(({ fields }) => 'ssm-patch-wizard:plan' in (fields.Tags as object))
    .map(({ fields }) => fields.Name)
    .sort();
}

/** What two runs of the scripts with different zones leave. */
async function twoZones(ssm: SSMClient): Promise<void> {
  await runScripts(ssm, tuesday);
  await runScripts(ssm, { weeks: [3], days: [4], hours: [22], timeZone: 'Europe/London' });
}

/** What somebody leaves who makes one window longer. */
async function oneLonger(ssm: SSMClient): Promise<void> {
  await runScripts(ssm, tuesday);
  const { windowIds } = await runScripts(ssm, { weeks: [3], days: [4], hours: [22] });
  await ssm.send(new UpdateMaintenanceWindowCommand({ WindowId: windowIds[0], Duration: 3 }));
}

async function expectNothingToDo(sandbox: TestSandbox, flags: Partial<PartialAnswers> = {}): Promise<void> {
  const before = lines(await dumpAccount(sandbox.ssm()));
  expect((await adopt(sandbox, flags)).out.at(-1)).toMatch(/^Nothing to do/);
  expect(lines(await dumpAccount(sandbox.ssm()))).toEqual(before);
}

describe.each<[string, (ssm: SSMClient) => Promise<void>, Partial<PartialAnswers>, readonly string[]]>([
  [
    'no flag, and a window that is gone',
    async (ssm) => {
      const { windowIds } = await runScripts(ssm, { weeks: [1], days: [2], hours: [3, 4, 5] });
      await ssm.send(new DeleteMaintenanceWindowCommand({ WindowId: windowIds[2] }));
    },
    {},
    [first, second],
  ],
  ['the zone that most have', twoZones, { timeZone: 'UTC' }, [first, second]],
  ['the zone that one has', twoZones, { timeZone: 'Europe/London' }, [third]],
  [
    'a zone that none has, for more windows than calls at a time',
    async (ssm) => {
      await twoZones(ssm);
      await runScripts(ssm, { weeks: [2], days: [2], hours: [3, 4, 5, 6] });
    },
    { timeZone: 'Asia/Tokyo' },
    [first, second, ...[3, 4, 5, 6].map((hour) => `Week2Day2Unattended0${hour}00`)],
  ],
  ['a duration that none has', oneLonger, { task: { durationHours: 2 } }, [first, second]],
  [
    'a zone that none has, and a new date',
    twoZones,
    {
      timeZone: 'Asia/Tokyo',
      days: { kind: 'weekdays', weeks: [1], weekdays: [2] },
      times: [4, 5].map((hour) => ({ hour, minute: 0 })),
    },
    [second, 'Week1Day2Unattended0500'],
  ],
])('with %s', (_, make, flags, expected) => {
  it('takes over the same windows in the first run and in the next, wherever the first breaks off', async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    await make(ssm);
    const made = await writesIn(sandbox);
    expect((await adopt(sandbox, flags)).exitCode).toBe(0);
    const unbroken = await dumpAccount(ssm);
    expect(taken(unbroken)).toEqual(expected);
    const operations = (await writesIn(sandbox)).slice(made.length).map((call) => call.split(' ')[0] ?? '');
    await expectNothingToDo(sandbox, flags);

    for (const [index, operation] of operations.entries()) {
      const nth = operations.slice(0, index + 1).filter((each) => each === operation).length;
      const where = `${operation} ${nth}`;
      await sandbox.control('POST', 'reset', { empty: true });
      await make(ssm);
      await sandbox.control('PUT', 'faults', [{ kind: 'access-denied', operation, nth }]);
      expect((await adopt(sandbox, flags)).exitCode, where).toBe(1);
      await sandbox.control('PUT', 'faults', []);
      expect((await adopt(sandbox, flags)).exitCode, where).toBe(0);
      expect(withoutIds(await dumpAccount(ssm)), where).toEqual(withoutIds(unbroken));
    }
  });
});

describe('a window that somebody has deleted is not made anew, though its group is registered', () => {
  const three: ScriptsOptions = { weeks: [1], days: [2, 3], hours: [3, 4] };
  const idOf = async (ssm: SSMClient, name: string): Promise<string | undefined> =>
    (await dumpAccount(ssm)).windows.find(({ fields }) => fields.Name === name)?.id;
  const remove = async (ssm: SSMClient, name: string): Promise<void> => {
    await ssm.send(new DeleteMaintenanceWindowCommand({ WindowId: await idOf(ssm, name) }));
  };
  const others = [second, 'Week1Day3Unattended0300', 'Week1Day3Unattended0400'];

  it('before the adoption', async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    await runScripts(ssm, three);
    await remove(ssm, first);
    expect((await adopt(sandbox)).exitCode).toBe(0);
    expect(taken(await dumpAccount(ssm))).toEqual(others);
    await expectNothingToDo(sandbox);
  });

  it('after it, whether it was taken over', async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    await runScripts(ssm, three);
    await adopt(sandbox);
    await remove(ssm, first);
    await expectNothingToDo(sandbox);
    expect(taken(await dumpAccount(ssm))).toEqual(others);
  });

  it('or was left alone, because it was switched off', async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    await runScripts(ssm, three);
    await ssm.send(new UpdateMaintenanceWindowCommand({ WindowId: await idOf(ssm, first), Enabled: false }));
    await adopt(sandbox);
    await remove(ssm, first);
    await expectNothingToDo(sandbox);
    expect(taken(await dumpAccount(ssm))).toEqual(others);
  });
});
