/** The stream that Ink draws on: what is erased is what the last frame takes up, whatever width it has now. */
import { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { inkOutput, type Painted } from '../../source/ui/ink-output.js';
import { forAll } from '../helpers/properties.js';

/** Ink's own erasing of so many lines: the line of the cursor and those above it (ansi-escapes, `eraseLines`). */
function erase(lines: number): string {
  return `${Array.from({ length: lines }, () => '\x1b[2K').join('\x1b[1A')}\x1b[G`;
}

/** A terminal with a stream into it, as far as Ink uses one; `write` writes chunks one after the other. */
function fakeTerminal(columns: number, rows: number, painted?: Painted) {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  let written = '';
  if (painted) terminal.write(painted.frame);
  const stdout = {
    columns,
    rows,
    isTTY: true,
    write(chunk: string, callback?: () => void): boolean {
      written += chunk;
      terminal.write(chunk, callback);
      return true;
    },
  };
  const stream = inkOutput(stdout as NodeJS.WriteStream, { cut: '~' }, painted);
  const screen = async (): Promise<string> => {
    await new Promise<void>((resolve) => terminal.write('', resolve));
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, y) => active.getLine(y)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  };
  /** The cells of a frame of so many lines with their colours, what is below it, and the column of the cursor. */
  const looks = async (lines: number) => {
    await screen();
    const { active } = terminal.buffer;
    const below = active.baseY + active.cursorY;
    const cells = Array.from({ length: lines * columns }, (_, at) => {
      const cell = active.getLine(below - lines + Math.floor(at / columns))?.getCell(at % columns);
      const text = cell?.getChars() || ' ';
      // A blank looks the same in all colours.
      return text === ' ' ? text : [text, cell?.isBold(), cell?.getFgColor()];
    });
    const rest = Array.from({ length: rows }, (_, y) => active.getLine(below + y)?.translateToString(true) ?? '');
    return { cells, rest: rest.join(''), column: active.cursorX };
  };
  const resize = (to: number, height: number): void => {
    terminal.resize(to, height);
    stdout.columns = to;
    stdout.rows = height;
  };
  const write = (...chunks: readonly string[]) => {
    for (const chunk of chunks) stream.write(chunk);
  };
  return { stream, write, screen, looks, resize, terminal, written: () => written };
}

test('a frame takes the place of the last one', async () => {
  const { write, screen } = fakeTerminal(20, 10);
  write('shell\n', `${erase(0)}one\ntwo\n`, `${erase(3)}three\n`);
  expect(await screen()).toBe('shell\nthree');
});

test('a frame that a narrower terminal has broken into more rows is erased whole, and nothing else', async () => {
  const { write, screen, resize } = fakeTerminal(40, 12);
  write('shell\n', `\x1b[1m${'a'.repeat(40)}\x1b[22m\nshort\n${'b'.repeat(31)}\n`);
  resize(15, 12);
  write(`${erase(4)}narrow\n`);
  expect(await screen()).toBe('shell\nnarrow');
});

test('a character that takes two columns counts as two', async () => {
  const { write, screen, resize } = fakeTerminal(40, 12);
  write('shell\n', `${'東'.repeat(15)}\nshort\n`);
  resize(10, 12);
  write(`${erase(3)}narrow\n`);
  expect(await screen()).toBe('shell\nnarrow');
});

test('lines that were written for good stay', async () => {
  const { write, screen, resize } = fakeTerminal(40, 12);
  write('frame\n', erase(2), `done ${'x'.repeat(30)}\n`, '\x1b[?2026h', 'frame\nof two lines\n', '\x1b[?2026l');
  resize(20, 12);
  write(`${erase(3)}frame\n`);
  // xterm joins what it broke, so the line for good is still one line of two rows.
  expect((await screen()).replace('\n', '')).toBe(`done ${'x'.repeat(30)}\nframe`);
});

test('Ink never finds a frame as tall as the terminal, and sees everything else as it is', () => {
  const { stream, resize } = fakeTerminal(40, 12);
  expect(stream.rows).toBe(Number.POSITIVE_INFINITY);
  expect(stream.columns).toBe(40);
  expect(stream.isTTY).toBe(true);
  resize(20, 5);
  expect(stream.columns).toBe(20);
});

test('whoever waits for a write is told', async () => {
  const { stream } = fakeTerminal(40, 12);
  await expect(new Promise<void>((resolve) => stream.write('', () => resolve()))).resolves.toBeUndefined();
});

test('the screen is never erased from its first cell, which tmux keeps in its history', async () => {
  const { write, screen, terminal } = fakeTerminal(20, 10);
  const erasedFrom: number[] = [];
  terminal.parser.registerCsiHandler({ final: 'J' }, () => {
    erasedFrom.push(terminal.buffer.active.cursorY);
    return false;
  });
  write('one\ntwo\n', `${erase(3)}three\n`, `${erase(2)}`, `${erase(1)}four\n`);
  expect(await screen()).toBe('four');
  expect(erasedFrom).toEqual([1, 1]);
});

test('a line that Ink has cut off ends as the terminal can show it', async () => {
  const { write, screen } = fakeTerminal(20, 10);
  write('a long li…\n');
  expect(await screen()).toBe('a long li~');
});

const styles = ['\x1b[1m', '\x1b[22m', '\x1b[36m', '\x1b[39m'];
const line = fc
  .array(fc.constantFrom('a', 'b', ' ', '❯', '東', ...styles), { maxLength: 24 })
  .map((parts) => parts.join(''))
  .filter((text) => stringWidth(text) <= 20);
const frameOfLines = fc
  .array(line, { minLength: 1, maxLength: 9 })
  .map((lines) => lines.map((each) => `${each}\x1b[0m\n`));

test('a frame that is made of the one before by its changed lines looks as if it were new', async () => {
  await forAll([fc.array(frameOfLines, { minLength: 2, maxLength: 5 })], async (frames) => {
    const changed = fakeTerminal(20, 10);
    const last = frames.at(-1) ?? [];
    let lines = 0;
    for (const frame of ['shell\n', ...frames.map((each) => each.join(''))]) {
      changed.stream.write(lines === 0 ? frame : `${erase(lines)}${frame}`);
      lines = frame === 'shell\n' ? 0 : frame.split('\n').length;
    }
    const fresh = fakeTerminal(20, 10);
    fresh.stream.write(`shell\n${last.join('')}`);
    expect(await changed.looks(last.length)).toEqual(await fresh.looks(last.length));
  });
});

test('the frame that was there before Ink is not written again, and another one takes its place', async () => {
  const painted = { frame: 'home\nkeys\n', columns: 20, rows: 10 };
  const same = fakeTerminal(20, 10, painted);
  same.write('\x1b[?25l', painted.frame);
  expect(same.written()).toBe('\x1b[?25l');
  same.write(`${erase(3)}home\nother keys\nmore\n`);
  const other = fakeTerminal(20, 10, painted);
  other.write('\x1b[?25l', 'home\nother keys\nmore\n');
  for (const { written, screen } of [same, other]) {
    expect(written()).not.toContain('home');
    expect(await screen()).toBe('home\nother keys\nmore');
  }
});

test('a frame from before Ink is erased whole where the terminal has become another', async () => {
  const { write, resize, screen } = fakeTerminal(20, 10, { frame: `${'a'.repeat(18)}\nkeys\n`, columns: 20, rows: 10 });
  resize(10, 10);
  write('narrow\n');
  expect(await screen()).toBe('narrow');
});
