/** The commands: what each of them takes, and the typed command that it becomes. */
import { Command, Option } from 'commander';
import type { Consent } from '../plan/spec/consent.js';
import {
  helpFlag,
  withBaselines,
  withCommon,
  withConfirmation,
  withConnection,
  withPlan,
  withQuota,
  withSchedule,
  withTask,
} from './flags.js';
import {
  type CommonOptions,
  type ConnectionOptions,
  common,
  confirmation,
  connection,
  type FlagAnswers,
  flagAnswers,
  optionsOf,
} from './options.js';
import { fileName, integer, type Moment, moment, type QuotaName, quotaNames, quotaRecord, strings } from './values.js';

export type ParsedCommand =
  | ({ readonly name: 'home'; readonly connection: ConnectionOptions } & CommonOptions)
  | ({
      readonly name: 'setup';
      readonly connection: ConnectionOptions;
      readonly flags: FlagAnswers;
      readonly baselineFiles: readonly string[];
      readonly consent: Consent;
      readonly isConfirmed: boolean;
      readonly isDryRun: boolean;
    } & CommonOptions)
  | ({
      readonly name: 'cleanup';
      readonly connection: ConnectionOptions;
      /** Only this plan's resources; every plan of the wizard where undefined. */
      readonly plan: string | undefined;
      readonly isAllPatching: boolean;
      readonly only: readonly string[];
      readonly isDisabling: boolean;
      /** A path, false for none, undefined for a file in the state folder. */
      readonly backup: string | false | undefined;
      readonly isConfirmed: boolean;
      readonly isDryRun: boolean;
    } & CommonOptions)
  | ({
      readonly name: 'restore';
      readonly connection: ConnectionOptions;
      readonly file: string;
      readonly isForced: boolean;
      readonly isConfirmed: boolean;
      readonly isDryRun: boolean;
    } & CommonOptions)
  | ({ readonly name: 'status'; readonly connection: ConnectionOptions } & CommonOptions)
  | ({
      readonly name: 'preview';
      readonly flags: FlagAnswers;
      readonly from: Moment | undefined;
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

/** The whole command line; `emit` is called with what was asked for. */
export function buildProgram(version: string, emit: (command: ParsedCommand) => void): Command {
  const program = new Command('ssm-patch-wizard')
    .description('Sets up AWS SSM Patch Manager: see the patch dates first, then create the windows.')
    .addHelpOption(helpFlag())
    .helpCommand('help [command]', 'show this help, or that of a command')
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
  withConfirmation(withPlan(withTask(withBaselines(withSchedule(setup)))));
  withCommon(withConnection(setup)).action(() => {
    const options = optionsOf(setup);
    emit({
      name: 'setup',
      connection: connection(options),
      flags: flagAnswers(options),
      baselineFiles: options.baselineFile ?? [],
      consent: { prune: options.prune === true, adopt: options.adopt === true },
      ...confirmation(options),
      ...common(options),
    });
  });

  const preview = subcommand(program, 'preview', 'the next patch dates of a schedule; needs no AWS access at all');
  withSchedule(preview)
    .option('--duration <hours>', 'hours that a window is open, 1 to 24 (default: 1)', integer(1, 24))
    .optionsGroup('Span:')
    .option(
      '--from <date>',
      'dates from this one on, ISO 8601, in the time zone unless it has an offset (default: now)',
      moment,
    )
    .option('--count <n>', 'how many dates', integer(1, 10_000), 20);
  // Flags of the other commands that a script may have in common; they mean nothing here.
  for (const option of unusedByPreview) preview.addOption(new Option(option).hideHelp());
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

  const cleanup = subcommand(program, 'cleanup', 'find, choose, confirm item by item, back up, delete');
  cleanup
    .optionsGroup('Selection:')
    .option('--plan <name>', "of the wizard's own only this plan's (default: every plan of the wizard)")
    .option('--all-patching', 'also patching resources that the wizard did not make')
    .option('--only <id...>', 'just these, by id or name; with --plan, of that plan alone', strings)
    .option('--disable', 'switch windows off in place of deleting')
    .optionsGroup('Safety:')
    .option('--backup <file>', 'where the backup is written (default: a file in the state folder)')
    .option('--no-backup', 'write no backup');
  withCommon(withConnection(withConfirmation(cleanup))).action(() => {
    const options = optionsOf(cleanup);
    emit({
      name: 'cleanup',
      connection: connection(options),
      plan: options.plan,
      isAllPatching: options.allPatching === true,
      only: options.only ?? [],
      isDisabling: options.disable === true,
      backup: options.backup,
      ...confirmation(options),
      ...common(options),
    });
  });

  const status = subcommand(
    program,
    'status',
    'what this account and region has: windows, groups, baselines, next runs, drift',
  );
  withCommon(withConnection(status)).action(() => {
    const options = optionsOf(status);
    emit({ name: 'status', connection: connection(options), ...common(options) });
  });

  const restore = subcommand(
    program,
    'restore',
    're-create what a clean-up backed up; at a terminal a review comes first',
  ).argument('<file>', 'the backup');
  restore.optionsGroup('Safety:').option('--force', 'restore what was backed up in another account or region');
  withQuota(restore);
  withCommon(withConnection(withConfirmation(restore))).action((file: string) => {
    const options = optionsOf(restore);
    emit({
      name: 'restore',
      connection: connection(options),
      file,
      isForced: options.force === true,
      ...confirmation(options),
      ...common(options),
    });
  });

  const sandbox = subcommand(program, 'sandbox', 'serve a local AWS-compatible account over HTTP');
  sandbox
    .optionsGroup('Server:')
    .option('--port <n>', 'port on 127.0.0.1 (default: a free one)', integer(0, 65_535))
    .option('--state <file>', 'keep the account in this file', fileName)
    .option('--empty', "start with nothing but AWS's predefined baselines; a state file that is there keeps its own")
    .option('--latency <ms>', 'answer after so many milliseconds', integer(0, 600_000), 0)
    .option('--rate-limit <n>', 'throttle past so many calls a second', integer(1))
    .option('--quota <name=n>', 'raise a quota, e.g. windows=1000 (repeatable)', quotaRecord(quotaNames));
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

const unusedByPreview = [
  '-r, --region <name>',
  '--profile <name>',
  '--endpoint-url <url>',
  '--sandbox',
  '-y, --yes',
  '--dry-run',
];

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
