/** Standard output and standard error: lines of a result, lines about a run, and readers that go away. */
import { inAscii, showsUnicode } from '../printable.js';

/** Where a command without a screen writes: results to standard output, diagnostics to standard error. */
export interface Output {
  /** A line of the result. */
  readonly out: (line: string) => void;
  /** A line about the run. */
  readonly err: (line: string) => void;
}

export const output: Output = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => {
    isErrorUsed = true;
    process.stderr.write(`${line}\n`);
  },
};

/** Whether standard error has been written to: it is opened when it is first asked for, which takes a while. */
let isErrorUsed = false;

/** The same for text: at a terminal it is spelled as the terminal can show it. Files and pipes get it as it is, and so does JSON. */
export const textOutput: Output = {
  out: (line) => output.out(spelledFor(process.stdout, line)),
  err: (line) => output.err(spelledFor(process.stderr, line)),
};

function spelledFor({ isTTY }: NodeJS.WriteStream, line: string): string {
  return isTTY && !showsUnicode(process.env) ? inAscii(line) : line;
}

/** Where a command writes. */
export function outputFor(isJson: boolean): Output {
  return isJson ? output : textOutput;
}

/** The streams of the screen. */
export function terminalStreams() {
  const { stdin, stdout, stderr } = process;
  isErrorUsed = true;
  return { stdin, stdout, stderr };
}

/** Whether the screen has colours, as Ink sees it. */
export function showsColours(): boolean {
  return process.stdout.isTTY && !process.argv.includes('--no-color') && process.stdout.hasColors();
}

/** Goes on when the reader of a pipe or the terminal is gone (`setup --yes | head`): what was begun is finished unseen. */
export function outliveReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') lostOutput ??= error;
  });
}

/** Why standard output could not be written, such as a full disk. */
let lostOutput: Error | undefined;

/** Resolves when everything written has been handed over; output that was lost is an error by then. */
export async function allWritten(): Promise<void> {
  const flushed = (stream: NodeJS.WriteStream) => new Promise<void>((resolve) => stream.write('', () => resolve()));
  await flushed(process.stdout);
  if (lostOutput) {
    output.err(
      `Error: The output could not be written (${lostOutput.message}); what was begun was finished all the same.`,
    );
    process.exitCode ||= 1;
  }
  if (isErrorUsed) await flushed(process.stderr);
}
