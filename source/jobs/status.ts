/** The status job: what an account has about patching. It only reads. */
import { patchGroupNames } from '../plan/account/inventory.js';
import { nodesInGroup } from '../plan/account/targeted-nodes.js';
import { findDrift } from '../plan/setup/drift.js';
import { findLeftovers } from '../plan/setup/leftovers.js';
import type { StatusFacts } from '../plan/status/status.js';
import type { Job } from './job.js';
import { readWithNodes } from './read-account.js';
import { planEach } from './reading.js';

/** The status job, which has nothing to carry out. */
export function statusJob(): Pick<Job<StatusFacts, never>, 'plan'> {
  return {
    plan: (places, { signal, codec, now: clock }) =>
      planEach(places, { signal }, async ({ place, manager }, options) => {
        const account = await readWithNodes(manager, codec, { ...options, details: 'shown' });
        const inUse = patchGroupNames(account).filter((group) => nodesInGroup(group, account.nodesByTag).length > 0);
        const compliance = await manager.compliance(inUse, signal);
        const now = clock();
        const [drift, leftovers] = [findDrift(account, codec, now), findLeftovers(account, codec, now)];
        return { identity: place, account, drift, leftovers, compliance, now };
      }),
  };
}
