/** The job of `nodes`: which node is in which patch group becomes as it was asked for, proved by reading the tags again. */
import type { ExecuteOptions } from '../execute/execute-plan.js';
import type { PatchManager } from '../execute/patch-manager.js';
import type { Fleet } from '../plan/account/fleet.js';
import type { Operation } from '../plan/account/operations.js';
import type { OwnedInventory } from '../plan/account/ownership.js';
import type { NodePlace, TagChange } from '../plan/account/tagging.js';
import { type Backup, nodesBackup } from '../plan/cleanup/backup.js';
import { carryOutEach } from './carry-out.js';
import type { Job, Place, PlaceEnd } from './job.js';
import { readAccount } from './read-account.js';
import { planEach } from './reading.js';

/** What a plan of nodes has, whatever else. */
export interface TagPlan {
  readonly changes: readonly TagChange[];
  readonly operations: readonly Operation[];
}

export interface NodesJobOptions<Plan extends TagPlan> {
  /** What is planned for an account and its nodes. */
  readonly planFor: (account: OwnedInventory, fleet: Fleet, at: NodePlace & { readonly now: Date }) => Plan;
  /** Writes the backup and syncs it to the disk; returns its path. Undefined: no backup is wanted. */
  readonly writeBackup: ((backup: Backup) => string) | undefined;
}

export interface NodesPlaceEnd<Plan extends TagPlan> extends PlaceEnd<Plan> {
  /** Those of the changes that reading the tags again has not shown; undefined if they could not be read again. */
  readonly unchanged: readonly TagChange[] | undefined;
}

/** The job. What has failed for one node keeps no other from its group. */
export function nodesJob<Plan extends TagPlan>({
  planFor,
  writeBackup,
}: NodesJobOptions<Plan>): Job<Plan, readonly NodesPlaceEnd<Plan>[]> {
  return {
    plan: (places, context) =>
      planEach(places, context, async ({ manager, place }, options) => {
        const account = await readAccount(manager, context.codec, options);
        const fleet = await manager.readFleet(options.signal);
        return planFor(account, fleet, { ...nodePlace(place), now: context.now() });
      }),
    carryOut: (planned, context) =>
      carryOutEach<Plan, Pick<NodesPlaceEnd<Plan>, 'unchanged'> & Partial<PlaceEnd<Plan>>>(
        planned,
        {
          afterFailure: 'go-on',
          backUp: ({ place, plan: { changes, operations } }) =>
            operations.length > 0 ? writeBackup?.(nodesBackup(changes, place, context.now())) : undefined,
          proof: {
            none: { unchanged: [] },
            ask: async ({ manager, plan: { changes } }, { succeeded, total }) => {
              const unchanged = await readAgain(manager, changes, context);
              return { unchanged, isComplete: succeeded === total && unchanged?.length === 0 };
            },
          },
        },
        context,
      ),
  };
}

/** Where the nodes of a place are. */
export function nodePlace({ account, region, identity }: Pick<Place, 'account' | 'region' | 'identity'>): NodePlace {
  return { account, region, partition: identity.split(':')[1] ?? 'aws' };
}

/** Milliseconds to wait before tags are read once more: AWS collects them from the services that have them. */
const readingPauses = [1000, 4000];

/** The changes that are not there; undefined if the tags could not be read. While there are some they are read again, a few times. */
async function readAgain(
  manager: Pick<PatchManager, 'readFleet'>,
  changes: readonly TagChange[],
  { signal, wait }: Pick<ExecuteOptions, 'signal' | 'wait'>,
): Promise<readonly TagChange[] | undefined> {
  const look = () =>
    manager.readFleet(signal).then(
      (fleet) => (fleet.tagsRefused ? undefined : unchangedIn(fleet, changes)),
      () => undefined,
    );
  let unchanged = await look();
  for (const pause of readingPauses) {
    if (unchanged?.length === 0 || signal?.aborted) break;
    await wait(pause, signal);
    unchanged = (await look()) ?? unchanged;
  }
  return unchanged;
}

function unchangedIn({ nodes }: Fleet, changes: readonly TagChange[]): TagChange[] {
  const tags = new Map(nodes.map((node) => [node.id, node.tags]));
  return changes.filter(({ id, tagKey, after }) => (tags.get(id)?.[tagKey] ?? null) !== after || !tags.has(id));
}
