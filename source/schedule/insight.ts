/** What a reader of a schedule does not see by looking at it: inversions, fifth weeks, gaps, clock changes, limits. */
import { type DateRule, dateRules, type ScheduledSlot } from './date-rule.js';
import { fifthWeeks, waveInversion } from './insight-calendar.js';
import { clockChanges } from './insight-clock.js';
import type { Insight, InsightOptions, WindowQuota } from './insight-kinds.js';
import { longestGap, simultaneous, startsInYear } from './insight-year.js';

/** What is worth saying about a plan's schedule, warnings first. Throws RangeError for an unknown zone. */
export function planInsights(slots: readonly ScheduledSlot[], options: InsightOptions): Insight[] {
  const rules: readonly DateRule[] = dateRules(slots);
  const starts = startsInYear(rules, options);
  const insights = [
    windowQuota(slots.length, options),
    simultaneous(starts, options),
    waveInversion(rules, options),
    fifthWeeks(rules, options),
    ...clockChanges(rules, options),
    longestGap(starts, options),
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
