/** The status job: what an account has about patching. It only reads. */
import { patchGroupNames } from '../plan/account/inventory.js';
import { nodesInGroup } from '../plan/account/targeted-nodes.js';
import { findDrift } from '../plan/setup/drift.js';
import type { StatusFacts } from '../plan/status/status.js';
import type { Job, OpenPlace } from './job.js';
import { readEverything } from './read-everything.js';
import { planEach, type ReadingOptions, reading } from './reading.js';

/** The job of `status`, which has nothing to carry out. */
export function statusJob(): Pick<Job<StatusFacts, never>, 'plan'> {
  return {
    plan: (places, context) =>
      planEach(places, (open) => reading(open, context, (options) => readStatus(open, options))),
  };
}

/** What the status says of a place. Rejects with the first failed call. */
export async function readStatus({ place, manager }: OpenPlace, options: ReadingOptions): Promise<StatusFacts> {
  const inventory = await readEverything(manager, options);
  const inUse = patchGroupNames(inventory).filter((group) => nodesInGroup(group, inventory.nodesByTag).length > 0);
  const compliance = await manager.compliance(inUse, options.signal);
  return { identity: place, inventory, drift: findDrift(inventory), compliance };
}
