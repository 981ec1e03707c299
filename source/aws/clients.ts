/** The SDK clients of one account and region, configured once; every call goes through `call`, which translates errors. */

import { setTimeout as delay } from 'node:timers/promises';
import { SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { backoff } from '../execute/pace.js';
import { ThrottledError } from '../execute/patch-manager.js';
import type { RaisedQuotas } from '../plan/account/quotas.js';
import { type ErrorContext, isThrottling, translateError } from './errors.js';

export interface ClientOptions {
  /** Left to the SDK's chain where undefined: AWS_REGION, the profile's region. */
  readonly region?: string | undefined;
  /** Left to the SDK's chain where undefined. */
  readonly profile?: string | undefined;
  /** For SSM and STS; AWS_ENDPOINT_URL works without it. */
  readonly endpoint?: string | undefined;
  /** Fixed credentials, for the sandbox; else the SDK's chain. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** Milliseconds to wait for an answer. @default a minute, as the AWS CLI does; the SDK waits for ever by itself */
  readonly requestTimeout?: number | undefined;
  /** What sends the requests, where that is not the network: an account in memory. */
  readonly requestHandler?: SSMClientConfig['requestHandler'] | undefined;
  /** Quotas of the account that were raised, as the user has told. */
  readonly quotas?: RaisedQuotas | undefined;
  readonly log?: ClientLog | undefined;
}

/** Where lines about calls go; `host.ts` decides which are written. */
export interface ClientLog {
  /** Each call and how it ended. */
  readonly debug: (line: string) => void;
  /** A call that is not answered. */
  readonly warning: (line: string) => void;
}

export interface Clients {
  readonly ssm: SSMClient;
  readonly sts: STSClient;
  readonly region: string;
  readonly profile: string | undefined;
  /** Runs one call; `action` is IAM's name for it, e.g. `ssm:CreateMaintenanceWindow`. */
  call<Result>(action: string, send: () => Promise<Result>): Promise<Result>;
  /** As `call`, for reads: while AWS asks to slow down, the call is sent again, for a minute at the most. */
  read<Result>(action: string, send: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  close(): void;
}

/**
 * Builds the clients and finds the region.
 * @throws UserError `no-region` where neither options, environment nor profile name one; for a region or an endpoint
 * that cannot be one
 */
export async function openClients(options: ClientOptions): Promise<Clients> {
  const { region, profile, endpoint, credentials, requestTimeout = 60_000, log } = options;
  const overNetwork = { connectionTimeout: 10_000, requestTimeout, throwOnRequestTimeout: true };
  const configuration = {
    requestHandler: options.requestHandler ?? overNetwork,
    ...(region && { region }),
    ...(profile && { profile }),
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
  };
  const [ssm, sts] = built(() => [new SSMClient(configuration), new STSClient(configuration)] as const);
  // The SDK would retry throttled calls out of a budget of 100 a client and hide them from the pace of a plan, so they
  // leave its retry loop as an error that it does not know. Lost connections and server errors stay its own.
  ssm.middlewareStack.add(
    (next) => (args) =>
      next(args).catch((error: unknown) => {
        throw isThrottling(error) ? new ThrottledError(error) : error;
      }),
    { step: 'finalizeRequest', priority: 'low', name: 'throttlingIsOurs' },
  );
  const context: Omit<ErrorContext, 'action'> = {
    region: await ssm.config.region().catch((error: unknown) => {
      throw translateError(error, { action: 'ssm', profile });
    }),
    profile,
  };
  // The SDK sends a call again in silence, for minutes.
  const warnAfter = Math.min(10_000, requestTimeout / 2);
  const call = async <Result>(action: string, send: () => Promise<Result>): Promise<Result> => {
    const waiting = setTimeout(() => {
      const attempt = `an attempt is given up after ${requestTimeout / 1000} s`;
      log?.warning(`${context.region} ${action}: no answer for ${warnAfter / 1000} s; ${attempt}`);
    }, warnAfter);
    try {
      const result = await send();
      log?.debug(`${context.region} ${action} ok`);
      return result;
    } catch (error) {
      log?.debug(`${context.region} ${action} ${error instanceof Error ? `${error.name}: ${error.message}` : error}`);
      throw translateError(error, { ...context, action });
    } finally {
      clearTimeout(waiting);
    }
  };
  return {
    ssm,
    sts,
    region: context.region ?? '',
    profile,
    call,
    read: (action, send, signal) => patiently(() => call(action, send), signal),
    close() {
      ssm.destroy();
      sts.destroy();
    },
  };
}

/** The clients read their configuration while they are built, and some of it is wrong. */
function built<Result>(build: () => Result): Result {
  try {
    return build();
  } catch (error) {
    throw translateError(error, { action: 'ssm' });
  }
}

/** Milliseconds for which a throttled read is sent again. */
const readPatience = 60_000;

async function patiently<Result>(send: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ThrottledError) || waited >= readPatience) throw error;
      const pause = backoff(attempt, Math.random());
      waited += pause;
      await delay(pause, undefined, { signal });
    }
  }
}
