/** What the coming runs show: the longest time without one, and how many windows are open together. */
import { dateLabel, dayMilliseconds, hourMilliseconds, localText, monthOf, nthWeekday } from './calendar.js';
import type { DateRule, Reader, ScheduledWindow, Timetable, WindowStart } from './date-rule.js';
import type { LongestGap, Simultaneous } from './insight-kinds.js';
import { runs } from './runs.js';
import { instantToLocal, localToInstant } from './zone.js';

/** Two years: each kind of change of a clock comes about twice, and a gap that begins within a year is seen to its end. */
const months = 24;
/** "Concurrent executions of maintenance windows", General Reference, quotas. */
const runsAtOnce = 5;
/** A date of each month comes every 28 or 35 days, so a longer gap means that some month has no run. */
const monthlyGapDays = 35;

export interface ComingRuns {
  /** Starts and ends in milliseconds, each ascending by itself. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Those that meet a change of their zone's clock. */
  readonly noted: readonly Required<WindowStart>[];
}

/**
 * All runs of the coming months that start after `from`, and one more of each schedule that was taken over, to see the end of
 * a gap. SSM skips a run whose window is still open (API member MaintenanceWindowExecutionStatus, SKIPPED_OVERLAPPING).
 */
export function comingRuns({ rules, evaluated }: Timetable, from: Date): ComingRuns {
  const starts: number[] = [];
  const ends: number[] = [];
  const noted: Required<WindowStart>[] = [];
  const last = new Date(from).setUTCMonth(from.getUTCMonth() + months);
  for (const rule of rules) {
    for (const date of datesOf(rule, from)) {
      for (const { window, index, time } of rule.windows) {
        const { at, note } = localToInstant(date + time, rule.timeZone);
        if (at <= from.getTime()) continue;
        if (note) noted.push({ window, index, at, note });
        starts.push(at);
        ends.push(at + window.durationHours * hourMilliseconds);
      }
    }
  }
  for (const { window, index, expression, scheduleOffset } of evaluated) {
    const { timeZone, durationHours } = window;
    let openUntil = 0;
    for (const { start, note } of runs(expression, { from, timeZone, scheduleOffset })) {
      const at = start.getTime();
      if (note) noted.push({ window, index, at, note });
      if (at < openUntil) continue;
      openUntil = at + durationHours * hourMilliseconds;
      starts.push(at);
      ends.push(openUntil);
      if (at > last) break;
    }
  }
  return { starts: Float64Array.from(starts).sort(), ends: Float64Array.from(ends).sort(), noted };
}

/** The dates of a rule from this month on; days after last month's Patch Tuesday may be still to come. */
function datesOf({ week, weekday, offsetDays, timeZone }: DateRule, from: Date): number[] {
  const first = monthOf(instantToLocal(from.getTime(), timeZone)) - (offsetDays > 0 ? 1 : 0);
  return Array.from({ length: months + 2 }, (_, index) => first + index).flatMap((month) => {
    const day = nthWeekday(month, week, weekday);
    return day === undefined ? [] : [Date.UTC(1970, month, day + offsetDays)];
  });
}

/** The longest gap that begins within a year. */
export function longestGap({ starts }: ComingRuns, from: Date, reader: Reader): LongestGap | undefined {
  const year = from.getTime() + 365 * dayMilliseconds;
  let before = 0;
  let after = 0;
  for (let index = 1; index < starts.length; index++) {
    const [earlier = 0, later = 0] = [starts[index - 1], starts[index]];
    if (earlier <= year && later - earlier > after - before) [before, after] = [earlier, later];
  }
  const { timeZone, inZone } = reader;
  const [first, second] = [instantToLocal(before, timeZone), instantToLocal(after, timeZone)];
  const days = Math.floor(second / dayMilliseconds) - Math.floor(first / dayMilliseconds);
  if (days === 0) return undefined;
  return {
    kind: 'longest-gap',
    severity: days > monthlyGapDays ? 'warning' : 'info',
    message: `Longest gap between two runs: ${days} ${days === 1 ? 'day' : 'days'}, ${dateLabel(first)} to ${dateLabel(second)}${inZone}.`,
    days,
    timeZone,
    from: localText(first),
    to: localText(second),
  };
}

/** How many windows are open at one time at the most, if more than one; a warning if SSM does not run so many. */
export function simultaneous(
  { starts, ends }: ComingRuns,
  windows: readonly ScheduledWindow[],
  { timeZone, inZone }: Reader,
): Simultaneous | undefined {
  let most = 0;
  let at = 0;
  let ended = 0;
  for (const [index, start] of starts.entries()) {
    while ((ends[ended] ?? Number.POSITIVE_INFINITY) <= start) ended++;
    const open = index + 1 - ended;
    if (open > most) [most, at] = [open, start];
  }
  if (most < 2) return undefined;
  const isTooMany = most > runsAtOnce;
  const local = instantToLocal(at, timeZone);
  const when = `${dateLabel(local)} at ${localText(local).slice(11)}${inZone}`;
  const [hours, ...others] = new Set(windows.map(({ durationHours }) => durationHours));
  const ofHours = others.length === 0 ? ` of ${hours} h` : '';
  return {
    kind: 'simultaneous',
    severity: isTooMany ? 'warning' : 'info',
    message: `${most} windows${ofHours} are open at the same time, first on ${when}. SSM runs ${isTooMany ? 'only' : 'up to'} ${runsAtOnce} at a time.`,
    windows: most,
    limit: runsAtOnce,
    timeZone,
    local: localText(local),
  };
}
