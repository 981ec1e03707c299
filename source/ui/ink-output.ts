/** The stream that Ink draws on: frames are erased by the rows that they take now, and the user's scrollback stays. */
import stringWidth from 'string-width';
import type { Symbols } from './symbols.js';

/** How Ink erases its last frame: line by line upwards, as many lines as it wrote (ansi-escapes, `eraseLines`). */
const inkErase = /(?:\x1b\[2K(?:\x1b\[1A)?)+\x1b\[G/;

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A frame that is on the screen, in a terminal of this size. */
export interface Painted extends Size {
  readonly frame: string;
}

/**
 * A terminal that becomes narrower breaks the lines of the last frame into more rows than Ink wrote, so that Ink leaves
 * some of them behind (Ink #304, #828). And where the last frame is as tall as the terminal has become, Ink clears the
 * screen with all that can be scrolled back to (Ink #935), which belongs to the user. This stream erases the rows that the
 * frame takes now and reports no height; frames are kept below the terminal's by {@link layoutOf}. A line that Ink cuts off
 * ends with its own ellipsis, which not every terminal can show.
 * @param painted the frame that is on the screen before Ink's first; where that is the same, nothing is written
 */
export function inkOutput(
  stdout: NodeJS.WriteStream,
  { cut }: Pick<Symbols, 'cut'>,
  painted: Painted | undefined = undefined,
): NodeJS.WriteStream {
  let shown: Shown = { lines: linesOf(painted?.frame ?? ''), ...sizeOf(painted ?? stdout) };
  let isFirst = painted !== undefined;
  const write = (chunk: string, ...rest: readonly unknown[]): boolean => {
    const erase = inkErase.exec(chunk);
    const replaces = erase !== null || (isFirst && chunk.includes('\n'));
    const text = erase ? chunk.slice(erase.index + erase[0].length) : chunk;
    const next: Shown = { lines: linesOf(text), ...sizeOf(stdout) };
    const before = erase ? chunk.slice(0, erase.index) : '';
    const written = replaces ? (changed(shown, next) ?? `${erasing(rowsOf(shown, next.columns))}${text}`) : text;
    if (replaces || chunk.includes('\n')) {
      shown = next;
      isFirst = false;
    }
    return Reflect.apply(stdout.write, stdout, [`${before}${written}`.replaceAll('…', cut), ...rest]);
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

/** Rows that lines take in a terminal of so many columns. */
function rowsOf({ lines }: Pick<Shown, 'lines'>, columns: number): number {
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(stringWidth(line) / columns)), 0);
}

/** A frame as lines, each with a line feed, so that the cursor is below the last; and the terminal when it was written. */
interface Shown extends Size {
  readonly lines: readonly string[];
}

function linesOf(frame: string): string[] {
  return frame.split('\n').slice(0, -1);
}

/** A pseudo-terminal without a size says 0. */
function sizeOf({ columns, rows }: Size): Size {
  return { columns: columns || 80, rows: rows || 24 };
}

/**
 * What makes one frame of another: the lines that differ, and nothing of the others, for a key that moves a pointer is felt over a
 * slow line. Undefined where the terminal may show the last frame otherwise than it was written.
 */
function changed(from: Shown, to: Shown): string | undefined {
  const isSameSize = from.columns === to.columns && from.rows === to.rows;
  const isWhole =
    from.lines.length < to.rows && [from, to].every((each) => rowsOf(each, to.columns) === each.lines.length);
  // Of no lines at all there is nothing to keep.
  if (!isSameSize || !isWhole || from.lines.length === 0 || to.lines.length === 0) return undefined;
  const kept = Math.min(from.lines.length, to.lines.length);
  let written = '';
  // The row that the cursor is in, counted from the first of the frame.
  let row = from.lines.length;
  const goTo = (wanted: number): void => {
    if (wanted !== row) written += wanted < row ? `\x1b[${row - wanted}A` : `\x1b[${wanted - row}B`;
    row = wanted;
  };
  for (const [index, line] of to.lines.slice(0, kept).entries()) {
    const last = from.lines[index] ?? '';
    if (line === last) continue;
    goTo(index);
    // Behind a line as wide as the terminal, the cursor is still on its last column.
    written += `${line}${stringWidth(line) < stringWidth(last) ? '\x1b[K' : ''}\r`;
  }
  goTo(kept);
  if (to.lines.length > kept)
    written += to.lines
      .slice(kept)
      .map((line) => `${line}\n`)
      .join('');
  else if (from.lines.length > kept) written += '\x1b[J';
  return written;
}
