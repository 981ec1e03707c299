/** Ways to accounts: AWS through the SDK's own chain, or the built-in sandbox served inside this process. */
import type { SignedIn } from '../aws/credentials.js';
import { requireProfile } from '../process/aws-profiles.js';
import {
  containerName,
  credentialsLeftAside,
  otherStateFolder,
  sandboxFile,
  useProfile,
} from '../process/environment.js';
import type { Logger } from '../process/log.js';
import { configuredNetwork } from '../process/network.js';
import type { ConnectionOptions } from './flags.js';

/** A way to accounts, and what has to be closed behind it. */
export interface Account {
  readonly connect: ReturnType<typeof import('../aws/patch-manager.js').connectWith>;
  close(): Promise<void>;
}

/** AWS through the SDK's own chain, or the built-in sandbox served inside this process. */
export async function openAccount(connection: ConnectionOptions, log: Logger): Promise<Account> {
  const { connectWith } = await import('../aws/patch-manager.js');
  const { endpointUrl, quotas, isSandbox, accounts = [], regions = [] } = connection;
  if (!isSandbox) {
    const signedIn: SignedIn = new Map();
    const connect: Account['connect'] = async (to) => {
      const problem = requireProfile(to.profile);
      useProfile(to.profile);
      const leftAside = credentialsLeftAside(to.profile);
      const container = containerName();
      const network = configuredNetwork(to.profile);
      const isShared = accounts.length > 0 || regions.length > 1;
      return connectWith({
        endpoint: endpointUrl,
        quotas,
        log,
        leftAside,
        container,
        problem,
        network,
        signedIn,
        isShared,
      })(to);
    };
    return { connect, close: () => Promise.resolve() };
  }
  const { startSandbox } = await import('../sandbox/server.js');
  const sandbox = await startSandbox({ stateFile: sandboxFile(), otherStateFile: otherStateFolder, log: log.info });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const connect = connectWith({ endpoint: sandbox.endpoint, credentials, quotas, log });
  return { connect, close: () => sandbox.close() };
}
