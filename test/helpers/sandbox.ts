/** A sandbox for one test, with real SDK clients, closed when the test is over. */
import { SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../source/sandbox/server.js';

// On Node 20 the SDK prints a warning of several lines when the first client is built.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Any credentials do; these keep the SDK from looking for real ones. */
export const testCredentials = { accessKeyId: 'AKIDSANDBOXTESTUSER1', secretAccessKey: 'secret' };

export const defaultRegion = 'eu-west-1';

export interface TestSandbox extends Sandbox {
  /** A client of SSM, one for each region; it does not retry, so that every answer is seen. */
  ssm(region?: string, config?: SSMClientConfig): SSMClient;
  sts(region?: string): STSClient;
  /** Calls the control protocol and returns the answer's JSON; throws for any other status than 200. */
  control(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown>;
}

/** Starts a sandbox for the test that is running. */
export async function withSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox(options);
  const { endpoint } = sandbox;
  const clients: { destroy(): void }[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.destroy();
    await sandbox.close();
  });
  function opened<Client extends { destroy(): void }>(client: Client): Client {
    clients.push(client);
    return client;
  }
  return {
    ...sandbox,
    ssm: (region = defaultRegion, config = {}) =>
      opened(new SSMClient({ endpoint, region, credentials: testCredentials, maxAttempts: 1, ...config })),
    sts: (region = defaultRegion) =>
      opened(new STSClient({ endpoint, region, credentials: testCredentials, maxAttempts: 1 })),
    control: async (method, path, body) => {
      const response = await fetch(`${endpoint}/_sandbox/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (response.status !== 200) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
  };
}
