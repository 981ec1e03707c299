/** Ways to accounts: AWS through the SDK's own chain, or the built-in sandbox served inside this process. */
import type { OpenPlace } from '../jobs/job.js';
import { configuredProfile, configuredRegion, otherStateFolder, sandboxFile } from '../process/environment.js';
import { type Logger, logger } from '../process/log.js';
import type { Shutdown } from '../process/signals.js';
import { output } from '../process/streams.js';
import type { CommonOptions } from './command.js';
import type { ConnectionOptions } from './flags.js';

/** Opens the places of a command for as long as `run` takes; a signal decides the exit code. */
export async function withPlaces(
  { connection, loglevel }: Pick<CommonOptions, 'loglevel'> & { readonly connection: ConnectionOptions },
  shutdown: Shutdown,
  run: (places: readonly OpenPlace[]) => Promise<number>,
): Promise<number> {
  const account = await openAccount(connection, logger(loglevel));
  let notice: NodeJS.Timeout | undefined;
  void shutdown.requested.then(() => {
    const words = 'Stopping: what is in flight ends first. Once more, and it is not waited for.';
    notice = setTimeout(() => output.err(words), 1000).unref();
  });
  try {
    const { openPlace } = await import('./work.js');
    const profile = configuredProfile(connection);
    const manager = await account.connect({ region: configuredRegion(connection), profile });
    const exitCode = await run([await openPlace(manager, { profile, signal: shutdown.signal })]);
    return shutdown.exitCode ?? exitCode;
  } finally {
    clearTimeout(notice);
    await account.close();
  }
}

/** A way to accounts, and what has to be closed behind it. */
export interface Account {
  readonly connect: ReturnType<typeof import('../aws/patch-manager.js').connectWith>;
  close(): Promise<void>;
}

/** AWS through the SDK's own chain, or the built-in sandbox served inside this process. */
export async function openAccount(connection: ConnectionOptions, log: Logger): Promise<Account> {
  const { connectWith } = await import('../aws/patch-manager.js');
  const { endpointUrl, quotas, isSandbox } = connection;
  if (!isSandbox) {
    return { connect: connectWith({ endpoint: endpointUrl, quotas, log }), close: () => Promise.resolve() };
  }
  const { startSandbox } = await import('../sandbox/server.js');
  const sandbox = await startSandbox({ stateFile: sandboxFile(), otherStateFile: otherStateFolder, log: log.info });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const connect = connectWith({ endpoint: sandbox.endpoint, credentials, quotas, log });
  return { connect, close: () => sandbox.close() };
}
