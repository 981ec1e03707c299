/** Errors of where and how this computer is set up: region, endpoint, clock, what the environment and the profile say. */
import { UserError } from '../errors.js';
import { regionMeant } from '../plan/account/regions.js';
import type { ConnectionFlags } from '../plan/intent/command-line.js';

/** What was being done when the error came. */
export interface ErrorContext extends Pick<ConnectionFlags, 'region' | 'profile' | 'endpointUrl'> {
  /** `ssm:CreateMaintenanceWindow`, as IAM writes it. */
  readonly action: string;
  /** Why the profile cannot give credentials as it stands, as its file tells. */
  readonly problem?: string | undefined;
  /** Variables for proxies that are set, in words; undefined for none. */
  readonly proxies?: string | undefined;
}

export interface SdkError {
  readonly name: string;
  readonly message: string;
  /** Node's system error code, e.g. `ENOTFOUND`. */
  readonly code: string | undefined;
  /** The host that a name server does not know. */
  readonly hostname: string | undefined;
  readonly status: number | undefined;
  readonly original: unknown;
}

export function noRegion({ original }: SdkError, { profile }: ErrorContext): UserError {
  return new UserError(profile ? `Profile ${profile} has no AWS region.` : 'No AWS region is configured.', {
    code: 'no-region',
    nextSteps: [
      'Choose one with --region, such as --region eu-west-1, or set AWS_REGION.',
      ...(profile ? ['Or check the profile name: aws configure list-profiles'] : []),
    ],
    cause: original,
  });
}

/** @param error of the SDK's, if it was that which has noticed */
export function invalidRegion(region: string | undefined, error?: SdkError): UserError {
  const meant = region && regionMeant(region);
  return new UserError(`${region ?? 'The configured AWS region'} is not a valid region name.`, {
    code: 'invalid-region',
    ...(error && { detail: error.message }),
    nextSteps: [
      meant ? `Did you mean ${meant}?` : 'Region names look like eu-west-1.',
      'Set it with --region, or correct AWS_REGION or the profile.',
    ],
    cause: error?.original,
  });
}

export function invalidEndpoint({ code, message, original }: SdkError): UserError {
  return new UserError('The configured endpoint is not a valid address.', {
    code: code ?? 'ERR_INVALID_URL',
    detail: message,
    nextSteps: ['Check --endpoint-url and AWS_ENDPOINT_URL. An address looks like http://127.0.0.1:4566.'],
    cause: original,
  });
}

export function unresolved({ name, code, message, hostname, original }: SdkError, context: ErrorContext): UserError {
  const { region, action, proxies } = context;
  return new UserError(`The host ${hostname ?? `for ${action} in ${region}`} was not found.`, {
    code: code ?? name,
    detail: `${message}, while calling ${action} in ${region}.`,
    nextSteps: [
      'Check the region name, --endpoint-url and the network connection.',
      proxies ? `Or check the proxy: ${proxies}.` : 'Or set HTTPS_PROXY, if this network has a proxy.',
    ],
    exitCode: 1,
    cause: original,
  });
}

export function wrongClock({ name, message, original }: SdkError): UserError {
  return new UserError("This computer's clock is wrong: it differs too much from AWS's.", {
    code: name,
    detail: message,
    nextSteps: [`Set the clock (it says ${new Date().toISOString()} here), then run it again.`],
    exitCode: 1,
    cause: original,
  });
}

/** A line feed, most often, from a file or the clipboard. */
export function unsendable({ code, message, original }: SdkError): UserError {
  const isToken = /token/i.test(message);
  return new UserError(`The ${isToken ? 'session token' : 'access key'} contains a character that cannot be sent.`, {
    code: code ?? 'ERR_INVALID_CHAR',
    detail: `${message}. It may be a line break from a file or from pasted text.`,
    nextSteps: [
      `Set ${isToken ? 'AWS_SESSION_TOKEN' : 'AWS_ACCESS_KEY_ID'} again, or correct aws_${isToken ? 'session_token' : 'access_key_id'} in the profile.`,
    ],
    cause: original,
  });
}

/** Settings that the SDK does not understand, which it says by errors without a name. */
export function notMade({ message, original }: SdkError, { action }: ErrorContext): UserError {
  return new UserError(`${action} could not be called.`, {
    code: 'not-called',
    detail: firstLine(message),
    nextSteps: ['Check the AWS_… variables and the profile. The message above says what is wrong.'],
    cause: original,
  });
}

/** The name of what `network.ts` throws where a proxy answers by itself. */
export const proxyWantsSignIn = 'ProxyAuthenticationRequired';

/** A proxy answers by itself where nobody has signed in to it. */
export function ofProxy({ original }: SdkError, { action, proxies }: ErrorContext): UserError {
  return new UserError('The proxy requires a user name and password, or refused the ones it was given.', {
    code: 'http-407',
    detail: `It answered ${action}, or the sign-in before it, with HTTP 407.`,
    nextSteps: [
      `Put them into the address: HTTPS_PROXY=http://USER:PASSWORD@proxy.example.com:8080${proxies ? ` (${proxies})` : ''}.`,
      'A proxy that accepts only NTLM or Kerberos needs a helper on this computer, such as px or cntlm.',
    ],
    exitCode: 1,
    cause: original,
  });
}

export function untrusted({ code, name, message, original }: SdkError, { action, proxies }: ErrorContext): UserError {
  return new UserError(`The certificate of the server that answered ${action} is not trusted.`, {
    code: code ?? name,
    detail: firstLine(message),
    nextSteps: [
      'If this network has its own certificate authority, set AWS_CA_BUNDLE, ca_bundle in the profile, or NODE_EXTRA_CA_CERTS to a file with its certificates in PEM format.',
      `Otherwise check --endpoint-url and the network${proxies ? ` (${proxies})` : ''}.`,
    ],
    exitCode: 1,
    cause: original,
  });
}

/** The SDK adds hints for its own developers on further lines. */
export function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
