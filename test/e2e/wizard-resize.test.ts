/** Resizing: afterwards the screen shows one frame, the right one, and the keys still work. */
import { expect, test } from 'vitest';
import { program } from '../helpers/command.js';
import { openTerminal, type TestTerminal } from '../helpers/terminal.js';
import { headerOf, leave, openWizard, toggle, walkTo, words } from '../helpers/wizard.js';

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

/** What the user could scroll back to before is still there. */
function expectHistory(terminal: TestTerminal): void {
  expect(terminal.wipes()).toBe(0);
  expect(terminal.scrollback()).toMatch(/^1001\n1002\n/);
}

/** Goes to the schedule, where another week is ticked. */
async function toSchedule(terminal: TestTerminal): Promise<void> {
  await walkTo(terminal, 'schedule');
  await toggle(terminal, '4th');
}

async function toReview(terminal: TestTerminal): Promise<void> {
  await walkTo(terminal, 'review', 'schedule');
  await terminal.waitFor(words.aPage);
}

/** The schedule and, where it is asked for, the review in a terminal that was of this size from the beginning. */
async function framesOf(columns: number, rows: number, hasReview = false): Promise<readonly [string, string]> {
  const terminal = await openWizard({ columns, rows });
  await toSchedule(terminal);
  const schedule = terminal.screen();
  if (hasReview) await toReview(terminal);
  const frames = [schedule, terminal.screen()] as const;
  await terminal.close();
  return frames;
}

test('smaller, too small, and large again, at a question, on the review, and below finished lines', {
  timeout: 120_000,
}, async () => {
  const [schedule, review] = await framesOf(60, 15, true);
  const [lower] = await framesOf(120, 24);
  const [wide] = await framesOf(200, 60);
  const terminal = await openBelowShell(120, 40);
  await toSchedule(terminal);
  terminal.resize(120, 24);
  await showsOnly(terminal, lower);
  terminal.resize(60, 15);
  await showsOnly(terminal, schedule);
  terminal.resize(40, 10);
  const small = await terminal.waitFor(words.tooSmall);
  expect(belowShell(small).replace(/\s*\n\s*/g, ' ')).toBe('Make the terminal at least 50 columns and 12 rows large.');
  // Nobody sees what these would do.
  await terminal.press('down', 'space', 'enter');
  terminal.resize(200, 60);
  await showsOnly(terminal, wide);

  await walkTo(terminal, 'review', 'schedule');
  terminal.resize(60, 15);
  await showsOnly(terminal, review);
  terminal.resize(120, 40);
  terminal.press('home', 'enter');
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
  await leave(terminal);
  expectHistory(terminal);
});

test('a terminal that is too small from the beginning says so and can be left', async () => {
  const terminal = await openWizard({ columns: 40, rows: 10 });
  await terminal.waitFor(words.tooSmall);
  await leave(terminal, 130);
  expect(terminal.cursorVisible()).toBe(true);
});

async function showsOnly(terminal: TestTerminal, frame: string): Promise<void> {
  // Waits, and shows the difference if it was in vain.
  await terminal.waitUntil((screen) => belowShell(screen) === frame, { timeout: 10_000 }).catch(() => {});
  expect(belowShell(terminal.screen())).toBe(frame);
}
