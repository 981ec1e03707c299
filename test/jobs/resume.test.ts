/** A set-up that breaks off at any of its calls is finished by running it again: no duplicate, no orphan. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { withoutIds } from '../helpers/account-dump.js';
import { emptySandbox, setUp, twoWindows, writesIn } from './runs.js';

// The SDK sends a call again that got lost. Here every fault ends the run, as if the program had died there.
beforeAll(() => void vi.stubEnv('AWS_MAX_ATTEMPTS', '1'));
afterAll(() => void vi.unstubAllEnvs());

// A call that is not carried out, whatever the error is called; one that is, though nobody hears of it; one that is sent again.
it.each(['access-denied', 'reset-after', 'throttle'])(
  '%s at any call: the next run reaches the account of an undisturbed one',
  async (kind) => {
    const sandbox = emptySandbox();
    expect((await setUp(sandbox, twoWindows)).exitCode).toBe(0);
    const requests = await sandbox.requests();
    const expected = withoutIds(await sandbox.dump());
    const firstWrite = requests.findIndex(({ operation }) => !/^(Describe|Get|List)/.test(operation)) + 1;
    const lastWrite = firstWrite + 9;
    // After that AWS's own dates, the lists of windows and of baselines, and the record.
    expect(requests.length).toBe(lastWrite + 5);

    for (let nth = 1; nth <= requests.length; nth += 1) {
      // Sent again by the same loop wherever it was: once for each operation will do.
      const isFirst = requests.findIndex(({ operation }) => operation === requests[nth - 1]?.operation) === nth - 1;
      if (kind === 'throttle' && !isFirst) continue;
      const where = `${kind} at call ${nth} of ${requests.length}`;
      await sandbox.control('POST', 'reset', { empty: true });
      await sandbox.faults({ kind, nth });
      const exitCode = await setUp(sandbox, twoWindows).then(
        (run) => run.exitCode,
        () => 'thrown before the plan',
      );
      await sandbox.faults();
      // AWS's own dates are compared after everything has been done, so a fault there fails nothing.
      // Nodes that may not be listed are not known, which is said, and no more.
      const isUnread = kind === 'access-denied' && requests[nth - 1]?.operation === 'DescribeInstanceInformation';
      const isHarmless = kind === 'throttle' || nth > lastWrite || isUnread;
      expect(exitCode, where).toBe(isHarmless ? 0 : nth >= firstWrite ? 1 : 'thrown before the plan');
      // What has written nothing has left the account as it was: the next run would be an undisturbed one.
      if (typeof exitCode === 'string') {
        expect(await writesIn(sandbox), where).toEqual([]);
        continue;
      }
      // Nobody has to say again what was wanted, once it is written down.
      const again = nth > firstWrite ? '' : twoWindows;
      if (exitCode !== 0) expect((await setUp(sandbox, again)).exitCode, where).toBe(0);
      expect(withoutIds(await sandbox.dump()), where).toEqual(expected);
    }
  },
);
