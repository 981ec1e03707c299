/** The account in a box behind one function: an HTTP request in, an HTTP answer out, with or without a socket before it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultQuotas, type Quotas } from '../plan/account/quotas.js';
import { partitionOfRegion } from '../plan/account/regions.js';
import { printable } from '../printable.js';
import { type Account, accountId, type Start } from './account.js';
import { ApiError } from './api-error.js';
import { control, controlPrefix, RequestLog } from './control.js';
import { type Fault, Faults, faultError, RateLimit, throttled } from './faults.js';
import { Lagging } from './lagging.js';
import { securityTokenOperations, ssmOperations, taggingOperations } from './operations.js';
import { type Answer, type Headers, isQuery, isTagging, query, readJson, regionOf, ssm, tagging } from './protocol.js';
import { newAccount } from './seed.js';
import type { Store } from './store.js';
import { callerOf } from './sts.js';

export interface AccountOptions extends Start {
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

/** A connection that a fault has broken; the SDK knows the code and sends the request again, as it does over HTTP. */
export class ConnectionReset extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('The sandbox broke the connection, as it was told to');
    this.name = 'ConnectionReset';
  }
}

/** Bodies beyond this are refused; AWS's own requests are far smaller. */
export const largestBody = 1024 * 1024;

/** Milliseconds by which a list lags, where a fault does not say how many. */
const usualLag = 3000;

/** Names in logs and records are cut at this length; the longest real one has 44 characters. */
const longestName = 128;

/** Whose operations are called, under the prefix of IAM's actions, and how. */
const services = {
  ssm: { action: 'ssm', protocol: ssm, operations: ssmOperations },
  tagging: { action: 'tag', protocol: tagging, operations: taggingOperations },
  sts: { action: 'sts', protocol: query, operations: securityTokenOperations },
};

/** A request on its way, as far as it is known. */
interface Call {
  readonly method: string;
  readonly headers: Headers;
  /** Undefined: larger than any body may be. */
  readonly body: Buffer | undefined;
  readonly service: (typeof services)[keyof typeof services];
  readonly operation: string;
  readonly requestId: string;
  /** Twelve digits: of AssumeRole the role's. */
  account: string;
  /** `-` where it is not known. */
  region: string;
  error: ApiError | undefined;
}

/**
 * An account of its own that lives as long as it is referred to; nothing is listened on or, without a store, written
 * to. An SDK's client talks to it through a `requestHandler` that calls `handle`.
 */
export class InMemoryAccount {
  /** The account's number. */
  readonly account = accountId;
  readonly #options: AccountOptions;
  readonly #store: Store | undefined;
  readonly #faults = new Faults();
  readonly #requests = new RequestLog();
  /** AWS counts the calls of an account in a region. */
  readonly #rateLimits = new Map<string, RateLimit>();
  readonly #quotas: Quotas;
  readonly #start: Start;
  #account: Account;
  /** As lists that lag see it, from the first fault on that makes them. */
  #lagging: Lagging | undefined;
  #latencyMs: number;

  constructor(options: AccountOptions = {}, account = newAccount(options), store?: Store) {
    this.#options = options;
    this.#account = account;
    this.#store = store;
    this.#start = account.start;
    this.#latencyMs = options.latencyMs ?? 0;
    this.#quotas = { ...defaultQuotas, ...options.quotas };
  }

