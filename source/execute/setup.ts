/** What surrounds the execution of a set-up plan: the ids that its resources have, and the check of AWS's own schedule. */

import type { PlanIds } from '../plan/commands.js';
import type { SetupPlan } from '../plan/setup-plan.js';
import { planOccurrences } from '../schedule/occurrences.js';
import type { Outcome } from './events.js';
import type { PatchManager } from './patch-manager.js';
import { type ScheduleCheck, verifySchedule } from './verify-schedule.js';

/** Ids of the plan's windows and baselines: what existed before, and what the outcomes have created. */
export function planIds({ desired }: SetupPlan, outcomes: readonly Outcome[]): PlanIds {
  const created = new Map(
    outcomes.flatMap((outcome) =>
      outcome.type === 'succeeded' && outcome.resourceId ? [[outcome.operation.id, outcome.resourceId] as const] : [],
    ),
  );
  const windows = new Map<string, string>();
  for (const { definition, existing } of desired.windows) {
    const id = existing?.id ?? created.get(`window/${definition.Name}`);
    if (id) windows.set(definition.Name, id);
  }
  const baselines = new Map<string, string>();
  for (const { definition, existing } of desired.baselines) {
    const key = `baseline/${definition.OperatingSystem}/${definition.Name}`;
    const id = existing?.id ?? created.get(key);
    if (id) baselines.set(key, id);
  }
  return { windows, baselines };
}

const runsEach = 3;

/**
 * Compares AWS's own next runs of every window of the plan with the preview.
 * @param now the moment of the comparison
 */
export function checkSchedule(
  manager: Pick<PatchManager, 'upcomingRuns'>,
  plan: SetupPlan,
  ids: PlanIds,
  now: Date,
  signal?: AbortSignal,
): Promise<ScheduleCheck> {
  const { timeZone, task } = plan.spec;
  const preview = plan.desired.windows.flatMap(({ definition, slot }) =>
    planOccurrences([{ window: definition.Name, slot }], {
      from: now,
      timeZone,
      durationHours: task.durationHours,
      count: runsEach,
    }),
  );
  return verifySchedule(manager, ids.windows, preview, runsEach, signal);
}
