/** Places: where a job works, found out from the account itself, and what can be asked of one before any plan. */
import type { PatchManager } from '../execute/patch-manager.js';
import type { OwnedInventory } from '../plan/account/ownership.js';
import type { JobContext, OpenPlace, ReadingEvent } from './job.js';
import { readAccount } from './read-account.js';
import { reading, unlessInterrupted } from './reading.js';

/**
 * A place by the account that the credentials belong to.
 * @throws UserError for credentials that are missing, expired or refused
 */
export async function openPlace(
  manager: PatchManager,
  { profile, signal }: { readonly profile?: string | undefined; readonly signal: AbortSignal },
): Promise<OpenPlace> {
  const { account, region, arn, credentials } = await unlessInterrupted(signal, () => manager.identify(signal));
  return { manager, place: { account, region, profile, identity: arn, source: credentials } };
}

/** Names of the regions in which the place's account could have another place, sorted. */
export function regionsOf({ manager }: Pick<OpenPlace, 'manager'>, signal?: AbortSignal): Promise<readonly string[]> {
  return manager.regions(signal);
}

/** Everything about patching that a place has; for a screen, on which a plan comes later. */
export function readAccountOf(
  open: OpenPlace,
  context: Pick<JobContext, 'signal' | 'codec'>,
): AsyncGenerator<ReadingEvent, OwnedInventory> {
  return reading(open, context, (options) =>
    readAccount(open.manager, context.codec, { ...options, isComplete: true }),
  );
}
