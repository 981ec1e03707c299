/** Who is calling: account, ARN, partition, and where the credentials came from, in words. */
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AccountIdentity } from '../plan/account/inventory.js';
import { partitionOfArn } from '../plan/account/regions.js';
import type { Clients } from './clients.js';
import { notAws } from './errors.js';

/**
 * Asks STS who the credentials belong to.
 * @throws UserError for missing, expired or refused credentials
 */
export async function identify(clients: Clients, signal?: AbortSignal): Promise<AccountIdentity> {
  const { sts, region, profile, leftAside, container, pace } = clients;
  const command = new GetCallerIdentityCommand({});
  const answer = await pace.run(() => sts.send(command, { abortSignal: signal }), signal);
  // Resolved by the call, and kept.
  const credentials = await sts.config.credentials();
  const { Account: account, Arn: arn } = answer;
  if (!account || !arn) {
    throw notAws({ message: 'The answer has no account ID.', original: answer }, { action: 'sts:GetCallerIdentity' });
  }
  return {
    account,
    arn,
    partition: partitionOfArn(arn),
    region,
    credentials: credentialsInWords(credentials, { profile, leftAside, container }),
  };
}

interface ResolvedCredentials {
  readonly expiration?: Date | undefined;
  /** The SDK marks each provider that took part (feature ids of its user agent). */
  readonly $source?: Readonly<Record<string, unknown>>;
}

/** The SDK's marks and what they mean to a reader; the first that is present wins, the outermost provider first. */
const sources = {
  CREDENTIALS_STS_ASSUME_ROLE_WEB_ID: 'a role assumed with a web identity token',
  CREDENTIALS_STS_ASSUME_ROLE: 'an assumed role',
  CREDENTIALS_SSO: 'signed in through SSO',
  CREDENTIALS_SSO_LEGACY: 'signed in through SSO',
  CREDENTIALS_LOGIN: 'signed in with aws login',
  CREDENTIALS_PROCESS: 'from a credential process',
  CREDENTIALS_HTTP: 'from the container',
  CREDENTIALS_IMDS: "from the instance's role",
  CREDENTIALS_ENV_VARS: 'from environment variables',
  CREDENTIALS_PROFILE: 'keys from the shared credentials file',
} as const;

/** `profile prod-admin, signed in through SSO, valid until 18:40 UTC`, and which others were left aside. */
export function credentialsInWords(
  credentials: ResolvedCredentials,
  {
    profile,
    leftAside,
    container = 'the container or CloudShell',
  }: Pick<Clients, 'profile' | 'leftAside' | 'container'>,
): string {
  const marks = credentials.$source ?? {};
  const named = { ...sources, CREDENTIALS_HTTP: `from ${container}` };
  const source = Object.entries(named).find(([mark]) => mark in marks)?.[1];
  const until = credentials.expiration && `valid until ${credentials.expiration.toISOString().slice(11, 16)} UTC`;
  const words = [profile && `profile ${profile}`, source, until].filter(Boolean);
  const found = words.length > 0 ? words.join(', ') : 'given directly';
  return leftAside === undefined ? found : `${found}; ${leftAside} ignored`;
}
