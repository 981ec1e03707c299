/** The dates that a choice of weeks, days and hours leads to, and what is worth knowing about them. */
import { useMemo } from 'react';
import type { InventoryWindow } from '../../../plan/account/inventory.js';
import type { TaskSpec } from '../../../plan/intent/document.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import { planInsights } from '../../../schedule/insight.js';
import { planOccurrences, type ScheduledWindow } from '../../../schedule/occurrences.js';
import { type RunDay, runDaysOf } from '../../../schedule/picture/days.js';
import type { ForeignWindow } from '../../../schedule/picture/foreign.js';
import type { ScheduleFacts } from '../../components/insight-lines.js';
import { isQuotaUnknown } from '../../words/limits.js';
import { foreignWindows } from './others.js';
import { type ScheduleChoice, scheduleAnswers } from './state.js';

export type DatesOptions = Pick<ScheduleFacts, 'windowQuota'> & {
  readonly now: Date;
  /** Of the plan; a wave may have its own. */
  readonly task: TaskSpec;
  /** The account's windows that are not this plan's. */
  readonly others: readonly InventoryWindow[];
};

export type Dates = ScheduleFacts & {
  readonly scheduled: readonly ScheduledWindow[];
  /** More than the tallest screen shows. */
  readonly days: readonly RunDay[];
  /** The same for all pictures until there are other windows. */
  readonly foreign: readonly ForeignWindow[];
};

/** More days than the tallest screen shows. */
const mostDays = 40;
/** So many windows begin on a day, if every hour has one. */
const mostOfOneDay = 24;

/** Moving the cursor does not compute them anew. */
export function useDates(
  { kept, mode, rows, timeZone }: ScheduleChoice,
  { now, task, others, windowQuota }: DatesOptions,
): Dates {
  const windowsInUse = others.length;
  const dates = useMemo(() => {
    const { waves } = scheduleAnswers({ kept, mode, rows, timeZone });
    const scheduled = waves.map((wave) => scheduledWindow({ timeZone, task }, wave));
    const ofOneDay = kept ? kept.length : rows.hours.filter(({ isTicked }) => isTicked).length;
    const count = mostDays * Math.min(mostOfOneDay, Math.max(1, ofOneDay));
    const known = { windows: scheduled.length, windowsInUse, windowQuota };
    const quota = isQuotaUnknown(known) ? Number.POSITIVE_INFINITY : windowQuota;
    return {
      ...known,
      scheduled,
      days: runDaysOf(planOccurrences(scheduled, { from: now, count }), timeZone).slice(0, mostDays),
      insights: planInsights(scheduled, { from: now, windowsInUse, windowQuota: quota }),
    };
  }, [kept, mode, rows, timeZone, now, task, windowsInUse, windowQuota]);
  const foreign = useMemo(() => foreignWindows(others), [others.map(({ id }) => id).join()]);
  return useMemo(() => ({ ...dates, foreign }), [dates, foreign]);
}
