/** From argv to an exit code. Rooms are loaded when their command needs them. */
import { type Account, openAccount, withManager } from './accounts.js';
import type { CommonOptions, ConnectionOptions, FlagAnswers } from './arguments/options.js';
import { type ParsedCommand, parseArguments, UsageError } from './arguments/parse.js';
import { instantOf } from './arguments/values.js';
import { describeError, UserError } from './errors.js';
import type { Connect } from './execute/patch-manager.js';
import { errorEvent, errorText, jsonLine } from './headless/output.js';
import { buildBackup } from './plan/cleanup/backup.js';
import type { CleanupSelection } from './plan/cleanup/choice.js';
import { requireValid } from './plan/setup/setup-plan.js';
import { type Answers, completeAnswers, specOf } from './plan/spec/answers.js';
import { cleanupCommand, restoreCommand, setupCommand } from './plan/spec/command-line.js';
import { type Consent, noConsent } from './plan/spec/consent.js';
import { zoneProblem } from './plan/spec/validate.js';
import { clock } from './process/clock.js';
import { configuredProfile, configuredRegion, environment, packageVersion } from './process/environment.js';
import { readBackup, readBaselineFile, writeBackup } from './process/files.js';
import { logger, silenceWarnings, toLogFile } from './process/log.js';
import { runProgram } from './process/program.js';
import type { Shutdown } from './process/signals.js';
import { output, outputFor, terminalStreams, textOutput } from './process/streams.js';
import { noScreen, terminalVerdict } from './process/terminal.js';
import type { WizardEnd } from './ui/end.js';
import type { RestoreRequest } from './wizard/restore.js';
import type { Flow } from './wizard/steps.js';
import { givenSteps } from './wizard/wizard.js';

/** Runs the program; the exit code is the process's when everything has been written. */
export function main(): Promise<void> {
  return runProgram(async (argv, shutdown) => {
    let command: ParsedCommand | undefined;
    try {
      command = parseArguments(argv, packageVersion());
      return await run(command, shutdown);
    } catch (error) {
      const name = error instanceof UsageError ? error.command : command?.name;
      return reportError(error, lineCommands.includes(name ?? '') && argv.includes('--json'), shutdown);
    }
  });
}

/** Commands whose `--json` is lines of events, an error among them. */
const lineCommands = ['setup', 'cleanup', 'restore'];

/** Says what went wrong; returns the exit code. */
function reportError(error: unknown, isLine: boolean, shutdown: Shutdown): number {
  if (shutdown.exitCode !== undefined && error instanceof Error && error.name === 'AbortError') {
    textOutput.err('Interrupted while reading; nothing was changed.');
    return shutdown.exitCode;
  }
  const description = describeError(error);
  // JSON lines are read by programs, so they get the error as an event; people read it on standard error.
  if (isLine) output.out(errorEvent(description));
  else textOutput.err(errorText(description));
  return shutdown.exitCode ?? description.exitCode;
}

function run(command: ParsedCommand, shutdown: Shutdown): Promise<number> {
  switch (command.name) {
    case 'text':
      output.out(command.text.trimEnd());
      return Promise.resolve(0);
    case 'home':
      return runHome(command, shutdown);
    case 'setup':
      return runSetupCommand(command, shutdown);
    case 'cleanup':
      return runCleanupCommand(command, shutdown);
    case 'status':
      return runStatusCommand(command, shutdown);
    case 'restore':
      return runRestoreCommand(command, shutdown);
    case 'preview':
      return runPreview(command);
    case 'sandbox':
      return runSandbox(command, shutdown);
    default:
      return command satisfies never;
  }
}

type CommandOf<Name extends ParsedCommand['name']> = Extract<ParsedCommand, { readonly name: Name }>;

async function runHome(command: CommandOf<'home'>, shutdown: Shutdown): Promise<number> {
  const terminal = terminalVerdict();
  if (!terminal.isInteractive) throw noScreen(terminal.reason);
  return openWizard(command, { flow: 'home', flags: { task: {} } }, shutdown);
}

