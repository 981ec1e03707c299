/** The schedules that SSM takes as text: cron(…), rate(…) and at(…), read into data. */
import { fieldRules, parseValue, parseValues, refuse, ScheduleError } from './cron-field.js';
import type { Week, Weekday } from './slot.js';

export { ScheduleError };

/** On which days of a month a cron expression fires. Weekdays count as in slots: 0 = Sunday. */
export type DayRule =
  /** `15`, `1-7`, `*` */
  | { readonly kind: 'days'; readonly days: readonly number[] }
  /** `L` (0), `L-3` (3) */
  | { readonly kind: 'before-last-day'; readonly days: number }
  /** `15W`; `LW` is the last one of the month */
  | { readonly kind: 'nearest-working-day'; readonly day: number | 'L' }
  /** `TUE`, `MON-FRI` */
  | { readonly kind: 'weekdays'; readonly weekdays: readonly Weekday[] }
  /** `TUE#2`, `3#2`; `3L`, `TUEL` */
  | { readonly kind: 'nth-weekday'; readonly weekday: Weekday; readonly week: Week };

export interface CronSchedule {
  readonly kind: 'cron';
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly day: DayRule;
  /** 1–12 */
  readonly months: readonly number[];
  /** Ascending, 1970–2199. */
  readonly years: readonly number[];
}

export interface RateSchedule {
  readonly kind: 'rate';
  readonly value: number;
  readonly unit: 'minute' | 'hour' | 'day';
}

export interface AtSchedule {
  readonly kind: 'at';
  /** Milliseconds of the wall clock, read as if it were UTC. */
  readonly local: number;
}

export type ScheduleExpression = CronSchedule | RateSchedule | AtSchedule;

/** API shape MaintenanceWindowSchedule. */
const longestText = 256;
const shortestMinutes = 5;

/**
 * Reads a schedule as CreateMaintenanceWindow takes it. Throws {@link ScheduleError}.
 *
 * cron: six fields, or seven with the seconds first. Five are read too, as a cron of every year: the user guide has six,
 * and windows with five have been found in accounts, whose text stays as it is. Exactly one of Day-of-month and Day-of-week must be `?`: the user
 * guide says so, and two `*` are refused like any other pair. `L`, `W` and `#` stand alone, not in lists. `L-3` (three
 * days before the last) is read, although the user guide does not mention it: a window found in an account may have it.
 * rate: `1 hour`, `5 hours`; the user guide calls `1 hours` and `5 hour` invalid. Nothing may run more often than every
 * five minutes of a day (user guide, "Cron and rate expressions for Systems Manager").
 */
export function parseSchedule(text: string): ScheduleExpression {
  if (text.length === 0 || text.length > longestText) {
    throw new ScheduleError(`Schedule: has ${text.length} characters; it must have 1 to ${longestText}`);
  }
  const match = /^(cron|rate|at)\((.*)\)$/.exec(text.trim());
  const inner = match?.[2]?.trim() ?? '';
  switch (match?.[1]) {
    case 'cron':
      return parseCron(inner);
    case 'rate':
      return parseRate(inner);
    case 'at':
      return parseAt(inner);
    default:
      throw new ScheduleError(
        `Schedule: "${text}" is not cron(Minutes Hours Day-of-month Month Day-of-week Year), ` +
          'rate(value unit) or at(YYYY-MM-DDThh:mm:ss)',
      );
  }
}

/** A schedule as {@link parseSchedule} reads it; undefined where SSM would refuse it, or has words that are not known here. */
export function readSchedule(text: string): ScheduleExpression | undefined {
  try {
    return parseSchedule(text);
  } catch (error) {
    if (error instanceof ScheduleError) return undefined;
    throw error;
  }
}

