/** Only Enter, on an empty account: what a set-up without a screen and without flags makes, and nothing the second time. */
import { expect, test } from 'vitest';
import { dumpAccount, lines } from '../helpers/account-dump.js';
import { defaultRegion, withSandbox } from '../helpers/sandbox.js';
import { apply, comparable, leave, moveTo, openWizard, servedAt, walkTo, withPlans, words } from '../helpers/wizard.js';
import { counted, writesIn } from '../jobs/runs.js';

test('the defaults are those without a screen, and a second run has nothing to do', { timeout: 60_000 }, async () => {
  const sandbox = await withSandbox({ empty: true });
  const ssm = sandbox.ssm();
  const open = () => openWizard(servedAt(sandbox.endpoint));
  const first = await open();
  await walkTo(first, 'review');
  await apply(first);
  const made = await writesIn(sandbox);
  expect(made[0]).toBe('PutParameter 200');
  const without = await withPlans('');
  expect(counted(made)).toEqual(counted(await writesIn(without.sandbox)));
  expect(await comparable(ssm)).toEqual(await comparable(without.ssm));

  const account = lines(await dumpAccount(ssm));
  expect(account).toHaveLength(34);
  const second = await open();
  const review = await walkTo(second, 'review');
  expect(review).toContain(words.nothingToDo);
  expect(review).not.toContain(words.create);
  expect(review).toContain('= 34 as they should be already');
  await moveTo(second, words.leave);
  await leave(second);
  expect(await writesIn(sandbox)).toEqual(made);
  expect(lines(await dumpAccount(ssm))).toEqual(account);
  // The other regions stay as they were.
  expect(lines(await dumpAccount(sandbox.ssm(`${defaultRegion.slice(0, -1)}2`)))).toEqual([]);
});