async function runSetupCommand(command: CommandOf<'setup'>, shutdown: Shutdown): Promise<number> {
  const { consent, isConfirmed, isDryRun, isJson } = command;
  const flags = withBaselineFiles(command.flags, command.baselineFiles);
  requireValid(specOf(completeAnswers(flags)));
  const isHeadless = isConfirmed || isDryRun || isJson || !terminalVerdict().isInteractive;
  if (!isHeadless) return openWizard(command, { flow: 'setup', flags, consent }, shutdown);

  const { runSetup } = await import('./headless/setup.js');
  return withManager(command, shutdown, (manager) => {
    const { connection } = command;
    const { region } = manager;
    const here = { ...connection, region };
    const account = (answers: Answers) => ({
      region,
      isSandbox: connection.isSandbox,
      // What is taken over is read again, so that its flags are those that were given.
      again: setupCommand(consent.adopt ? flags : answers, here, consent),
      undo: cleanupCommand(answers.plan, here),
      restore: (file: string) => restoreCommand(file, here),
    });
    const options = { flags, manager, consent, isConfirmed, isDryRun, isJson, ...shutdown.signals, ...clock };
    return runSetup(
      { ...options, account, writeBackup: (backup) => writeBackup(backup, undefined) },
      outputFor(isJson),
    );
  });
}

async function runCleanupCommand(command: CommandOf<'cleanup'>, shutdown: Shutdown): Promise<number> {
  const { plan, isAllPatching, only, isDisabling, isConfirmed, isDryRun, isJson, connection, backup } = command;
  const selection = { plan, isAllPatching, only, isDisabling };
  const isHeadless = isConfirmed || isDryRun || isJson || !terminalVerdict().isInteractive;
  if (!isHeadless) return openWizard(command, { flow: 'cleanup', flags: { task: {} }, selection, backup }, shutdown);
  const { runCleanup } = await import('./headless/cleanup.js');
  return withManager(command, shutdown, (manager) =>
    runCleanup(
      {
        ...{ ...command, ...shutdown.signals, ...clock, selection, manager },
        writeBackup: backup === false ? undefined : (contents) => writeBackup(contents, backup),
        connection: { ...connection, region: manager.region },
      },
      outputFor(isJson),
    ),
  );
}

async function runStatusCommand(command: CommandOf<'status'>, shutdown: Shutdown): Promise<number> {
  const { runStatus } = await import('./headless/status.js');
  const { isJson, connection } = command;
  return withManager(command, shutdown, (manager) => {
    const here = { ...connection, region: manager.region };
    return runStatus(
      { manager, connection: here, isJson, signal: shutdown.signal, now: clock.now() },
      outputFor(isJson),
    );
  });
}

async function runRestoreCommand(command: CommandOf<'restore'>, shutdown: Shutdown): Promise<number> {
  const { file, isForced, isConfirmed, isDryRun, isJson } = command;
  // Before any screen: a file that cannot be used is no question.
  const backup = readBackup(file);
  const isHeadless = isConfirmed || isDryRun || isJson || !terminalVerdict().isInteractive;
  const restore = { file, backup, isForced };
  if (!isHeadless) return openWizard(command, { flow: 'restore', flags: { task: {} }, restore }, shutdown);
  const { runRestore } = await import('./headless/restore.js');
  return withManager(command, shutdown, (manager) =>
    runRestore({ ...command, backup, manager, ...shutdown.signals, ...clock }, outputFor(isJson)),
  );
}

async function runPreview(command: CommandOf<'preview'>): Promise<number> {
  const answers = completeAnswers(command.flags);
  const problem = zoneProblem(answers.timeZone);
  if (problem) throw new UserError(problem.message, { code: problem.code, nextSteps: [problem.nextStep] });
  const { writePreview } = await import('./headless/preview.js');
  const now = clock.now();
  const { count, isJson } = command;
  // Runs come after an instant; a date that is asked for may be one itself.
  const from = command.from ? new Date(instantOf(command.from, answers.timeZone) - 1) : now;
  writePreview({ answers, from, now, count, isJson }, outputFor(isJson));
  return 0;
}

