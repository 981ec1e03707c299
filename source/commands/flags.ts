/** The flags that commands share. */
import { UserError } from '../errors.js';
import type { RaisedQuotas } from '../plan/account/quotas.js';
import { requireOnePlace } from '../plan/account/wanted-places.js';
import { terminalVerdict } from '../process/terminal.js';
import { type CommonOptions, contrary, group, toggle, type Values, value } from './command.js';
import { accountList, endpoint, quotaRecord, regionList, roleName, word } from './values.js';

/** Which accounts and regions: as the AWS CLI has it, several at once, and the sandbox. */
export const connectionFlags = group('Account:', {
  regions: value(
    '-r, --region <names>',
    'AWS region, or several separated by commas (default: from the AWS configuration)',
    regionList,
  ),
  accounts: value('--accounts <ids>', 'other accounts, separated by commas; needs --role-name', accountList),
  roleName: value('--role-name <name>', 'role to assume in each of --accounts', roleName),
  profile: value('--profile <name>', 'AWS profile (default: from the AWS configuration)', word),
  endpointUrl: value('--endpoint-url <url>', 'another endpoint for SSM and STS (or set AWS_ENDPOINT_URL)', endpoint),
  isSandbox: contrary('--sandbox', 'use the built-in sandbox account instead of AWS', ['profile', 'endpointUrl']),
});

/** The same for what creates: the API does not tell how many fit. */
export const connectionAndQuotas = {
  ...connectionFlags,
  ...group('Account:', {
    quotas: value(
      '--quota <name=n>',
      "the account's quota of windows or baselines, if it was raised: windows=100 (repeatable)",
      quotaRecord(['windows', 'baselines']),
    ),
  }),
};

/** Which account, and through which door; what no flag says is left to the SDK. */
export type ConnectionOptions = Values<typeof connectionFlags> & { readonly quotas?: RaisedQuotas | undefined };

/** Whether anything is changed. */
export const confirmationFlags = group('Safety:', {
  isConfirmed: toggle('-y, --yes', 'apply without asking'),
  isDryRun: toggle('--dry-run', 'show the plan, change nothing'),
});

export type Confirmation = Values<typeof confirmationFlags>;

/** Whether flags, or what there is of a terminal, leave no room for the wizard. */
export function hasNoScreen({
  isConfirmed,
  isDryRun,
  isJson,
  connection,
}: Confirmation & Pick<CommonOptions, 'isJson'> & { readonly connection: ConnectionOptions }): boolean {
  return isConfirmed || isDryRun || isJson || isElsewhere(connection) || !terminalVerdict().isInteractive;
}

/** Whether flags name several places, or one that a role leads to: the plan is read and confirmed in lines. */
export function isElsewhere({ regions = [], accounts = [] }: ConnectionOptions): boolean {
  return new Set(regions).size > 1 || accounts.length > 0;
}

/**
 * Does nothing unless other places are named than the one that the home screen can be about.
 * @throws UserError
 */
export function requireHere(connection: ConnectionOptions): void {
  if (!isElsewhere(connection)) return;
  throw new UserError('The main menu works in one region of the account that the credentials belong to.', {
    code: 'usage',
    nextSteps: ['For other accounts or several regions, name a command, such as setup or status.'],
  });
}

/**
 * Does nothing unless one file is named for the backups of several places.
 * @throws UserError
 */
export function requireOwnBackups(connection: ConnectionOptions, backup: string | false | undefined): void {
  if (backup)
    requireOnePlace(
      connection,
      'Leave out --backup. Each account and region then gets its own backup in the state folder.',
    );
}
