/** What happens to one request between its body and its answer: faults, limits, the operation, the store, the log. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Quotas } from '../plan/account/quotas.js';
import { partitionOfRegion } from '../plan/account/regions.js';
import { printable } from '../printable.js';
import type { Account } from './account.js';
import { ApiError } from './api-error.js';
import { control, controlPrefix } from './control.js';
import { type FaultKind, Faults, faultError, RateLimit, throttled } from './faults.js';
import { securityTokenOperations, ssmOperations } from './operations.js';
import {
  type Answer,
  errorAnswer,
  jsonAnswer,
  operationName,
  protocolOf,
  queryAnswer,
  readJson,
  readQuery,
  regionOf,
} from './protocol.js';
import { RequestLog } from './request-log.js';
import type { Store } from './store.js';
import { callerOf } from './sts.js';

export interface BackendOptions {
  readonly account: Account;
  readonly store: Store | undefined;
  /** Makes the account that a reset starts with. */
  readonly create: (empty: boolean) => Account;
  readonly latencyMs: number;
  readonly rateLimit: number | undefined;
  readonly quotas: Quotas;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Undefined: larger than any body may be. */
  readonly body: Buffer | undefined;
}

/** An answer to send, or what a fault does instead: break the connection, or never answer. */
export type Served = (Answer & { readonly requestId: string }) | 'reset' | 'hang';

/** A request on its way, as far as it is known. */
interface Call {
  readonly request: HttpRequest;
  readonly operation: string;
  readonly requestId: string;
  region: string;
  error: ApiError | undefined;
}

export class Backend {
  readonly #options: BackendOptions;
  readonly #faults = new Faults();
  readonly #requests = new RequestLog();
  readonly #rateLimit: RateLimit | undefined;
  /** Whether the account had nothing at the start but AWS's own baselines. */
  readonly #startsEmpty: boolean;
  #account: Account;
  #latencyMs: number;

  constructor(options: BackendOptions) {
    this.#options = options;
    this.#account = options.account;
    this.#startsEmpty = options.account.empty;
    this.#latencyMs = options.latencyMs;
    const { rateLimit } = options;
    this.#rateLimit = rateLimit === undefined ? undefined : new RateLimit(rateLimit, performance.now());
  }

  async handle(request: HttpRequest): Promise<Served> {
    if (request.path.startsWith(controlPrefix)) return this.#control(request);
    const started = performance.now();
    const operation = request.body === undefined ? '-' : operationName(request.headers, request.body);
    const call: Call = { request, operation, requestId: randomUUID(), region: '-', error: undefined };
    const outcome = await this.#answer(call);
    const status = typeof outcome === 'string' ? 0 : outcome.status;
    this.#requests.add({ operation, status, at: this.#options.now().toISOString() });
    const milliseconds = Math.round(performance.now() - started);
    const { region, error } = call;
    const reason = error === undefined ? (status === 0 ? ` ${outcome}` : '') : ` ${error.code}: ${error.message}`;
    this.#options.log(printable(`${region} ${operation} ${status} ${milliseconds}ms${reason}`));
    return outcome;
  }

  async #answer(call: Call): Promise<Served> {
    const { requestId, operation } = call;
    const protocol = protocolOf(call.request.headers);
    let fault: FaultKind | undefined;
    try {
      // Kept out of the event loop's count: a call that waits does not keep a stopped sandbox alive.
      if (this.#latencyMs > 0) await sleep(this.#latencyMs, undefined, { ref: false });
      fault = this.#faults.next(operation);
      if (fault === 'hang') return 'hang';
      if (fault === 'reset-before') return 'reset';
      const output = await this.#perform(call, fault);
      if (fault === 'reset-after') return 'reset';
      const answer = protocol === 'json' ? jsonAnswer(output) : queryAnswer(operation, output, requestId);
      return { ...answer, requestId };
    } catch (error) {
      call.error = error instanceof ApiError ? error : bug(error);
      if (fault === 'reset-after') return 'reset';
      return { ...errorAnswer(protocol, call.error, requestId), requestId };
    }
  }

  /** The operation's output, once everything it changed is stored. */
  async #perform(call: Call, fault: FaultKind | undefined): Promise<object> {
    const { request, operation: name } = call;
    const { headers, body, method } = request;
    if (body === undefined) {
      throw new ApiError('RequestEntityTooLargeException', 'The request body is larger than 1 MiB', 413);
    }
    call.region = regionOf(headers);
    const sessionToken = headers['x-amz-security-token'];
    const caller = callerOf(
      partitionOfRegion(call.region),
      typeof sessionToken === 'string' ? sessionToken : undefined,
    );
    const isJson = protocolOf(headers) === 'json';
    const failure =
      fault === undefined ? undefined : faultError(fault, `${isJson ? 'ssm' : 'sts'}:${name}`, caller.Arn);
    if (failure !== undefined) throw failure;
    if (this.#rateLimit?.take(performance.now()) === false) throw throttled();
    const operation = method === 'POST' ? (isJson ? ssmOperations : securityTokenOperations).get(name) : undefined;
    if (operation === undefined) throw new ApiError('UnknownOperationException', `${name} is not known here`);
    const input = isJson ? readJson(body) : readQuery(body);
    const { now, quotas } = this.#options;
    const output = operation.run(this.#account.region(call.region), input, {
      operation: name,
      now: now(),
      quotas,
      caller,
      hex: (digits) =>
        randomBytes(Math.ceil(digits / 2))
          .toString('hex')
          .slice(0, digits),
    });
    await this.#commit();
    return output;
  }

  async #commit(): Promise<void> {
    const changes = this.#account.takeChanges();
    await this.#options.store?.commit(changes);
  }

  async #control({ method, path, body }: HttpRequest): Promise<Served> {
    const answer = await this.#controlAnswer(method, path, body);
    return { ...answer, contentType: 'application/json', requestId: randomUUID() };
  }

  async #controlAnswer(
    method: string,
    path: string,
    body: Buffer | undefined,
  ): Promise<{ status: number; body: string }> {
    try {
      if (body === undefined) throw new ApiError('RequestEntityTooLarge', 'The body is larger than 1 MiB', 413);
      const answer = await control(method, path, readJson(body), {
        reset: (empty) => this.#reset(empty ?? this.#startsEmpty),
        requests: () => this.#requests.all(),
        setFaults: (faults) => this.#faults.replace(faults),
        setLatency: (milliseconds) => {
          this.#latencyMs = milliseconds;
        },
      });
      return { status: answer.status, body: JSON.stringify(answer.body) };
    } catch (error) {
      const { code, message, status } = error instanceof ApiError ? error : bug(error);
      return { status, body: JSON.stringify({ code, message }) };
    }
  }

  /** Everything as at the start, but for the port: account, requests, faults and latency. */
  async #reset(empty: boolean): Promise<void> {
    this.#account = this.#options.create(empty);
    this.#requests.clear();
    this.#faults.replace([]);
    this.#latencyMs = this.#options.latencyMs;
    await this.#options.store?.replace(this.#account);
  }
}

/** What is no {@link ApiError} is a mistake of the sandbox, or a disk that is full. */
function bug(error: unknown): ApiError {
  return new ApiError(
    'InternalServerError',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
    500,
  );
}
