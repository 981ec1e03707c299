/** What a reader of a schedule does not see by looking at it: inversions, fifth weeks, gaps, clock changes, limits. */
import { readerOf, type ScheduledWindow, timetable } from './date-rule.js';
import { fifthWeeks, waveInversion } from './insight-calendar.js';
import { clockChanges } from './insight-clock.js';
import type { Insight, InsightOptions, WindowQuota } from './insight-kinds.js';
import { comingRuns, longestGap, simultaneous } from './insight-runs.js';
import { waveOrder } from './insight-waves.js';

/**
 * What is worth saying about the dates of windows, warnings first. A schedule that was taken over and means no slot has no part in what
 * is told of weeks and weekdays; one that cannot be read only counts as a window. Throws RangeError for an unknown zone.
 */
export function planInsights(windows: readonly ScheduledWindow[], options: InsightOptions): Insight[] {
  const { from } = options;
  const dates = timetable(windows);
  const reader = readerOf(windows);
  const coming = comingRuns(dates, from);
  const insights = [
    windowQuota(windows.length, options),
    simultaneous(coming, windows, reader),
    // What names say is not said of days, too.
    windows.every(({ wave }) => wave !== undefined) ? undefined : waveInversion(dates.rules, from, reader),
    waveOrder(windows, from, reader),
    fifthWeeks(dates.rules, from, reader),
    ...clockChanges(coming),
    longestGap(coming, from, reader),
  ].filter((insight) => insight !== undefined);
  const isWarning = ({ severity }: Insight) => severity === 'warning';
  return [...insights.filter(isWarning), ...insights.filter((insight) => !isWarning(insight))];
}

function windowQuota(windows: number, options: InsightOptions): WindowQuota | undefined {
  const { windowQuota: quota = 50, windowsInUse: inUse = 0 } = options;
  const excess = windows + inUse - quota;
  if (excess <= 0 || windows === 0) return undefined;
  const others = inUse === 0 ? '' : `, and the account has ${inUse} ${inUse === 1 ? 'other' : 'others'}`;
  return {
    kind: 'window-quota',
    severity: 'warning',
    message: `The plan needs ${windows} ${windows === 1 ? 'window' : 'windows'}${others}: ${excess} more than the quota of ${quota} per region.`,
    windows,
    inUse,
    quota,
  };
}
