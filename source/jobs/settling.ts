/** Reading an account in which a plan has just been written: its windows may be there, and be listed a moment later. */
import type { OwnedInventory } from '../plan/account/ownership.js';
import { desiredResources } from '../plan/setup/desired.js';
import type { JobContext } from './job.js';
import { lookAgain } from './look-again.js';

/** Milliseconds after which lists are believed. */
const settled = 5000;

/**
 * What is read, once more where a record was written a moment ago and windows of its plan are not there: a run that was killed, or still
 * goes on, may have made them.
 */
export function readSettled<Account extends OwnedInventory>(
  read: () => Promise<Account>,
  context: Pick<JobContext, 'codec' | 'now' | 'signal' | 'wait'>,
): Promise<Account> {
  const hasAll = (account: Account): boolean =>
    account.records.every(({ changedAt, content }) => {
      const isOld = changedAt === undefined || context.now().getTime() - changedAt.getTime() >= settled;
      if (isOld || content.kind !== 'document') return true;
      return desiredResources(content.document, account, context.codec).windows.every(({ existing }) => existing);
    });
  return lookAgain(read, hasAll, context);
}
