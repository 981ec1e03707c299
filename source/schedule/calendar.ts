/** Calendar arithmetic on dates without a zone: days of a month, nth and last weekdays, and how dates are written. */
import { type Week, type Weekday, weekdayAbbreviation } from './slot.js';

export const secondMilliseconds = 1000;
export const minuteMilliseconds = 60 * secondMilliseconds;
export const hourMilliseconds = 60 * minuteMilliseconds;
export const dayMilliseconds = 24 * hourMilliseconds;

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

export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Tue 1 Dec 2026`, of a date or wall clock read as UTC milliseconds. */
export function dateLabel(local: number): string {
  const date = new Date(local);
  return `${weekdayText(date)} ${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `Tue`, of an instant in UTC. */
export function weekdayText(instant: Date): string {
  return weekdayAbbreviation(instant.getUTCDay() as Weekday);
}

/** `2026-12-01T03:00`, of a wall clock read as UTC milliseconds. */
export function localText(local: number): string {
  return new Date(local).toISOString().slice(0, 16);
}

/** `2026-12-01 03:00`, of an instant in UTC. */
export function minuteText(instant: Date): string {
  return instant.toISOString().slice(0, 16).replace('T', ' ');
}

/** `2026-12-01T03:00:00Z` */
export function instantText(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}
