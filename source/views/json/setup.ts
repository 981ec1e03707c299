/** `setup --json`. */
import type { SetupEnd } from '../../jobs/setup.js';
import type { SetupPlan } from '../../plan/setup/setup-plan.js';
import { type SetupCall, setupAccount } from '../go-on.js';
import { setupNotices, type View } from '../view.js';
import { jsonRun } from './run.js';

/** A set-up as JSON lines. */
export function setupJson(call: SetupCall): View<SetupPlan, SetupEnd> {
  return jsonRun({
    notices: setupNotices,
    unapplied: ({ plan: { paused } }) => ({ paused }),
    ended: ({ place, plan, isComplete, check, backupFile }) => ({
      nextSteps: isComplete ? [] : [setupAccount(call, { place, plan }).again],
      // A schedule that could not be read is told too.
      more: {
        paused: plan.paused,
        ...(isComplete && { schedule: check ?? null }),
        ...(backupFile && { backup: backupFile }),
      },
    }),
  });
}
