/** The stream that Ink draws on: what is erased is what the last frame takes up, whatever width it has now. */
import { Terminal } from '@xterm/headless';
import { expect, test } from 'vitest';
import { inkOutput } from '../../source/ui/ink-output.js';

/** Ink's own erasing of so many lines: the line of the cursor and those above it (ansi-escapes, `eraseLines`). */
function erase(lines: number): string {
  return `${Array.from({ length: lines }, () => '\x1b[2K').join('\x1b[1A')}\x1b[G`;
}

/** A terminal with a stream into it, as far as Ink uses one; `write` writes chunks one after the other. */
function fakeTerminal(columns: number, rows: number) {
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const stdout = {
    columns,
    rows,
    isTTY: true,
    write(chunk: string, callback?: () => void): boolean {
      terminal.write(chunk, callback);
      return true;
    },
  };
  const stream = inkOutput(stdout as NodeJS.WriteStream, { cut: '~' });
  const screen = async (): Promise<string> => {
    await new Promise<void>((resolve) => terminal.write('', resolve));
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, y) => active.getLine(y)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  };
  const resize = (to: number, height: number): void => {
    terminal.resize(to, height);
    stdout.columns = to;
    stdout.rows = height;
  };
  const write = (...chunks: readonly string[]) => {
    for (const chunk of chunks) stream.write(chunk);
  };
  return { stream, write, screen, resize, terminal };
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
