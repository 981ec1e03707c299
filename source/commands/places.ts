/** The places of a command, opened for as long as it works: loaded when it begins. */
import { drained } from '../jobs/drained.js';
import type { OpenPlace } from '../jobs/job.js';
import { type OpenedPlaces, openEach } from '../jobs/open-each.js';
import { openPlace } from '../jobs/read-account.js';
import { type WantedPlace, wantedPlaces } from '../plan/account/wanted-places.js';
import { configuredProfile, configuredRegion } from '../process/environment.js';
import { captureConsole, logger } from '../process/log.js';
import type { Shutdown } from '../process/signals.js';
import { output } from '../process/streams.js';
import { type Account, openAccount } from './account.js';
import type { CommonOptions } from './command.js';
import type { ConnectionOptions } from './flags.js';

/** Where a command works. */
export interface Places extends OpenedPlaces {
  /** All that are wanted, where there are several. */
  readonly several?: readonly WantedPlace[] | undefined;
}

/** The account that a wizard has opened already, and closes. */
export interface OpenAccount {
  readonly account?: Account;
}

/** Opens the places of a command for as long as `run` takes; a signal decides the exit code. */
export async function withPlaces(
  {
    connection,
    loglevel,
    account: given,
  }: Pick<CommonOptions, 'loglevel'> & {
    readonly connection: ConnectionOptions;
  } & OpenAccount,
  shutdown: Shutdown,
  run: (places: Places) => Promise<number>,
): Promise<number> {
  const { places, notes } = wantedPlaces(connection);
  for (const note of notes) output.err(note);
  const log = logger(loglevel);
  const account = given ?? (await openAccount(connection, log));
  const restoreConsole = captureConsole(log.debug);
  let notice: NodeJS.Timeout | undefined;
  void shutdown.requested.then(() => {
    const words =
      'Stopping when the calls in progress have finished. Interrupt again to stop without waiting for them.';
    notice = setTimeout(() => output.err(words), 1000).unref();
  });
  const open = (place: WantedPlace): Promise<OpenPlace> => openIn(place, account, connection, shutdown);
  try {
    const [only = {}, ...others] = places;
    const exitCode = await run(
      others.length === 0
        ? { open: [await open(only)], refused: [] }
        : { ...(await drained(openEach(places, open, shutdown))), several: places },
    );
    return shutdown.exitCode ?? exitCode;
  } finally {
    clearTimeout(notice);
    restoreConsole();
    if (!given) await account.close();
  }
}

async function openIn(
  place: WantedPlace,
  { connect }: Account,
  connection: ConnectionOptions,
  { signal }: Shutdown,
): Promise<OpenPlace> {
  const profile = configuredProfile(connection);
  const region = configuredRegion({ ...connection, region: place.region });
  return openPlace(await connect({ ...place, region, profile }), { ...place, profile, signal });
}
