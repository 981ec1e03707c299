/** The dates that a choice of weeks, days and hours leads to, and what is worth knowing about them. */
import { useMemo } from 'react';
import type { TaskSpec } from '../../../plan/intent/document.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import { planInsights } from '../../../schedule/insight.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { type ScheduleChoice, scheduleAnswers } from './state.js';

export interface DatesOptions {
  readonly now: Date;
  /** Of the plan; a wave may have its own. */
  readonly task: TaskSpec;
  /** Windows that the account has besides this plan's. */
  readonly windowsInUse: number;
  readonly windowQuota: number;
}

/** Moving the cursor does not compute them anew. */
export function useDates(choice: ScheduleChoice, { now, task, windowsInUse, windowQuota }: DatesOptions) {
  const { kept, mode, weeks, weekdays, after, times, timeZone } = choice;
  return useMemo(() => {
    const answers = scheduleAnswers({ kept, mode, weeks, weekdays, after, times, timeZone });
    const windows = answers.waves.map((wave) => scheduledWindow({ timeZone, task }, wave));
    return {
      windows,
      occurrences: planOccurrences(windows, { from: now, count: mostDates }),
      insights: planInsights(windows, { from: now, windowsInUse, windowQuota }),
    };
  }, [kept, mode, weeks, weekdays, after, times, timeZone, now, task, windowsInUse, windowQuota]);
}

/** More dates than the tallest screen shows. */
const mostDates = 40;
