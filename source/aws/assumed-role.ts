/** Credentials of a role in another account: AssumeRole by the credentials at hand. */
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { describeError, UserError } from '../errors.js';
import { isOptIn, partitionOfRegion } from '../plan/account/regions.js';
import type { WantedPlace } from '../plan/account/wanted-places.js';
import { keptUntilOver, type Provider } from './credentials.js';

/** Who has done it, in CloudTrail. */
const session = 'ssm-patch-wizard';

/**
 * Where a role is assumed: in the region itself, so that no region depends on another. One that has to be switched on may be so in the
 * role's account alone, and the credentials of any regional endpoint count everywhere (IAM user guide, "Managing AWS STS in an AWS Region").
 */
export function assumingRegion(region: string): string {
  return isOptIn(region) ? 'us-east-1' : region;
}

/** Asks once until they are over. */
export function assumedRole({ account, roleName }: WantedPlace, sts: STSClient): Provider {
  return keptUntilOver(async () => {
    const partition = partitionOfRegion(await sts.config.region());
    const RoleArn = `arn:${partition}:iam::${account}:role/${roleName}`;
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: session });
    const { Credentials: found } = await sts.send(command).catch((error: unknown) => {
      throw refused(RoleArn, error);
    });
    const asking: object & { readonly $source?: object } = await sts.config.credentials();
    return {
      accessKeyId: found?.AccessKeyId ?? '',
      secretAccessKey: found?.SecretAccessKey ?? '',
      sessionToken: found?.SessionToken,
      expiration: found?.Expiration,
      // As the SDK marks what it has assumed by itself.
      $source: { ...asking.$source, CREDENTIALS_STS_ASSUME_ROLE: 'i' },
    };
  });
}

/** AWS answers the same where there is no such role. */
function refused(arn: string, error: unknown): unknown {
  const { code, detail = '' } = describeError(error);
  if (!/^AccessDenied/.test(code)) return error;
  const [, , , , account = '', name = ''] = arn.split(':');
  const caller = /User: (arn:\S+)/.exec(detail)?.[1];
  const isOwn = caller?.split(':')[4] === account;
  return new UserError(`The ${name.replace('/', ' ')} in account ${account} could not be assumed.`, {
    code: 'role-refused',
    detail,
    nextSteps: [
      ...(isOwn
        ? [
            `These credentials belong to ${account}. Leave it out of --accounts, and run the command there without --accounts.`,
          ]
        : []),
      `Check that the role exists, that its trust policy names ${caller ?? 'the caller'}, and that the caller is allowed to call sts:AssumeRole on ${arn}.`,
    ],
    exitCode: 1,
    cause: error,
  });
}
