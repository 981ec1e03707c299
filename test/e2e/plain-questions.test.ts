/** A terminal that can show no screen (TERM=dumb): the wizard asks line by line. */
import { expect, test } from 'vitest';
import { program, sandboxEnvironment } from '../helpers/command.js';
import { withSandbox } from '../helpers/sandbox.js';
import { openTerminal, type TestTerminal } from '../helpers/terminal.js';
import { comparable, servedAt, withPlans, writesFromNow } from '../helpers/wizard.js';

function openPlain(endpoint: string, ...args: readonly string[]): Promise<TestTerminal> {
  const all = [program, ...args, ...servedAt(endpoint).args];
  return openTerminal({ args: all, env: { ...sandboxEnvironment, TERM: 'dumb' }, columns: 200, rows: 60 });
}

/** Types a line as an answer to a question. */
async function answer(terminal: TestTerminal, question: string, line: string): Promise<void> {
  await terminal.waitFor(question);
  await terminal.type(line);
  await terminal.press('enter');
}

test('a set-up, question by question: what cannot be is asked again, and nothing is written before yes', async () => {
  const sandbox = await withSandbox({ empty: true });
  const writes = await writesFromNow(sandbox);
  const terminal = await openPlain(sandbox.endpoint);
  await answer(terminal, 'Number (1 to 5):', '9');
  await answer(terminal, 'Number (1 to 5): 9', '1');
  await answer(terminal, 'Plan name:', '');
  await answer(terminal, 'Operating systems', '');
  await answer(terminal, 'Weeks of the month', '1 9');
  await answer(terminal, '! Weeks are 1 to 5', '1');
  await answer(terminal, 'Weekdays', 'tue');
  await answer(terminal, 'Hours', '3 4');
  await answer(terminal, 'Time zone', 'Europe/London');
  await terminal.waitFor(/Type yes to confirm \(2 windows, .* in\s+123456789012, eu-west-1\):/);
  expect(await writes()).toEqual([]);
  await answer(terminal, 'Type yes', 'Yes');
  expect(await terminal.exit).toEqual({ exitCode: 0 });
  expect(terminal.screen()).toContain('Done: 2 windows, ');
  // No escape sequence at all.
  expect(terminal.raw()).not.toContain('\x1b');
  const byFlags = await withPlans('-w 1 -d 2 -t 3 4 -z Europe/London');
  expect(await comparable(sandbox.ssm())).toEqual(await comparable(byFlags.ssm));
});

test('a clean-up asks for the account’s id; anything else changes nothing', async () => {
  const { sandbox, ssm } = await withPlans('-w 1 -d 2 -t 3');
  const before = await comparable(ssm);
  const refused = await openPlain(sandbox.endpoint, 'cleanup');
  await answer(refused, 'Type the account id to confirm', 'yes');
  expect(await refused.exit).toEqual({ exitCode: 3 });
  expect(refused.screen()).toContain('Nothing was changed.');
  expect(await comparable(ssm)).toEqual(before);
  const agreed = await openPlain(sandbox.endpoint, 'cleanup', '--plan', 'default');
  await answer(agreed, 'Type the account id to confirm', '1234 5678 9012');
  expect(await agreed.exit).toEqual({ exitCode: 0 });
  expect(await ssm.describeMaintenanceWindows({})).toMatchObject({ WindowIdentities: [] });
});

test('Ctrl-C at a question leaves, and so does the end of the input', async () => {
  const sandbox = await withSandbox({ empty: true });
  const terminal = await openPlain(sandbox.endpoint);
  await terminal.waitFor('Number (1 to 5)');
  terminal.press('ctrl-c');
  expect(await terminal.exit).toEqual({ exitCode: 130 });
  const ended = await openPlain(sandbox.endpoint, 'setup');
  await ended.waitFor('Type yes');
  await ended.type('\x04');
  expect(await ended.exit).toEqual({ exitCode: 3 });
  expect(ended.screen()).toContain('Nothing was changed');
});
