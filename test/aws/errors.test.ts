/** What the SDK throws, and what the user reads. */
import { describe, expect, it } from 'vitest';
import { isThrottling, translateError } from '../../source/aws/errors.js';
import type { ErrorContext } from '../../source/aws/setting-errors.js';
import { UserError } from '../../source/errors.js';
import { ThrottledError } from '../../source/execute/patch-manager.js';

/** An error as the SDK makes it of an answer: named, with the HTTP status. */
function answered(name: string, message: string, status = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

/** An error of Node's: a code, no name of its own. */
function failed(code: string, message = `${code} happened`): Error {
  return Object.assign(new Error(message), { code });
}

/** As a name server's answer becomes. */
function unknownHost(code: string): Error {
  const hostname = 'ssm.x';
  return Object.assign(failed(code, `getaddrinfo ${code} ${hostname}`), { hostname });
}

const context: ErrorContext = { action: 'ssm:CreateMaintenanceWindow', region: 'eu-west-1' };

function translated(thrown: unknown, more: Partial<ErrorContext> = {}): UserError {
  const error = translateError(thrown, { ...context, ...more });
  if (!(error instanceof UserError)) throw new Error(`${String(thrown)} is taken for a bug`);
  return error;
}

describe('an error of AWS or the network', () => {
  /** What the SDK makes of an answer that is no JSON. */
  const noJson = "Unexpected token '<'\n  Deserialization error: to see the raw response …";
  const expired = /These credentials have expired/;
  const unknown = /did not accept these credentials/;
  const nowhere = /host ssm\.x was not found/;
  const skewed = /clock is wrong/;
  const untrusted = /certificate .* is not trusted/;
  const silent = /AWS in eu-west-1 did not answer/;
  const foreign = /Something other than AWS answered ssm:CreateMaintenanceWindow/;
  const refused = /AWS refused ssm:CreateMaintenanceWindow/;

  // The code is the error's own, unless a row says another one.
  it.each<[Error & { readonly code?: string }, title: RegExp, next: RegExp, code?: string]>([
    [
      answered('ExpiredTokenException', 'The security token included in the request is expired'),
      expired,
      /aws sso login/,
    ],
    [answered('ExpiredToken', 'expired', 403), expired, /aws sso login/],
    [answered('RequestExpired', 'late'), expired, /aws sso login/],
    [answered('UnrecognizedClientException', 'The security token is invalid.'), unknown, /aws sts get-caller-identity/],
    [answered('InvalidClientTokenId', 'no', 403), unknown, /get-caller-identity/],
    [answered('SignatureDoesNotMatch', 'no', 403), unknown, /--profile/],
    [answered('AlreadyExistsException', 'Patch Group …'), /already exists with other settings/, /Run it again/],
    [answered('ResourceLimitExceededException', 'Too many windows'), /quota is used up/, /Service Quotas/],
    [unknownHost('ENOTFOUND'), nowhere, /region/],
    [unknownHost('EAI_AGAIN'), nowhere, /HTTPS_PROXY, if this network has a proxy/],
    [
      answered('InvalidSignatureException', 'Signature expired: 20261127T0100Z is now earlier than …'),
      skewed,
      /Set the clock/,
    ],
    [answered('RequestTimeTooSkewed', 'too large', 403), skewed, /Set the clock/],
    [failed('HPE_HEADER_OVERFLOW'), foreign, /proxy/, 'not-aws'],
    [failed('AnswerTooLarge'), foreign, /proxy/, 'not-aws'],
    [failed('ECONNREFUSED'), silent, /--endpoint-url/],
    // It carries both a name and a code, of which the known one counts.
    [Object.assign(answered('Error', 'refused', 0), { code: 'ECONNREFUSED' }), silent, /--endpoint-url/],
    [failed('ECONNRESET'), silent, /network connection/],
    [failed('ETIMEDOUT'), silent, /network connection/],
    [failed('EPROTO', 'write EPROTO 80:error:wrong version\nmore'), silent, /proxy/],
    [failed('SELF_SIGNED_CERT_IN_CHAIN'), untrusted, /AWS_CA_BUNDLE/],
    [failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), untrusted, /AWS_CA_BUNDLE/],
    [failed('ERR_TLS_CERT_ALTNAME_INVALID'), untrusted, /AWS_CA_BUNDLE/],
    [failed('CERT_HAS_EXPIRED'), untrusted, /AWS_CA_BUNDLE/],
    [answered('TimeoutError', 'Connection timed out', 0), silent, /network/],
    [answered('SyntaxError', noJson), foreign, /--endpoint-url/, 'not-aws'],
    [answered('Unknown', 'Unknown', 404), foreign, /proxy/, 'not-aws'],
    [answered('Unknown', 'Unknown', 503), /is not available at the moment \(HTTP 503\)/, /proxy/, 'http-503'],
    [answered('SyntaxError', noJson, 429), /asked for fewer calls \(HTTP 429\)/, /in a few minutes/, 'http-429'],
    [answered('Error', 'Not Found', 404), foreign, /proxy/, 'not-aws'],
    [answered('ValidationException', '1 validation error detected'), refused, /^Correct the file or answer/],
    [answered('IdempotentParameterMismatch', 'another call'), refused, /--loglevel DEBUG/],
    [
      answered('InternalServerError', 'oops', 500),
      /AWS failed to carry out ssm:CreateMaintenanceWindow/,
      /Run it again/,
    ],
  ])('%s', (thrown, title, next, code = thrown.code ?? thrown.name) => {
    const error = translated(thrown);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(title);
    expect(error.nextSteps.join('\n')).toMatch(next);
    expect(error.exitCode).toBe(1);
    expect(error.cause).toBe(thrown);
    expect(error.detail).toContain(thrown.message.split('\n')[0]);
  });
});

