/** What a command is: its flags, and what it does with them. */
import type { Command } from 'commander';
import type { Shutdown } from '../process/signals.js';
import { helpFlag } from './flags.js';

export interface CommandModule<Options> {
  readonly name: string;
  /** Its `--json` is lines of events, an error among them. */
  readonly hasEvents?: boolean;
  /** Tells the program its flags; `emit` is called with what they say. */
  define(program: Command, emit: (options: Options) => void): void;
  /** Does it; returns the exit code. What it needs is loaded here, not before. */
  run(options: Options, shutdown: Shutdown): Promise<number>;
}

/** A command line that was understood. */
export interface ParsedCommand {
  readonly name: string;
  readonly options: object;
  readonly run: (shutdown: Shutdown) => Promise<number>;
}

/** A command of the list, whatever its options are. */
export interface ListedCommand extends Pick<CommandModule<object>, 'name' | 'hasEvents'> {
  readonly define: (program: Command, emit: (command: ParsedCommand) => void) => void;
}

export function listed<Options extends object>(module: CommandModule<Options>): ListedCommand {
  const { name, hasEvents } = module;
  return {
    name,
    ...(hasEvents && { hasEvents }),
    define: (program, emit) =>
      module.define(program, (options) => emit({ name, options, run: (shutdown) => module.run(options, shutdown) })),
  };
}

/** A command below the program, with the help's own flag. */
export function subcommand(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).addHelpOption(helpFlag()).allowExcessArguments(false);
}
