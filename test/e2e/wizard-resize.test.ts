/** The terminal: resized, suspended, drawn anew and given back. Afterwards it shows one frame, the right one, and keys work. */
import { expect, test } from 'vitest';
import { program } from '../helpers/command.js';
import { openTerminal, type TestTerminal } from '../helpers/terminal.js';
import { headerOf, leave, openWizard, toggle, walkTo, words } from '../helpers/wizard.js';

/** The wizard below what a shell has shown, as a user has it. */
async function openBelowShell(columns: number, rows: number): Promise<TestTerminal> {
  const script = `seq 1001 1200; exec "$0" "$@"`;
  const args = ['-c', script, process.execPath, program, '--sandbox'];
  return openTerminal({ command: 'sh', args, columns, rows });
}

/** Goes to the schedule, where another week is ticked. */
async function toSchedule(terminal: TestTerminal): Promise<void> {
  await walkTo(terminal, 'schedule');
  await toggle(terminal, '4th');
}

test('Ctrl-L draws what somebody else has overwritten; smaller, too small, and large again: one frame, and the lines of the shell stay', {
  timeout: 120_000,
}, async () => {
  // As it is in a terminal that was of this size from the beginning.
  const other = await openWizard({ columns: 60, rows: 15 });
  await toSchedule(other);
  const small = other.screen();
  other.scribble('\x1b[5;1Hwall: the system goes down\r\n');
  await other.waitFor('wall: the system');
  other.press('ctrl-l');
  await showsOnly(other, small);
  await other.close();
  const terminal = await openBelowShell(120, 40);
  await toSchedule(terminal);
  const large = terminal.screen();
  for (const [columns, rows] of [
    [120, 24],
    [60, 15],
  ] as const)
    terminal.resize(columns, rows);
  await showsOnly(terminal, small);
  terminal.resize(40, 10);
  const said = await terminal.waitFor(words.tooSmall);
  expect(said.replace(/\s*\n\s*/g, ' ')).toBe('Make the terminal at least 50 columns wide and 12 rows high.');
  // Nobody sees what these would do.
  await terminal.press('down', 'space', 'enter');
  terminal.resize(120, 40);
  await showsOnly(terminal, large);
  // q leads to the start and out.
  terminal.press('q');
  await terminal.waitUntil((screen) => screen.includes(words.home) && headerOf('home').test(screen));
  terminal.press('q');
  expect(await terminal.exit).toEqual({ exitCode: 0 });
  expect(terminal.scrollback()).toMatch(/^1001\n1002\n/);
  expect(terminal.scrollback()).toContain('1200\nNothing was changed.');
  expect(terminal.scrollback()).not.toContain(words.schedule);
});

test('a terminal that is too small from the beginning says so and can be left', async () => {
  const terminal = await openWizard({ columns: 40, rows: 10 });
  await terminal.waitFor(words.tooSmall);
  await leave(terminal, 130);
  expect(terminal.cursorVisible()).toBe(true);
});

test('Ctrl-Z leads to the shell, whose lines are there, and fg comes back to the frame', async () => {
  const terminal = await openTerminal({ command: 'bash', args: ['--norc', '-i'], env: { PS1: 'shell>' } });
  await terminal.waitFor('shell>');
  await terminal.type(`'${process.execPath}' '${program}' --sandbox`);
  terminal.press('enter');
  await terminal.waitFor(words.home);
  const frame = terminal.screen();
  for (const move of ['down', 'up']) {
    terminal.press('ctrl-z');
    const shell = await terminal.waitFor(/Stopped/);
    expect(shell).toContain('shell>');
    expect(shell).not.toContain(words.home);
    expect(terminal.cursorVisible()).toBe(true);
    await terminal.type('fg');
    terminal.press('enter');
    await showsOnly(terminal, frame);
    // Keys are heard one by one again.
    terminal.press('down', 'up', move, move === 'down' ? 'up' : 'down');
    await terminal.waitFor(words.home);
  }
  terminal.press('ctrl-c');
  await terminal.waitFor(words.nothingChanged);
  await terminal.type('exit');
  terminal.press('enter');
  await terminal.exit;
});

async function showsOnly(terminal: TestTerminal, frame: string): Promise<void> {
  // Waits, and shows the difference if it was in vain.
  await terminal.waitUntil((screen) => screen === frame, { timeout: 10_000 }).catch(() => {});
  expect(terminal.screen()).toBe(frame);
}
