/** Taking the terminal over, and giving it back: at the end, and while the program is suspended. */

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

export interface TakenTerminal {
  /** The terminal as it was: its lines, its cursor, its line editing. Does nothing where it has been given back. */
  readonly giveBack: () => void;
  /** Takes it again; what was on the screen has to be drawn anew. */
  readonly takeAgain: () => void;
}

/**
 * The alternate screen, without breaking rows that are too long for a moment while it is resized, and bracketed paste: else the
 * line feeds of what is pasted would be keys.
 */
const taken = '\x1b[?1049h\x1b[?7l\x1b[?2004h\x1b[H';
/** As Ink does with its first frame. */
const hideCursor = '\x1b[?25l';
const given = '\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l';

/** Takes over the terminal, with a frame on it if there is one. */
export function takeTerminal({ stdin, stdout }: TerminalStreams, frame = ''): TakenTerminal {
  let isTaken = false;
  const take = (text: string): void => {
    isTaken = true;
    // Ink does so after its first frame, into which a key that is pressed at once would still be echoed.
    stdin.setRawMode(true);
    stdout.write(taken + text);
  };
  take(frame);
  return {
    giveBack: () => {
      if (!isTaken) return;
      isTaken = false;
      stdout.write(given);
      stdin.setRawMode(false);
    },
    takeAgain: () => {
      // Stopped by somebody else it was never given back, and the shell has changed it: what seems set already is not set again.
      if (isTaken) stdin.setRawMode(false);
      take(hideCursor);
    },
  };
}
