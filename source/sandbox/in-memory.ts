/** The account in a box behind one function: an HTTP request in, an HTTP answer out, with or without a socket before it. */

import { defaultQuotas, type Quotas } from '../plan/account/quotas.js';
import { Account, accountId } from './account.js';
import { Backend } from './backend.js';
import { seed } from './seed.js';
import type { Store } from './store.js';

export interface AccountOptions {
  /** Start with nothing but AWS's own baselines. */
  readonly empty?: boolean | undefined;
  readonly latencyMs?: number | undefined;
  /** Calls a second, past which ThrottlingException is answered. */
  readonly rateLimit?: number | undefined;
  readonly quotas?: Partial<Quotas> | undefined;
  /** The account's clock. @default the real one */
  readonly now?: (() => Date) | undefined;
  /** Gets a line for each request: `eu-west-1 CreateMaintenanceWindow 200 3ms`. */
  readonly log?: ((line: string) => void) | undefined;
}

/** A request as an SDK sends it: signed, for the region is read from its signature, which nobody checks. */
export interface AccountRequest {
  readonly method: string;
  readonly path: string;
  /** Names in any case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: Uint8Array | string | undefined;
}

export interface AccountAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface InMemoryAccount {
  /** The account's number. */
  readonly account: string;
  /**
   * The answer to one request of SSM, STS or the control protocol. A fault that breaks the connection rejects with
   * {@link ConnectionReset}; one that hangs never settles.
   */
  handle(request: AccountRequest): Promise<AccountAnswer>;
}

/** A connection that a fault has broken; the SDK knows the code and sends the request again, as it does over HTTP. */
export class ConnectionReset extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('The sandbox broke the connection, as it was told to');
    this.name = 'ConnectionReset';
  }
}

/**
 * An account of its own that lives as long as it is referred to; nothing is listened on or written to. An SDK's client
 * talks to it through a `requestHandler` that calls `handle`.
 */
export function inMemoryAccount(options: AccountOptions = {}): InMemoryAccount {
  return served({ account: newAccount(options.empty ?? false), store: undefined }, options);
}

/** An account in its first state. */
export function newAccount(empty: boolean): Account {
  return new Account(empty, seed);
}

/** Puts an account, and the store that keeps it, behind `handle`. */
export function served(
  { account, store }: { readonly account: Account; readonly store: Store | undefined },
  options: AccountOptions,
): InMemoryAccount {
  const backend = new Backend({
    account,
    store,
    create: newAccount,
    latencyMs: options.latencyMs ?? 0,
    rateLimit: options.rateLimit,
    quotas: { ...defaultQuotas, ...options.quotas },
    now: options.now ?? (() => new Date()),
    log: options.log ?? (() => {}),
  });
  return { account: accountId, handle: (request) => answer(backend, request) };
}

/** Bodies beyond this are refused; AWS's own requests are far smaller. */
export const largestBody = 1024 * 1024;

async function answer(backend: Backend, { method, path, headers, body = '' }: AccountRequest): Promise<AccountAnswer> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.length);
  const outcome = await backend.handle({
    method,
    path,
    headers: lowerCase(headers),
    body: bytes.length <= largestBody ? bytes : undefined,
  });
  if (outcome === 'hang') return new Promise(() => {});
  if (outcome === 'reset') throw new ConnectionReset();
  return {
    status: outcome.status,
    headers: {
      'content-type': outcome.contentType,
      'content-length': String(Buffer.byteLength(outcome.body)),
      'x-amzn-requestid': outcome.requestId,
    },
    body: outcome.body,
  };
}

/** The headers as Node's HTTP server gives them. */
function lowerCase(headers: AccountRequest['headers']): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'object' ? value.join(', ') : value,
    ]),
  );
}
