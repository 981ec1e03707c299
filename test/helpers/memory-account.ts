/** The sandbox's account in memory behind the real SDK, without HTTP: for tests that make thousands of calls. */
import type { SSMClientConfig } from '@aws-sdk/client-ssm';
import { connectWith } from '../../source/aws/patch-manager.js';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import {
  type AccountOptions,
  type AccountRequest,
  type InMemoryAccount,
  inMemoryAccount,
} from '../../source/sandbox/in-memory.js';
import { defaultRegion, testCredentials } from './sandbox.js';

/** A PatchManager on an account of its own, in eu-west-1, with the sandbox's fleet or `empty`; `now` is its clock. */
export function memoryAccount(options: Pick<AccountOptions, 'empty' | 'now' | 'quotas'> = {}): Promise<PatchManager> {
  return managerOf(inMemoryAccount(options));
}

/** A PatchManager on an account that others may use too. */
export function managerOf(account: InMemoryAccount, region = defaultRegion): Promise<PatchManager> {
  const connect = connectWith({ credentials: testCredentials, requestHandler: handlerOf(account) });
  return connect({ region, profile: undefined });
}

/** What makes an SDK client talk to an account in memory: its `requestHandler`. */
export function handlerOf(account: InMemoryAccount): NonNullable<SSMClientConfig['requestHandler']> {
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
