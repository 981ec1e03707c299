/** Turns what the SDK throws into what the user can do about it. */
import { UserError } from '../errors.js';
import { ThrottledError } from '../execute/patch-manager.js';
import { isOptIn } from '../plan/account/regions.js';
import { signInSteps } from '../plan/account/sign-in.js';
import { permissionSteps } from '../plan/calls/refused.js';
import { awsFlags } from '../plan/intent/command-line.js';
import { tooLarge } from './answers.js';
import {
  type ErrorContext,
  firstLine,
  invalidEndpoint,
  invalidRegion,
  noRegion,
  notMade,
  ofProxy,
  proxyWantsSignIn,
  type SdkError,
  unresolved,
  unsendable,
  untrusted,
  wrongClock,
} from './setting-errors.js';

type Translation = (error: SdkError, context: ErrorContext) => Error;

/** How AWS says that a signature was made at another time than its own (Signature Version 4, troubleshooting). */
const atAnotherTime =
  /signature (has )?(expired|not yet (current|valid))|not within .* of server time|time is too skewed/i;

const throttlingNames = /^(Throttl(ing|ed)(Exception)?|TooManyRequestsException|RequestLimitExceeded)$/;

/** Whether AWS refused the call because of its rate, without carrying it out. */
export function isThrottling(thrown: unknown): boolean {
  return thrown instanceof Error && throttlingNames.test(thrown.name);
}

/** Error names as the services and the SDK's credential providers use them; the first match wins. */
const translations: readonly (readonly [RegExp, Translation])[] = [
  [throttlingNames, ({ original }) => new ThrottledError(original)],
  [/^(AccessDenied|AccessDeniedException|UnauthorizedOperation)$/, accessDenied],
  [/^(ExpiredToken|ExpiredTokenException|RequestExpired)$/, expired],
  [
    /^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure)$/,
    invalidCredentials,
  ],
  [/^(CredentialsProviderError|TokenProviderError|ProviderError)$/, noCredentials],
  [/^AlreadyExists/, alreadyExists],
  [/^StateFileNotWritten$/, sandboxNotWritten],
  [/^ResourceLimitExceeded/, limitExceeded],
  [/^(RequestTimeTooSkewed|RequestInTheFuture)$/, wrongClock],
  [/^(ENOTFOUND|EAI_AGAIN|UnknownEndpoint)$/, unresolved],
  [/^ERR_INVALID_CHAR$/, unsendable],
  // Node's parser of HTTP, e.g. HPE_INVALID_CONSTANT or HPE_HEADER_OVERFLOW.
  [new RegExp(`^(HPE_\\w+|${tooLarge})$`), notAws],
  [/^ERR_INVALID_URL$/, invalidEndpoint],
  // Credential providers read files: tokens, above all.
  [/^(ENOENT|EACCES|EISDIR)$/, noCredentials],
  [/^(ECONN[A-Z]+|EPIPE|EPROTO|ETIMEDOUT|EHOST[A-Z]+|ENET[A-Z]+|TimeoutError)$/, unreachable],
  // OpenSSL's names, e.g. SELF_SIGNED_CERT_IN_CHAIN behind a company's proxy.
  [/^(ERR_TLS_CERT_\w+|[A-Z_]*(CERT|SIGNATURE)[A-Z_]*)$/, untrusted],
  [/^ERR_(SSL|TLS)_\w+$/, unreachable],
];

/** The error to show for anything that a call through the SDK has thrown. Errors of ours pass as they are. */
export function translateError(thrown: unknown, context: ErrorContext): Error {
  if (thrown instanceof UserError || isAbort(thrown)) return thrown as Error;
  const error = readError(thrown);
  // Whatever has fetched credentials has made a text of it.
  if (`${error.name} ${error.message}`.includes(proxyWantsSignIn)) return ofProxy(error, context);
  if (/region is missing/i.test(error.message)) return noRegion(error, context);
  if (/region not accepted/i.test(error.message)) return invalidRegion(context.region, error);
  if (atAnotherTime.test(error.message)) return wrongClock(error);
  for (const name of [error.name, error.code]) {
    const translation = name && translations.find(([pattern]) => pattern.test(name))?.[1];
    if (translation) return translation(error, context);
  }
  // Anything else that carries an HTTP status is an answer, not a bug of ours; AWS's own errors have names.
  if (error.status === undefined) return error.name === 'Error' ? notMade(error, context) : (thrown as Error);
  if (!/^(Error|SyntaxError|Unknown|UnknownError)$/.test(error.name)) return refused(error, context);
  return plain(error, context) ?? notAws(error, context);
}

