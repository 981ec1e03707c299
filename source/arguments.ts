/** The command line: argv to a typed command, without touching the process or any file. */
import { Command, type CommanderError } from 'commander';
import {
  helpFlag,
  withBaselines,
  withCommon,
  withConnection,
  withPlan,
  withSchedule,
  withTask,
} from './argument-flags.js';
import {
  type CommonOptions,
  type ConnectionOptions,
  common,
  connection,
  type FlagAnswers,
  flagAnswers,
  optionsOf,
} from './argument-options.js';
import { instant, integer, type QuotaName, quotaRecord } from './argument-values.js';
import { UserError } from './errors.js';
import { nearestWords } from './plan/spelling.js';

export type ParsedCommand =
  | ({ readonly name: 'home'; readonly connection: ConnectionOptions } & CommonOptions)
  | ({
      readonly name: 'setup';
      readonly connection: ConnectionOptions;
      readonly flags: FlagAnswers;
      readonly baselineFiles: readonly string[];
      readonly isConfirmed: boolean;
      readonly isDryRun: boolean;
    } & CommonOptions)
  | ({
      readonly name: 'preview';
      readonly flags: FlagAnswers;
      readonly from: Date | undefined;
      readonly count: number;
    } & CommonOptions)
  | ({
      readonly name: 'sandbox';
      readonly port: number;
      readonly stateFile: string | undefined;
      readonly isEmpty: boolean;
      readonly latencyMs: number;
      readonly rateLimit: number | undefined;
      readonly quotas: Readonly<Partial<Record<QuotaName, number>>>;
    } & CommonOptions)
  /** Help or the version: text for standard output, then the end. */
  | { readonly name: 'text'; readonly text: string };

/**
 * Reads the arguments after the program's name.
 * @throws UserError `usage` for anything that is not understood
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

/** What is wrong with the arguments of a command, in a sentence, and where its flags are listed. */
function usageError({ code, message }: CommanderError, command: Command): UserError {
  const nextSteps = [`See ${commandPath(command)} --help`];
  if (code === 'commander.excessArguments') {
    const [word = ''] = command.args;
    const [near] = nearestWords(
      word,
      command.commands.map((known) => known.name()),
    );
    return new UserError(
      command.parent ? `${command.name()} takes no argument "${word}".` : `There is no command "${word}".`,
      {
        code: 'usage',
        nextSteps: near ? [`Did you mean ${near}?`, ...nextSteps] : nextSteps,
      },
    );
  }
  const sentence = message.replace(/^error: /, '').replaceAll('\n', ' ');
  return new UserError(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`.replace(/([^.?!)])$/, '$1.'), {
    code: 'usage',
    nextSteps,
  });
}

/** `ssm-patch-wizard setup` */
function commandPath(command: Command): string {
  return command.parent ? `${commandPath(command.parent)} ${command.name()}` : command.name();
}

function buildProgram(version: string, emit: (command: ParsedCommand) => void): Command {
  const program = new Command('ssm-patch-wizard')
    .description('Sets up AWS SSM Patch Manager: see the patch dates first, then create the windows.')
    .addHelpOption(helpFlag())
    .helpCommand(false)
    .enablePositionalOptions()
    .allowExcessArguments(false)
    .addHelpText('after', exitCodesHelp);
  withCommon(withConnection(program)).version(version, '-V, --version', 'print the version');
  program.action(() => {
    const options = optionsOf(program);
    emit({ name: 'home', connection: connection(options), ...common(options) });
  });

  const setup = subcommand(
    program,
    'setup',
    'the set-up wizard; with --yes, or without a terminal, straight from the flags',
  );
  withPlan(withTask(withBaselines(withSchedule(setup))));
  withCommon(withConnection(setup)).action(() => {
    const options = optionsOf(setup);
    emit({
      name: 'setup',
      connection: connection(options),
      flags: flagAnswers(options),
      baselineFiles: options.baselineFile ?? [],
      isConfirmed: options.yes === true,
      isDryRun: options.dryRun === true,
      ...common(options),
    });
  });

  const preview = subcommand(program, 'preview', 'the next patch dates of a schedule; needs no AWS access at all');
  withSchedule(preview)
    .option('--duration <hours>', 'hours that a window is open, 1 to 24 (default: 1)', integer(1, 24))
    .optionsGroup('Span:')
    .option('--from <date>', 'dates after this one, ISO 8601 (default: now)', instant)
    .option('--count <n>', 'how many dates', integer(1, 10_000), 20);
  withCommon(preview).action(() => {
    const options = optionsOf(preview);
    emit({
      name: 'preview',
      flags: flagAnswers(options),
      from: options.from,
      count: options.count,
      ...common(options),
    });
  });

  const sandbox = subcommand(program, 'sandbox', 'serve a local AWS-compatible account over HTTP');
  sandbox
    .optionsGroup('Server:')
    .option('--port <n>', 'port on 127.0.0.1 (default: a free one)', integer(0, 65_535))
    .option('--state <file>', 'keep the account in this file')
    .option('--empty', "start with nothing but AWS's predefined baselines")
    .option('--latency <ms>', 'answer after so many milliseconds', integer(0, 600_000), 0)
    .option('--rate-limit <n>', 'throttle past so many calls a second', integer(1))
    .option('--quota <name=n>', 'raise a quota, e.g. windows=1000 (repeatable)', quotaRecord);
  withCommon(sandbox).action(() => {
    const options = optionsOf(sandbox);
    emit({
      name: 'sandbox',
      port: options.port ?? 0,
      stateFile: options.state,
      isEmpty: options.empty === true,
      latencyMs: options.latency,
      rateLimit: options.rateLimit,
      quotas: options.quota ?? {},
      ...common(options),
    });
  });
  return program;
}

const exitCodesHelp = `
Exit codes:
  0    done, or nothing to do
  1    AWS refused or failed, or only a part was applied
  2    the command line, a file or an answer is wrong; nothing was changed
  3    changes are planned but were not confirmed
  130  interrupted with Ctrl-C (143: SIGTERM)

Without a command, at a terminal, the wizard's home screen opens.
Try it without an account: ssm-patch-wizard --sandbox`;

function subcommand(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).addHelpOption(helpFlag()).allowExcessArguments(false);
}