function parseCron(inner: string): CronSchedule {
  const fields = inner.split(/\s+/);
  if (fields.length === 5) fields.push('*');
  if (fields.length === 6) fields.unshift('0');
  if (fields.length !== 7) {
    throw new ScheduleError(
      `cron: has ${inner === '' ? 0 : fields.length} fields; it must have 6 ` +
        '(Minutes Hours Day-of-month Month Day-of-week Year), or 7 with Seconds first',
    );
  }
  const [seconds = '', minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  const schedule: CronSchedule = {
    kind: 'cron',
    seconds: parseValues(fieldRules.seconds, seconds),
    minutes: parseValues(fieldRules.minutes, minutes),
    hours: parseValues(fieldRules.hours, hours),
    day: parseDay(dayOfMonth, dayOfWeek),
    months: parseValues(fieldRules.month, month),
    years: parseValues(fieldRules.year, year),
  };
  refuseTooOften(schedule);
  return schedule;
}

function parseDay(dayOfMonth: string, dayOfWeek: string): DayRule {
  if (dayOfWeek === '?' && dayOfMonth !== '?') return parseDayOfMonth(dayOfMonth);
  if (dayOfMonth === '?' && dayOfWeek !== '?') return parseDayOfWeek(dayOfWeek);
  throw new ScheduleError(
    `Day-of-month and Day-of-week: exactly one of them must be "?", not "${dayOfMonth}" and "${dayOfWeek}"`,
  );
}

function parseDayOfMonth(text: string): DayRule {
  const rule = fieldRules.dayOfMonth;
  const upper = text.toUpperCase();
  if (upper === 'LW') return { kind: 'nearest-working-day', day: 'L' };
  const beforeLast = /^L(?:-(\d{1,2}))?$/.exec(upper);
  if (beforeLast !== null) {
    const days = Number(beforeLast[1] ?? 0);
    return days <= 30 ? { kind: 'before-last-day', days } : refuse(rule, text, 'goes too far back; use L-1 to L-30');
  }
  if (/^\d+W$/.test(upper)) return { kind: 'nearest-working-day', day: parseValue(rule, upper.slice(0, -1)) };
  if (/[LW]/.test(upper)) refuse(rule, text, 'has L or W inside a list or range; each must stand alone: L, LW, 15W');
  return { kind: 'days', days: parseValues(rule, text) };
}

function parseDayOfWeek(text: string): DayRule {
  const rule = fieldRules.dayOfWeek;
  const upper = text.toUpperCase();
  const [, name, number] = /^(\w+?)(?:#(\d+)|L)$/.exec(upper) ?? [];
  if (name !== undefined) {
    const week = number === undefined ? 'L' : Number(number);
    if (week !== 'L' && (week < 1 || week > 5)) {
      return refuse(rule, text, 'has a week that does not exist; use 1 to 5 after "#"');
    }
    return { kind: 'nth-weekday', weekday: weekday(parseValue(rule, name)), week: week as Week };
  }
  if (upper.includes('#')) refuse(rule, text, 'has "#" inside a list or range; it must stand alone: TUE#2');
  // The user guide: "L" in Day-of-week is the last day of the week, Saturday.
  if (upper === 'L') return { kind: 'weekdays', weekdays: [6] };
  return { kind: 'weekdays', weekdays: parseValues(rule, text).map(weekday) };
}

/** AWS counts 1 = Sunday, slots 0 = Sunday. */
function weekday(number: number): Weekday {
  return (number - 1) as Weekday;
}

function refuseTooOften({ seconds, minutes, hours, day }: CronSchedule): void {
  if (seconds.length > 1) {
    throw new ScheduleError('Seconds: several values run more often than every 5 minutes; use one value');
  }
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  if (hasDaysInARow(day)) times.push((times[0] ?? 0) + 24 * 60);
  if (times.some((time, index) => index > 0 && time - (times[index - 1] ?? time) < shortestMinutes)) {
    throw new ScheduleError('Minutes: runs more often than every 5 minutes, the shortest interval allowed');
  }
}

/** Whether a run may be followed by one of the next day. */
function hasDaysInARow(day: DayRule): boolean {
  const follows = (values: readonly number[], atMost: number) =>
    values.some((value) => values.includes(value === atMost ? 0 : value + 1));
  if (day.kind === 'weekdays') return follows(day.weekdays, 6);
  // The first of a month comes after its last day, whichever that is.
  return (
    day.kind === 'days' && (follows(day.days, 31) || (day.days.includes(1) && day.days.some((date) => date >= 28)))
  );
}

function parseRate(inner: string): RateSchedule {
  const match = /^(\d{1,9})\s+(minute|hour|day)(s?)$/.exec(inner);
  const value = Number(match?.[1] ?? 0);
  const unit = match?.[2] as RateSchedule['unit'] | undefined;
  if (unit === undefined || value < 1) {
    throw new ScheduleError(
      `rate: "${inner}" is not a number from 1 followed by minutes, hours or days, such as rate(7 days)`,
    );
  }
  if ((value === 1) === (match?.[3] === 's')) {
    throw new ScheduleError(`rate: "${inner}" must be "${value} ${value === 1 ? unit : `${unit}s`}"`);
  }
  if (unit === 'minute' && value < shortestMinutes) {
    throw new ScheduleError(`rate: "${inner}" is more often than every 5 minutes, the shortest interval allowed`);
  }
  return { kind: 'rate', value, unit };
}

function parseAt(inner: string): AtSchedule {
  const local = Date.parse(`${inner}Z`);
  // What is no date, as 30 February, is read as another one, or not at all.
  if (Number.isNaN(local) || new Date(local).toISOString() !== `${inner}.000Z`) {
    throw new ScheduleError(
      `at: "${inner}" is not a date and time in the form YYYY-MM-DDThh:mm:ss, such as 2026-12-01T03:00:00`,
    );
  }
  return { kind: 'at', local };
}
