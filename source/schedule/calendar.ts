/** Calendar arithmetic on dates without a zone: days of a month, nth and last weekdays. */
import type { Week, Weekday } from './slot.js';

export const dayMilliseconds = 24 * 60 * 60 * 1000;

/** @param month 1–12 */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @param month 1–12 */
export function weekdayOf(year: number, month: number, day: number): Weekday {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() as Weekday;
}

/** Day of the month of the nth or last such weekday; undefined where a month has no fifth one. */
export function nthWeekday(year: number, month: number, week: Week, weekday: Weekday): number | undefined {
  const first = 1 + ((weekday - weekdayOf(year, month, 1) + 7) % 7);
  const length = daysInMonth(year, month);
  if (week === 'L') return first + 7 * Math.floor((length - first) / 7);
  const day = first + 7 * (week - 1);
  return day <= length ? day : undefined;
}
