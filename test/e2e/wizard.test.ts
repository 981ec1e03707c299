/** The whole wizard by keys on the built-in sandbox, in terminals of two sizes, and in one without UTF-8. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { TestTerminal } from '../helpers/terminal.js';
import {
  choose,
  headerOf,
  leave,
  lineWith,
  openWizard,
  questions,
  type Step,
  titles,
  waitForStep,
  walkTo,
  words,
} from '../helpers/wizard.js';

/** Where the locale is not UTF-8 there is nothing but ASCII. */
const terminals = [
  [120, 40, 'C.UTF-8'],
  [60, 15, 'C'],
] as const;

/** What is made in the sandbox's own account, whose fleet has four operating systems. */
const counts = ['+ 4 baselines', '+ 32 registrations', '+ 8 windows, targets,', '61 calls'];

/** What decides, seen without a key in any terminal. */
const deciding = ['03:00 and 04:00 UTC', 'reboots after any patch', 'open 1 h'];

/** The header of a step says where it acts; the account is known once it has been asked for. */
function expectHeader(screen: string, step: Step): void {
  const header = lineWith(screen, headerOf(step));
  expect(header).toContain(words.sandbox);
  if (step === 'home') return;
  expect(header).toContain(step === 'hub' ? 'default (new)' : titles[step]);
  expect(header).toContain('eu-west-1');
  expect(header).toContain('1234 5678 9012');
}

/** All that a screen shows while it is paged through. */
async function allPages(terminal: TestTerminal): Promise<string> {
  const pages = [terminal.screen()];
  while (/page down: \d+ more/.test(terminal.screen())) {
    const before = terminal.screen();
    terminal.press('pagedown');
    pages.push(await terminal.waitUntil((screen) => screen !== before));
  }
  return pages.join('\n');
}

describe.each(terminals)('at %i×%i in %s', (columns, rows, LANG) => {
  test('Enter leads from home to the report', { timeout: 120_000 }, async () => {
    const terminal = await openWizard({ columns, rows, env: { LANG } });
    for (const question of questions) {
      const screen = await waitForStep(terminal, question);
      expectHeader(screen, question);
      expect(screen.split('\n').length, `the frame of ${question}`).toBe(rows);
      if (question === 'hub') {
        for (const words of deciding) expect(screen.replaceAll(/\n +/g, ' ')).toContain(words);
        const hub = await allPages(terminal);
        for (const text of [...counts, words.command]) expect(hub).toContain(text);
      }
      terminal.press(question === 'hub' ? 'c' : 'enter');
    }
    const done = await terminal.waitFor(words.done);
    expectHeader(done, 'done');
    expect(done.replaceAll(/\n +/g, ' ')).toContain(words.agrees);
    await leave(terminal);

    const left = terminal.scrollback().replaceAll('\n', '');
    expect(left).toContain(words.done);
    for (const group of patchGroups) expect(left).toContain(group);
    expect(left).toContain(words.tagNodes);
    expect(left).toContain(words.agrees);
    // The questions are gone; what was done stays above the report.
    expect(left).not.toContain(words.home);
    expect(left).not.toContain(words.create);
    expect(left.match(/done {5}CreateMaintenanceWindow/g)).toHaveLength(8);
    expectRestored(terminal);
    if (LANG !== 'C') return;
    // Every frame that was drawn, whatever came after it.
    const drawn = stripVTControlCharacters(terminal.raw());
    expect(drawn).toContain('> Set up patching');
    expect(drawn).toContain('[x] Amazon Linux 2023');
    expect(drawn.match(/.*[^\x00-\x7f].*/g)).toBeNull();
  });
});

test('the home screen leads to the sandbox account, where nothing is real', async () => {
  const terminal = await openWizard({ columns: 80, rows: 24, args: [], env: { AWS_REGION: 'eu-west-1' } });
  const home = await waitForStep(terminal, 'home');
  expect(home).not.toContain(words.sandbox);
  await choose(terminal, 'Sandbox');
  const rehearsal = await terminal.waitUntil(
    (screen) => headerOf('home').test(screen) && screen.includes(words.sandbox),
  );
  expect(rehearsal).not.toContain('try everything; nothing is real');
  expect(await walkTo(terminal, 'account')).toContain(words.sandbox);
  await leave(terminal, 130);
  expectRestored(terminal);
});

test('nor without a screen, where the text goes to such a terminal', async () => {
  const args = ['setup', '--sandbox', '--dry-run', '-w', '3'];
  const terminal = await openWizard({ columns: 200, args, env: { LANG: 'C' } });
  expect(await terminal.exit).toEqual({ exitCode: 0 });
  const text = stripVTControlCharacters(terminal.raw());
  expect(text).toContain('-> To add nodes');
  expect(text.match(/.*[^\x00-\x7f].*/g)).toBeNull();
});

const patchGroups = [1, 2].flatMap((week) =>
  [2, 3].flatMap((day) => ['03:00', '04:00'].map((time) => `Week ${week} Day ${day} - Unattended - ${time}`)),
);

function expectRestored(terminal: TestTerminal): void {
  expect(terminal.cursorVisible()).toBe(true);
  expect(terminal.rawMode()).toBe(false);
}
