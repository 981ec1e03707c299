/** When a schedule's text makes a window run: the general evaluator, for windows of any origin. */
import {
  dayMilliseconds,
  daysInMonth,
  hourMilliseconds,
  minuteMilliseconds,
  nthWeekday,
  secondMilliseconds,
  weekdayOf,
} from './calendar.js';
import type { CronSchedule, DayRule, RateSchedule, ScheduleExpression } from './expression.js';
import { instantToLocal, localToInstant, type ZoneNote } from './zone.js';

export interface RunOptions {
  /** Runs are strictly after this. */
  readonly from: Date;
  /** tz database name. @default 'UTC' (CreateMaintenanceWindow without ScheduleTimezone) */
  readonly timeZone?: string | undefined;
  /** Days added to each date of a cron expression, 1–6 (API member ScheduleOffset); 0 or none for other kinds. */
  readonly scheduleOffset?: number | undefined;
  /** When the window was made: rates count from here, and dates of the expression before it are lost. */
  readonly createdAt?: Date | undefined;
  readonly startDate?: Date | undefined;
  readonly endDate?: Date | undefined;
}

export interface Run {
  readonly start: Date;
  readonly note?: ZoneNote;
}

/**
 * The runs after `from`, in order, each instant once. Ends when nothing more can fire; a date that never comes (31
 * February) ends at once. With a ScheduleOffset the window runs that many days after each date of the expression, but
 * a date that had passed when the window was created gives no run, even if date plus offset is ahead (API member
 * ScheduleOffset). StartDate and EndDate bound the runs; how StartDate meets an offset is documented nowhere.
 */
export function* runs(expression: ScheduleExpression, options: RunOptions): Generator<Run> {
  const { from, startDate, createdAt, endDate } = options;
  let last = from.getTime();
  for (const run of unboundedRuns(expression, options)) {
    const at = run.start.getTime();
    if (endDate !== undefined && run.start > endDate) return;
    if (at <= last || [startDate, createdAt].some((date) => date !== undefined && run.start < date)) continue;
    last = at;
    yield run;
  }
}

function unboundedRuns(expression: ScheduleExpression, options: RunOptions): Iterable<Run> {
  switch (expression.kind) {
    case 'cron':
      return cronRuns(expression, options);
    case 'rate':
      return rateRuns(expression, options);
    case 'at':
      return [runAt(expression.local, options.timeZone)];
    default:
      return expression satisfies never;
  }
}

function runAt(local: number, timeZone = 'UTC'): Run {
  const { at, note } = localToInstant(local, timeZone);
  return { start: new Date(at), note };
}

/** A rate is elapsed time: a day is 24 hours, also where the clock changes. */
export const unitMilliseconds = { minute: minuteMilliseconds, hour: hourMilliseconds, day: dayMilliseconds } as const;
const lastInstant = Date.UTC(2200, 0, 1);

/**
 * Rates are elapsed time from StartDate, or from the window's creation, the first run one interval later; a rate of one
 * day moves on the wall clock when the zone's offset changes. (The user guide's example "rate(7 days)" counts from
 * StartDate; whether a run comes at that very moment it does not say.)
 */
function* rateRuns({ value, unit }: RateSchedule, { from, createdAt, startDate }: RunOptions): Generator<Run> {
  const step = value * unitMilliseconds[unit];
  const anchor = (startDate ?? createdAt ?? from).getTime();
  const skipped = Math.max(1, Math.floor((from.getTime() - anchor) / step));
  for (let at = anchor + skipped * step; at < lastInstant; at += step) yield { start: new Date(at) };
}

/** Cron runs in order, from a little before the first that counts; {@link runs} drops what is too early or twice. */
function* cronRuns(schedule: CronSchedule, options: RunOptions): Generator<Run> {
  const timeZone = options.timeZone ?? 'UTC';
  const shift = (options.scheduleOffset ?? 0) * dayMilliseconds;
  const created = options.createdAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const times = timesOfDay(schedule);
  // A time that a zone skips moves behind later ones (a whole day in Apia in 2011), so each day waits for the next.
  let waiting: Run[] = [];
  for (const date of dates(schedule, firstDate(options, timeZone, shift))) {
    const midnight = localToInstant(date + shift, timeZone).at;
    for (const time of times) {
      if (localToInstant(date + time, timeZone).at < created) continue;
      waiting.push(runAt(date + time + shift, timeZone));
    }
    waiting.sort(byStart);
    yield* waiting.filter(({ start }) => start.getTime() < midnight);
    waiting = waiting.filter(({ start }) => start.getTime() >= midnight);
  }
  yield* waiting;
}

/** Of two runs at one instant, the one whose time exists comes first and is kept. */
function byStart(a: Run, b: Run): number {
  return a.start.getTime() - b.start.getTime() || (a.note === undefined ? 0 : 1) - (b.note === undefined ? 0 : 1);
}

/** Milliseconds after midnight, ascending. */
function timesOfDay({ hours, minutes, seconds }: CronSchedule): number[] {
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) =>
      seconds.map((second) => hour * hourMilliseconds + minute * minuteMilliseconds + second * secondMilliseconds),
    ),
  );
}

/** The date, as UTC midnight, from which dates of the expression may still give a run; two days early for gaps. */
function firstDate({ from, startDate, createdAt }: RunOptions, timeZone: string, shift: number): number {
  const earliest = Math.max(...[from, startDate ?? from, createdAt ?? from].map((date) => date.getTime()));
  const days = Math.floor(instantToLocal(earliest, timeZone) / dayMilliseconds) - 2;
  return days * dayMilliseconds - shift;
}

/** The expression's dates from `first` on, as UTC midnights. */
function* dates({ years, months, day }: CronSchedule, first: number): Generator<number> {
  const firstYear = new Date(first).getUTCFullYear();
  for (const year of years) {
    if (year < firstYear) continue;
    for (const each of months) {
      const month = (year - 1970) * 12 + each - 1;
      for (const dayOfMonth of daysOf(day, month)) {
        const date = Date.UTC(1970, month, dayOfMonth);
        if (date >= first) yield date;
      }
    }
  }
}

/** Days of the month, ascending. */
function daysOf(rule: DayRule, month: number): number[] {
  const length = daysInMonth(month);
  switch (rule.kind) {
    case 'days':
      return rule.days.filter((day) => day <= length);
    case 'before-last-day':
      return rule.days < length ? [length - rule.days] : [];
    case 'nearest-working-day':
      return nearestWorkingDay(rule.day === 'L' ? length : rule.day, month, length);
    case 'weekdays': {
      const first = weekdayOf(Date.UTC(1970, month));
      const all = Array.from({ length }, (_, index) => index + 1);
      return all.filter((day) => rule.weekdays.some((weekday) => weekday === (first + day - 1) % 7));
    }
    case 'nth-weekday':
      return [nthWeekday(month, rule.week, rule.weekday)].filter((day) => day !== undefined);
    default:
      return rule satisfies never;
  }
}

/** The working day nearest to a day, never in another month; none if the month has no such day. */
function nearestWorkingDay(day: number, month: number, length: number): number[] {
  if (day > length) return [];
  const weekday = weekdayOf(Date.UTC(1970, month, day));
  if (weekday === 6) return [day > 1 ? day - 1 : day + 2];
  if (weekday === 0) return [day < length ? day + 1 : day - 2];
  return [day];
}
