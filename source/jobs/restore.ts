/** The restore job: what an account lacks of a backup, made again. */
import { UserError } from '../errors.js';
import type { PatchManager } from '../execute/patch-manager.js';
import type { Fleet } from '../plan/account/fleet.js';
import { type Backup, requireSamePlace } from '../plan/cleanup/backup.js';
import { withNodes } from '../plan/restore/nodes.js';
import type { RestorePlan } from '../plan/restore/restore.js';
import { planRestore } from '../plan/restore/restore.js';
import { carryOutEach } from './carry-out.js';
import type { Job, PlaceEnd } from './job.js';
import { partsListed } from './made-listed.js';
import { nodePlace } from './nodes.js';
import { readAccount } from './read-account.js';
import { planAt } from './reading.js';
import { readSettled } from './settling.js';

export interface RestoreJobOptions {
  readonly backup: Backup;
  /** Restore even what was backed up in another account or region. */
  readonly isForced: boolean;
}

export type RestorePlaceEnd = PlaceEnd<RestorePlan>;
export type RestoreEnd = readonly RestorePlaceEnd[];

/** The job of `restore`. What has failed keeps nothing else from coming back. */
export function restoreJob({ backup, isForced }: RestoreJobOptions): Job<RestorePlan, RestoreEnd> {
  return {
    plan: (open, context) =>
      planAt(open, context, async ({ manager, place }, options) => {
        // Before anything is read: what is there says nothing about a backup of somewhere else.
        if (!isForced) requireSamePlace(backup, place);
        const read = () => readAccount(manager, context, { ...options, details: 'all' });
        const account = await readSettled(read, context, 'deleting');
        const plan = planRestore(backup, account, context.now());
        if (backup.nodes.length === 0) return plan;
        const fleet = await readFleet(manager, options.signal);
        return withNodes(plan, backup.nodes, { fleet, place: nodePlace(place) });
      }),
    carryOut: (planned, context) =>
      carryOutEach<RestorePlan, object>(
        planned,
        {
          afterFailure: 'go-on',
          proof: {
            none: {},
            ask: async ({ manager }, state) => {
              await partsListed(manager, state, context);
              return {};
            },
          },
        },
        context,
      ),
  };
}

/** What nodes carry now decides which former tags come back. */
async function readFleet(manager: Pick<PatchManager, 'readFleet'>, signal: AbortSignal): Promise<Fleet> {
  const fleet = await manager.readFleet(signal);
  const { tagsRefused } = fleet;
  if (tagsRefused)
    throw new UserError(tagsRefused.title, {
      ...tagsRefused,
      ...(tagsRefused.detail && { detail: tagsRefused.detail }),
    });
  return fleet;
}
