/** The restore that the wizard was opened for, and its plan against the account that was read. */
import type { Backup } from '../plan/cleanup/backup.js';
import { planRestore, type RestorePlan } from '../plan/restore/restore.js';
import type { AccountState } from './wizard.js';

export interface RestoreRequest {
  /** As it was named, for commands to copy. */
  readonly file: string;
  readonly backup: Backup;
  /** Restore even what was backed up in another account or region. */
  readonly isForced: boolean;
}

/** What the account lacks of the backup; undefined while it is not known. */
export function restorePlanOf({ backup }: RestoreRequest, account: AccountState): RestorePlan | undefined {
  return account.status === 'read' ? planRestore(backup, account.inventory) : undefined;
}

/** The region to offer where none or another one was tried: the backup's own. */
export function offeredRegion(
  { backup }: RestoreRequest,
  account: AccountState,
  tried: string | undefined,
): string | undefined {
  const isAboutPlace = account.status === 'failed' && ['other-account', 'no-region'].includes(account.error.code);
  return isAboutPlace && tried !== backup.region ? backup.region : undefined;
}
