/** The restore job: what an account lacks of a backup, made again. */
import { type Backup, requireSamePlace } from '../plan/cleanup/backup.js';
import type { RestorePlan } from '../plan/restore/restore.js';
import { planRestore } from '../plan/restore/restore.js';
import { carryOutEach } from './carry-out.js';
import type { Job, PlaceEnd } from './job.js';
import { readAccount } from './read-account.js';
import { planEach } from './reading.js';

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
    plan: (places, context) =>
      planEach(places, context, async ({ manager, place }, options) => {
        // Before anything is read: what is there says nothing about a backup of somewhere else.
        if (!isForced) requireSamePlace(backup, place);
        return planRestore(backup, await readAccount(manager, context.codec, { ...options, details: 'all' }));
      }),
    carryOut: (planned, context) => carryOutEach(planned, { afterFailure: 'go-on' }, context),
  };
}
