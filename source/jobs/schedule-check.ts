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
  const ofWindows = desired.windows.map(async ({ wave, existing }) => {
    const id = existing?.id ?? created.get(`window/${wave.name}`);
    // A pause has other dates than the schedule, and a rate counts from when the window was made.
    const isPaused = existing && pauseOf(existing, from);
    const isRate = wave.when.kind === 'schedule' && wave.when.schedule.startsWith('rate');
    if (id === undefined || isPaused || isRate) return [];
    const answer = manager.upcomingRuns(id, runsEach, signal);
    const preview = planOccurrences([scheduledWindow(document, wave)], { from, count: runsEach });
    const runs = (await answer).slice(0, runsEach).map(startOf);
    return Array.from({ length: Math.max(preview.length, runs.length) }, (_, index) => {
      const [expected, actual] = [preview[index]?.start, runs[index]];
      return { window: wave.name, expected, actual };
    });
  });
  const compared = (await Promise.all(ofWindows)).flat();
  const differences = compared.filter(({ expected, actual }) => expected?.getTime() !== actual?.getTime());
  return { checked: compared.length, differences };
}

/** AWS writes times in several forms of ISO 8601 (user guide, samples of DescribeMaintenanceWindowSchedule). */
function startOf(text: string): Date {
  const start = new Date(text);
  if (Number.isNaN(start.getTime())) throw new Error(`not a time: ${text}`);
  return start;
}
