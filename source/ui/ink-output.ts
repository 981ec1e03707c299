/** The stream that Ink draws on: frames are erased by the rows that they take now, and the user's scrollback stays. */
import stringWidth from 'string-width';
import type { Symbols } from './symbols.js';

/** How Ink erases its last frame: line by line upwards, as many lines as it wrote (ansi-escapes, `eraseLines`). */
const inkErase = /(?:\x1b\[2K(?:\x1b\[1A)?)+\x1b\[G/;

/**
 * A terminal that becomes narrower breaks the lines of the last frame into more rows than Ink wrote, so that Ink leaves
 * some of them behind (Ink #304, #828). And where the last frame is as tall as the terminal has become, Ink clears the
 * screen with all that can be scrolled back to (Ink #935), which belongs to the user. This stream erases the rows that the
 * frame takes now and reports no height; frames are kept below the terminal's by {@link layoutOf}. A line that Ink cuts off
 * ends with its own ellipsis, which not every terminal can show.
 */
export function inkOutput(stdout: NodeJS.WriteStream, { cut }: Pick<Symbols, 'cut'>): NodeJS.WriteStream {
  let frame = '';
  const write = (chunk: string, ...rest: readonly unknown[]): boolean => {
    const erase = inkErase.exec(chunk);
    // A pseudo-terminal without a size says 0.
    const rows = rowsAbove(frame, stdout.columns || 80);
    if (erase) frame = chunk.slice(erase.index + erase[0].length);
    else if (chunk.includes('\n')) frame = chunk;
    const text = chunk.replace(inkErase, erasing(rows)).replaceAll('…', cut);
    return Reflect.apply(stdout.write, stdout, [text, ...rest]);
  };
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'rows') return Number.POSITIVE_INFINITY;
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/**
 * Erases from so many rows above the cursor to the end of the screen. The first row is erased by itself: erasing the screen
 * from its first cell is what tmux takes for `clear`, and it would keep every frame in its history (option scroll-on-clear).
 */
function erasing(rows: number): string {
  return rows === 0 ? '\r\x1b[K' : `\x1b[${rows}A\r\x1b[K\x1b[1B\x1b[J\x1b[1A`;
}

/** Rows between a frame's first line and the cursor behind its last one. */
function rowsAbove(frame: string, columns: number): number {
  const lines = frame.split('\n').slice(0, -1);
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(stringWidth(line) / columns)), 0);
}
