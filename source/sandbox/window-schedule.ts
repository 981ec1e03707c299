/** When a window runs: from the text of its schedule, as SSM evaluates it. */
import { parseSchedule, type ScheduleExpression } from '../schedule/expression.js';
import { runs } from '../schedule/runs.js';
import { isTimeZone, offsetMinutes } from '../schedule/zone.js';
import { validationError } from './api-error.js';
import type { WindowRow } from './rows.js';

/** The members of a window that its dates depend on. */
type Scheduled = Pick<
  WindowRow,
  'Schedule' | 'ScheduleTimezone' | 'ScheduleOffset' | 'StartDate' | 'EndDate' | 'CreatedDate'
>;

/** The runs after `from`, in order. Throws nothing for a window that {@link refuseSchedule} has let through. */
export function* windowRuns(window: Scheduled, from: Date): Generator<Date> {
  const createdAt = new Date(window.CreatedDate * 1000);
  const startDate = optionalDate(window.StartDate);
  const options = {
    from,
    timeZone: window.ScheduleTimezone ?? 'UTC',
    scheduleOffset: window.ScheduleOffset,
    createdAt,
    // A rate counts from now where its start date has passed (API member StartDate).
    startDate: startDate !== undefined && startDate > createdAt ? startDate : undefined,
    endDate: optionalDate(window.EndDate),
  };
  for (const { start } of runs(parsed(window.Schedule), options)) yield start;
}

/**
 * The first run after a date; undefined when there is none. Remembers, for each window, the last date that it was asked
 * for: until that run has passed, nothing is computed.
 */
export function rememberedRuns(): (window: Scheduled, from: Date) => Date | undefined {
  const known = new WeakMap<Scheduled, { readonly from: Date; readonly next: Date | undefined }>();
  return (window, from) => {
    const last = known.get(window);
    if (last !== undefined && from >= last.from && (last.next === undefined || from < last.next)) return last.next;
    const [next] = windowRuns(window, from);
    known.set(window, { from, next });
    return next;
  };
}

/** The next run of a window, for the account's own clock. */
export const nextExecution = rememberedRuns();

/**
 * Refuses, with ValidationException, what the model cannot: a schedule that does not parse, an unknown zone, an offset
 * without cron, dates that are none or the wrong way round, and a schedule that never fires again.
 */
export function refuseSchedule(window: Scheduled, now: Date): void {
  const expression = parsed(window.Schedule);
  const { ScheduleTimezone: zone, StartDate: start, EndDate: end } = window;
  if (zone !== undefined && !isTimeZone(zone)) throw validationError(`Invalid time zone: ${zone}`);
  if (window.ScheduleOffset !== undefined && expression.kind !== 'cron') {
    throw validationError('ScheduleOffset can only be used with a cron schedule expression');
  }
  for (const [name, date] of Object.entries({ StartDate: start, EndDate: end })) {
    if (date !== undefined && optionalDate(date) === undefined) {
      throw validationError(`${name} must be a date in ISO-8601 Extended format: ${date}`);
    }
  }
  const [startsAt, endsAt] = [optionalDate(start), optionalDate(end)];
  if (startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt) {
    throw validationError('EndDate must be after StartDate');
  }
  if (nextExecution(window, now) === undefined) {
    throw validationError(`The schedule expression ${window.Schedule} has no execution in the future`);
  }
}

/**
 * An instant as AWS writes it: the wall clock of the zone with its offset, `2026-12-01T03:00-05:00`, or
 * `2026-12-01T03:00Z` in UTC; seconds and milliseconds only where there are any.
 */
export function executionTime(instant: Date, timeZone = 'UTC'): string {
  const offset = offsetMinutes(timeZone, instant);
  const local = new Date(instant.getTime() + offset * 60_000).toISOString();
  const seconds = local.slice(16, -1).replace(/\.000$/, '');
  return `${local.slice(0, 16)}${seconds === ':00' ? '' : seconds}${offsetText(offset)}`;
}

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const [hours, rest] = [Math.trunc(size / 60), Math.trunc(size % 60)].map((value) => String(value).padStart(2, '0'));
  return `${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
}

const expressions = new Map<string, ScheduleExpression>();
const mostExpressions = 10_000;

function parsed(text: string): ScheduleExpression {
  const known = expressions.get(text);
  if (known !== undefined) return known;
  let expression: ScheduleExpression;
  try {
    expression = parseSchedule(text);
  } catch (error) {
    throw validationError(`Invalid schedule expression. ${error instanceof Error ? error.message : String(error)}`);
  }
  if (expressions.size >= mostExpressions) expressions.clear();
  expressions.set(text, expression);
  return expression;
}

/** ISO-8601 Extended: a date, or a date and time with or without offset; none given means UTC. */
const isoDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** The instant of an ISO-8601 text; undefined where there is no text or it is no date. */
export function optionalDate(text: string | undefined): Date | undefined {
  if (text === undefined || !isoDate.test(text)) return undefined;
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`;
  const date = new Date(zoned);
  // V8 takes the 30th of February for the 2nd of March.
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const isOnCalendar = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return isOnCalendar && !Number.isNaN(date.getTime()) ? date : undefined;
}
