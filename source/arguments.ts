/** The command line: argv to a typed command, without touching the process or any file. */
import { Command, CommanderError, Option } from 'commander';
import {
  type CommonOptions,
  type ConnectionOptions,
  common,
  connection,
  type FlagAnswers,
  flagAnswers,
  logLevels,
  optionsOf,
} from './argument-options.js';
import {
  dayList,
  hourList,
  instant,
  integer,
  patchTuesdayList,
  type QuotaName,
  quotaRecord,
  strings,
  systemList,
  tagRecord,
  weekList,
} from './argument-values.js';
import { UserError } from './errors.js';

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
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        output += text;
      },
      writeErr: () => {},
    });
  }
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { name: 'text', text: output };
    throw usageError(error.message, argv);
  }
  if (parsed === undefined) throw new Error('no command was parsed');
  return parsed;
}

function usageError(message: string, argv: readonly string[]): UserError {
  const [first = ''] = argv;
  const command = commandNames.includes(first) ? `ssm-patch-wizard ${first}` : 'ssm-patch-wizard';
  const sentence = message.replace(/^error: /, '').replaceAll('\n', ' ');
  return new UserError(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`.replace(/([^.?!)])$/, '$1.'), {
    code: 'usage',
    nextSteps: [`See ${command} --help`],
  });
}

const commandNames = ['setup', 'preview', 'sandbox'];

function buildProgram(version: string, emit: (command: ParsedCommand) => void): Command {
  const program = new Command('ssm-patch-wizard')
    .description('Sets up AWS SSM Patch Manager: see the patch dates first, then create the windows.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .allowExcessArguments(false)
    .addHelpText('after', exitCodesHelp);
  withConnection(withCommon(program)).action(() => {
    const options = optionsOf(program);
    emit({ name: 'home', connection: connection(options), ...common(options) });
  });

  const setup = subcommand(
    program,
    'setup',
    'the set-up wizard; with --yes, or without a terminal, straight from the flags',
  );
  withTask(withSchedule(withConnection(withCommon(setup))))
    .option('--plan <name>', 'name of the plan; a plan finds its resources again by it', 'default')
    .option(
      '-b, --baseline-file <file>',
      'patch baseline as JSON, as CreatePatchBaseline or GetPatchBaseline has it (repeatable)',
      strings,
    )
    .option(
      '--os <list...>',
      "operating systems, with AWS's rules; windows=14 sets the approval delay in days",
      systemList,
    )
    .addOption(
      new Option('--tag-key <key>', 'the tag that puts a node into a patch group')
        .choices(['PatchGroup', 'Patch Group'])
        .default('PatchGroup'),
    )
    .option('--tag <key=value>', 'tag for windows and baselines (repeatable)', tagRecord)
    .option('-y, --yes', 'apply without asking')
    .option('--dry-run', 'show the plan, change nothing')
    .action(() => {
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
  withSchedule(withCommon(preview))
    .option('--duration <hours>', 'hours that a window is open', integer(1, 24))
    .option('--from <date>', 'dates after this one, ISO 8601 (default: now)', instant)
    .option('--count <n>', 'how many dates', integer(1, 10_000), 20)
    .action(() => {
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
  withCommon(sandbox)
    .option('--port <n>', 'port on 127.0.0.1 (default: a free one)', integer(0, 65_535), 0)
    .option('--state <file>', 'keep the account in this file')
    .option('--empty', "start with nothing but AWS's predefined baselines")
    .option('--latency <ms>', 'answer after so many milliseconds', integer(0, 600_000), 0)
    .option('--rate-limit <n>', 'throttle past so many calls a second', integer(1))
    .option('--quota <name=n>', 'raise a quota, e.g. windows=1000 (repeatable)', quotaRecord)
    .action(() => {
      const options = optionsOf(sandbox);
      emit({
        name: 'sandbox',
        port: options.port,
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
  return program
    .command(name)
    .description(description)
    .helpOption('-h, --help', 'show this help')
    .allowExcessArguments(false);
}

function withCommon(command: Command): Command {
  return command
    .addOption(new Option('-l, --loglevel <level>', 'how much to log').choices(logLevels).default('WARNING'))
    .option('--json', 'machine output on standard output')
    .option('--no-color', 'no colours (NO_COLOR works too)');
}

function withConnection(command: Command): Command {
  return command
    .option('-r, --region <name>', "AWS region (default: the SDK's chain)")
    .option('--profile <name>', "AWS profile (default: the SDK's chain)")
    .option('--endpoint-url <url>', 'another endpoint for SSM and STS; AWS_ENDPOINT_URL works too')
    .option('--sandbox', 'use the built-in sandbox account instead of AWS');
}

function withSchedule(command: Command): Command {
  return command
    .option(
      '-w, --weeks <list...>',
      '1 to 5, or L for the last: the nth such weekday of the month (default: 1 2)',
      weekList,
    )
    .addOption(new Option('--week <list...>').argParser(weekList).hideHelp())
    .option('-d, --days <list...>', '0 to 7 (0 and 7 are Sunday) or names such as tue (default: 2 3)', dayList)
    .option('-t, --hours <list...>', '0 to 23, or HH:MM (default: 3 4)', hourList)
    .option('-z, --timezone <zone>', 'tz database name (default: UTC)')
    .option(
      '--after-patch-tuesday <list...>',
      'days after the second Tuesday, 0 to 6, in place of weeks and days',
      patchTuesdayList,
    );
}

function withTask(command: Command): Command {
  return command
    .addOption(new Option('--operation <name>', 'install patches, or only scan').choices(['install', 'scan']))
    .addOption(new Option('--reboot <when>', 'reboot a node after installing').choices(['if-needed', 'never']))
    .option('--duration <hours>', 'hours that a window is open, 1 to 24 (default: 1)', integer(1, 24))
    .option('--cutoff <hours>', 'hours before the end at which no new node starts (default: 0)', integer(0, 23))
    .addOption(
      new Option('--on-cutoff <what>', 'what happens to running nodes at the cutoff').choices(['continue', 'cancel']),
    )
    .option('--max-concurrency <n>', 'nodes at a time, number or percentage (default: 2)')
    .option('--max-errors <n>', 'failed nodes at which a run stops, number or percentage (default: 1)')
    .option('--service-role-arn <arn>', "role for the tasks (default: SSM's service-linked role)");
}
