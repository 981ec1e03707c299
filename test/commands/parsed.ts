/** What the program understands of its arguments, as data. */
import type { CleanupOptions } from '../../source/commands/cleanup.js';
import type { ExportOptions } from '../../source/commands/export.js';
import type { HomeOptions } from '../../source/commands/home.js';
import { commands } from '../../source/commands/list.js';
import { parseArguments } from '../../source/commands/parse.js';
import type { PauseOptions } from '../../source/commands/pause.js';
import type { PreviewOptions } from '../../source/commands/preview.js';
import type { RestoreOptions } from '../../source/commands/restore.js';
import type { SandboxOptions } from '../../source/commands/sandbox.js';
import type { SetupOptions } from '../../source/commands/setup.js';
import type { StatusOptions } from '../../source/commands/status.js';

interface Options {
  readonly home: HomeOptions;
  readonly setup: SetupOptions;
  readonly cleanup: CleanupOptions;
  readonly restore: RestoreOptions;
  readonly status: StatusOptions;
  readonly pause: PauseOptions;
  readonly resume: PauseOptions;
  readonly export: ExportOptions;
  readonly preview: PreviewOptions;
  readonly sandbox: SandboxOptions;
  /** Help or the version. */
  readonly text: { readonly text: string };
}

export type Name = keyof Options;
export type Named<Each extends Name> = { readonly name: Each } & Options[Each];
export type Parsed = { [Each in Name]: Named<Each> }[Name];

/** A command with its options; its name says which those are. */
export function parse(...argv: readonly string[]): Parsed {
  const { name, options } = parseArguments(argv, '1.2.3', commands);
  return { name, ...options } as Parsed;
}

/** The same, of a command whose name is known. */
export function parseAs<Each extends Name>(name: Each, ...argv: readonly string[]): Named<Each> {
  const command = parse(...argv);
  const isNamed = (any: { readonly name: Name }): any is Named<Each> => any.name === name;
  if (!isNamed(command)) throw new Error(`${argv.join(' ')} is not ${name}`);
  return command;
}
