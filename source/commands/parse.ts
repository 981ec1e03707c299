/** The command line: argv to a command that can be run. */
import { Command, type CommanderError, Help } from 'commander';
import { UserError } from '../errors.js';
import { nearestWords } from '../plan/text/spelling.js';
import { output } from '../process/streams.js';
import type { ListedCommand, ParseAgain, ParsedCommand } from './command.js';

/**
 * Reads the arguments after the program's name. Help and the version are a command, too, whose option is the text.
 * @throws UsageError for anything that is not understood
 */
export function parseArguments(
  argv: readonly string[],
  version: string,
  commands: readonly ListedCommand[],
): ParsedCommand {
  let parsed: ParsedCommand | undefined;
  let text = '';
  const program = buildProgram(argv, version, commands, (command) => {
    parsed = command;
  });
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride((error) => {
        throw error.exitCode === 0 ? new EndOfText() : usageError(error, command);
      })
      .configureOutput({
        writeOut: (more) => {
          text += more;
        },
        writeErr: () => {},
      });
  }
  try {
    program.parse(argv.map(presentSpelling), { from: 'user' });
  } catch (error) {
    if (!(error instanceof EndOfText)) throw error;
    // Commander reads nothing after it: what else is there has to be right, too.
    const others = argv.filter((word) => !/^(-V|--version)$/.test(word));
    if (text.trimEnd() === version && others.length > 0) parseArguments(others, version, commands);
    return { name: 'text', options: { text }, run: () => tell(text) };
  }
  if (parsed === undefined) throw new Error('no command was parsed');
  return parsed;
}

function buildProgram(
  argv: readonly string[],
  version: string,
  commands: readonly ListedCommand[],
  emit: (command: ParsedCommand) => void,
): Command {
  const program = new Command('ssm-patch-wizard')
    .description(
      'Set up AWS SSM Patch Manager: see the patch dates first, then create the windows. Without a command, the wizard opens.',
    )
    .helpCommand('help [command]', 'show this help, or the help of a command')
    .enablePositionalOptions()
    // Commands that are not asked for have not told their flags.
    .configureHelp({
      subcommandTerm: (command) => `${command.name()} ${command.usage().replace(/^\[options\] ?/, '')}`.trim(),
      formatHelp: commandsFirst,
    });
  const parse: ParseAgain = (other) => parseArguments(other, version, commands);
  const whole = () => wholeProgram(version, commands);
  for (const { define } of commands) define(program, argv, emit, parse, whole);
  program.addHelpText('after', exitCodesHelp);
  return program.optionsGroup('Common:').version(version, '-V, --version', 'print the version');
}

/** The command line with every flag of every command. */
export function wholeProgram(version: string, commands: readonly ListedCommand[]): Command {
  const names = commands.map(({ name }) => name);
  return buildProgram(names, version, commands, () => {});
}

/** The help of commander with the commands before the flags. */
function commandsFirst(command: Command, helper: Help): string {
  const text = new Help().formatHelp(command, helper);
  const [flags, commands] = [/^\w+:$/m, /^Commands:$/m].map((heading) => text.search(heading)) as [number, number];
  return commands < 0
    ? text
    : `${text.slice(0, flags)}${text.slice(commands)}\n${text.slice(flags, commands).trimEnd()}\n`;
}

const exitCodesHelp = `
Exit codes:
  0    done, or nothing to do
  1    AWS refused or failed, or only part of the plan was applied
  2    the command line, a file or an answer is wrong; nothing was changed
  3    changes are planned but were not confirmed
  130  interrupted with Ctrl-C (143 with SIGTERM)`;

function tell(text: string): Promise<number> {
  output.out(text.trimEnd());
  return Promise.resolve(0);
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
      command.parent ? `Unexpected argument "${word}" for ${command.name()}.` : `Unknown command "${word}".`,
      command.name(),
      near ? [`Did you mean ${near}?`, ...nextSteps] : nextSteps,
    );
  }
  // Of an address that is not taken, what may be a password is not said again.
  const said = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/:\/\/\S*@/g, '://…@');
  const sentence = rewordings.reduce((words, [pattern, ours]) => words.replace(pattern, ours), said);
  const capitalised = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
  return new UsageError(capitalised.replace(/([^.?!)])$/, '$1.'), command.name(), nextSteps);
}

/** `-r, --region <names>` */
const flag = "'(?:-\\w, )?(--[\\w-]+)[^']*'";

/** Commander's sentences in shorter ones. */
const rewordings: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^option ${flag} argument '(.*?)' is invalid\\. `), 'Invalid value "$2" for $1. '],
  [new RegExp(`^option ${flag} argument missing`), '$1 needs a value'],
  [new RegExp(`^option ${flag} cannot be used with option ${flag}`), '$1 cannot be combined with $2'],
  [/^command-argument value '(.*?)' is invalid for argument '(.*?)'\. /, 'Invalid value "$1" for $2. '],
  [/^missing required argument '(.*?)'/, 'Missing argument: $1'],
];

/** `ssm-patch-wizard setup` */
function commandPath(command: Command): string {
  return command.parent ? `${commandPath(command.parent)} ${command.name()}` : command.name();
}
