/** A set-up that breaks off at any of its calls, in any way, is finished by running it again: no duplicate, no orphan. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dumpAccount, withoutIds } from '../helpers/account-dump.js';
import { withSandbox } from '../helpers/sandbox.js';
import { now, setUp, twoWindows, writesIn } from './runs.js';

// The SDK sends a call again that got lost. Here every fault ends the run, as if the program had died there.
beforeAll(() => void vi.stubEnv('AWS_MAX_ATTEMPTS', '1'));
afterAll(() => void vi.unstubAllEnvs());

const kinds = [
  'throttle',
  'error500',
  'reset-before',
  'reset-after',
  'hang',
  'expired-token',
  'access-denied',
] as const;

describe.each(kinds)('%s', (kind) => {
  it('at any call: the next run reaches the account of an undisturbed one', { timeout: 120_000 }, async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    expect((await setUp(sandbox, twoWindows)).exitCode).toBe(0);
    const requests = (await sandbox.control('GET', 'requests')) as { operation: string }[];
    const expected = withoutIds(await dumpAccount(ssm));
    const firstWrite = requests.findIndex(({ operation }) => !/^(Describe|Get|List)/.test(operation)) + 1;
    const lastWrite = firstWrite + 9;
    expect(requests.length).toBe(lastWrite + 2);

    for (let nth = 1; nth <= requests.length; nth += 1) {
      const where = `${kind} at call ${nth} of ${requests.length}`;
      await sandbox.control('POST', 'reset', { empty: true });
      await sandbox.control('PUT', 'faults', [{ kind, nth }]);
      // On a busy machine other calls may take longer than this too.
      const options = kind === 'hang' ? { requestTimeout: 250 } : {};
      const exitCode = await setUp(sandbox, twoWindows, options).then(
        (run) => run.exitCode,
        () => 'thrown before the plan',
      );
      await sandbox.control('PUT', 'faults', []);
      if (typeof exitCode === 'string') expect(await writesIn(sandbox), where).toEqual([]);
      if (kind !== 'hang') {
        // AWS's own dates are compared after everything has been done, so a fault there fails nothing.
        const isHarmless = kind === 'throttle' || nth > lastWrite;
        expect(exitCode, where).toBe(isHarmless ? 0 : nth >= firstWrite ? 1 : 'thrown before the plan');
      }
      // What has written nothing has left the account as it was: the next run would be an undisturbed one.
      if (typeof exitCode === 'string') continue;
      // Nobody has to say again what was wanted, once it is written down.
      const again = nth > firstWrite ? '' : twoWindows;
      if (exitCode !== 0) expect((await setUp(sandbox, again)).exitCode, where).toBe(0);
      expect(withoutIds(await dumpAccount(ssm)), where).toEqual(expected);
    }
  });
});
