/** The dates that a choice of weeks, days and hours leads to, and what is worth knowing about them. */
import { useMemo } from 'react';
import { slotsOf } from '../../plan/spec/answers.js';
import { windowName } from '../../plan/spec/names.js';
import { planInsights } from '../../schedule/insight.js';
import { planOccurrences } from '../../schedule/occurrences.js';
import { type ScheduleChoice, scheduleAnswers } from '../../wizard/schedule-choice.js';

export interface DatesOptions {
  readonly now: Date;
  readonly durationHours: number;
  /** Windows that the account has besides this plan's. */
  readonly windowsInUse: number;
  readonly windowQuota: number;
}

/** Moving the cursor does not compute them anew. */
export function useDates(choice: ScheduleChoice, { now, durationHours, windowsInUse, windowQuota }: DatesOptions) {
  const { mode, weeks, weekdays, after, times, timeZone } = choice;
  return useMemo(() => {
    const answers = scheduleAnswers({ mode, weeks, weekdays, after, times, timeZone });
    const windows = slotsOf(answers).map((slot) => ({ window: windowName(slot), when: slot, timeZone, durationHours }));
    return {
      windows,
      occurrences: planOccurrences(windows, { from: now, count: mostDates }),
      insights: planInsights(windows, { from: now, windowsInUse, windowQuota }),
    };
  }, [mode, weeks, weekdays, after, times, timeZone, now, durationHours, windowsInUse, windowQuota]);
}

/** More dates than the tallest screen shows. */
const mostDates = 40;
