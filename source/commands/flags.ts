/** The flags that commands share. */
import type { RaisedQuotas } from '../plan/account/quotas.js';
import { terminalVerdict } from '../process/terminal.js';
import { type CommonOptions, contrary, group, toggle, type Values, value } from './command.js';
import { endpoint, quotaRecord, region, word } from './values.js';

/** Which account and region: as the AWS CLI has it, and the sandbox. */
export const connectionFlags = group('Account:', {
  region: value('-r, --region <name>', "AWS region (default: the SDK's chain)", region),
  profile: value('--profile <name>', "AWS profile (default: the SDK's chain)", word),
  endpointUrl: value('--endpoint-url <url>', 'another endpoint for SSM and STS; AWS_ENDPOINT_URL works too', endpoint),
  isSandbox: contrary('--sandbox', 'use the built-in sandbox account instead of AWS', ['profile', 'endpointUrl']),
});

/** The same for what creates: the API does not tell how many fit. */
export const connectionAndQuotas = {
  ...connectionFlags,
  ...group('Account:', {
    quotas: value(
      '--quota <name=n>',
      "the account's quota of windows or baselines, where it was raised: windows=100 (repeatable)",
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
export function hasNoScreen({ isConfirmed, isDryRun, isJson }: Confirmation & Pick<CommonOptions, 'isJson'>): boolean {
  return isConfirmed || isDryRun || isJson || !terminalVerdict().isInteractive;
}
