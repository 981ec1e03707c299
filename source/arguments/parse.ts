/** The command line: argv to a typed command, without touching the process or any file. */
import type { Command, CommanderError } from 'commander';
import { UserError } from '../errors.js';
import { nearestWords } from '../plan/text/spelling.js';
import { buildProgram, type ParsedCommand } from './commands.js';

export type { ParsedCommand };

/**
 * Reads the arguments after the program's name.
 * @throws UsageError for anything that is not understood
 */
export function parseArguments(argv: readonly string[], version: string): ParsedCommand {
  let parsed: ParsedCommand | undefined;
  let output = '';
  const program = buildProgram(version, (command) => {
    parsed = command;
  });
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride((error) => {
        throw error.exitCode === 0 ? new EndOfText() : usageError(error, command);
      })
      .configureOutput({
        writeOut: (text) => {
          output += text;
        },
        writeErr: () => {},
      });
  }
  try {
    program.parse(argv.map(presentSpelling), { from: 'user' });
  } catch (error) {
    if (error instanceof EndOfText) return { name: 'text', text: output };
    throw error;
  }
  if (parsed === undefined) throw new Error('no command was parsed');
  return parsed;
}

/** Help or the version has been written: there is nothing more to parse. */
class EndOfText extends Error {}

/** The original scripts say `--week`. */
function presentSpelling(word: string): string {
  return word.replace(/^--week(?==|$)/, '--weeks');
}

/** Arguments that are not understood. */
export class UsageError extends UserError {
  /** The command whose arguments they are; the program itself where none is named. */
  readonly command: string;

  constructor(message: string, command: string, nextSteps: readonly string[]) {
    super(message, { code: 'usage', nextSteps });
    this.command = command;
  }
}

/** What is wrong with the arguments of a command, in a sentence, and where its flags are listed. */
function usageError({ code, message }: CommanderError, command: Command): UsageError {
  const nextSteps = [`See ${commandPath(command)} --help`];
  // `help` for a command that is none ends as if the help had been asked for by mistake.
  const isHelp = code === 'commander.help';
  if (isHelp || code === 'commander.excessArguments') {
    const word = command.args[isHelp ? 1 : command.registeredArguments.length] ?? '';
    const [near] = nearestWords(
      word,
      command.commands.map((known) => known.name()),
    );
    return new UsageError(
      command.parent ? `${command.name()} takes no argument "${word}".` : `There is no command "${word}".`,
      command.name(),
      near ? [`Did you mean ${near}?`, ...nextSteps] : nextSteps,
    );
  }
  const sentence = message.replace(/^error: /, '').replaceAll('\n', ' ');
  const capitalised = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
  return new UsageError(capitalised.replace(/([^.?!)])$/, '$1.'), command.name(), nextSteps);
}

/** `ssm-patch-wizard setup` */
function commandPath(command: Command): string {
  return command.parent ? `${commandPath(command.parent)} ${command.name()}` : command.name();
}
