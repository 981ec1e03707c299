/** From argv to an exit code: the commands are in commands/, each with its flags and what it does. */
import { commands } from './commands/list.js';
import { parseArguments, UsageError } from './commands/parse.js';
import { describeError } from './errors.js';
import { packageVersion } from './process/environment.js';
import { runProgram } from './process/program.js';
import type { Shutdown } from './process/signals.js';
import { output, textOutput } from './process/streams.js';

/** Runs the program; the exit code is the process's when everything has been written. */
export function main(): Promise<void> {
  return runProgram(async (argv, shutdown) => {
    let name: string | undefined;
    try {
      const command = parseArguments(argv, packageVersion(), commands);
      name = command.name;
      return await command.run(shutdown);
    } catch (error) {
      if (error instanceof UsageError) name = error.command;
      const hasEvents = commands.find((command) => command.name === name)?.hasEvents === true;
      return reportError(error, hasEvents && argv.includes('--json'), shutdown);
    }
  });
}

/** Says what went wrong; returns the exit code. */
async function reportError(error: unknown, isEvent: boolean, shutdown: Shutdown): Promise<number> {
  if (shutdown.exitCode !== undefined && error instanceof Error && error.name === 'AbortError') {
    textOutput.err('Interrupted while reading. Nothing was changed.');
    return shutdown.exitCode;
  }
  const description = describeError(error);
  const { errorEvent, errorText } = await import('./commands/work.js');
  // JSON lines are read by programs, so they get the error as an event; people read it on standard error.
  if (isEvent) output.out(errorEvent(description));
  else textOutput.err(errorText(description));
  return shutdown.exitCode ?? description.exitCode;
}
