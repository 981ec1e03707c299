/** The stream that Ink draws on: the whole of the alternate screen, of which only the rows that change are written. */
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

export interface InkOutput {
  readonly stream: NodeJS.WriteStream;
  /** Writes the last frame again, whatever is on the terminal now. */
  readonly redraw: () => void;
}

/**
 * Ink writes each frame from where the last one began, and erases with it what the user could scroll back to where it is as tall as
 * the terminal (Ink #359, #935), or too little where the terminal has become narrower (Ink #304). Here a frame begins at the top
 * of the alternate screen, and each row is written where it belongs; a key that moves a pointer is felt over a slow line, so rows
 * that stay are not written. A line that Ink cuts off ends with its own ellipsis, which not every terminal can show.
 * @param painted the frame that is on the screen before Ink's first
 */
export function inkOutput(
  stdout: NodeJS.WriteStream,
  { cut }: Pick<Symbols, 'cut'>,
  painted: Painted | undefined = undefined,
): InkOutput {
  let frame = painted?.frame ?? '';
  let shown: Shown | undefined = painted && shownOf(frame, painted);
  const draw = (): string => {
    const next = shownOf(frame, sizeOf(stdout));
    // Of a terminal that has become narrower in between: the next frame is on its way.
    if (next.lines.some((line) => stringWidth(line) > next.columns)) {
      shown = undefined;
      return '';
    }
    const isSameSize = shown?.columns === next.columns && shown.rows === next.rows;
    const written = isSameSize && shown ? changes(shown, next) : `\x1b[H\x1b[J${changes({ ...next, lines: [] }, next)}`;
    shown = next;
    return written.replaceAll('…', cut);
  };
  const write = (chunk: string, ...rest: readonly unknown[]): boolean => {
    const erase = inkErase.exec(chunk);
    const isFrame = erase !== null || chunk.includes('\n');
    const text = erase ? chunk.slice(erase.index + erase[0].length) : chunk;
    // Ink erases by itself before a frame of another size: the next one says what has changed.
    if (isFrame && text !== '') frame = text;
    const before = erase ? chunk.slice(0, erase.index) : '';
    return Reflect.apply(stdout.write, stdout, [isFrame ? `${before}${text === '' ? '' : draw()}` : chunk, ...rest]);
  };
  const stream = new Proxy(stdout, {
    get(target, name) {
      if (name === 'rows') return Number.POSITIVE_INFINITY;
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    stream,
    redraw: () => {
      shown = undefined;
      stdout.write(draw());
    },
  };
}

/** The rows of a frame, and the terminal when it was written. */
interface Shown extends Size {
  readonly lines: readonly string[];
}

function shownOf(frame: string, size: Size): Shown {
  return { lines: frame.replace(/\n$/, '').split('\n').slice(0, size.rows), ...size };
}

/** A pseudo-terminal without a size says 0. */
function sizeOf({ columns, rows }: Size): Size {
  return { columns: columns || 80, rows: rows || 24 };
}

/** What makes one frame of another. */
function changes({ lines: from, columns }: Shown, { lines: to }: Shown): string {
  const rows = Math.max(from.length, to.length);
  return Array.from({ length: rows }, (_, row) => {
    const [before = '', after = ''] = [from[row], to[row]];
    if (before === after) return '';
    // Behind a line as wide as the terminal, the cursor is still on its last column.
    const isShorter = stringWidth(after) < Math.min(stringWidth(before), columns);
    return `\x1b[${row + 1};1H${after}${isShorter ? '\x1b[K' : ''}`;
  }).join('');
}
