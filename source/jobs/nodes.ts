/** The job of `nodes`: which node is in which patch group becomes as it was asked for, proved by reading the tags again. */
import type { ExecuteOptions } from '../execute/execute-plan.js';
import type { PatchManager } from '../execute/patch-manager.js';
import type { Fleet } from '../plan/account/fleet.js';
import type { OwnedInventory } from '../plan/account/ownership.js';
import { partitionOfArn } from '../plan/account/regions.js';
import type { NodePlace } from '../plan/account/tagging.js';
import { type Backup, nodesBackup } from '../plan/cleanup/backup.js';
import type { NodeChange } from '../plan/nodes/change.js';
import type { Instruction } from '../plan/nodes/instruction.js';
import { type NodesPlan, planNodes } from '../plan/nodes/nodes-plan.js';
import { carryOutEach } from './carry-out.js';
import type { Job, Place, PlaceEnd } from './job.js';
import { leftAfter } from './look-again.js';
import { nodesByTag, readAccount } from './read-account.js';
import { planAt } from './reading.js';

export interface NodesJobOptions {
  /** None: the nodes are only looked at. */
  readonly instructions: readonly Instruction[];
  /** Only groups of this plan. */
  readonly plan?: string | undefined;
  /** Writes the backup and syncs it to the disk; returns its path. Undefined: no backup is wanted. */
  readonly writeBackup: ((backup: Backup) => string) | undefined;
}

/** What is planned, with the account that it was planned for. */
export interface NodesJobPlan extends NodesPlan {
  readonly account: OwnedInventory;
}

export interface NodesPlaceEnd extends PlaceEnd<NodesJobPlan> {
  /** Those of the changes that reading the tags again has not shown; undefined if they could not be read again. */
  readonly unchanged: readonly NodeChange[] | undefined;
}

export type NodesEnd = readonly NodesPlaceEnd[];

/** The job. What has failed for one node keeps no other from its group. */
export function nodesJob({ instructions, plan, writeBackup }: NodesJobOptions): Job<NodesJobPlan, NodesEnd> {
  return {
    plan: (open, context) =>
      planAt(open, context, async ({ manager, place }, options) => {
        const account = await readAccount(manager, context, options);
        const fleet = await readNodes(manager, account, options.signal);
        return { ...planNodes(instructions, account, fleet, { plan, identity: nodePlace(place) }), account };
      }),
    carryOut: (planned, context) =>
      carryOutEach<NodesJobPlan, Pick<NodesPlaceEnd, 'unchanged'> & Partial<NodesPlaceEnd>>(
        planned,
        {
          afterFailure: 'go-on',
          backUp: ({ place, plan: { changes } }) =>
            changes.length > 0 ? writeBackup?.(nodesBackup(changes, place, context.now())) : undefined,
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

/**
 * The nodes with their tags; where tags may not be read, with the patch groups that anything in the account names, by which Systems
 * Manager finds nodes. Rejects with the first failed call.
 */
export async function readNodes(
  manager: Pick<PatchManager, 'readFleet' | 'nodesByTag'>,
  account: OwnedInventory,
  signal?: AbortSignal,
): Promise<Fleet> {
  const fleet = await manager.readFleet(signal);
  if (fleet.tagsRefused === undefined) return fleet;
  const tags = new Map<string, Record<string, string>>();
  for (const [tagKey, groups] of Object.entries(await nodesByTag(manager, account, signal)))
    for (const [group, nodes] of groups) for (const { id } of nodes) tags.set(id, { ...tags.get(id), [tagKey]: group });
  return { ...fleet, nodes: fleet.nodes.map((node) => ({ ...node, tags: tags.get(node.id) ?? {} })) };
}

/** Where the nodes of a place are. */
export function nodePlace({ account, region, identity }: Pick<Place, 'account' | 'region' | 'identity'>): NodePlace {
  return { account, region, partition: partitionOfArn(identity) };
}

/** The changes that are not there, as the tags say when they are read again; undefined if they could not be read. */
function readAgain(
  manager: Pick<PatchManager, 'readFleet'>,
  changes: readonly NodeChange[],
  options: Pick<ExecuteOptions, 'signal' | 'wait'>,
): Promise<readonly NodeChange[] | undefined> {
  return leftAfter(async () => {
    const fleet = await manager.readFleet(options.signal);
    return fleet.tagsRefused ? undefined : unchangedIn(fleet, changes);
  }, options);
}

function unchangedIn({ nodes }: Fleet, changes: readonly NodeChange[]): NodeChange[] {
  const tags = new Map(nodes.map((node) => [node.id, node.tags]));
  return changes.filter(({ id, tagKey, after }) => (tags.get(id)?.[tagKey] ?? null) !== after || !tags.has(id));
}
