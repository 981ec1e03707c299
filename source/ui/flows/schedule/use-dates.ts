/** The dates that a choice of weeks, days and hours leads to, and what is worth knowing about them. */
import { useMemo } from 'react';
import type { TaskSpec } from '../../../plan/intent/document.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import { planInsights } from '../../../schedule/insight.js';
import { type Occurrence, planOccurrences } from '../../../schedule/occurrences.js';
import type { ScheduleFacts } from '../../components/insight-lines.js';
import { type ScheduleChoice, scheduleAnswers } from './state.js';

/** `task`: of the plan; a wave may have its own. */
export type DatesOptions = Pick<ScheduleFacts, 'windowsInUse' | 'windowQuota'> & {
  readonly now: Date;
  readonly task: TaskSpec;
};

export type Dates = ScheduleFacts & { readonly occurrences: readonly Occurrence[] };

/** Moving the cursor does not compute them anew. */
export function useDates(
  { kept, mode, rows, timeZone }: ScheduleChoice,
  { now, task, windowsInUse, windowQuota }: DatesOptions,
): Dates {
  return useMemo(() => {
    const { waves } = scheduleAnswers({ kept, mode, rows, timeZone });
    const windows = waves.map((wave) => scheduledWindow({ timeZone, task }, wave));
    return {
      windows: windows.length,
      windowsInUse,
      windowQuota,
      occurrences: planOccurrences(windows, { from: now, count: mostDates }),
      insights: planInsights(windows, { from: now, windowsInUse, windowQuota }),
    };
  }, [kept, mode, rows, timeZone, now, task, windowsInUse, windowQuota]);
}

/** More dates than the tallest screen shows. */
const mostDates = 40;
