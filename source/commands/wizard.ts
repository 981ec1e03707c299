/** The wizard: opened by every command that has a screen, with what its flags have answered. */
import { placeSets } from '../plan/account/wanted-places.js';
import type { CleanupSelection } from '../plan/cleanup/choice.js';
import type { Codec } from '../plan/intent/codec.js';
import { noConsent } from '../plan/setup/consent.js';
import type { Request } from '../plan/setup/intent.js';
import { regionOfProfile } from '../process/aws-profiles.js';
import { clock } from '../process/clock.js';
import { configuredProfile, configuredRegion, environment, systemTimeZone } from '../process/environment.js';
import { captureConsole, type Logger, logger, silenceWarnings, toLogFile } from '../process/log.js';
import { atExit, type Shutdown } from '../process/signals.js';
import { showsColours, terminalStreams, textOutput } from '../process/streams.js';
import type { WizardEnd } from '../ui/end.js';
import { firstFrame } from '../ui/first-frame.js';
import type { RequestedBegin, WizardStart } from '../ui/flows/wizard.js';
import type { Outside } from '../ui/outside.js';
import { chooseSymbols } from '../ui/symbols.js';
import { takeTerminal } from '../ui/terminal.js';
import { type Account, openAccount } from './account.js';
import type { CommonOptions } from './command.js';
import { whereOf } from './export.js';
import type { ConnectionOptions } from './flags.js';

/** Where the wizard begins, and what flags have answered or chosen. */
interface Opening {
  readonly flow: 'home' | 'setup' | 'cleanup';
  /** Of a set-up. @default nothing */
  readonly request?: Request;
  readonly selection?: CleanupSelection;
  /** As the flag: a path, false for none. */
  readonly backup?: string | false | undefined;
  /** In place of the flow. */
  readonly begin?: RequestedBegin;
}

/** Opens the screen. Accounts are only connected to when a step asks for one. */
export async function openWizard(
  command: CommonOptions & { readonly connection: ConnectionOptions },
  opening: Opening,
  shutdown: Shutdown,
): Promise<number> {
  const { connection, loglevel } = command;
  const log = logger(loglevel, toLogFile);
  // Node and libraries would write into the screen.
  silenceWarnings(log.warning);
  const restoreConsole = captureConsole(log.warning);
  const account = accountWhenAsked(connection, log);
  const closed = () => account.close().finally(restoreConsole);
  const end = await shown(connection, account.connect, opening, shutdown).catch((error: unknown) =>
    closed().then(() => Promise.reject(error)),
  );
  if (end !== 'sandbox' && 'several' in end) return inRegions(end, command, account, shutdown).finally(closed);
  await closed();
  const sandbox = { ...connection, profile: undefined, endpointUrl: undefined, isSandbox: true };
  if (end === 'sandbox') return openWizard({ ...command, connection: sandbox }, opening, shutdown);
  tell(end);
  return shutdown.exitCode ?? end.exitCode;
}

function tell({ out, err }: Pick<Extract<WizardEnd, { out: unknown }>, 'out' | 'err'>): void {
  for (const line of out) textOutput.out(line);
  for (const line of err) textOutput.err(line);
}

/** A plan that was answered on the screen, read and confirmed for all its regions in lines. */
async function inRegions(
  { several: { request, regions, profile }, told }: Extract<WizardEnd, { several: unknown }>,
  { connection: given, loglevel, isJson }: Parameters<typeof openWizard>[0],
  account: Account,
  shutdown: Shutdown,
): Promise<number> {
  told.forEach(tell);
  const { againInRegions, runInPlaces, setupJob, setupWords, writeBackup } = await import('./work.js');
  const connection = { ...given, regions, profile };
  const job = setupJob({ request, writeBackup: (backup) => writeBackup(backup, undefined) });
  const options = { connection, account, loglevel, isJson, isConfirmed: false, isDryRun: false };
  const again = againInRegions(request, connection);
  return runInPlaces(job, setupWords({ request, file: undefined, connection }), options, shutdown, { argv: [], again });
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
  { flow, request = nothingAsked, selection = wizardsOwn, backup, begin }: Opening,
  shutdown: Shutdown,
): Promise<WizardEnd> {
  const start = {
    request,
    ...regionsOf(connection),
    connection: connectionAtFirst(connection),
    cleanup: { selection, hasBackup: backup !== false },
  };
  const streams = terminalStreams();
  const symbols = chooseSymbols(environment());
  const isSandbox = connection.isSandbox === true;
  const { columns, rows } = streams.stdout;
  const about = { columns, rows, symbols, isSandbox, connection: start.connection, hasColours: showsColours() };
  const frame = flow === 'home' && !begin ? firstFrame(about) : undefined;
  const terminal = takeTerminal(streams, frame);
  // Whatever ends the program: a terminal is given back.
  atExit(terminal.giveBack);
  try {
    const {
      codec,
      findBackups,
      localeOf,
      onContinue,
      readBaselineFile,
      readProfiles,
      runWizard,
      stopForShell,
      writeBackup,
      writeResults,
    } = await import('./wizard-parts.js');
    return await runWizard({
      start: { ...start, ...(begin ?? { flow }) },
      outside: {
        connection,
        connect,
        readProfiles: () => (isSandbox ? [] : readProfiles(clock.now())),
        readBaselineFile,
        exportAs: exportsWith(codec),
        saveFile: (fileName, text, isForced) => writeResults({ text, file: fileName, isForced }),
        findBackups,
        writeBackup: (contents) => writeBackup(contents, backup === false ? undefined : backup),
        locale: localeOf(environment(), systemTimeZone()),
        clock: { ...clock, codec },
      },
      streams,
      terminal,
      stop: stopForShell,
      onContinue,
      painted: frame === undefined ? undefined : { frame, columns, rows },
      symbols,
      shutdown: shutdown.signal,
    });
  } finally {
    terminal.giveBack();
  }
}

/** What makes of a plan what other programs read, loaded when it is wanted. */
function exportsWith(codec: Codec): Outside['exportAs'] {
  return async (format, plan, output, place) => {
    const { exportAs } = await import('../export/exporters.js');
    const options = {
      isImport: false,
      isStackSet: false,
      output,
      where: whereOf({ ...place, regions: [place.region] }),
    };
    return exportAs(format, plan, { codec, now: clock.now(), options });
  };
}

/** The region that flags name, and further ones. */
function regionsOf(connection: ConnectionOptions): Pick<WizardStart, 'region' | 'others'> {
  const [region, ...others] = placeSets(connection).regions;
  return { region, others };
}

/** What flags and the environment say, and else the profile. */
function connectionAtFirst(connection: ConnectionOptions): WizardStart['connection'] {
  const profile = configuredProfile(connection);
  const region = configuredRegion({ ...connection, region: connection.regions?.[0] });
  if (region !== undefined) return { region, profile };
  const own = regionOfProfile(profile);
  return own === undefined ? { profile } : { region: own, profile, regionBy: 'profile' };
}

/** What a set-up is asked for without flags. */
const nothingAsked: Request = { flags: { task: {} }, consent: noConsent, keepsRecord: true };

/** What a clean-up has chosen at first, without flags. */
const wizardsOwn: CleanupSelection = { isAllPatching: false, only: [], isDisabling: false };
