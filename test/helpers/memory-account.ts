/** The sandbox's account in memory behind the real SDK, without HTTP, and what reaches a served one without the program. */
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { SSM } from '@aws-sdk/client-ssm';
import type { ClientOptions } from '../../source/aws/clients.js';
import { connectWith } from '../../source/aws/patch-manager.js';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import { type AccountOptions, type AccountRequest, InMemoryAccount } from '../../source/sandbox/in-memory.js';
import { newAccount } from '../../source/sandbox/seed.js';
import { type AccountDump, dumpAccount } from './account-dump.js';
import { type Controlled, controlled, defaultRegion, type TestSandbox, testCredentials } from './sandbox.js';

/** What makes an SDK client talk to an account in memory: its `requestHandler`. */
export function handlerOf(account: InMemoryAccount) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request: AccountRequest, options?: { readonly abortSignal?: unknown }) => {
      const { status, ...answer } = await unlessAborted(account.handle(request), options?.abortSignal);
      return { response: { ...answer, statusCode: status, body: Buffer.from(answer.body) } };
    },
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}

/** The answer, or the error that Node's own handler rejects with when the caller gives up first. */
function unlessAborted<Answer>(answer: Promise<Answer>, signal: unknown) {
  if (!(signal instanceof AbortSignal)) return answer;
  return new Promise<Answer>((resolve, reject) => {
    const abort = () => reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    void answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** A sandbox, wherever it is: its SDK clients, its control protocol, and the way into it. */
export interface MemorySandbox extends Controlled {
  /** A client that does not retry, so that every answer is seen. */
  ssm(region?: string): SSM;
  tagging(region?: string): ResourceGroupsTaggingAPI;
  /** Everything about patching that is in it. */
  dump(region?: string): Promise<AccountDump>;
  connect(options?: Pick<ClientOptions, 'region' | 'account' | 'roleName' | 'quotas'>): Promise<PatchManager>;
}

/** Sends a request to an account, or not. */
export type Handle = ReturnType<typeof handlerOf>['handle'];

/** Opens a sandbox in memory, with what it has already; `between` stands between the account and what connects to it. */
export function memorySandbox(
  options: AccountOptions = {},
  contents = newAccount(options),
  between = (handle: Handle): Handle => handle,
): MemorySandbox {
  const account = new InMemoryAccount(options, contents);
  const requestHandler = handlerOf(account);
  const client = { credentials: testCredentials, requestHandler, cacheMiddleware: true };
  const connecting = { ...client, requestHandler: { ...requestHandler, handle: between(requestHandler.handle) } };
  const ssm = (region = defaultRegion) => new SSM({ ...client, region, maxAttempts: 1 });
  return {
    ssm,
    tagging: (region = defaultRegion) => new ResourceGroupsTaggingAPI({ ...client, region, maxAttempts: 1 }),
    dump: (region) => dumpAccount(ssm(region)),
    connect: ({ region = defaultRegion, quotas, ...role } = {}) =>
      connectWith({ ...connecting, quotas })({ region, ...role }),
    ...controlled(async (method, path, body) => {
      const request = { method, path: `/_sandbox/${path}`, headers: {}, body: JSON.stringify(body) };
      const answer = await account.handle(request);
      if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
      return JSON.parse(answer.body) as unknown;
    }),
  };
}

/** A sandbox that is served, reached without starting the program. */
export function reached(sandbox: TestSandbox): MemorySandbox {
  const client = { credentials: testCredentials, endpoint: sandbox.endpoint };
  return {
    ...sandbox,
    dump: (region) => dumpAccount(sandbox.ssm(region)),
    connect: ({ region = defaultRegion, quotas } = {}) => connectWith({ ...client, quotas })({ region }),
  };
}
