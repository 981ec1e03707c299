/** The wizard: opened by every command that has a screen, with what its flags have answered. */
import { buildBackup } from '../plan/cleanup/backup.js';
import type { CleanupSelection } from '../plan/cleanup/choice.js';
import { completeAnswers } from '../plan/spec/answers.js';
import { type Consent, noConsent } from '../plan/spec/consent.js';
import { clock } from '../process/clock.js';
import { configuredProfile, configuredRegion, environment } from '../process/environment.js';
import { readBaselineFile, writeBackup } from '../process/files.js';
import { type Logger, logger, silenceWarnings, toLogFile } from '../process/log.js';
import type { Shutdown } from '../process/signals.js';
import { terminalStreams, textOutput } from '../process/streams.js';
import type { WizardEnd } from '../ui/end.js';
import type { RestoreRequest } from '../wizard/restore.js';
import type { Flow } from '../wizard/steps.js';
import { givenSteps } from '../wizard/wizard.js';
import type { CommonOptions, ConnectionOptions, FlagAnswers } from './options.js';
import { type Account, openAccount } from './places.js';

/** Where the wizard begins, and what flags have answered or chosen. */
export interface Opening {
  readonly flow: 'home' | Flow;
  readonly flags: FlagAnswers;
  readonly consent?: Consent;
  readonly selection?: CleanupSelection;
  /** As the flag: a path, false for none. */
  readonly backup?: string | false | undefined;
  readonly restore?: RestoreRequest;
}

/** Opens the screen. Accounts are only connected to when a step asks for one. */
export async function openWizard(
  command: CommonOptions & { readonly connection: ConnectionOptions },
  opening: Opening,
  shutdown: Shutdown,
): Promise<number> {
  const { connection, loglevel } = command;
  const log = logger(loglevel, toLogFile);
  // Node would write its warnings into the screen.
  silenceWarnings(log.warning);
  const account = accountWhenAsked(connection, log);
  const end = await shown(connection, account.connect, opening, shutdown).finally(account.close);
  const sandbox = { region: connection.region, profile: undefined, endpointUrl: undefined, isSandbox: true };
  if (end.wantsSandbox) return openWizard({ ...command, connection: sandbox }, opening, shutdown);
  await report(end);
  return shutdown.exitCode ?? end.exitCode;
}

/** An account that is opened by the first connection. */
function accountWhenAsked(connection: ConnectionOptions, log: Logger): Account {
  let account: Promise<Account> | undefined;
  return {
    connect: async (options) => {
      account ??= openAccount(connection, log).catch((error: unknown) => {
        // The next attempt opens it anew.
        account = undefined;
        throw error;
      });
      return (await account).connect(options);
    },
    close: async () => (await account?.catch(() => undefined))?.close(),
  };
}

/** How the wizard has ended. */
async function shown(
  connection: ConnectionOptions,
  connect: Account['connect'],
  { flow, flags, consent = noConsent, selection = wizardsOwn, backup, restore }: Opening,
  shutdown: Shutdown,
): Promise<WizardEnd> {
  const { runWizard } = await import('../ui/run.js');
  return runWizard({
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
}

/** What a clean-up has chosen at first, without flags. */
const wizardsOwn: CleanupSelection = { isAllPatching: false, only: [], isDisabling: false };

/** What stays in the terminal when the screen is gone. */
async function report(end: WizardEnd): Promise<void> {
  const { refusal } = end.work.outcome;
  if (refusal) {
    const { errorText } = await import('../views/text/error.js');
    textOutput.err(errorText(refusal));
    return;
  }
  const { endText } = await import('../views/text/wizard-end.js');
  for (const line of endText(end)) textOutput.out(line);
}
