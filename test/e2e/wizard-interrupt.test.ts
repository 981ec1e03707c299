/** Leaving the wizard: Ctrl-C and signals at questions and during the work, and going on afterwards. */

import { describe, expect, test } from 'vitest';
import { expectLeft } from '../helpers/cleanup-wizard.js';
import { sandboxEnvironment } from '../helpers/command.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import type { TestTerminal } from '../helpers/terminal.js';
import {
  choose,
  commandOn,
  comparable,
  confirm,
  openWizard,
  runShown,
  servedAt,
  toggle,
  waitForStep,
  walkTo,
  withPlans,
  words,
  writesFromNow,
} from '../helpers/wizard.js';

describe('Ctrl-C leaves, and nothing was changed', () => {
  test('where a text is typed: what is ticked is not lost', async () => {
    const terminal = await openWizard({ columns: 80, rows: 24, args: [], env: {} });
    await waitForStep(terminal, 'home');
    await choose(terminal, words.previewDates);
    await terminal.waitFor(words.schedule);
    await toggle(terminal, '3rd');
    terminal.press('z', 'x');
    await terminal.waitFor(words.whichZone);
    expect(terminal.rawMode()).toBe(true);
    terminal.press('ctrl-c');
    const left = await expectLeft(terminal, 130);
    expect(left).toContain(words.nothingChanged);
    expect(left).not.toContain(words.whichZone);
    expect(left.replaceAll('\n', '')).toContain('preview -w 1 2 3 -d 2 3');
  });

  test('with the command that comes back with the same answers', { timeout: 120_000 }, async () => {
    const sandbox = await withSandbox({ empty: true });
    const writes = await writesFromNow(sandbox);
    const terminal = await openWizard(servedAt(sandbox.endpoint));
    await walkTo(terminal, 'schedule');
    await toggle(terminal, '4th');
    terminal.press('ctrl-c');
    const left = await expectLeft(terminal, 130);
    expect(left).toContain(words.comeBack);
    expect(left).not.toContain(words.schedule);
    const [, ...args] = commandOn(left).split(' ');

    const back = await openWizard({ args, env: sandboxEnvironment });
    expect(commandOn(await walkTo(back, 'hub'))).toContain('-w 1 2 4 -d 2 3 -t 3 4');
    back.press('e');
    await back.waitFor(words.allCalls);
    back.press('ctrl-c');
    expect(await expectLeft(back, 130)).toContain(words.nothingChanged);
    expect(await writes()).toEqual([]);
  });

  test('a step whose call does not come back', async () => {
    const sandbox = await withSandbox({ empty: true });
    await sandbox.faults({ kind: 'hang' });
    const terminal = await openWizard(servedAt(sandbox.endpoint));
    await waitForStep(terminal, 'home');
    terminal.press('enter');
    await terminal.waitFor(words.reading);
    terminal.press('ctrl-c');
    expect(await expectLeft(terminal, 130)).toContain(words.nothingChanged);
  });
});

test('goes on with keys one by one after a stop that nobody announced, and a signal leaves as Ctrl-C does', async () => {
  const terminal = await openWizard();
  await waitForStep(terminal, 'home');
  terminal.signal('SIGSTOP');
  terminal.cook();
  expect(terminal.rawMode()).toBe(false);
  terminal.signal('SIGCONT');
  await terminal.waitUntil(() => terminal.rawMode());
  terminal.signal('SIGHUP');
  const left = await expectLeft(terminal, 129);
  expect(left).toContain(words.nothingChanged);
  expect(left).not.toContain(words.comeBack);
});

describe('during the work', () => {
  /** Opens the wizard on a slow account and waits until some calls have ended and others run. */
  async function begin(sandbox: TestSandbox): Promise<TestTerminal> {
    const terminal = await openWizard(servedAt(sandbox.endpoint));
    await walkTo(terminal, 'hub');
    // As long for each of what comes after the windows: whatever is pressed meanwhile comes before the end.
    await sandbox.control('PUT', 'latency', { ms: 1000 });
    await confirm(terminal);
    await terminal.waitFor(/window {4}Week1.* ✔ created/);
    return terminal;
  }

  test('Ctrl-C says what exists and how to go on, and going on finishes it', async () => {
    const sandbox = await withSandbox({ empty: true });
    const writes = await writesFromNow(sandbox);
    const terminal = await begin(sandbox);
    // Questions cannot be gone back to.
    terminal.press('escape', 'enter', 'escape', 'ctrl-c');
    const left = await expectLeft(terminal, 130);
    const report = left.slice(left.indexOf(words.notComplete));
    const [, unmade] = /0 of 34 calls failed, (\d+) not attempted/.exec(report) ?? [];
    const done = 34 - Number(unmade);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(34);
    // What the report says is what the account has: nothing was cut off in the middle.
    expect(await writes()).toHaveLength(done);
    expect(report).toContain(words.goOn);

    await sandbox.control('PUT', 'latency', { ms: 0 });
    expect(await runShown(commandOn(report))).toContain(words.agrees);
    const undisturbed = await withPlans('');
    expect(await comparable(sandbox.ssm())).toEqual(await comparable(undisturbed.ssm));
  });

  test('a terminal that is closed is no crash, and what is in flight ends', async () => {
    const sandbox = await withSandbox({ empty: true });
    const terminal = await begin(sandbox);
    expect(await terminal.hangUp()).toBe(129);
    const requests = await sandbox.requests();
    expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
    const { Parameters = [] } = await sandbox.ssm().describeParameters({});
    expect(Parameters).toHaveLength(1);
  });

  test('SIGTERM stops as Ctrl-C does; a Ctrl-C after it leaves at once, though calls are still out', async () => {
    const sandbox = await withSandbox({ empty: true });
    await sandbox.faults({ operation: 'RegisterTargetWithMaintenanceWindow', kind: 'hang' });
    const terminal = await openWizard(servedAt(sandbox.endpoint));
    await walkTo(terminal, 'hub');
    await confirm(terminal);
    // One that runs and does not end.
    await terminal.waitFor(/[\u2801-\u28ff] target/);
    terminal.signal('SIGTERM');
    await terminal.waitFor(words.stopping);
    terminal.press('ctrl-c');
    const pressed = performance.now();
    expect(await expectLeft(terminal, 143)).toContain(words.goOn);
    expect(performance.now() - pressed).toBeLessThan(5000);
  });
});
