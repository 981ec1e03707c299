/** `restore --json`. */
import type { RestoreEnd, RestorePlaceEnd } from '../../jobs/restore.js';
import { restoredIds } from '../../jobs/restored-ids.js';
import type { Outcome } from '../../plan/account/events.js';
import type { RestorePlan } from '../../plan/restore/restore-plan.js';
import { type RestoreCall, restoreAgain } from '../go-on.js';
import { restoreNotices, type View } from '../view.js';
import { jsonRun } from './run.js';

/** A restore as JSON lines. */
export function restoreJson(call: RestoreCall): View<RestorePlan, RestoreEnd> {
  return jsonRun({
    notices: restoreNotices,
    unapplied: ({ plan }) => newIds(plan, []),
    ended: ({ place, plan, state, isComplete }: RestorePlaceEnd) => ({
      nextSteps: isComplete ? [] : [restoreAgain(call, place)],
      more: newIds(plan, state.outcomes),
    }),
  });
}

function newIds(plan: RestorePlan, outcomes: readonly Outcome[]): object {
  return { newIds: Object.fromEntries(restoredIds(plan, outcomes).map(({ before, after }) => [before, after])) };
}
