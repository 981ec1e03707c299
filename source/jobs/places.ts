/** Where a job works, found out from the account itself. */
import type { PatchManager } from '../execute/patch-manager.js';
import type { OpenPlace } from './job.js';
import { unlessInterrupted } from './reading.js';

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
