/** Where the credentials of a connection come from: the SDK's own providers, in the AWS CLI's order, with what each says when it fails. */

import type { SSMClientConfig } from '@aws-sdk/client-ssm';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { UserError } from '../errors.js';
import { awsFlags } from '../plan/intent/command-line.js';
import type { BoundedHandler } from './answers.js';
import type { SdkLogger } from './sdk-logger.js';

export interface CredentialOptions {
  /** The profile that is meant; undefined where none is, or where keys in the environment win over AWS_PROFILE. */
  readonly profile: string | undefined;
  readonly logger: SdkLogger;
  /** What sends the requests of the clients that fetch credentials. */
  readonly requestHandler: BoundedHandler;
  /** What an MFA device shows, once somebody has typed it. */
  readonly code?: string | undefined;
  /** What codes have given in this process: another region needs no other code. */
  readonly signedIn?: SignedIn | undefined;
  /** What gives credentials to a container, in words. */
  readonly container?: string | undefined;
  /** Several places are opened at once, with the same credentials: these are found once. */
  readonly isShared?: boolean | undefined;
}

/** Providers that hold credentials which a code was asked for, or that several places share, by profile. */
export type SignedIn = Map<string | undefined, Provider>;

export type Provider = Extract<SSMClientConfig['credentials'], (...args: never[]) => unknown>;

/**
 * One provider for all clients of a connection, so that nobody is asked twice. Without a profile, keys in the environment come
 * first, before what AWS_PROFILE says: so does the AWS CLI (botocore, create_credential_resolver); the SDK has it the other way
 * round (aws-sdk-js-v3#2549). A profile that fails is an error, as for the CLI: the SDK would go on to the instance's role, and
 * forget what was said.
 */
export function credentialsOf(options: CredentialOptions): Provider {
  const { profile, logger, requestHandler, code, signedIn, isShared } = options;
  const before = signedIn?.get(profile);
  if (before) return before;
  let isAsked = false;
  const mfaCodeProvider = async (device: string): Promise<string> => {
    isAsked = true;
    if (code === undefined) throw codeNeeded(profile, device);
    return code;
  };
  const init = {
    mfaCodeProvider,
    logger,
    ...(profile !== undefined && { profile }),
    clientConfig: { requestHandler },
  };
  const others = defaultProvider(init);
  const provider = keptUntilOver(async (properties) => {
    const fromKeys = profile === undefined ? await unlessNone(() => fromEnv(init)()) : undefined;
    if (fromKeys) return fromKeys;
    const { fromIni } = await import('@aws-sdk/credential-provider-ini');
    const ofProfile = await unlessNone(() => fromIni(init)(properties)).catch((error: unknown) => {
      throw isAsked && code !== undefined ? codeRefused(error) : error;
    });
    if (isAsked) signedIn?.set(profile, provider);
    return ofProfile ?? others(properties).catch(fromContainer(init, options.container));
  });
  if (isShared) signedIn?.set(profile, provider);
  return provider;
}

/** The clients ask one after the other, and a code counts once. */
export function keptUntilOver(provide: Provider): Provider {
  let kept: ReturnType<Provider> | undefined;
  return (properties) => {
    const before = kept;
    const after = async () => {
      const found = await before?.catch(() => undefined);
      // As long before the end as the SDK renews.
      const isOver = found?.expiration !== undefined && found.expiration.getTime() - Date.now() < 300_000;
      return found && !isOver && !properties?.forceRefresh ? found : provide(properties);
    };
    kept = after();
    return kept;
  };
}

function codeNeeded(profile: string | undefined, device: string): UserError {
  return new UserError(`Profile ${profile ?? 'default'} needs a code from an MFA device.`, {
    code: 'mfa-code-needed',
    detail: `The device is ${device}. You can type the code in the wizard.`,
    nextSteps: [
      `Or let the AWS CLI ask for the code, then run this again without --profile: eval "$(aws configure export-credentials${awsFlags({ profile })} --format env)"`,
    ],
    exitCode: 1,
  });
}

/** STS says AccessDenied, as for a role that may not be assumed: "MultiFactorAuthentication failed with invalid MFA one time pass code." */
function codeRefused(error: unknown): unknown {
  const { message } = error as Error;
  if (!/MultiFactorAuthentication|one time pass code|TokenCode/i.test(message)) return error;
  return new UserError('AWS did not accept this code. Each code works only once.', {
    code: 'mfa-code-refused',
    detail: message,
    nextSteps: ['Wait for the next code and try again.'],
    exitCode: 1,
    cause: error,
  });
}

/** What providers say that have nothing to say, so that the next is asked. */
const none = /^(Unable to find environment variable credentials|Could not resolve credentials using profile)/;

async function unlessNone<Found>(provide: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await provide();
  } catch (error) {
    if (error instanceof Error && none.test(error.message)) return undefined;
    throw isUnnamed(error) ? ofProvider(error) : error;
  }
}

/** Whether an error has no name of its own: a provider that stumbles over a file is not a bug of ours. */
function isUnnamed(error: unknown): error is Error {
  return error instanceof Error && /^(Error|TypeError|SyntaxError|RangeError)$/.test(error.name) && !('code' in error);
}

function ofProvider(cause: Error): Error {
  return Object.assign(new Error(cause.message, { cause }), { name: 'CredentialsProviderError' });
}

/** Asks a container's endpoint again where nobody has credentials: the chain has forgotten what it has said. */
function fromContainer(init: { readonly logger: SdkLogger }, name = "The container's credentials endpoint") {
  return async (error: unknown): Promise<never> => {
    const { fromHttp } = await import('@aws-sdk/credential-provider-http');
    const said = await Promise.resolve()
      .then(() => fromHttp({ ...init, maxRetries: 0 })())
      .then(
        () => undefined,
        (reason: Error & { readonly Code?: string; readonly Message?: string }) => reason,
      );
    if (said === undefined || /^No HTTP credential provider host/.test(said.message)) throw error;
    const words = [said.message, said.Code, said.Message].filter(Boolean).join(', ');
    throw ofProvider(new Error(`${name}: ${words}`, { cause: said }));
  };
}
