/** AWS's own schedule of each window against the preview: the cheap proof that zone and offset are right. */

import type { PatchManager } from '../execute/patch-manager.js';
import type { Outcome } from '../plan/account/events.js';
import { pauseOf } from '../plan/account/pause.js';
import { scheduledWindow } from '../plan/intent/waves.js';
import type { SetupPlan } from '../plan/setup/setup-plan.js';
import { type Occurrence, planOccurrences } from '../schedule/occurrences.js';

export interface ScheduleDifference {
  readonly window: string;
  /** Start in the preview; undefined where AWS lists a run that the preview does not have. */
  readonly expected: Date | undefined;
  /** Start according to AWS; undefined where AWS lists none. */
  readonly actual: Date | undefined;
}

export interface ScheduleCheck {
  /** Dates compared. */
  readonly checked: number;
  readonly differences: readonly ScheduleDifference[];
}

/** Ids of the plan's windows by the names of their waves: those that existed before, and those that the outcomes have created. */
export function windowIds({ desired }: SetupPlan, outcomes: readonly Outcome[]): ReadonlyMap<string, string> {
  const created = new Map(
    outcomes.map((outcome) => [outcome.operation.id, 'resourceId' in outcome && outcome.resourceId]),
  );
  const ids = new Map<string, string>();
  for (const { wave, existing } of desired.windows) {
    const id = existing?.id ?? created.get(`window/${wave.name}`);
    if (id) ids.set(wave.name, id);
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
  // A pause has other dates than the schedule, and a rate counts from when the window was made.
  const checked = plan.desired.windows.filter(
    ({ existing, wave }) =>
      !(existing && pauseOf(existing, now)) &&
      !(wave.when.kind === 'schedule' && wave.when.schedule.startsWith('rate')),
  );
  const preview = checked.flatMap(({ wave }) =>
    planOccurrences([{ ...scheduledWindow(plan.document, wave), window: wave.name }], { from: now, count: runsEach }),
  );
  const waves = new Set(checked.map(({ wave }) => wave.name));
  return verifySchedule(manager, new Map([...ids].filter(([name]) => waves.has(name))), preview, runsEach, signal);
}

/**
 * Compares the next `runsEach` starts of every window (DescribeMaintenanceWindowSchedule) with the preview's.
 * @param windows wave's name → window's id
 * @param preview at least `runsEach` occurrences of each window, in time order
 * @throws UserError if a call fails, Error if AWS answers with what is no time
 */
export async function verifySchedule(
  manager: Pick<PatchManager, 'upcomingRuns'>,
  windows: ReadonlyMap<string, string>,
  preview: readonly Occurrence[],
  runsEach = 3,
  signal?: AbortSignal,
): Promise<ScheduleCheck> {
  const differences: ScheduleDifference[] = [];
  let checked = 0;
  for (const [window, id] of windows) {
    const expected = preview.filter((occurrence) => occurrence.window === window).slice(0, runsEach);
    const actual = (await manager.upcomingRuns(id, runsEach, signal)).slice(0, runsEach).map(startOf);
    for (let index = 0; index < Math.max(expected.length, actual.length); index += 1) {
      checked += 1;
      const difference = { window, expected: expected[index]?.start, actual: actual[index] };
      if (difference.expected?.getTime() !== difference.actual?.getTime()) differences.push(difference);
    }
  }
  return { checked, differences };
}

/** AWS writes times in several forms of ISO 8601 (user guide, samples of DescribeMaintenanceWindowSchedule). */
function startOf(text: string): Date {
  const start = new Date(text);
  if (Number.isNaN(start.getTime())) throw new Error(`not a time: ${text}`);
  return start;
}
