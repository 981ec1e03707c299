/** What a year of runs shows: the longest time without one, and how many windows are open together. */
import { dateLabel, dayMilliseconds, hourMilliseconds, localText, nthWeekday } from './calendar.js';
import type { DateRule, EvaluatedWindow, ScheduledWindow, Timetable } from './date-rule.js';
import type { InsightOptions, LongestGap, Simultaneous } from './insight-kinds.js';
import type { Reader } from './insight-zone.js';
import { runs } from './runs.js';
import { instantToLocal, localToInstant, toWallClock } from './zone.js';

/** A year and four months more to see the end of a gap that begins late: fifth weekdays are up to 17 weeks apart. */
const months = 17;
/** "Concurrent executions of maintenance windows", General Reference, quotas. */
const runsAtOnce = 5;
/** A date of each month comes every 28 or 35 days, so a longer gap means that some month has no run. */
const monthlyGapDays = 35;

/** Starts and ends in milliseconds, each ascending by itself. */
export interface YearRuns {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** All runs of the coming months that start after `from`. */
export function runsInYear({ rules, evaluated }: Timetable, { from }: InsightOptions): YearRuns {
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (start: number, { durationHours }: ScheduledWindow) => {
    if (start <= from.getTime()) return;
    starts.push(start);
    ends.push(start + durationHours * hourMilliseconds);
  };
  for (const rule of rules) addRuns(rule, from, add);
  for (const timed of evaluated) for (const start of evaluatedStarts(timed, from)) add(start, timed.window);
  return { starts: Float64Array.from(starts).sort(), ends: Float64Array.from(ends).sort() };
}

function addRuns(rule: DateRule, from: Date, add: (start: number, window: ScheduledWindow) => void): void {
  const { week, weekday, offsetDays, timeZone, windows } = rule;
  const { year, month } = toWallClock(from, timeZone);
  // Days after last month's date may be still to come.
  for (let index = offsetDays > 0 ? -1 : 0; index < months; index++) {
    const first = new Date(Date.UTC(year, month - 1 + index));
    const day = nthWeekday(first.getUTCFullYear(), first.getUTCMonth() + 1, week, weekday);
    if (day === undefined) continue;
    const date = first.getTime() + (day - 1 + offsetDays) * dayMilliseconds;
    for (const { window, time } of windows) add(localToInstant(date + time, timeZone).at, window);
  }
}

/**
 * The starts of as many months, and one more to see the end of a gap. SSM skips a run whose window is still open (API member
 * MaintenanceWindowExecutionStatus, SKIPPED_OVERLAPPING).
 */
function* evaluatedStarts({ window, expression, scheduleOffset }: EvaluatedWindow, from: Date): Generator<number> {
  const { timeZone, durationHours } = window;
  const last = new Date(from).setUTCMonth(from.getUTCMonth() + months);
  let openUntil = 0;
  for (const { start } of runs(expression, { from, timeZone, scheduleOffset })) {
    const at = start.getTime();
    if (at < openUntil) continue;
    openUntil = at + durationHours * hourMilliseconds;
    yield at;
    if (at > last) return;
  }
}

/** The longest gap that begins within a year. */
export function longestGap({ starts }: YearRuns, { from }: InsightOptions, reader: Reader): LongestGap | undefined {
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
  { starts, ends }: YearRuns,
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
    message: `${most} windows${ofHours} are open at one time, first on ${when}; SSM runs ${isTooMany ? 'only' : 'up to'} ${runsAtOnce} at a time.`,
    windows: most,
    limit: runsAtOnce,
    timeZone,
    local: localText(local),
  };
}
