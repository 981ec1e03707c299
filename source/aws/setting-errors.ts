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
  return new UserError(profile ? `The profile ${profile} names no AWS region.` : 'No AWS region is configured.', {
    code: 'no-region',
    nextSteps: [
      'Give one with --region, e.g. --region eu-west-1, or export AWS_REGION.',
      ...(profile ? ['Or check the name of the profile: aws configure list-profiles'] : []),
    ],
    cause: original,
  });
}

/** @param error of the SDK's, if it was that which has noticed */
export function invalidRegion(region: string | undefined, error?: SdkError): UserError {
  const meant = region && regionMeant(region);
  return new UserError(`${region ?? 'The configured AWS region'} is not the name of a region.`, {
    code: 'invalid-region',
    ...(error && { detail: error.message }),
    nextSteps: [
      meant ? `Did you mean ${meant}?` : 'Regions have names such as eu-west-1.',
      'Give it with --region, or correct AWS_REGION or the profile.',
    ],
    cause: error?.original,
  });
}

export function invalidEndpoint({ code, message, original }: SdkError): UserError {
  return new UserError('The configured endpoint is not an address.', {
    code: code ?? 'ERR_INVALID_URL',
    detail: message,
    nextSteps: ['Check --endpoint-url and AWS_ENDPOINT_URL: an address looks like http://127.0.0.1:4566.'],
    cause: original,
  });
}

export function unresolved({ name, code, message, hostname, original }: SdkError, context: ErrorContext): UserError {
  const { region, action, proxies } = context;
  return new UserError(`The host ${hostname ?? `for ${action} in ${region}`} is not found.`, {
    code: code ?? name,
    detail: `${message}; asked for ${action} in ${region}.`,
    nextSteps: [
      'Check the spelling of the region, --endpoint-url and the network connection.',
      proxies ? `Or the proxy: ${proxies}.` : 'Or set HTTPS_PROXY, if this network has a proxy.',
    ],
    exitCode: 1,
    cause: original,
  });
}

export function wrongClock({ name, message, original }: SdkError): UserError {
  return new UserError("This computer's clock is wrong: AWS has another time.", {
    code: name,
    detail: message,
    nextSteps: [`Set the clock, which says ${new Date().toISOString()} here; then run it again.`],
    exitCode: 1,
    cause: original,
  });
}

/** A line feed, most often, from a file or the clipboard. */
export function unsendable({ code, message, original }: SdkError): UserError {
  const isToken = /token/i.test(message);
  return new UserError(`The ${isToken ? 'session token' : 'access key'} has a character that cannot be sent.`, {
    code: code ?? 'ERR_INVALID_CHAR',
    detail: `${message}: a line break, perhaps, of a file or of what was pasted.`,
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
    nextSteps: ['Check the AWS_… variables and the profile, by the message above.'],
    cause: original,
  });
}

/** The name of what `network.ts` throws where a proxy answers by itself. */
export const proxyWantsSignIn = 'ProxyAuthenticationRequired';

/** A proxy answers by itself where nobody has signed in to it. */
export function ofProxy({ original }: SdkError, { action, proxies }: ErrorContext): UserError {
  return new UserError('The proxy wants a user name and password, or others than it has been given.', {
    code: 'http-407',
    detail: `It answered ${action}, or the sign-in before it, with HTTP 407.`,
    nextSteps: [
      `Put them into the address, as in HTTPS_PROXY=http://USER:PASSWORD@proxy.example.com:8080${proxies ? `: ${proxies}` : ''}.`,
      'A proxy that takes only NTLM or Kerberos needs a helper on this computer, such as px or cntlm.',
    ],
    exitCode: 1,
    cause: original,
  });
}

export function untrusted({ code, name, message, original }: SdkError, { action, proxies }: ErrorContext): UserError {
  return new UserError(`The certificate of what answers ${action} is not trusted here.`, {
    code: code ?? name,
    detail: firstLine(message),
    nextSteps: [
      'If this network has a certificate authority of its own: export AWS_CA_BUNDLE=FILE, its certificates in PEM format; or ca_bundle in the profile, or NODE_EXTRA_CA_CERTS.',
      `Else check --endpoint-url and the network${proxies ? `: ${proxies}` : ''}.`,
    ],
    exitCode: 1,
    cause: original,
  });
}

/** The SDK adds hints for its own developers on further lines. */
export function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
