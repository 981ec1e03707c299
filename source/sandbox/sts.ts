/** The operations of STS: who calls, whose a key is, and a role's credentials. */
import { accountId } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { type Caller, digest } from './context.js';
import { operation } from './operation.js';
import { integer, string, structure } from './shape.js';

/** The session token of an assumed role carries who it is: the sandbox keeps no credentials. */
const roleTokenPrefix = 'sandbox-role/';

/** Any credentials are the account's user `sandbox`, save those that AssumeRole handed out. */
export function callerOf(partition: string, sessionToken: string | undefined): Caller {
  const role = Buffer.from(sessionToken ?? '', 'base64').toString();
  const match = /^sandbox-role\/(\d{12})\/([\w+=,.@-]+)\/([\w+=,.@-]+)$/.exec(role);
  if (match === null) {
    return {
      UserId: 'AIDASANDBOXUSEREXAMPL',
      Account: accountId,
      Arn: `arn:${partition}:iam::${accountId}:user/sandbox`,
    };
  }
  const [, account = '', name = '', session = ''] = match;
  return assumedRole(partition, { account, name }, session);
}

interface Role {
  readonly account: string;
  readonly name: string;
}

function assumedRole(partition: string, { account, name }: Role, session: string): Caller {
  return {
    UserId: `AROA${digest(`${account} ${name}`).slice(0, 17).toUpperCase()}:${session}`,
    Account: account,
    Arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`,
  };
}

/** Seconds that a role's credentials last if the call does not say. */
const defaultDuration = 3600;

const roleArn = /^arn:[^:]+:iam::(\d{12}):role\/(?:[!-~]+\/)?([\w+=,.@-]{1,64})$/;

/**
 * The role of an ARN. Throws ValidationException for what is no ARN. One that is malformed further on is a role
 * that nobody may assume (aws-vault #668).
 */
function roleOf(arn: string, caller: string): Role {
  if (!/^arn:[^:]+:[^:]+:/.test(arn)) throw validationError(`${arn} is invalid`);
  const [, account, name] = roleArn.exec(arn) ?? [];
  if (account !== undefined && name !== undefined) return { account, name };
  throw new ApiError(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
  );
}

/** Shapes from the public API model of STS, version 2011-06-15. */
export const stsOperations = {
  GetCallerIdentity: operation(structure({}), (_region, _input, { caller }) => caller),

  GetAccessKeyInfo: operation(
    structure({ AccessKeyId: string({ min: 16, max: 128, pattern: '[\\w]*' }) }, ['AccessKeyId']),
    ({ account }) => ({ Account: account }),
  ),

  /** Every role of every account may be assumed. Session policies, tags and MFA are accepted and ignored: they decide nothing in the sandbox. */
  AssumeRole: operation(
    structure(
      {
        RoleArn: string({ min: 20, max: 2048 }),
        RoleSessionName: string({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' }),
        DurationSeconds: integer({ min: 900, max: 43200 }),
        ExternalId: string({ min: 2, max: 1224, pattern: '[\\w+=,.@:\\/-]*' }),
      },
      ['RoleArn', 'RoleSessionName'],
    ),
    (region, { RoleArn, RoleSessionName: session, DurationSeconds = defaultDuration }, { caller, now, hex }) => {
      const role = roleOf(RoleArn, caller.Arn);
      const { UserId, Arn } = assumedRole(region.partition, role, session);
      return {
        Credentials: {
          AccessKeyId: `ASIA${hex(16).toUpperCase()}`,
          SecretAccessKey: hex(40),
          SessionToken: Buffer.from(`${roleTokenPrefix}${role.account}/${role.name}/${session}`).toString('base64'),
          Expiration: new Date(now.getTime() + DurationSeconds * 1000).toISOString(),
        },
        AssumedRoleUser: { AssumedRoleId: UserId, Arn },
      };
    },
  ),
};
