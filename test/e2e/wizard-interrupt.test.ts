/** Leaving the wizard: Ctrl-C and signals at every step and during the work, and going on afterwards. */
import { describe, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import type { TestTerminal } from '../helpers/terminal.js';
import {
  commandOn,
  comparable,
  credentialEnvironment,
  moveTo,
  openWizard,
  questions,
  runShown,
  servedAt,
  toggle,
  waitForStep,
  walkTo,
  words,
  writesFromNow,
} from '../helpers/wizard.js';

/** What a user's terminal must be like afterwards, whatever has happened. */
async function expectLeft(terminal: TestTerminal, exitCode: number): Promise<void> {
  expect(await terminal.exit).toEqual({ exitCode });
  expect(terminal.cursorVisible()).toBe(true);
  expect(terminal.rawMode()).toBe(false);
  expect(terminal.wipes()).toBe(0);
}

describe('Ctrl-C leaves every question, and nothing was changed', () => {
  test.each(questions)('%s', async (question) => {
    const terminal = await openWizard({ columns: 80, rows: 24 });
    await walkTo(terminal, question);
    expect(terminal.rawMode()).toBe(true);
    terminal.press('ctrl-c');
    await expectLeft(terminal, 130);
    const left = terminal.screen();
    expect(left).toContain(words.nothingChanged);
    // What was asked is gone; how to come back is not, once something has been answered.
    expect(left).not.toMatch(words[question]);
    expect(left.includes(words.comeBack)).toBe(question !== 'home');
  });

  test.each([
    ['the help', 'home', ['?'], words.help],
    ['the file', 'baseline', ['f'], words.whichFile],
    ['the time zone', 'schedule', ['z', 'x'], words.whichZone],
    ['the list of calls', 'review', ['down', 'enter'], words.allCalls],
    ['the answer to change', 'review', ['down', 'down', 'enter'], words.whichChange],
  ] as const)('%s', async (_, question, keys, shown) => {
    const terminal = await openWizard({ columns: 80, rows: 24 });
    await walkTo(terminal, question);
    terminal.press(...keys);
    await terminal.waitFor(shown);
    terminal.press('ctrl-c');
    await expectLeft(terminal, 130);
    expect(terminal.screen()).toContain(words.nothingChanged);
  });

  test.each(['schedule', 'preview'] as const)('what is ticked on the screen is not lost: %s', async (question) => {
    const terminal = await openWizard({ columns: 120, rows: 40, args: ['--sandbox'] });
    if (question === 'schedule') await walkTo(terminal, 'schedule');
    else {
      await walkTo(terminal, 'home');
      terminal.press('down', 'down', 'down', 'enter');
      await terminal.waitFor(words.schedule);
    }
    // The 3rd week.
    terminal.press('down', 'down', 'space');
    await terminal.waitFor('3rd Tue');
    terminal.press('ctrl-c');
    await expectLeft(terminal, 130);
    expect(terminal.screen().replaceAll('\n', '')).toContain(
      question === 'schedule'
        ? 'setup --sandbox --region eu-west-1 --plan default -w 1 2 3 -d 2 3'
        : 'preview -w 1 2 3 -d 2 3',
    );
  });

  test('a step whose call does not come back', async () => {
    const sandbox = await withSandbox({ empty: true });
    await sandbox.faults({ kind: 'hang' });
    const inRegion = await openWizard(servedAt(sandbox.endpoint));
    await walkTo(inRegion, 'region');
    inRegion.press('ctrl-c');
    await expectLeft(inRegion, 130);
    const inAccount = await openWizard(servedAt(sandbox.endpoint));
    await walkTo(inAccount, 'region');
    inAccount.press('enter');
    await inAccount.waitFor(words.reading);
    inAccount.press('ctrl-c');
    await expectLeft(inAccount, 130);
    expect(inAccount.screen()).toContain(words.nothingChanged);
  });

  test('the last screen: all is done and the report says so', async () => {
    const sandbox = await withSandbox({ empty: true });
    const terminal = await openWizard(servedAt(sandbox.endpoint));
    await walkTo(terminal, 'review');
    terminal.press('enter');
    await terminal.waitFor(words.done);
    terminal.press('ctrl-c');
    await expectLeft(terminal, 130);
    expect(terminal.screen()).toContain(words.tagNodes);
  });
});

describe('a signal leaves as Ctrl-C does', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('%s', async (signal, exitCode) => {
    const terminal = await openWizard();
    await walkTo(terminal, 'schedule');
    terminal.signal(signal);
    await expectLeft(terminal, exitCode);
    expect(terminal.screen()).toContain(words.nothingChanged);
  });
});

