/** The SDK clients of one account and region, configured once; what fails is thrown as what the user can act on. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  type $Command,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  SSMClient,
  type SSMClientConfig,
  type SSMClientResolvedConfig,
} from '@aws-sdk/client-ssm';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { Pace } from '../execute/pace.js';
import { type ConnectOptions, ThrottledError } from '../execute/patch-manager.js';
import type { RaisedQuotas } from '../plan/account/quotas.js';
import { regionMeant } from '../plan/account/regions.js';
import type { ConnectionFlags } from '../plan/intent/command-line.js';
import { BoundedHandler } from './answers.js';
import { assumedRole, assumingRegion } from './assumed-role.js';
import { credentialsOf, type SignedIn } from './credentials.js';
import { isThrottling, translateError } from './errors.js';
import type { Limits, Network, NetworkHandler } from './network.js';
import { type ClientLog, sdkLogger } from './sdk-logger.js';
import { type ErrorContext, invalidRegion } from './setting-errors.js';
import type { Tagging } from './tagging.js';

export interface ClientOptions extends ConnectOptions {
  /** Left to the SDK's chain where undefined: AWS_REGION, the profile's region. */
  readonly region?: string | undefined;
  /** What is meant to be used; undefined where keys in the environment win over AWS_PROFILE, and where there is none. */
  readonly profile?: string | undefined;
  /** Other credentials that are there and not used, in words. */
  readonly leftAside?: string | undefined;
  /** What gives credentials to a container, in words. */
  readonly container?: string | undefined;
  readonly signedIn?: SignedIn | undefined;
  /** Of several places at once, which find their credentials once. */
  readonly isShared?: boolean | undefined;
  /** Why the profile cannot give credentials as it stands, as its file tells. */
  readonly problem?: string | undefined;
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
  /** Proxies and certificates, where there are any; and the variables that say so, in words. */
  readonly network?: (Network & { readonly words: string | undefined }) | undefined;
}

export type SsmCommand<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = $Command<
  Input,
  Output,
  SSMClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>;

/** Sends a command; resolves with its answer. */
export type Send = <Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
  command: SsmCommand<Input, Output>,
) => Promise<Output>;

export interface Clients {
  readonly ssm: SSMClient;
  readonly sts: STSClient;
  readonly region: string;
  readonly profile: string | undefined;
  readonly connection: ConnectionFlags;
  readonly leftAside: string | undefined;
  readonly container?: string | undefined;
  /** Of what only reads. */
  readonly pace: Pace;
  /** Sends reads that end with the signal, at the pace of all. */
  reader(signal: AbortSignal | undefined): Send;
  /** Tags of nodes, by the same credentials at the same pace; what it needs is loaded by the first who asks. */
  tagging(): Promise<Tagging>;
  close(): void;
}

/**
 * Builds the clients and finds the region.
 * @throws UserError `no-region` where neither options, environment nor profile name one; for a region or an endpoint
 * that cannot be one
 */
export async function openClients(options: ClientOptions): Promise<Clients> {
  const { region, profile, problem, network, leftAside, requestTimeout = 60_000 } = options;
  const log = options.log && placeLog(options.log, options.account);
  const watching = { profile, problem, proxies: network?.words, requestTimeout, log };
  const own = await configurationOf(options, requestTimeout);
  try {
    const asking = options.roleName === undefined ? undefined : await openAsking(own, watching);
    const assumed = asking && assumedRole(options, asking);
    const configuration = { ...own, ...(assumed && { credentials: assumed }) };
    // The clients read their configuration while they are built, and some of it is wrong.
    const ssm = new SSMClient(configuration);
    const sts = new STSClient(configuration);
    const found = await ssm.config.region();
    if (regionMeant(found)) throw invalidRegion(found);
    const pace = new Pace(readsAtOnce, { now: () => new Date(), random: Math.random, wait });
    const connection = connectionOf({ ...options, region: found });
    const context = { ...watching, ...connection };
    watch('ssm', ssm, context);
    watch('sts', sts, context);
    let opening: Promise<Tagging> | undefined;
    const tagging = () => {
      opening ??= openTagging({ ...configuration, region: found, credentials: ssm.config.credentials }, pace, context);
      return opening;
    };
    return {
      ssm,
      sts,
      region: found,
      profile,
      connection,
      leftAside,
      container: options.container,
      pace,
      tagging,
      reader(signal) {
        const send: Send = signal ? sender(ssm, signal) : (command) => ssm.send(command);
        return (command) => pace.run(() => send(command), signal);
      },
      close() {
        void opening?.then(({ client }) => client.destroy()).catch(() => {});
        for (const client of [ssm, sts, asking]) client?.destroy();
      },
    };
  } catch (error) {
    throw translateError(error, { action: 'ssm', region, profile, problem });
  }
}

/** The flags that lead to the same place. */
function connectionOf({
  region,
  account,
  roleName,
  profile,
  endpoint,
  credentials,
}: ClientOptions & { readonly region: string }) {
  const role = account === undefined ? {} : { accounts: [account], roleName };
  return { region, profile, ...role, ...(credentials ? { isSandbox: true } : { endpointUrl: endpoint }) };
}

/** Lines of several accounts are told apart. */
function placeLog({ debug, warning }: ClientLog, account: string | undefined): ClientLog {
  if (account === undefined) return { debug, warning };
  return { debug: (line) => debug(`${account} ${line}`), warning: (line) => warning(`${account} ${line}`) };
}

