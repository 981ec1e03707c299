/** Only Enter, on an empty account: what a set-up without a screen and without flags makes, and nothing the second time. */
import { expect, test } from 'vitest';
import { dumpAccount, lines } from '../helpers/account-dump.js';
import { defaultRegion, withSandbox } from '../helpers/sandbox.js';
import { comparable, leave, openWizard, servedAt, waitForStep, walkTo, withPlans, words } from '../helpers/wizard.js';
import { counted, writesIn } from '../jobs/runs.js';

test('five keys and a yes make what a set-up without a screen makes, and a second run has nothing to do', {
  timeout: 120_000,
}, async () => {
  const sandbox = await withSandbox({ empty: true });
  const ssm = sandbox.ssm();
  const { args, env } = servedAt(sandbox.endpoint);
  const open = () => openWizard({ args: [...args, '--region', defaultRegion], env });
  const first = await open();
  let keys = 0;
  for (const question of ['home', 'account', 'baseline', 'schedule', 'hub'] as const) {
    await waitForStep(first, question);
    first.press(question === 'hub' ? 'c' : 'enter');
    keys += 1;
  }
  expect(keys).toBeLessThanOrEqual(5);
  await first.waitFor(words.typed);
  first.type('yes');
  first.press('enter');
  await first.waitFor(words.done);
  await leave(first);
  const made = await writesIn(sandbox);
  expect(made[0]).toBe('PutParameter 200');
  const without = await withPlans('');
  expect(counted(made)).toEqual(counted(await writesIn(without.sandbox)));
  expect(await comparable(ssm)).toEqual(await comparable(without.ssm));

  const account = lines(await dumpAccount(ssm));
  expect(account).toHaveLength(34);
  const second = await open();
  const hub = await walkTo(second, 'hub');
  expect(hub).toContain(words.nothingToDo);
  expect(hub).not.toContain(words.create);
  expect(hub).toContain('= 34 already as planned');
  await leave(second, 130);
  expect(await writesIn(sandbox)).toEqual(made);
  expect(lines(await dumpAccount(ssm))).toEqual(account);
  // The other regions stay as they were.
  expect(lines(await dumpAccount(sandbox.ssm(`${defaultRegion.slice(0, -1)}2`)))).toEqual([]);
});