describe('access denied', () => {
  const message =
    'User: arn:aws:sts::123456789012:assumed-role/Ops/jo is not authorized to perform: ssm:RegisterTaskWithMaintenanceWindow on resource: arn:aws:ssm:eu-west-1:123456789012:maintenancewindow/mw-0 because no identity-based policy allows it';

  it.each(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'])(
    '%s names the action and a policy',
    (name) => {
      const error = translated(answered(name, message));
      expect(error.message).toBe('These credentials are not allowed to call ssm:RegisterTaskWithMaintenanceWindow.');
      expect(error.nextSteps[0]).toBe(
        'Ask for a policy with: {"Effect": "Allow", "Action": "ssm:RegisterTaskWithMaintenanceWindow", "Resource": "arn:aws:ssm:eu-west-1:123456789012:maintenancewindow/mw-0"}',
      );
      expect(error).toMatchObject({ code: name, detail: message, exitCode: 1 });
    },
  );

  it('takes the action of the call where AWS does not name it', () => {
    const error = translated(answered('AccessDeniedException', 'No.'));
    expect(error.message).toContain('ssm:CreateMaintenanceWindow');
    expect(error.nextSteps[0]).toContain('"Resource": "*"');
  });

  // As AWS words them (IAM user guide, access denied error messages).
  it.each([
    [
      'with an explicit deny in a service control policy: arn:aws:organizations::9:policy/p-x',
      'service control policy arn:aws:organizations::9:policy/p-x',
    ],
    ['with an explicit deny in an identity-based policy', 'identity-based policy'],
    [
      'with an explicit deny in a permissions boundary: arn:aws:iam::1:policy/b',
      'permissions boundary arn:aws:iam::1:policy/b',
    ],
    ['with an explicit deny in a session policy', 'session policy'],
    ['with an explicit deny in a VPC endpoint policy', 'VPC endpoint policy'],
    ['with an explicit deny in a resource control policy', 'resource control policy'],
    ['because no service control policy allows the ssm:DescribeMaintenanceWindows action', 'service control policy'],
    ['because no permissions boundary allows the ssm:DescribeMaintenanceWindows action', 'permissions boundary'],
    ['because no session policy allows the ssm:DescribeMaintenanceWindows action', 'session policy'],
    ['because no VPC endpoint policy allows the ssm:DescribeMaintenanceWindows action', 'VPC endpoint policy'],
  ])('%s: an Allow elsewhere would not help', (why, policy) => {
    const denied = `User: arn:aws:sts::1:assumed-role/Dev/x is not authorized to perform: ssm:DescribeMaintenanceWindows on resource: * ${why}`;
    expect(translated(answered('AccessDeniedException', denied)).nextSteps).toEqual([
      `Ask whoever manages the ${policy}: it denies ssm:DescribeMaintenanceWindows, whatever else allows it.`,
      'Or choose another profile with --profile.',
    ]);
  });
});