/** What a role is assumed with; rejects where no region is configured. */
async function openAsking(own: STSClientConfig, watching: Omit<Watching, 'region'>): Promise<STSClient> {
  const here = new STSClient(own);
  const region = await here.config.region();
  const sts = assumingRegion(region) === region ? here : new STSClient({ ...own, region: assumingRegion(region) });
  watch('sts', sts, { ...watching, region });
  return sts;
}

/** What all clients of a connection are made with. */
async function configurationOf(options: ClientOptions, requestTimeout: number) {
  const { region, profile, network, endpoint, credentials } = options;
  const logger = sdkLogger(options.log);
  const limits = { connectionTimeout: 10_000, requestTimeout, throwOnRequestTimeout: true };
  const agent = { maxSockets: mostSockets };
  const handler =
    (network && (await networkHandler(network, limits))) ??
    new BoundedHandler({ ...limits, httpAgent: agent, httpsAgent: agent });
  return {
    requestHandler: options.requestHandler ?? handler,
    // Nothing is added to the clients once they are watched; the SDK keeps what it has made for calls that are given no options.
    cacheMiddleware: true,
    ...(region && { region }),
    ...(profile && { profile }),
    ...(endpoint && { endpoint }),
    credentials: credentials ?? credentialsOf({ ...options, profile, logger, requestHandler: handler }),
    logger,
  };
}

/** As many connections as calls at a time. */
const mostSockets = 128;

/** What sends the requests where there are proxies or certificates; what it needs is loaded then. */
async function networkHandler(network: Network, limits: Limits): Promise<NetworkHandler | undefined> {
  if ((network.https ?? network.http ?? network.certificates) === undefined) return undefined;
  const { NetworkHandler } = await import('./network.js');
  return new NetworkHandler(network, limits, mostSockets);
}

/** Few commands need it, so what it is made of is loaded here. */
async function openTagging(
  configuration: ConstructorParameters<typeof Tagging>[0],
  pace: Pace,
  context: Watching,
): Promise<Tagging> {
  const { Tagging } = await import('./tagging.js');
  const tagging = new Tagging(configuration, pace, context);
  watch('tag', tagging.client, context);
  return tagging;
}

/** As the client's own `send`, which for calls with a signal puts the middleware together each time, an eighth of what a call costs. */
function sender(ssm: SSMClient, abortSignal: AbortSignal): Send {
  const handlers = new Map<unknown, unknown>();
  return async <Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: SsmCommand<Input, Output>,
  ) => {
    type Handler = ReturnType<typeof command.resolveMiddleware>;
    // The handler of an operation takes each of its commands, and only those are of its class.
    let handler = handlers.get(command.constructor) as Handler | undefined;
    if (handler === undefined) {
      handler = command.resolveMiddleware(ssm.middlewareStack, ssm.config, { abortSignal });
      handlers.set(command.constructor, handler);
    }
    return (await handler(command)).output;
  };
}

interface Watching extends Omit<ErrorContext, 'action'> {
  readonly region: string;
  readonly requestTimeout: number;
  readonly log: ClientLog | undefined;
}

/** Every call of a client is logged, and what it throws is translated. */
function watch(
  service: 'ssm' | 'sts' | 'tag',
  client: Pick<Tagging['client'] | SSMClient | STSClient, 'middlewareStack'>,
  watching: Watching,
): void {
  const { region, requestTimeout, log } = watching;
  // What follows looks at no input, so it is the same for all.
  const { middlewareStack } = client as SSMClient;
  // It makes a copy of every input and answer without what is secret, for a log that there is not.
  middlewareStack.remove('loggerMiddleware');
  // The SDK sends a call again in silence, for minutes.
  const warnAfter = Math.min(10_000, requestTimeout / 2);
  middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        // As IAM calls it: ssm:CreateMaintenanceWindow.
        const action = `${service}:${commandName.replace(/Command$/, '')}`;
        const attempt = `each attempt times out after ${requestTimeout / 1000} s`;
        const waiting = setTimeout(() => {
          log?.warning(`${region} ${action}: no answer for ${warnAfter / 1000} s; ${attempt}`);
        }, warnAfter);
        try {
          const result = await next(args);
          log?.debug(`${region} ${action} ok`);
          return result;
        } catch (error) {
          log?.debug(`${region} ${action} ${error instanceof Error ? `${error.name}: ${error.message}` : error}`);
          throw translateError(error, { ...watching, action });
        } finally {
          clearTimeout(waiting);
        }
      },
    { step: 'initialize', priority: 'high', name: 'watched' },
  );
  // The SDK would retry throttled calls out of a budget of 100 a client and hide them from the pace of a plan, so they
  // leave its retry loop as an error that it does not know. Lost connections and server errors stay its own.
  middlewareStack.add(
    (next) => (args) =>
      next(args).catch((error: unknown) => {
        throw isThrottling(error) ? new ThrottledError(error) : error;
      }),
    { step: 'finalizeRequest', priority: 'low', name: 'throttlingIsOurs' },
  );
}

/** A list of 50 windows becomes 200 reads. */
export const readsAtOnce = { start: 64, most: 80 };

const wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  delay(milliseconds, undefined, { signal }).catch(() => {});
