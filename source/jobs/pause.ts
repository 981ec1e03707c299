/** The jobs of `pause` and `resume`: a plan's windows held back until a date, and let go again. */
import type { OwnedInventory } from '../plan/account/ownership.js';
import { type PauseEnd, type PausePlan, type PauseScope, planPause, planResume } from '../plan/pause/pause.js';
import { carryOutEach } from './carry-out.js';
import type { Job, PlaceEnd } from './job.js';
import { readAccount } from './read-account.js';
import { planAt } from './reading.js';

export type PausePlaceEnd = PlaceEnd<PausePlan>;

export type PauseJob = Job<PausePlan, readonly PausePlaceEnd[]>;

/** The job of `pause`. */
export function pauseJob(scope: PauseScope, end: PauseEnd): PauseJob {
  return jobOf((account, now) => planPause(scope, end, account, now));
}

/** The job of `resume`. */
export function resumeJob(scope: PauseScope): PauseJob {
  return jobOf((account, now) => planResume(scope, account, now));
}

/** Each window stands for itself. */
function jobOf(planOf: (account: OwnedInventory, now: Date) => PausePlan): PauseJob {
  return {
    plan: (open, context) =>
      planAt(open, context, async ({ manager }, options) =>
        planOf(await readAccount(manager, context, options), context.now()),
      ),
    carryOut: (planned, context) => carryOutEach(planned, { afterFailure: 'go-on' }, context),
  };
}
