/** AWS's own schedule of each window against the preview: the cheap proof that zone and offset are right. */
import type { PatchManager } from '../execute/patch-manager.js';
import type { Outcome } from '../plan/account/events.js';
import { pauseOf } from '../plan/account/pause.js';
import { scheduledWindow } from '../plan/intent/waves.js';
import type { SetupPlan } from '../plan/setup/setup-plan.js';
import { planOccurrences } from '../schedule/occurrences.js';
import type { JobContext } from './job.js';

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

const runsEach = 3;

/**
 * Compares AWS's next runs of every window of the plan (DescribeMaintenanceWindowSchedule) with the preview's.
 * @param outcomes what knows the ids of the windows that were created
 * @throws UserError if a call fails, Error if AWS answers with what is no time
 */
export async function checkSchedule(
  manager: Pick<PatchManager, 'upcomingRuns'>,
  { desired, document }: Pick<SetupPlan, 'desired' | 'document'>,
  outcomes: readonly Outcome[],
  { now, signal }: Pick<JobContext, 'now' | 'signal'>,
): Promise<ScheduleCheck> {
  const from = now();
  const created = new Map(
    outcomes.map((outcome) => [outcome.operation.id, 'resourceId' in outcome ? outcome.resourceId : undefined]),
  );
  const differences: ScheduleDifference[] = [];
  let checked = 0;
  for (const { wave, existing } of desired.windows) {
    const id = existing?.id ?? created.get(`window/${wave.name}`);
    // A pause has other dates than the schedule, and a rate counts from when the window was made.
    const isPaused = existing && pauseOf(existing, from);
    const isRate = wave.when.kind === 'schedule' && wave.when.schedule.startsWith('rate');
    if (id === undefined || isPaused || isRate) continue;
    const preview = planOccurrences([scheduledWindow(document, wave)], { from, count: runsEach });
    const runs = (await manager.upcomingRuns(id, runsEach, signal)).slice(0, runsEach).map(startOf);
    for (let index = 0; index < Math.max(preview.length, runs.length); index += 1) {
      checked += 1;
      const [expected, actual] = [preview[index]?.start, runs[index]];
      if (expected?.getTime() !== actual?.getTime()) differences.push({ window: wave.name, expected, actual });
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
