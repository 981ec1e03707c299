/** What surrounds the execution of a set-up plan: the ids that its resources have, and the check of AWS's own schedule. */

import type { Outcome } from '../plan/account/events.js';
import type { SetupPlan } from '../plan/setup/setup-plan.js';
import { planOccurrences } from '../schedule/occurrences.js';
import type { PatchManager } from './patch-manager.js';
import { type ScheduleCheck, verifySchedule } from './verify-schedule.js';

/** Ids of the plan's windows by name: those that existed before, and those that the outcomes have created. */
export function windowIds({ desired }: SetupPlan, outcomes: readonly Outcome[]): ReadonlyMap<string, string> {
  const created = new Map(
    outcomes.map((outcome) => [outcome.operation.id, 'resourceId' in outcome && outcome.resourceId]),
  );
  const ids = new Map<string, string>();
  for (const { definition, existing } of desired.windows) {
    const id = existing?.id ?? created.get(`window/${definition.Name}`);
    if (id) ids.set(definition.Name, id);
  }
  return ids;
}

const runsEach = 3;

/**
 * Compares AWS's own next runs of every window of the plan with the preview.
 * @param now the moment of the comparison
 */
export function checkSchedule(
  manager: Pick<PatchManager, 'upcomingRuns'>,
  plan: SetupPlan,
  ids: ReadonlyMap<string, string>,
  now: Date,
  signal?: AbortSignal,
): Promise<ScheduleCheck> {
  const { timeZone, task } = plan.spec;
  const preview = plan.desired.windows.flatMap(({ definition, slot }) =>
    planOccurrences([{ window: definition.Name, when: slot, timeZone, durationHours: task.durationHours }], {
      from: now,
      count: runsEach,
    }),
  );
  return verifySchedule(manager, ids, preview, runsEach, signal);
}
