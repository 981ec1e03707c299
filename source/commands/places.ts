/** The places of a command, opened for as long as it works: loaded when it begins. */
import type { OpenPlace } from '../jobs/job.js';
import { openPlace } from '../jobs/read-account.js';
import { configuredProfile, configuredRegion } from '../process/environment.js';
import { captureConsole, logger } from '../process/log.js';
import type { Shutdown } from '../process/signals.js';
import { output } from '../process/streams.js';
import { openAccount } from './account.js';
import type { CommonOptions } from './command.js';
import type { ConnectionOptions } from './flags.js';

/** Opens the places of a command for as long as `run` takes; a signal decides the exit code. */
export async function withPlaces(
  { connection, loglevel }: Pick<CommonOptions, 'loglevel'> & { readonly connection: ConnectionOptions },
  shutdown: Shutdown,
  run: (places: readonly OpenPlace[]) => Promise<number>,
): Promise<number> {
  const log = logger(loglevel);
  const account = await openAccount(connection, log);
  const restoreConsole = captureConsole(log.debug);
  let notice: NodeJS.Timeout | undefined;
  void shutdown.requested.then(() => {
    const words = 'Stopping: what is in flight ends first. Once more, and it is not waited for.';
    notice = setTimeout(() => output.err(words), 1000).unref();
  });
  try {
    const profile = configuredProfile(connection);
    const manager = await account.connect({ region: configuredRegion(connection), profile });
    const exitCode = await run([await openPlace(manager, { profile, signal: shutdown.signal })]);
    return shutdown.exitCode ?? exitCode;
  } finally {
    clearTimeout(notice);
    restoreConsole();
    await account.close();
  }
}