  /**
   * The answer to one request of SSM, the tagging API, STS or the control protocol. A fault that breaks the connection rejects with
   * {@link ConnectionReset}; one that hangs never settles.
   */
  async handle({ method, path, headers: given, body: content = '' }: AccountRequest): Promise<AccountAnswer> {
    // By its memory: what else Buffer.from does with an SDK's body, the SDK warns of.
    const bytes =
      typeof content === 'string'
        ? Buffer.from(content)
        : Buffer.from(content.buffer, content.byteOffset, content.length);
    const body = bytes.length <= largestBody ? bytes : undefined;
    const requestId = randomUUID();
    if (path.startsWith(controlPrefix)) return sent(await this.#control(method, path, body), requestId);
    const started = performance.now();
    const headers = lowerCase(given);
    const service = services[isQuery(headers) ? 'sts' : isTagging(headers) ? 'tagging' : 'ssm'];
    const name = body === undefined ? '' : service.protocol.operation(headers, body).slice(0, longestName);
    const operation = name === '' ? '-' : name;
    const about = { account: subjectOf(headers, operation, body), region: '-' };
    const call: Call = { method, headers, body, service, operation, requestId, ...about, error: undefined };
    const outcome = await this.#outcome(call);
    const status = typeof outcome === 'string' ? 0 : outcome.status;
    const { account, region, error } = call;
    this.#requests.add({ operation, account, region, status, at: this.#now().toISOString() });
    const milliseconds = Math.round(performance.now() - started);
    const reason = error === undefined ? (status === 0 ? ` ${outcome}` : '') : ` ${error.code}: ${error.message}`;
    const place = account === this.account ? region : `${account} ${region}`;
    this.#options.log?.(printable(`${place} ${operation} ${status} ${milliseconds}ms${reason}`));
    if (outcome === 'hang') return new Promise(() => {});
    if (outcome === 'reset') throw new ConnectionReset();
    return sent(outcome, requestId);
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  /** An answer to send, or what a fault does instead: break the connection, or never answer. */
  async #outcome(call: Call): Promise<Answer | 'reset' | 'hang'> {
    const { requestId, operation } = call;
    const { protocol } = call.service;
    let fault: Fault | undefined;
    try {
      // Kept out of the event loop's count: a call that waits does not keep a stopped sandbox alive.
      if (this.#latencyMs > 0) await sleep(this.#latencyMs, undefined, { ref: false });
      // A request without a region is refused below.
      call.region = regionIn(call.headers) ?? '-';
      fault = this.#faults.next(call);
      if (fault?.kind === 'hang') return 'hang';
      if (fault?.kind === 'reset-before') return 'reset';
      const output = await this.#perform(call, fault);
      return fault?.kind === 'reset-after' ? 'reset' : protocol.answer(operation, output, requestId);
    } catch (error) {
      call.error = apiError(error);
      return fault?.kind === 'reset-after' ? 'reset' : protocol.failure(call.error, requestId);
    }
  }

  /** The operation's output, once everything it changed is stored. */
  async #perform(call: Call, fault: Fault | undefined): Promise<object> {
    const { operation: name, service, headers, method } = call;
    const body = checkedBody(call.body);
    call.region = regionOf(headers);
    const caller = callerOf(partitionOfRegion(call.region), headers[tokenHeader]);
    const failure = fault === undefined ? undefined : faultError(fault.kind, `${service.action}:${name}`, caller.Arn);
    if (failure !== undefined) throw failure;
    if (!this.#isWithinRate(call)) throw throttled();
    const operation = method === 'POST' ? service.operations.get(name) : undefined;
    if (operation === undefined)
      throw new ApiError('UnknownOperationException', `The sandbox does not support ${name}`);
    const context = { operation: name, now: this.#now(), quotas: this.#quotas, caller, hex: randomHex };
    const isLate = fault?.kind === 'lag' && /^(Describe|List)/.test(name);
    const account = (isLate && this.#lagging?.before(fault.ms ?? usualLag, context.now)) || this.#account;
    const output = operation.run(account.region(call.region, caller.Account), service.protocol.read(body), context);
    const changes = this.#account.takeChanges();
    this.#lagging?.add(changes, context.now);
    await this.#store?.commit(changes);
    return output;
  }

  #isWithinRate({ account, region }: Call): boolean {
    const { rateLimit } = this.#options;
    if (rateLimit === undefined) return true;
    const place = `${account}/${region}`;
    const limit = this.#rateLimits.get(place) ?? new RateLimit(rateLimit);
    this.#rateLimits.set(place, limit);
    return limit.take();
  }

  async #control(method: string, path: string, body: Buffer | undefined): Promise<Answer> {
    const contentType = 'application/json';
    try {
      const answer = await control(method, path, readJson(checkedBody(body)), {
        reset: (empty = this.#start.empty) => this.#reset({ ...this.#start, empty }),
        requests: () => this.#requests.all(),
        setFaults: (faults) => {
          this.#faults.replace(faults);
          if (faults.some(({ kind }) => kind === 'lag')) this.#lagging ??= new Lagging(this.#account.copy());
          else this.#lagging = undefined;
        },
        setLatency: (milliseconds) => {
          this.#latencyMs = milliseconds;
        },
      });
      return { status: answer.status, contentType, body: JSON.stringify(answer.body) };
    } catch (error) {
      const { code, message, status } = apiError(error);
      return { status, contentType, body: JSON.stringify({ code, message }) };
    }
  }

  /** Everything as at the start, but for the port: account, requests, faults and latency. */
  async #reset(start: Start): Promise<void> {
    this.#account = newAccount(start);
    this.#requests.clear();
    this.#faults.replace([]);
    this.#lagging = undefined;
    this.#latencyMs = this.#options.latencyMs ?? 0;
    await this.#store?.replace(this.#account);
  }
}

const tokenHeader = 'x-amz-security-token';

/** The account that a call is about. */
function subjectOf(headers: Headers, operation: string, body: Buffer | undefined): string {
  const role = operation === 'AssumeRole' && new URLSearchParams(body?.toString()).get('RoleArn')?.split(':')[4];
  return role || callerOf('aws', headers[tokenHeader]).Account;
}

/** The region of a request, if it names one. */
function regionIn(headers: Headers): string | undefined {
  try {
    return regionOf(headers);
  } catch {
    return undefined;
  }
}

function checkedBody(body: Buffer | undefined): Buffer {
  if (body !== undefined) return body;
  throw new ApiError('RequestEntityTooLargeException', 'The request body is larger than 1 MiB', 413);
}

function randomHex(digits: number): string {
  return randomBytes(Math.ceil(digits / 2))
    .toString('hex')
    .slice(0, digits);
}

/** What is no {@link ApiError} is a mistake of the sandbox, or a disk that is full. */
function apiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new ApiError('InternalServerError', message, 500);
}

function sent({ status, contentType, body }: Answer, requestId: string): AccountAnswer {
  const length = String(Buffer.byteLength(body));
  return {
    status,
    headers: { 'content-type': contentType, 'content-length': length, 'x-amzn-requestid': requestId },
    body,
  };
}

function lowerCase(headers: AccountRequest['headers']): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      typeof value === 'object' ? value.join(', ') : value,
    ]),
  );
}
