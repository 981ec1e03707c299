/** Windows that other people have in the account: when they run, as far as their schedule says it. */
import { dayMilliseconds, hourMilliseconds } from '../calendar.js';
import { readSchedule } from '../expression.js';
import { type Run, runs, unitMilliseconds } from '../runs.js';
import type { WindowSchedule } from '../slot.js';
import { instantToLocal, isTimeZone, localToInstant } from '../zone.js';
import { dayOf } from './months.js';
import type { Span } from './strip.js';

export interface ForeignWindow extends WindowSchedule {
  readonly name: string;
  /** Whether it patches; others take inventory, or do something else. */
  readonly isPatching: boolean;
  /** @default 'UTC' (CreateMaintenanceWindow without ScheduleTimezone) */
  readonly timeZone?: string | undefined;
  readonly durationHours: number;
  readonly startDate?: Date | undefined;
  readonly createdAt?: Date | undefined;
  /** Rates count from it: the date that AWS itself has told. */
  readonly nextRun?: Date | undefined;
}

/** The window's runs strictly after an instant; none of a schedule that cannot be read. */
function runsOf(window: ForeignWindow, from: number): Iterable<Run> {
  const { schedule, scheduleOffset, timeZone = 'UTC', startDate, createdAt, nextRun } = window;
  const expression = readSchedule(schedule);
  if (expression === undefined || !isTimeZone(timeZone)) return [];
  const options = { from: new Date(from), timeZone, scheduleOffset, startDate };
  if (expression.kind !== 'rate' || nextRun === undefined) return runs(expression, { ...options, createdAt });
  // A rate counts on from one of its runs as from any other.
  const step = expression.value * unitMilliseconds[expression.unit];
  return runs(expression, { from: options.from, timeZone, createdAt: new Date(nextRun.getTime() - step) });
}

/** When the window is open between two instants. */
export function openSpans(window: ForeignWindow, { start, end }: Span): Span[] {
  const length = window.durationHours * hourMilliseconds;
  const spans: Span[] = [];
  for (const run of runsOf(window, start - length)) {
    const at = run.start.getTime();
    if (at >= end) break;
    // SSM skips a run whose window is still open (SKIPPED_OVERLAPPING).
    if (at >= (spans.at(-1)?.end ?? 0)) spans.push({ start: at, end: at + length });
  }
  return spans;
}

/** Runs of one day that are looked at before the rest of it is skipped. */
const mostOfOneDay = 4;

/** The days of a zone on which the window runs, after `start` and before `end`. */
export function runDays(window: ForeignWindow, { start, end }: Span, timeZone: string): Set<number> {
  const days = new Set<number>();
  let from = start;
  while (from < end) {
    const skippedTo = addDays(days, runsOf(window, from), end, timeZone);
    if (skippedTo === undefined) break;
    from = skippedTo;
  }
  return days;
}

/** Adds days; undefined at the end, or the last instant of a day that has many more runs. */
function addDays(days: Set<number>, found: Iterable<Run>, end: number, timeZone: string): number | undefined {
  let ofOneDay = 0;
  for (const { start } of found) {
    const at = start.getTime();
    if (at >= end) return undefined;
    const day = dayOf(instantToLocal(at, timeZone));
    ofOneDay = days.has(day) ? ofOneDay + 1 : 0;
    days.add(day);
    if (ofOneDay > mostOfOneDay) return Math.max(at, localToInstant((day + 1) * dayMilliseconds, timeZone).at - 1);
  }
  return undefined;
}
