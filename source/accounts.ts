/** Ways to accounts: AWS through the SDK's own chain, or the built-in sandbox served inside this process. */
import type { CommonOptions, ConnectionOptions } from './arguments/options.js';
import type { Connect, PatchManager } from './execute/patch-manager.js';
import { configuredProfile, configuredRegion, otherStateFolder, sandboxFile } from './process/environment.js';
import { type Logger, logger } from './process/log.js';
import type { Shutdown } from './process/signals.js';
import { output } from './process/streams.js';

/** Opens the account of a command for as long as `run` takes; a signal decides the exit code. */
export async function withManager(
  { connection, loglevel }: CommonOptions & { readonly connection: ConnectionOptions },
  shutdown: Shutdown,
  run: (manager: PatchManager) => Promise<number>,
): Promise<number> {
  const account = await openAccount(connection, logger(loglevel));
  let notice: NodeJS.Timeout | undefined;
  void shutdown.requested.then(() => {
    const words = 'Stopping: what is in flight ends first. Once more, and it is not waited for.';
    notice = setTimeout(() => output.err(words), 1000).unref();
  });
  try {
    const region = configuredRegion(connection);
    const exitCode = await run(await account.connect({ region, profile: configuredProfile(connection) }));
    return shutdown.exitCode ?? exitCode;
  } finally {
    clearTimeout(notice);
    await account.close();
  }
}

/** A way to accounts, and what has to be closed behind it. */
export interface Account {
  readonly connect: Connect;
  close(): Promise<void>;
}

/** AWS through the SDK's own chain, or the built-in sandbox served inside this process. */
export async function openAccount(connection: ConnectionOptions, log: Logger): Promise<Account> {
  const { connectWith } = await import('./aws/patch-manager.js');
  if (!connection.isSandbox) {
    const connect = connectWith({ endpoint: connection.endpointUrl, quotas: connection.quotas, log });
    return { connect, close: () => Promise.resolve() };
  }
  const { startSandbox } = await import('./sandbox/server.js');
  const sandbox = await startSandbox({ stateFile: sandboxFile(), otherStateFile: otherStateFolder, log: log.info });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  return {
    connect: connectWith({ endpoint: sandbox.endpoint, credentials, quotas: connection.quotas, log }),
    close: () => sandbox.close(),
  };
}
