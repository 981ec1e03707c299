/** A sandbox for one test, with real SDK clients, closed when the test is over. */
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { SSM, type SSMClientConfig } from '@aws-sdk/client-ssm';
import { type AssumeRoleCommandOutput, STS, type STSClientConfig } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import type { InMemoryAccount } from '../../source/sandbox/in-memory.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../source/sandbox/server.js';

// On Node 20 the SDK prints a warning of several lines when the first client is built.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Any credentials do; these keep the SDK from looking for real ones. */
export const testCredentials = { accessKeyId: 'AKIDSANDBOXTESTUSER1', secretAccessKey: 'secret' };

export const defaultRegion = 'eu-west-1';

/** Calls the control protocol and returns the answer's JSON; throws for any other status than 200. */
export type Control = (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<unknown>;

/** What the control protocol does for tests. */
export interface Controlled {
  readonly control: Control;
  /** From now on these faults, and no others. */
  faults(...list: readonly object[]): Promise<unknown>;
  /** Since the last reset. */
  requests(): Promise<readonly { readonly operation: string; readonly status: number }[]>;
}

export function controlled(control: Control): Controlled {
  return {
    control,
    faults: (...list) => control('PUT', 'faults', list),
    requests: () => control('GET', 'requests') as ReturnType<Controlled['requests']>,
  };
}

export interface TestSandbox extends Sandbox, Controlled {
  /** A client of SSM, one for each region; it does not retry, so that every answer is seen. */
  ssm(region?: string, config?: SSMClientConfig): SSM;
  sts(region?: string, config?: STSClientConfig): STS;
  tagging(region?: string): ResourceGroupsTaggingAPI;
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
      opened(
        new SSM({ endpoint, region, credentials: testCredentials, maxAttempts: 1, cacheMiddleware: true, ...config }),
      ),
    sts: (region = defaultRegion, config = {}) =>
      opened(new STS({ endpoint, region, credentials: testCredentials, maxAttempts: 1, ...config })),
    tagging: (region = defaultRegion) =>
      opened(new ResourceGroupsTaggingAPI({ endpoint, region, credentials: testCredentials, maxAttempts: 1 })),
    ...controlled(async (method, path, body) => {
      const response = await fetch(`${endpoint}/_sandbox/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (response.status !== 200) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    }),
  };
}

/** What a role that was assumed signs with. */
export function credentialsOf({ Credentials }: AssumeRoleCommandOutput) {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

/** The items of all pages of a list; `member` is the one of an answer that has them. */
export async function itemsOf<Page, Member extends keyof Page>(
  pages: AsyncIterable<Page>,
  member: Member,
): Promise<ItemOf<Page[Member]>[]> {
  const items: ItemOf<Page[Member]>[] = [];
  for await (const page of pages) items.push(...((page[member] ?? []) as ItemOf<Page[Member]>[]));
  return items;
}

/** The name and message of the error that a call is refused with; fails if it is not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<{ name: string; message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return { name: error.name, message: error.message };
    throw error;
  }
  throw new Error('The call was not refused');
}

/** The names of the errors that calls are refused with, all at once; fails where one is not refused. */
export async function refusalsOf(...calls: readonly Promise<unknown>[]): Promise<string[]> {
  return (await Promise.all(calls.map(refusalOf))).map(({ name }) => name);
}

/** Tags as a call takes them. */
export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** The least that CreateMaintenanceWindow takes. */
export const plainWindow = {
  Name: 'plain-window',
  Schedule: 'cron(0 3 ? * TUE#1 *)',
  Duration: 3,
  Cutoff: 1,
  AllowUnassociatedTargets: false,
} as const;

/** Sends a request as it is, signed like an SDK's; for what no SDK would send. */
export async function rawRequest(
  endpoint: string,
  { operation, body, headers = {}, method = 'POST' }: RawRequest,
): Promise<RawAnswer> {
  const response = await fetch(endpoint, {
    method,
    headers: {
      ...signedRaw,
      ...(operation === undefined ? {} : { 'x-amz-target': `AmazonSSM.${operation}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  return read(response.status, await response.text());
}

/** The same to an account in memory, where there are thousands of them. */
export async function rawRequestTo(
  account: InMemoryAccount,
  { body, headers }: Required<Pick<RawRequest, 'body' | 'headers'>>,
): Promise<RawAnswer> {
  const answer = await account.handle({ method: 'POST', path: '/', headers: { ...signedRaw, ...headers }, body });
  return read(answer.status, answer.body);
}

const signedRaw = {
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261123/${defaultRegion}/ssm/aws4_request, SignedHeaders=host, Signature=0`,
  'content-type': 'application/x-amz-json-1.1',
};

interface RawAnswer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

function read(status: number, text: string): RawAnswer {
  return { status, text, json: text.startsWith('{') ? (JSON.parse(text) as RawAnswer['json']) : {} };
}

export interface RawRequest {
  readonly operation?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}
