/** Resizing: afterwards the screen shows one frame, the right one, and the keys still work. */
import { describe, expect, test } from 'vitest';
import { openTerminal, type TestTerminal } from '../helpers/terminal.js';
import { headerOf, openWizard, program, type Question, toggle, waitForStep, walkTo, words } from '../helpers/wizard.js';

/** What stands on the screen before the wizard is opened. */
const shellLine = '$ ssm-patch-wizard --sandbox';

/** The wizard below what a shell has shown, as a user has it. */
async function openBelowShell(columns: number, rows: number): Promise<TestTerminal> {
  const script = `seq 1001 1200; echo '${shellLine}'; exec "$0" "$@"`;
  const args = ['-c', script, process.execPath, program, '--sandbox'];
  return openTerminal({ command: 'sh', args, columns, rows });
}

/** The screen without what the shell has shown. */
function belowShell(screen: string): string {
  return screen.replace(/^(?:1\d\d\d\n)*(?:\$ .*\n)?/, '');
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

/** What the user could scroll back to before is still there. */
function expectHistory(terminal: TestTerminal): void {
  expect(terminal.wipes()).toBe(0);
  expect(terminal.scrollback()).toMatch(/^1001\n1002\n/);
}

/** The frame of a step in a terminal that was of this size from the beginning. */
async function frameOf(question: Question, columns: number, rows: number): Promise<string> {
  const terminal = await openWizard({ columns, rows });
  await walkTo(terminal, question);
  if (question === 'region') await terminal.waitFor(words.regionsRead);
  if (question === 'review') await terminal.waitFor(words.aPage);
  const frame = terminal.screen();
  await terminal.close();
  return frame;
}

describe.each(['schedule', 'review'] as const)('on %s', (question) => {
  test('smaller, too small and large again', { timeout: 60_000 }, async () => {
    const terminal = await openBelowShell(120, 40);
    await walkTo(terminal, question);
    terminal.resize(60, 15);
    await showsOnly(terminal, await frameOf(question, 60, 15));
    terminal.resize(40, 10);
    await terminal.waitFor(words.tooSmall);
    expect(oneLine(belowShell(terminal.screen()))).toMatch(
      /^Make the terminal at least 50 columns and 12 rows large\.$/,
    );
    terminal.resize(80, 24);
    await showsOnly(terminal, await frameOf(question, 80, 24));
    terminal.press('enter');
    await terminal.waitUntil((screen) => !headerOf(question).test(screen));
    expectHistory(terminal);
  });
});

test.each([
  [120, 40, 120, 24],
  [60, 15, 200, 60],
])('%i×%i to %i×%i', { timeout: 60_000 }, async (fromColumns, fromRows, columns, rows) => {
  const terminal = await openBelowShell(fromColumns, fromRows);
  await walkTo(terminal, 'schedule');
  terminal.resize(columns, rows);
  await showsOnly(terminal, await frameOf('schedule', columns, rows));
  expectHistory(terminal);
});

test('below finished lines', { timeout: 60_000 }, async () => {
  const terminal = await openBelowShell(120, 40);
  await walkTo(terminal, 'review');
  terminal.press('enter');
  await terminal.waitFor(words.done);
  for (const [columns, rows] of [
    [60, 15],
    [100, 30],
  ] as const) {
    terminal.resize(columns, rows);
    await terminal.waitUntil((screen) => {
      const lines = screen.split('\n');
      const header = lines.findIndex((line) => headerOf('done').test(line));
      // One frame, at the end, with nothing but lines of work above it.
      return (
        lines.filter((line) => headerOf('done').test(line)).length === 1 &&
        lines.slice(header).filter((line) => line.includes('? help')).length === 1 &&
        lines.at(-1)?.endsWith('? help') === true &&
        (lines[header]?.length ?? 0) === columns
      );
    });
  }
  terminal.press('enter');
  expect(await terminal.exit).toEqual({ exitCode: 0 });
  expectHistory(terminal);
});

test('what was ticked survives a terminal that was too small for a moment', async () => {
  const terminal = await openWizard({ columns: 80, rows: 24 });
  await walkTo(terminal, 'schedule');
  await toggle(terminal, '4th');
  const before = terminal.screen();
  terminal.resize(40, 10);
  await terminal.waitFor(words.tooSmall);
  // Nobody sees what these would do.
  await terminal.press('down', 'space', 'enter');
  terminal.resize(80, 24);
  await waitForStep(terminal, 'schedule');
  await showsOnly(terminal, before);
});

test('a terminal that is too small from the beginning says so and can be left', async () => {
  const terminal = await openWizard({ columns: 40, rows: 10 });
  await terminal.waitFor(words.tooSmall);
  terminal.press('ctrl-c');
  expect(await terminal.exit).toEqual({ exitCode: 130 });
  expect(terminal.cursorVisible()).toBe(true);
});

async function showsOnly(terminal: TestTerminal, frame: string): Promise<void> {
  // Waits, and shows the difference if it was in vain.
  await terminal.waitUntil((screen) => belowShell(screen) === frame, { timeout: 5_000 }).catch(() => {});
  expect(belowShell(terminal.screen())).toBe(frame);
}
