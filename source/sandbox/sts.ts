/** The operations of STS: who calls, whose a key is, and a role's credentials. */
import { accountId } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { type Caller, digest, operation } from './context.js';
import { AssumeRoleRequest, GetAccessKeyInfoRequest, GetCallerIdentityRequest } from './model/sts.js';

/** The session token of an assumed role carries who it is: the sandbox keeps no credentials. */
const roleTokenPrefix = 'sandbox-role/';

/** Any credentials are the account's user `sandbox`, save those that AssumeRole handed out. */
export function callerOf(partition: string, sessionToken: string | undefined): Caller {
  const role = Buffer.from(sessionToken ?? '', 'base64').toString();
  const match = /^sandbox-role\/([\w+=,.@-]+)\/([\w+=,.@-]+)$/.exec(role);
  if (match === null) {
    return {
      UserId: 'AIDASANDBOXUSEREXAMPL',
      Account: accountId,
      Arn: `arn:${partition}:iam::${accountId}:user/sandbox`,
    };
  }
  const [, name = '', session = ''] = match;
  return { UserId: `${roleId(name)}:${session}`, Account: accountId, Arn: assumedRoleArn(partition, name, session) };
}

function assumedRoleArn(partition: string, name: string, session: string): string {
  return `arn:${partition}:sts::${accountId}:assumed-role/${name}/${session}`;
}

function roleId(name: string): string {
  return `AROA${digest(name).slice(0, 17).toUpperCase()}`;
}

const getAccessKeyInfo = operation(GetAccessKeyInfoRequest, () => ({ Account: accountId }));

/** Seconds that a role's credentials last if the call does not say. */
const defaultDuration = 3600;

const roleArn = /^arn:[^:]+:iam::\d{12}:role\/(?:[!-~]+\/)?([\w+=,.@-]{1,64})$/;

/**
 * The name in a role's ARN. Throws ValidationException for what is no ARN. One that is malformed further on is a role
 * that nobody may assume (aws-vault #668).
 */
function roleName(arn: string, caller: string): string {
  if (!/^arn:[^:]+:[^:]+:/.test(arn)) throw validationError(`${arn} is invalid`);
  const name = roleArn.exec(arn)?.[1];
  if (name !== undefined) return name;
  throw new ApiError(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
  );
}

const assumeRole = operation(AssumeRoleRequest, (region, input, context) => {
  const name = roleName(input.RoleArn, context.caller.Arn);
  const expires = new Date(context.now.getTime() + (input.DurationSeconds ?? defaultDuration) * 1000);
  return {
    Credentials: {
      AccessKeyId: `ASIA${context.hex(16).toUpperCase()}`,
      SecretAccessKey: context.hex(40),
      SessionToken: Buffer.from(`${roleTokenPrefix}${name}/${input.RoleSessionName}`).toString('base64'),
      Expiration: expires.toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${roleId(name)}:${input.RoleSessionName}`,
      Arn: assumedRoleArn(region.partition, name, input.RoleSessionName),
    },
  };
});

const getCallerIdentity = operation(GetCallerIdentityRequest, (_region, _input, { caller }) => caller);

export const stsOperations = {
  GetCallerIdentity: getCallerIdentity,
  GetAccessKeyInfo: getAccessKeyInfo,
  AssumeRole: assumeRole,
};