async function runSandbox(command: CommandOf<'sandbox'>, shutdown: Shutdown): Promise<number> {
  const { startSandbox } = await import('./sandbox/server.js');
  const { quotas, port, stateFile, isEmpty, latencyMs, rateLimit } = command;
  const sandbox = await startSandbox({
    port,
    stateFile,
    empty: isEmpty,
    latencyMs,
    rateLimit,
    quotas,
    log: logger(command.loglevel).info,
  });
  if (isEmpty && sandbox.isKept)
    output.err('The account in the state file was kept: --empty counts for a new file only.');
  const { endpoint, account } = sandbox;
  if (command.isJson) output.out(jsonLine({ endpoint, account }));
  else {
    output.out(`export AWS_ENDPOINT_URL=${endpoint}`);
    output.out('export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox AWS_REGION=eu-west-1');
    output.err(`A sandbox account (${account}) is served until Ctrl-C. Run the lines above in another shell.`);
  }
  await shutdown.requested;
  await sandbox.close();
  return 0;
}

/** Where the wizard begins, and what flags have answered or chosen. */
interface Opening {
  readonly flow: 'home' | Flow;
  readonly flags: FlagAnswers;
  readonly consent?: Consent;
  readonly selection?: CleanupSelection;
  /** As the flag: a path, false for none. */
  readonly backup?: string | false | undefined;
  readonly restore?: RestoreRequest;
}

/** Opens the screen. Accounts are only connected to when a step asks for one. */
async function openWizard(
  command: CommonOptions & { readonly connection: ConnectionOptions },
  opening: Opening,
  shutdown: Shutdown,
): Promise<number> {
  const { flow, flags, consent = noConsent, selection = wizardsOwn, backup, restore } = opening;
  const { runWizard } = await import('./ui/run.js');
  const { connection } = command;
  const log = logger(command.loglevel, toLogFile);
  // Node would write its warnings into the screen.
  silenceWarnings(log.warning);
  let account: Promise<Account> | undefined;
  const connect: Connect = async (options) => {
    account ??= openAccount(connection, log).catch((error: unknown) => {
      // The next attempt opens it anew.
      account = undefined;
      throw error;
    });
    return (await account).connect(options);
  };
  let end: WizardEnd;
  try {
    end = await runWizard({
      start: {
        flow,
        consent,
        answers: completeAnswers(flags),
        flags,
        given: givenSteps(flags, connection.region),
        connection: { region: configuredRegion(connection), profile: configuredProfile(connection) },
      },
      connection,
      connect,
      readBaselineFile,
      selection,
      hasBackup: backup !== false,
      restore,
      writeBackup: ({ items, choice }, identity) =>
        backup === false ? undefined : writeBackup(buildBackup(items, choice, identity, clock.now()), backup),
      streams: terminalStreams(),
      environment: environment(),
      clock,
      shutdown: shutdown.signal,
    });
  } finally {
    await (await account?.catch(() => undefined))?.close();
  }
  const sandbox = { region: connection.region, profile: undefined, endpointUrl: undefined, isSandbox: true };
  if (end.wantsSandbox) return openWizard({ ...command, connection: sandbox }, opening, shutdown);
  const { reportEnd } = await import('./headless/wizard-end.js');
  reportEnd(end, textOutput);
  return shutdown.exitCode ?? end.exitCode;
}

/** What a clean-up has chosen at first, without flags. */
const wizardsOwn: CleanupSelection = { isAllPatching: false, only: [], isDisabling: false };

/** Files come before what `--os` names; with files and without `--os`, only the files count. */
function withBaselineFiles(flags: FlagAnswers, fileNames: readonly string[]): FlagAnswers {
  if (fileNames.length === 0) return flags;
  const files = fileNames.map(
    (fileName) => ({ kind: 'file', fileName, definition: readBaselineFile(fileName) }) as const,
  );
  return { ...flags, baselines: [...files, ...(flags.baselines ?? [])] };
}
