/** The stream that Ink draws on: each frame fills the screen from its top, and only what changes is written. */
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

/** A terminal with a stream into it, as far as Ink uses one. */
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
  const { stream, redraw } = inkOutput(stdout as NodeJS.WriteStream, { cut: '~' }, painted);
  let lines = 0;
  const settled = () => new Promise<void>((resolve) => terminal.write('', resolve));
  return {
    stream,
    redraw,
    /** Draws frames as Ink does, one after the other. */
    draw: (...frames: readonly string[]): void => {
      for (const frame of frames) {
        stream.write(`${lines === 0 ? '' : erase(lines)}${frame}\n`);
        lines = frame.split('\n').length + 1;
      }
    },
    /** The rows of the screen. */
    screen: async (): Promise<string> => {
      await settled();
      const { active } = terminal.buffer;
      const all = Array.from({ length: active.length }, (_, y) => active.getLine(y)?.translateToString(true) ?? '');
      return all.join('\n').trimEnd();
    },
    /** Its cells with their colours. */
    looks: async () => {
      await settled();
      return Array.from({ length: rows * columns }, (_, at) => {
        const cell = terminal.buffer.active.getLine(Math.floor(at / columns))?.getCell(at % columns);
        const text = cell?.getChars() || ' ';
        // A blank looks the same in all colours.
        return text === ' ' ? text : [text, cell?.isBold(), cell?.getFgColor()];
      });
    },
    resize: (to: number, height: number): void => {
      terminal.resize(to, height);
      stdout.columns = to;
      stdout.rows = height;
    },
    /** What was written since it was asked last. */
    written: (): string => {
      const all = written;
      written = '';
      return all;
    },
  };
}

test('a frame takes the place of the last one, from the top', async () => {
  const { draw, screen } = fakeTerminal(20, 10);
  draw('one\ntwo', 'three');
  expect(await screen()).toBe('three');
  draw('four\nfive\nsix');
  expect(await screen()).toBe('four\nfive\nsix');
});

test('after a resize the screen is the new frame, also where Ink erases the old one by itself before', async () => {
  const { draw, stream, screen, resize } = fakeTerminal(40, 12);
  draw(`\x1b[1m${'a'.repeat(40)}\x1b[22m\nshort\n${'東'.repeat(15)}`);
  resize(15, 12);
  stream.write(erase(4));
  draw('narrow');
  expect(await screen()).toBe('narrow');
});

test('a frame that is higher than the terminal has become is cut off below', async () => {
  const { draw, screen, resize } = fakeTerminal(20, 6);
  draw('1\n2\n3\n4\n5\n6');
  resize(20, 3);
  draw('1\n2\n3\n4\n5\n7');
  expect(await screen()).toBe('1\n2\n3');
});

test('drawn anew, it is there whatever somebody else has written', async () => {
  const { draw, redraw, stream, screen } = fakeTerminal(20, 6);
  draw('frame\nkeys');
  stream.write('\x1b[4;1Hforeign');
  redraw();
  expect(await screen()).toBe('frame\nkeys');
});

test('Ink never finds a frame as tall as the terminal, and sees everything else as it is', () => {
  const { stream, resize } = fakeTerminal(40, 12);
  expect([stream.rows, stream.columns, stream.isTTY]).toEqual([Number.POSITIVE_INFINITY, 40, true]);
  resize(20, 5);
  expect(stream.columns).toBe(20);
});

test('whoever waits for a write is told', async () => {
  const { stream } = fakeTerminal(40, 12);
  await expect(new Promise<void>((resolve) => stream.write('', () => resolve()))).resolves.toBeUndefined();
});

test('a line that Ink has cut off ends as the terminal can show it', async () => {
  const { draw, screen } = fakeTerminal(20, 10);
  draw('a long li…');
  expect(await screen()).toBe('a long li~');
});

const styles = ['\x1b[1m', '\x1b[22m', '\x1b[36m', '\x1b[39m'];
const line = fc
  .array(fc.constantFrom('a', 'b', ' ', '❯', '東', ...styles), { maxLength: 24 })
  .map((parts) => parts.join(''))
  .filter((text) => stringWidth(text) <= 20);
const frameOfLines = fc
  .array(line, { minLength: 1, maxLength: 10 })
  .map((lines) => lines.map((each) => `${each}\x1b[0m`).join('\n'));

test('a frame that is made of the one before by its changed rows looks as if it were new', async () => {
  await forAll([fc.array(frameOfLines, { minLength: 2, maxLength: 5 })], async (frames) => {
    const changed = fakeTerminal(20, 10);
    changed.draw(...frames);
    const fresh = fakeTerminal(20, 10);
    fresh.draw(frames.at(-1) ?? '');
    expect(await changed.looks()).toEqual(await fresh.looks());
  });
});

test('the frame that was there before Ink is not written again; of another one only what differs', async () => {
  const painted = { frame: 'home\nkeys', columns: 20, rows: 10 };
  const { draw, screen, written } = fakeTerminal(20, 10, painted);
  draw(painted.frame);
  expect(written()).toBe('');
  draw('home\nother keys\nmore');
  expect(written()).not.toContain('home');
  expect(await screen()).toBe('home\nother keys\nmore');
});

test('a frame from before Ink is replaced whole where the terminal has become another', async () => {
  const { draw, resize, screen } = fakeTerminal(20, 10, { frame: `${'a'.repeat(18)}\nkeys`, columns: 20, rows: 10 });
  resize(10, 10);
  draw('narrow');
  expect(await screen()).toBe('narrow');
});
