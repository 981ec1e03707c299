/** The process's side: streams, signals, environment, time, and the files that people name. */
import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ConnectionOptions, type LogLevel, logLevels } from './arguments/options.js';
import { UserError } from './errors.js';
import type { Output } from './headless/output.js';
import { makeFolder } from './make-folder.js';
import type { BaselineDefinition } from './plan/baseline/baseline.js';
import { parseBaselineFile } from './plan/baseline/file.js';
import { type Backup, parseBackup, serializeBackup } from './plan/cleanup/backup.js';
import { inAscii, printable, showsUnicode } from './printable.js';
import { detectTerminal, type TerminalVerdict } from './terminal.js';

export const output: Output = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
};

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

/**
 * The region that flags or the environment name. AWS_DEFAULT_REGION is what the AWS CLI and the original scripts
 * read; the JavaScript SDK does not.
 */
export function configuredRegion({ region, isSandbox }: ConnectionOptions): string | undefined {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return region ?? (AWS_REGION || AWS_DEFAULT_REGION || (isSandbox ? sandboxRegion : undefined));
}

/** The profile that flags or the environment name. */
export function configuredProfile({ profile, isSandbox }: ConnectionOptions): string | undefined {
  return isSandbox ? undefined : (profile ?? (process.env.AWS_PROFILE || undefined));
}

/** The sandbox has every region; without a configured one it is as good as any. */
const sandboxRegion = 'eu-west-1';

/**
 * Reads a baseline from a JSON file.
 * @throws UserError for a file that cannot be read or used
 */
export function readBaselineFile(fileName: string): BaselineDefinition {
  let text: string;
  try {
    text = readFileSync(fileName, 'utf8');
  } catch (error) {
    throw new UserError(`The baseline file ${fileName} cannot be read.`, {
      code: 'unreadable-baseline-file',
      detail: error instanceof Error ? error.message : String(error),
      nextSteps: ['Check the path and its permissions.'],
      cause: error,
    });
  }
  return parseBaselineFile(text, fileName);
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/**
 * Writes a backup and syncs it to the disk; returns its path.
 * @param file where to, or undefined for a file of its own in the state folder
 * @throws UserError if it cannot be written, so that nothing is deleted without a way back
 */
export function writeBackup(backup: Backup, file: string | undefined): string {
  const { account, region, createdAt } = backup;
  const name = `${account}-${region}-${createdAt.replace(/[:.]/g, '-')}.json`;
  const path = resolve(file ?? join(stateFolder(), 'backups', name));
  try {
    makeFolder(dirname(path));
    writeNewFile(path, serializeBackup(backup, digest));
    // A way back that cannot be read is none.
    parseBackup(readFileSync(path, 'utf8'), path, digest);
  } catch (error) {
    throw new UserError(`The backup cannot be written to ${path}, so nothing was deleted.`, {
      code: 'backup-not-written',
      detail: error instanceof Error ? error.message : String(error),
      // Only a clean-up lets the file be chosen.
      nextSteps:
        file === undefined
          ? [otherStateFolder]
          : ['Give another --backup FILE, which must not exist yet.', 'Or, if none is wanted, --no-backup.'],
      cause: error,
    });
  }
  return path;
}

/** Writes to the disk a file that does not exist yet: a backup that stands there already is somebody's way back. */
function writeNewFile(path: string, text: string): void {
  const handle = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(path));
}

/** The file's name is kept by its folder. Windows cannot open folders. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Reads a backup.
 * @throws UserError for a file that cannot be read or used
 */
export function readBackup(file: string): Backup {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`The backup ${file} cannot be read.`, {
      code: 'unreadable-backup',
      detail: error instanceof Error ? error.message : String(error),
      nextSteps: ['Check the path; a clean-up prints it when it ends.'],
      cause: error,
    });
  }
  return parseBackup(text, file, digest);
}

/** Whether a screen can be shown here. */
export function terminalVerdict(): TerminalVerdict {
  return detectTerminal({
    isInputTerminal: process.stdin.isTTY === true,
    isOutputTerminal: process.stdout.isTTY === true,
    environment: process.env,
  });
}

