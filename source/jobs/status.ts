/** The status job: what an account has about patching. It only reads. */
import type { PatchManager } from '../execute/patch-manager.js';
import { patchGroupNames } from '../plan/account/inventory.js';
import { nodesInGroup } from '../plan/account/targeted-nodes.js';
import type { UnreadThing } from '../plan/calls/refused.js';
import { findDrift } from '../plan/setup/drift.js';
import { findLeftovers } from '../plan/setup/leftovers.js';
import type { StatusFacts } from '../plan/status/status.js';
import type { Job } from './job.js';
import { readWithNodes, unreadFor } from './read-account.js';
import { planAt } from './reading.js';
import { readSettled } from './settling.js';

/** The status job, which has nothing to carry out. */
export function statusJob(): Pick<Job<StatusFacts, never>, 'plan'> {
  return {
    plan: (open, context) =>
      planAt(open, context, async ({ place, manager }, options) => {
        const { signal, codec } = context;
        const read = () => readWithNodes(manager, context, { ...options, details: 'shown' });
        // A set-up that was killed has made windows that are listed a moment later.
        const account = await readSettled(read, context, 'reading');
        const inUse = patchGroupNames(account).filter((group) => nodesInGroup(group, account.nodesByTag).length > 0);
        const [compliance, refused] = await complianceIn(manager, inUse, signal);
        const now = context.now();
        const [drift, leftovers] = [findDrift(account, codec, now), findLeftovers(account, codec, now)];
        const unread = [...(account.unread ?? []), ...refused];
        return { identity: place, account: { ...account, unread }, drift, leftovers, compliance, now };
      }),
  };
}

/** Of the groups, or what is not known where these credentials may not read it. */
async function complianceIn(
  manager: PatchManager,
  groups: readonly string[],
  signal: AbortSignal,
): Promise<readonly [StatusFacts['compliance'], readonly UnreadThing[]]> {
  try {
    return [await manager.compliance(groups, signal), []];
  } catch (error) {
    return [new Map(), unreadFor(error)];
  }
}
