/** `--adopt` where there is nothing to take over: said, with what to do next, and nothing is changed. */
import { type SSMClient, UpdateMaintenanceWindowCommand } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { withSandbox } from '../helpers/sandbox.js';
import { dumpAccount } from './account-dump.js';
import { now, setUp, writesIn } from './runs.js';
import { runScripts } from './scripts-account.js';

const consent = { prune: false, adopt: true };

it.each<[string, (ssm: SSMClient) => Promise<unknown>, RegExp]>([
  ['an empty account', async () => {}, /Nothing was changed\./],
  [
    'one with windows of day 7 only',
    (ssm) => runScripts(ssm, { weeks: [1], days: [7], hours: [3] }),
    /Week1Day7Unattended0300 \(mw-\w+\): its patch group says day 7/,
  ],
  [
    'one whose windows are all left alone',
    async (ssm) => {
      const { windowIds } = await runScripts(ssm, { weeks: [1], days: [2], hours: [3] });
      await ssm.send(new UpdateMaintenanceWindowCommand({ WindowId: windowIds[0], Enabled: false }));
    },
    /Week1Day2Unattended0300 \(mw-\w+\): it is switched off/,
  ],
  [
    'one where another plan has taken them over',
    async (ssm) => void (await runScripts(ssm, { weeks: [1], days: [2], hours: [3] })),
    /Nothing was changed\./,
  ],
])('in %s', async (where, make, detail) => {
  const sandbox = await withSandbox({ empty: true, now });
  await make(sandbox.ssm());
  const isTaken = where.includes('another plan');
  if (isTaken) await setUp(sandbox, { consent, flags: { plan: 'legacy', task: {} } });
  const written = await writesIn(sandbox);
  for (const isDryRun of [false, true]) {
    await expect(setUp(sandbox, { consent, isDryRun, flags: { task: {} } })).rejects.toMatchObject({
      code: 'nothing-to-adopt',
      exitCode: 2,
      message: 'There is nothing to take over into plan default.',
      detail: expect.stringMatching(detail),
      nextSteps: expect.arrayContaining([
        expect.stringMatching(isTaken ? /--plan: legacy\.$/ : /leave out --adopt, or say its dates/),
      ]),
    });
  }
  expect(await writesIn(sandbox)).toEqual(written);
});

it('with dates, these are set up', async () => {
  const sandbox = await withSandbox({ empty: true, now });
  const days = { kind: 'weekdays' as const, weeks: [1 as const], weekdays: [2 as const] };
  const flags = { task: {}, days, times: [{ hour: 3, minute: 0 }] };
  expect((await setUp(sandbox, { consent, flags })).exitCode).toBe(0);
  const { windows } = await dumpAccount(sandbox.ssm());
  expect(windows.map(({ fields }) => fields.Name)).toEqual(['Week1Day2Unattended0300']);
});
