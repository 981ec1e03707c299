/** The status job: what an account has about patching. It only reads. */
import { patchGroupNames } from '../plan/account/inventory.js';
import { nodesInGroup } from '../plan/account/targeted-nodes.js';
import { findDrift } from '../plan/setup/drift.js';
import { findLeftovers } from '../plan/setup/leftovers.js';
import type { StatusFacts } from '../plan/status/status.js';
import type { Job, JobContext, OpenPlace } from './job.js';
import { readEverything } from './read-account.js';
import { planEach, type ReadingOptions, reading } from './reading.js';

/** The job of `status`, which has nothing to carry out. */
export function statusJob(): Pick<Job<StatusFacts, never>, 'plan'> {
  return {
    plan: (places, context) =>
      planEach(places, (open) => reading(open, context, (options) => readStatus(open, context, options))),
  };
}

/** What the status says of a place. Rejects with the first failed call. */
async function readStatus(
  { place, manager }: OpenPlace,
  { codec, ...context }: Pick<JobContext, 'codec' | 'now'>,
  options: ReadingOptions,
): Promise<StatusFacts> {
  const account = await readEverything(manager, codec, options);
  const inUse = patchGroupNames(account).filter((group) => nodesInGroup(group, account.nodesByTag).length > 0);
  const compliance = await manager.compliance(inUse, options.signal);
  const now = context.now();
  const [drift, leftovers] = [findDrift(account, codec, now), findLeftovers(account, codec, now)];
  return { identity: place, account, drift, leftovers, compliance, now };
}
