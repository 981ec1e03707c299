/** The log: lines on standard error, or in a file while a screen is up. */
import { closeSync, constants, fchmodSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from '../printable.js';
import { stateFolder } from './environment.js';
import { makeFolder } from './make-folder.js';
import { output } from './streams.js';

export const logLevels = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;
export type LogLevel = (typeof logLevels)[number];

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
    appendPrivately(join(stateFolder(), 'log'), `${line}\n`);
  } catch {
    // There is no place left to say so: the screen belongs to the wizard.
  }
}

/** Readable by its owner alone, whoever has made it; a link that somebody has put there is not followed. */
function appendPrivately(path: string, text: string): void {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = constants;
  const file = openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  try {
    fchmodSync(file, 0o600);
    writeSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** Hands Node's own warnings (deprecations, leaks) to the log instead of standard error. */
export function silenceWarnings(log: (line: string) => void): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => log(`${name}: ${message}`));
}

/** Hands what libraries write to the console to somebody else, until what it returns is called. */
export function captureConsole(write: (line: string) => void): () => void {
  const methods = ['debug', 'error', 'info', 'log', 'warn'] as const;
  const before = methods.map((name) => console[name]);
  for (const name of methods) console[name] = (...values: readonly unknown[]) => write(printable(values.join(' ')));
  return () => {
    for (const [index, name] of methods.entries()) console[name] = before[index] ?? console[name];
  };
}
