/** The stream that Ink draws on: frames are erased by the rows that they take now, and the user's scrollback stays. */
import { stripVTControlCharacters } from 'node:util';

/** How Ink erases its last frame: line by line upwards, as many lines as it wrote (ansi-escapes, `eraseLines`). */
const inkErase = /(?:\x1b\[2K(?:\x1b\[1A)?)+\x1b\[G/;

/**
 * A terminal that becomes narrower breaks the lines of the last frame into more rows than Ink wrote, so that Ink leaves
 * some of them behind (Ink #304, #828). And where the last frame is as tall as the terminal has become, Ink clears the
 * screen with all that can be scrolled back to (Ink #935), which belongs to the user. This stream erases the rows that the
 * frame takes now and reports no height; frames are kept below the terminal's by {@link layoutOf}.
 */
export function inkOutput(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  let frame = '';
  const write = (chunk: string, ...rest: readonly unknown[]): boolean => {
    const erase = inkErase.exec(chunk);
    const rows = rowsAbove(frame, stdout.columns);
    if (erase) frame = chunk.slice(erase.index + erase[0].length);
    else if (chunk.includes('\n')) frame = chunk;
    const text = chunk.replace(inkErase, `${rows === 0 ? '' : `\x1b[${rows}A`}\r\x1b[J`);
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

/** Rows between a frame's first line and the cursor behind its last one; a character counts as one column. */
function rowsAbove(frame: string, columns: number): number {
  const lines = stripVTControlCharacters(frame).split('\n').slice(0, -1);
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil([...line].length / columns)), 0);
}
