/** Standard output and standard error: lines of a result, lines about a run, and readers that go away. */
import { closeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { inAscii, printableLines, showsUnicode } from '../printable.js';

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
    useError();
    process.stderr.write(`${line}\n`);
  },
};

/** Whether standard error has been written to: it is opened when it is first asked for, which takes a while. */
let isErrorUsed = false;

function useError(): void {
  if (!isErrorUsed) process.stderr.on('error', ignoreGone);
  isErrorUsed = true;
}

/** A terminal that was closed answers EIO to everything; what was begun is finished unseen. */
function ignoreGone(): void {}

/** Only the session's leader is told of a closed terminal by a signal; others read an end, or an error. */
function hangUpWithTerminal(): void {
  if (!isatty(0)) process.emit('SIGHUP', 'SIGHUP');
}

/**
 * The same for text, and the one door for it: whatever comes from outside in it, nothing but line feeds gets to the terminal as a control
 * character. At a terminal it is spelled as the terminal can show it; files and pipes get it as it is.
 */
export const textOutput: Output = {
  out: (line) => output.out(spelledFor(process.stdout, printableLines(line))),
  err: (line) => output.err(spelledFor(process.stderr, printableLines(line))),
};

/** A line that has colours; what is in it from outside has come through `printable` by itself. */
export function outPainted(line: string): void {
  output.out(spelledFor(process.stdout, line));
}

function spelledFor({ isTTY }: NodeJS.WriteStream, text: string): string {
  return isTTY && !showsUnicode(process.env) ? inAscii(text) : text;
}

/** Where a command writes. */
export function outputFor(isJson: boolean): Output {
  return isJson ? { out: output.out, err: textOutput.err } : textOutput;
}

/** The streams of the screen. */
export function terminalStreams() {
  const { stdin, stdout, stderr } = process;
  useError();
  for (const event of ['end', 'error']) stdin.on(event, hangUpWithTerminal);
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

/**
 * Lets go of a terminal that was closed, at the end: Node gives each its settings back, and aborts where that fails (`ResetStdio` in
 * node.cc), but leaves out what is not open any more.
 */
export function letGoOfClosedTerminals(): void {
  for (const [fd, wasTerminal] of terminalsAtStart.entries()) {
    if (!wasTerminal || isatty(fd)) continue;
    try {
      closeSync(fd);
    } catch {
      // Somebody has closed it already.
    }
  }
}

const terminalsAtStart = [0, 1, 2].map(isatty);

/** Why standard output could not be written, such as a full disk. */
let lostOutput: Error | undefined;

/** Resolves when everything written has been handed over; output that was lost is an error by then. */
export async function allWritten(): Promise<void> {
  const flushed = (stream: NodeJS.WriteStream) => new Promise<void>((resolve) => stream.write('', () => resolve()));
  await flushed(process.stdout);
  if (lostOutput) {
    output.err(`Error: The output could not be written (${lostOutput.message}). The work itself was not affected.`);
    process.exitCode ||= 1;
  }
  if (isErrorUsed) await flushed(process.stderr);
}
