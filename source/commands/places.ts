/** The places of a command, opened for as long as it works: loaded when it begins. */
import { describeError } from '../errors.js';
import { drained } from '../jobs/drained.js';
import type { OpenPlace, RefusedPlace } from '../jobs/job.js';
import { openPlace } from '../jobs/read-account.js';
import { together } from '../jobs/together.js';
import { type WantedPlace, wantedPlaces } from '../plan/account/wanted-places.js';
import { configuredProfile, configuredRegion } from '../process/environment.js';
import { captureConsole, logger } from '../process/log.js';
import type { Shutdown } from '../process/signals.js';
import { output } from '../process/streams.js';
import { type Account, openAccount } from './account.js';
import type { CommonOptions } from './command.js';
import type { ConnectionOptions } from './flags.js';

/** Where a command works. */
export interface Places {
  readonly open: readonly OpenPlace[];
  /** All that are wanted, where there are several. */
  readonly several?: readonly WantedPlace[] | undefined;
  /** Those of several that could not be opened. */
  readonly refused: readonly RefusedPlace[];
}

/** Opens the places of a command for as long as `run` takes; a signal decides the exit code. */
export async function withPlaces(
  { connection, loglevel }: Pick<CommonOptions, 'loglevel'> & { readonly connection: ConnectionOptions },
  shutdown: Shutdown,
  run: (places: Places) => Promise<number>,
): Promise<number> {
  const { places, notes } = wantedPlaces(connection);
  for (const note of notes) output.err(note);
  const log = logger(loglevel);
  const account = await openAccount(connection, log);
  const restoreConsole = captureConsole(log.debug);
  let notice: NodeJS.Timeout | undefined;
  void shutdown.requested.then(() => {
    const words = 'Stopping: what is in flight ends first. Once more, and it is not waited for.';
    notice = setTimeout(() => output.err(words), 1000).unref();
  });
  const open = (place: WantedPlace): Promise<OpenPlace> => openIn(place, account, connection, shutdown);
  try {
    const [only = {}, ...others] = places;
    const exitCode = await run(
      others.length === 0 ? { open: [await open(only)], refused: [] } : await openEach(places, open, shutdown),
    );
    return shutdown.exitCode ?? exitCode;
  } finally {
    clearTimeout(notice);
    restoreConsole();
    await account.close();
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

/** What fails in one is nothing to the others. */
async function openEach(
  places: readonly WantedPlace[],
  open: (place: WantedPlace) => Promise<OpenPlace>,
  { signal }: Shutdown,
): Promise<Places> {
  const opening = async function* (place: WantedPlace): AsyncGenerator<WantedPlace, OpenPlace | RefusedPlace> {
    yield place;
    try {
      return await open(place);
    } catch (error) {
      if (signal.aborted) throw error;
      return { place, error: describeError(error) };
    }
  };
  const opened = await drained(together(places.map((place) => () => opening(place))));
  const found = opened.filter((each) => 'manager' in each);
  // Without roles all are in one account, which the others tell.
  const own = places.some(({ account }) => account) ? undefined : found[0]?.place.account;
  const refused = opened.filter((each) => 'error' in each);
  return {
    open: found,
    several: places,
    refused: refused.map(({ place, error }) => ({ place: { account: own, ...place }, error })),
  };
}