/** `$XDG_STATE_HOME/ssm-patch-wizard`, or where each system keeps such things. */
function stateFolder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  return join(XDG_STATE_HOME || LOCALAPPDATA || join(homedir(), '.local', 'state'), 'ssm-patch-wizard');
}

/** Keeps the built-in sandbox account between runs. */
export function sandboxFile(): string {
  return join(stateFolder(), 'sandbox.json');
}

/** What to do where {@link sandboxFile} cannot be used. */
export const otherStateFolder = 'Set XDG_STATE_HOME or HOME to another folder, one that can be written.';

export interface Logger {
  readonly debug: (line: string) => void;
  readonly info: (line: string) => void;
  readonly warning: (line: string) => void;
}

/** Lines at or above the level go to standard error, or to a file while a screen is up. */
export function logger(level: LogLevel, write: (line: string) => void = output.err): Logger {
  const at = (own: LogLevel) => (line: string) => {
    if (logLevels.indexOf(own) >= logLevels.indexOf(level))
      write(`${new Date().toISOString()} ${own} ${printable(line)}`);
  };
  return { debug: at('DEBUG'), info: at('INFO'), warning: at('WARNING') };
}

/** A log that cannot be written is done without: it must not break off what is under way. */
export function toLogFile(line: string): void {
  try {
    makeFolder(stateFolder());
    appendFileSync(join(stateFolder(), 'log'), `${line}\n`);
  } catch {
    // There is no place left to say so: the screen belongs to the wizard.
  }
}

/** Ends the process with its exit code once everything written has been handed over, whatever still waits. */
export async function endProcess(): Promise<never> {
  const flushed = (stream: NodeJS.WriteStream) => new Promise<void>((resolve) => stream.write('', () => resolve()));
  await flushed(process.stdout);
  if (lostOutput) {
    output.err(
      `Error: The output could not be written (${lostOutput.message}); what was begun was finished all the same.`,
    );
    process.exitCode ||= 1;
  }
  await flushed(process.stderr);
  process.exit();
}

/** Goes on when the reader of a pipe or the terminal is gone (`setup --yes | head`): what was begun is finished unseen. */
export function outliveReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') lostOutput ??= error;
  });
}

/** Why standard output could not be written, such as a full disk. */
let lostOutput: Error | undefined;

/** NO_COLOR (no-color.org) in the form that Ink's colours read; before Ink is loaded. */
export function obeyNoColor(): void {
  if (process.env.NO_COLOR) process.env.FORCE_COLOR = '0';
}

/** Hands Node's own warnings (deprecations, leaks) to the log instead of standard error. */
export function silenceWarnings(log: (line: string) => void): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => log(`${name}: ${message}`));
}

/** Of this program, as package.json says. */
export function packageVersion(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Time and chance, for the rooms that take them as arguments. */
export const clockwork = {
  now: () => new Date(),
  random: Math.random,
  wait: (milliseconds: number, signal?: AbortSignal) => delay(milliseconds, undefined, { signal }).catch(() => {}),
};

/** Milliseconds that the report of a run has after the second signal. */
const lastWords = 1000;

/**
 * Signals from outside, turned into requests: the first to stop when what is in flight has ended, the second to stop at
 * once. Whatever happens then, the process ends.
 */
export class Shutdown {
  readonly #abort = new AbortController();
  readonly #hurry = new AbortController();
  /** 128 plus the signal's number, once a signal has come. */
  exitCode: number | undefined;
  /** Resolves when a signal has come. */
  readonly requested: Promise<void>;

  constructor() {
    this.requested = new Promise((resolve) => this.signal.addEventListener('abort', () => resolve(), { once: true }));
    for (const [name, number] of [
      ['SIGINT', 2],
      ['SIGTERM', 15],
      ['SIGHUP', 1],
    ] as const) {
      process.on(name, () => {
        if (this.#hurry.signal.aborted) process.exit(this.exitCode);
        if (this.exitCode !== undefined) {
          this.#hurry.abort();
          setTimeout(() => process.exit(this.exitCode), lastWords).unref();
        }
        this.exitCode ??= 128 + number;
        this.#abort.abort();
      });
    }
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Both requests, for runs without a screen. */
  get signals(): { readonly signal: AbortSignal; readonly hurry: AbortSignal } {
    return { signal: this.#abort.signal, hurry: this.#hurry.signal };
  }
}
