/** What a reader of a schedule does not see by looking at it: inversions, fifth weeks, gaps, clock changes, limits. */
import { type ScheduledWindow, timetable } from './date-rule.js';
import { fifthWeeks, waveInversion } from './insight-calendar.js';
import { clockChanges } from './insight-clock.js';
import type { Insight, InsightOptions, WindowQuota } from './insight-kinds.js';
import { longestGap, runsInYear, simultaneous } from './insight-year.js';
import { readerOf } from './insight-zone.js';

/**
 * What is worth saying about the dates of windows, warnings first. A schedule that was taken over and means no slot has no part in what
 * is told of weeks and weekdays; one that cannot be read only counts as a window. Throws RangeError for an unknown zone.
 */
export function planInsights(windows: readonly ScheduledWindow[], options: InsightOptions): Insight[] {
  const dates = timetable(windows);
  const reader = readerOf(windows);
  const runs = runsInYear(dates, options);
  const insights = [
    windowQuota(windows.length, options),
    simultaneous(runs, windows, reader),
    waveInversion(dates.rules, options, reader),
    fifthWeeks(dates.rules, options, reader),
    ...clockChanges(windows, dates, options),
    longestGap(runs, options, reader),
  ].filter((insight) => insight !== undefined);
  return [...insights.filter(isWarning), ...insights.filter((insight) => !isWarning(insight))];
}

function isWarning({ severity }: Insight): boolean {
  return severity === 'warning';
}

function windowQuota(windows: number, options: InsightOptions): WindowQuota | undefined {
  const { windowQuota: quota = 50, windowsInUse: inUse = 0 } = options;
  const excess = windows + inUse - quota;
  if (excess <= 0 || windows === 0) return undefined;
  const others = inUse === 0 ? '' : `, and the account has ${inUse} others`;
  return {
    kind: 'window-quota',
    severity: 'warning',
    message: `The plan needs ${windows} windows${others}: ${excess} more than the quota of ${quota} per Region.`,
    windows,
    inUse,
    quota,
  };
}