describe('credentials that AWS does not know, in a region', () => {
  it.each([
    [
      'ap-east-1',
      'UnrecognizedClientException',
      /get-region-opt-status --region us-east-1 --profile ops --region-name ap-east-1/,
    ],
    [
      'eu-south-2',
      'InvalidClientTokenId',
      /get-region-opt-status --region us-east-1 --profile ops --region-name eu-south-2/,
    ],
    [
      'eu-west-1',
      'UnrecognizedClientException',
      /^Check the credentials: aws sts get-caller-identity --region eu-west-1 --profile ops$/,
    ],
    ['ap-east-1', 'SignatureDoesNotMatch', /^Check the credentials/],
    ['cn-north-1', 'InvalidClientTokenId', /^Check the credentials/],
  ])('%s %s', (region, name, step) => {
    const thrown = answered(name, 'The security token included in the request is invalid.', 403);
    expect(translated(thrown, { region, profile: 'ops' }).nextSteps[0]).toMatch(step);
  });
});

describe('throttling', () => {
  it.each(['Throttling', 'ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded'])('%s', (name) => {
    const thrown = answered(name, 'Rate exceeded');
    expect(isThrottling(thrown)).toBe(true);
    expect(translated(thrown)).toBeInstanceOf(ThrottledError);
    expect(translated(thrown).cause).toBe(thrown);
  });

  it.each([answered('ValidationException', 'Throttling'), 'Throttling', undefined])('is not %s', (thrown) => {
    expect(isThrottling(thrown)).toBe(false);
  });
});

describe('credentials', () => {
  const provided = (message: string) => answered('CredentialsProviderError', message, undefined);

  it('that nobody has', () => {
    const error = translated(provided('Could not load credentials from any providers'));
    expect(error).toMatchObject({ code: 'no-credentials', message: 'No AWS credentials were found.', exitCode: 1 });
    expect(error.nextSteps.join('\n')).toMatch(/aws configure sso[\s\S]*--profile[\s\S]*--sandbox/);
  });

  it.each([
    provided('Could not resolve credentials using profile: [associates] in configuration/credentials file(s).'),
    provided("Sso session 'corp' could not be found in shared credentials file."),
    provided('Profile is configured with invalid SSO credentials. Required parameters "sso_account_id".'),
    failed('ENOENT', "ENOENT: no such file or directory, open '/token'"),
  ])('that a profile does not give: %s', (thrown) => {
    expect(translated(thrown, { profile: 'associates' })).toMatchObject({
      ...{ code: 'no-credentials', message: 'Profile associates has no usable credentials.', detail: thrown.message },
    });
  });

  it.each([
    "The SSO session associated with this profile has expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    "The SSO session token associated with profile=ops was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    'UnauthorizedException: Session token not found or invalid',
  ])('whose session is over: %s', (message) => {
    const error = translated(provided(message), { profile: 'ops' });
    expect(error.message).toBe('These credentials have expired.');
    expect(error.nextSteps[0]).toBe('Sign in again: aws sso login --profile ops');
  });
});

describe('configuration that cannot be', () => {
  it.each<[Error, string, RegExp]>([
    [new Error('Region is missing'), 'no-region', /--region eu-west-1, or set AWS_REGION/],
    [new Error('Region not accepted: region="x y" is not a valid hostname component.'), 'invalid-region', /AWS_REGION/],
    [failed('ERR_INVALID_URL', 'Invalid URL'), 'ERR_INVALID_URL', /--endpoint-url and AWS_ENDPOINT_URL/],
  ])('%s', (thrown, code, next) => {
    const error = translated(thrown);
    expect(error).toMatchObject({ code, exitCode: 2 });
    expect(error.nextSteps.join()).toMatch(next);
  });
});

describe('what passes as it is', () => {
  it.each([
    ['an error that is translated already', new UserError('Done.', { code: 'done' })],
    ['an interruption', Object.assign(new Error('Request aborted'), { name: 'AbortError' })],
    ['a bug of ours', new TypeError('x is not a function')],
  ])('%s', (_, thrown) => {
    expect(translateError(thrown, context)).toBe(thrown);
  });
});