describe('during the work', () => {
  /** Opens the wizard on a slow account and waits until some calls have ended and others run. */
  async function begin(sandbox: TestSandbox): Promise<TestTerminal> {
    const terminal = await openWizard(servedAt(sandbox.endpoint));
    await walkTo(terminal, 'review');
    await sandbox.control('PUT', 'latency', { ms: 250 });
    terminal.press('enter');
    await terminal.waitFor('✔ CreateMaintenanceWindow');
    return terminal;
  }

  test.each([
    ['Ctrl-C', 130],
    ['SIGTERM', 143],
  ] as const)('%s says what exists and how to go on, and going on finishes it', async (interruption, exitCode) => {
    const sandbox = await withSandbox({ empty: true });
    const writes = await writesFromNow(sandbox);
    const terminal = await begin(sandbox);
    if (interruption === 'Ctrl-C') terminal.press('ctrl-c');
    else terminal.signal(interruption);
    await expectLeft(terminal, exitCode);
    const report = terminal.screen();
    const [, done, total] = /(\d+) of (\d+) calls done/.exec(report.slice(report.indexOf(words.notComplete))) ?? [];
    expect(Number(total)).toBe(34);
    expect(Number(done)).toBeGreaterThan(0);
    expect(Number(done)).toBeLessThan(34);
    // What the report says is what the account has: nothing was cut off in the middle.
    expect(await writes()).toHaveLength(Number(done));
    expect(report).toContain(words.goOn);

    await sandbox.control('PUT', 'latency', { ms: 0 });
    expect(await runShown(commandOn(report))).toContain(words.agrees);
    const reference = await withSandbox({ empty: true });
    await runShown(commandOn(report).replace(sandbox.endpoint, reference.endpoint));
    expect(await comparable(sandbox.ssm())).toEqual(await comparable(reference.ssm()));
  });

  test('a second Ctrl-C leaves at once, though calls are still out', async () => {
    const sandbox = await withSandbox({ empty: true });
    await sandbox.faults({ operation: 'RegisterTargetWithMaintenanceWindow', kind: 'hang' });
    const terminal = await openWizard(servedAt(sandbox.endpoint));
    await walkTo(terminal, 'review');
    terminal.press('enter');
    // One that runs and does not end.
    await terminal.waitFor(/^(?! ✔).*RegisterTargetWithMaintenanceWindow/m);
    terminal.press('ctrl-c');
    await terminal.waitFor(words.stopping);
    terminal.press('ctrl-c');
    const pressed = performance.now();
    await expectLeft(terminal, 130);
    expect(performance.now() - pressed).toBeLessThan(5000);
    expect(terminal.screen()).toContain(words.goOn);
  });

  test('questions cannot be gone back to', async () => {
    const sandbox = await withSandbox({ empty: true });
    const writes = await writesFromNow(sandbox);
    const terminal = await begin(sandbox);
    terminal.press('escape', 'enter', 'escape');
    await sandbox.control('PUT', 'latency', { ms: 0 });
    await terminal.waitFor(words.done);
    terminal.press('escape');
    await expectLeft(terminal, 0);
    expect(await writes()).toHaveLength(34);
  });
});

test('leaving from the menu of the review changes nothing', async () => {
  const terminal = await openWizard();
  await walkTo(terminal, 'review');
  await moveTo(terminal, words.leave);
  terminal.press('enter');
  await expectLeft(terminal, 0);
  expect(terminal.screen()).toContain(words.nothingChanged);
});

test('the command that is left behind comes back with the same answers', async () => {
  const sandbox = await withSandbox({ empty: true });
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  await walkTo(terminal, 'schedule');
  await toggle(terminal, '4th');
  terminal.press('enter');
  await waitForStep(terminal, 'options');
  terminal.press('ctrl-c');
  await expectLeft(terminal, 130);
  const [, ...args] = commandOn(terminal.screen()).split(' ');
  const back = await openWizard({ args, env: credentialEnvironment });
  await walkTo(back, 'review', 'account', ['schedule']);
  expect(commandOn(back.screen())).toContain('-w 1 2 4 -d 2 3 -t 3 4');
});