/** What a status says that came without an error of AWS's: from a load balancer, or from a proxy. */
const statuses: Readonly<Record<number, string>> = {
  429: 'asked for fewer calls',
  502: 'could not be reached through a gateway or proxy',
  503: 'is not available at the moment',
  504: 'took too long to answer a gateway or proxy',
};

function plain({ status, message, original }: SdkError, { action }: ErrorContext): UserError | undefined {
  const words = status === undefined ? undefined : statuses[status];
  if (words === undefined) return undefined;
  return new UserError(`The server for ${action} ${words} (HTTP ${status}).`, {
    code: `http-${status}`,
    detail: firstLine(message),
    nextSteps: ['Run it again in a few minutes. If this keeps happening, check the proxy and --endpoint-url.'],
    exitCode: 1,
    cause: original,
  });
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

function readError(thrown: unknown): SdkError {
  const error = thrown as {
    name?: unknown;
    message?: unknown;
    code?: unknown;
    hostname?: string;
    $metadata?: { httpStatusCode?: number };
  };
  return {
    name: String(error.name),
    message: String(error.message),
    code: typeof error.code === 'string' ? error.code : undefined,
    hostname: error.hostname,
    status: error.$metadata?.httpStatusCode,
    original: thrown,
  };
}

/** The sandbox's own error; AWS has none of that name. */
function sandboxNotWritten({ name, message, original }: SdkError, { action }: ErrorContext): UserError {
  return new UserError(`The sandbox could not carry out ${action}: it cannot write its state file.`, {
    code: name,
    detail: message,
    nextSteps: ['Free some space on the disk with the state file, then run it again.'],
    exitCode: 1,
    cause: original,
  });
}

const policies = '(?:service control|resource control|session|VPC endpoint) policy|permissions boundary';

/** Where no Allow elsewhere can help: what denies, with its ARN where AWS says it; or what would have to allow as well. */
const denials = new RegExp(
  `explicit deny in an? ((?:[\\w -]+ policy|permissions boundary)(?:: arn:\\S+)?)|because no (${policies}) allows`,
);

/** "User: arn:… is not authorized to perform: ssm:X on resource: arn:… because …" (IAM user guide, access denied messages). */
function accessDenied({ name, message, original }: SdkError, context: ErrorContext): UserError {
  const action = /perform:? ([a-z0-9-]+:[A-Za-z0-9]+)/.exec(message)?.[1] ?? context.action;
  const resource = /on resource:? (\S+)/.exec(message)?.[1] ?? '*';
  // Nothing that allows can help then (IAM user guide, access denied messages).
  const [, explicit, implicit] = denials.exec(message) ?? [];
  const deniedBy = explicit?.replace(': ', ' ') ?? implicit;
  const refused = [{ action, resource, deniedBy }];
  return new UserError(`These credentials are not allowed to call ${action}.`, {
    code: name,
    detail: message,
    nextSteps: [
      ...permissionSteps(refused),
      'Or choose another profile with --profile.',
      ...(action === 'ssm:PutParameter'
        ? ['Or set up without the record: setup --no-record. Drift and previous answers will then be unknown.']
        : []),
    ],
    exitCode: 1,
    refused,
    cause: original,
  });
}

function expired({ name, message, original }: SdkError, { profile }: ErrorContext): UserError {
  return new UserError('These credentials have expired.', {
    code: name,
    detail: message,
    nextSteps: [
      `Sign in again: aws sso login${awsFlags({ profile })}`,
      'Or renew the credentials in the environment, then run it again.',
    ],
    exitCode: 1,
    cause: original,
  });
}

function invalidCredentials({ name, message, original }: SdkError, context: ErrorContext): UserError {
  const { region, profile } = context;
  const elsewhere = awsFlags({ region: 'us-east-1', profile });
  const isOff = region !== undefined && isOptIn(region) && /^(Unrecognized|InvalidClient)/.test(name);
  return new UserError(`AWS did not accept these credentials${isOff ? ` in ${region}` : ''}.`, {
    code: name,
    detail: message,
    nextSteps: [
      ...(isOff
        ? [
            `AWS also answers like this if the account has not enabled ${region}. Check: aws account get-region-opt-status${elsewhere} --region-name ${region}`,
            `Or check the credentials: aws sts get-caller-identity${elsewhere}`,
          ]
        : [`Check the credentials: aws sts get-caller-identity${awsFlags(context)}`]),
      'Or choose another profile with --profile.',
    ],
    exitCode: 1,
    cause: original,
  });
}

function noCredentials(error: SdkError, context: ErrorContext): UserError {
  // A profile whose session is over arrives under the same name as having no credentials at all; what the SDK says then
  // is how to sign in again.
  if (/aws (sso )?login|expired|session token/i.test(error.message)) return expired(error, context);
  const { profile, problem } = context;
  return new UserError(profile ? `Profile ${profile} has no usable credentials.` : 'No AWS credentials were found.', {
    code: 'no-credentials',
    detail: [problem && `${problem[0]?.toUpperCase()}${problem.slice(1)}.`, error.message].find(Boolean) ?? '',
    nextSteps: [
      ...signInSteps(awsFlags({ profile })),
      'Or choose a profile with --profile.',
      'Or try it without an AWS account: add --sandbox.',
    ],
    exitCode: 1,
    cause: error.original,
  });
}

function unreachable({ name, code, message, original }: SdkError, { region, proxies }: ErrorContext): UserError {
  return new UserError(`AWS in ${region} did not answer.`, {
    code: code ?? name,
    detail: firstLine(message).replace(/^@smithy\S* - \[\w+\] /, '') || `${code ?? name}`,
    nextSteps: [
      `Check the network connection, ${proxies ? `the proxy (${proxies})` : 'any proxy'} and --endpoint-url, then run it again.`,
    ],
    exitCode: 1,
    cause: original,
  });
}

/** What is needed of an answer and is not there: nothing that depends on it is begun. */
export function incomplete(action: string, member: string): UserError {
  return new UserError(`The answer to ${action} has no ${member}.`, {
    code: 'incomplete-answer',
    detail: `AWS always sends ${member}. A proxy may have changed the answer, or the server is not AWS.`,
    nextSteps: [
      'See what exists now: ssm-patch-wizard status',
      'Check any proxy and --endpoint-url, then run it again.',
    ],
    exitCode: 1,
  });
}

/** An answer that no AWS service gives: a proxy's page, a captive portal, another server behind --endpoint-url. */
export function notAws(
  { message, original }: Pick<SdkError, 'message' | 'original'>,
  context: ErrorContext,
): UserError {
  return new UserError(`Something other than AWS answered ${context.action}.`, {
    code: 'not-aws',
    detail: firstLine(message),
    nextSteps: ['Check the network connection, any proxy and --endpoint-url, then run it again.'],
    exitCode: 1,
    cause: original,
  });
}

function alreadyExists({ name, message, original }: SdkError): UserError {
  return new UserError('It already exists with other settings.', {
    code: name,
    detail: message,
    nextSteps: ['Run it again. It reads the account again and lists what is in the way before it changes anything.'],
    exitCode: 1,
    cause: original,
  });
}

function limitExceeded({ name, message, original }: SdkError): UserError {
  return new UserError('A Systems Manager quota is used up.', {
    code: name,
    detail: message,
    nextSteps: ['Request a higher quota (Service Quotas, AWS Systems Manager), or choose fewer windows.'],
    exitCode: 1,
    cause: original,
  });
}

function refused({ name, message, status = 400, original }: SdkError, { action }: ErrorContext): UserError {
  // What was sent is not what AWS takes, so that only another input helps (unmodelled, for every operation).
  const isInput = name === 'ValidationException' && /:(Create|Update|Register|Put)/.test(action);
  return new UserError(`AWS ${status < 500 ? 'refused' : 'failed to carry out'} ${action}.`, {
    code: name,
    detail: message,
    nextSteps: [
      isInput
        ? 'Correct the file or answer it came from. AWS will refuse it again as it is.'
        : 'Run it again. If this keeps happening, --loglevel DEBUG shows each call.',
    ],
    exitCode: 1,
    cause: original,
  });
}
