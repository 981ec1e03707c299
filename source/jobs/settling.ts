/** Reading an account in which a plan has just been written: its windows may be there, and be listed a moment later. */
import type { OwnedInventory } from '../plan/account/ownership.js';
import { desiredResources } from '../plan/setup/desired.js';
import type { JobContext } from './job.js';
import { lookAgain } from './look-again.js';

/** Milliseconds after which lists are believed. A set-up and a status wait less: they delete nothing, and are run at once after an interruption. */
const settled = { deleting: 5000, reading: 3000 };

/**
 * What is read, once more where a record was written a moment ago and windows of its plan are not there: a run that was killed, or still
 * goes on, may have made them.
 */
export function readSettled<Account extends OwnedInventory>(
  read: () => Promise<Account>,
  { codec, now, signal, wait }: Pick<JobContext, 'codec' | 'now' | 'signal' | 'wait'>,
  purpose: keyof typeof settled,
): Promise<Account> {
  /** Milliseconds until the records are old enough whose windows are not all there. */
  const missingFor = (account: Account): number =>
    Math.max(
      0,
      ...account.records.map(({ changedAt, content }) => {
        const left = changedAt ? settled[purpose] - (now().getTime() - changedAt.getTime()) : 0;
        if (left <= 0 || content.kind !== 'document') return 0;
        const { windows } = desiredResources(content.document, account, codec);
        return windows.every(({ existing }) => existing) ? 0 : left;
      }),
    );
  let left = 0;
  const hasAll = (account: Account): boolean => {
    left = missingFor(account);
    return left === 0;
  };
  return lookAgain(read, hasAll, { signal, wait: (pause, until) => wait(Math.min(pause, left), until) });
}
