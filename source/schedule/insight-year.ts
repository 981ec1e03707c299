/** What a year of starts shows: the longest time without one, and how many fall together. */
import { dateLabel, dayMilliseconds, hourMilliseconds, localText, nthWeekday } from './calendar.js';
import type { DateRule } from './date-rule.js';
import type { InsightOptions, LongestGap, Simultaneous } from './insight-kinds.js';
import { instantToLocal, localToInstant, toWallClock } from './zone.js';

/** This month and a year, and four more to see the end of a gap that begins late: fifth weekdays are up to 17 weeks apart. */
const months = 17;
/** "Concurrent executions of maintenance windows", General Reference, quotas. */
const runsAtOnce = 5;
/** A single nth weekday comes every 28 or 35 days, so a longer gap means that some month has no run. */
const monthlyGapDays = 35;

/** All starts of the coming months after `from`, in milliseconds, ascending. */
export function startsInYear(rules: readonly DateRule[], { from, timeZone }: InsightOptions): Float64Array {
  const { year, month } = toWallClock(from, timeZone);
  const starts: number[] = [];
  for (let index = 0; index < months; index++) {
    for (const { week, weekday, offsetDays, slots } of rules) {
      const first = new Date(Date.UTC(year, month - 1 + index));
      const day = nthWeekday(first.getUTCFullYear(), first.getUTCMonth() + 1, week, weekday);
      if (day === undefined) continue;
      const date = first.getTime() + (day - 1 + offsetDays) * dayMilliseconds;
      for (const { time } of slots) starts.push(localToInstant(date + time, timeZone).at);
    }
  }
  return Float64Array.from(starts.filter((start) => start > from.getTime())).sort();
}

/** The longest gap that begins within a year. */
export function longestGap(starts: Float64Array, { from, timeZone }: InsightOptions): LongestGap | undefined {
  const year = from.getTime() + 365 * dayMilliseconds;
  let before = 0;
  let after = 0;
  for (let index = 1; index < starts.length; index++) {
    const [earlier = 0, later = 0] = [starts[index - 1], starts[index]];
    if (earlier <= year && later - earlier > after - before) [before, after] = [earlier, later];
  }
  const [first, second] = [instantToLocal(before, timeZone), instantToLocal(after, timeZone)];
  const days = Math.floor(second / dayMilliseconds) - Math.floor(first / dayMilliseconds);
  if (days === 0) return undefined;
  return {
    kind: 'longest-gap',
    severity: days > monthlyGapDays ? 'warning' : 'info',
    message: `Longest gap between two runs: ${days} ${days === 1 ? 'day' : 'days'}, ${dateLabel(first)} to ${dateLabel(second)}.`,
    days,
    from: localText(first),
    to: localText(second),
  };
}

/** How many windows are open at one time at the most, if more than one; a warning if SSM does not run so many. */
export function simultaneous(starts: Float64Array, options: InsightOptions): Simultaneous | undefined {
  const { durationHours, timeZone } = options;
  const duration = durationHours * hourMilliseconds;
  let most = 0;
  let at = 0;
  let oldest = 0;
  for (const [index, start] of starts.entries()) {
    while ((starts[oldest] ?? start) <= start - duration) oldest++;
    const open = index - oldest + 1;
    if (open > most) [most, at] = [open, start];
  }
  if (most < 2) return undefined;
  const isTooMany = most > runsAtOnce;
  const local = instantToLocal(at, timeZone);
  const when = `${dateLabel(local)} at ${localText(local).slice(11)}`;
  return {
    kind: 'simultaneous',
    severity: isTooMany ? 'warning' : 'info',
    message: `${most} windows of ${durationHours} h are open at one time, first on ${when}; SSM runs ${isTooMany ? 'only' : 'up to'} ${runsAtOnce} at a time.`,
    windows: most,
    limit: runsAtOnce,
    local: localText(local),
  };
}
