/**
 * Calendar arithmetic on dates without a zone. Months are counted from January 1970, which is 0; a date or a wall clock is
 * its milliseconds read as UTC.
 */
import { type Week, type Weekday, weekdayAbbreviation } from './slot.js';

export const secondMilliseconds = 1000;
export const minuteMilliseconds = 60 * secondMilliseconds;
export const hourMilliseconds = 60 * minuteMilliseconds;
export const dayMilliseconds = 24 * hourMilliseconds;

export function monthOf(local: number): number {
  const date = new Date(local);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** 1 January 1970 was a Thursday. Insights ask for thousands, so no Date is made. */
export function weekdayOf(local: number): Weekday {
  const days = Math.floor(local / dayMilliseconds) + thursday;
  return (((days % 7) + 7) % 7) as Weekday;
}

const thursday = 4;

export function daysInMonth(month: number): number {
  return (Date.UTC(1970, month + 1) - Date.UTC(1970, month)) / dayMilliseconds;
}

/** Day of the month of the nth or last such weekday; undefined where a month has no fifth one. */
export function nthWeekday(month: number, week: Week, weekday: Weekday): number | undefined {
  const first = 1 + ((weekday - weekdayOf(Date.UTC(1970, month)) + 7) % 7);
  const length = daysInMonth(month);
  if (week === 'L') return first + 7 * Math.floor((length - first) / 7);
  const day = first + 7 * (week - 1);
  return day <= length ? day : undefined;
}

export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Tue`, of an instant in UTC. */
export function weekdayText(instant: Date): string {
  return weekdayAbbreviation(instant.getUTCDay() as Weekday);
}

/** `Tue 1 Dec 2026`; `Tue  1 Dec 2026` with days of two columns, so that dates stand under each other. */
export function dateLabel(local: number, dayColumns = 1): string {
  const date = new Date(local);
  const day = String(date.getUTCDate()).padStart(dayColumns);
  return `${weekdayText(date)} ${day} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/**
 * `Tue 1 Dec`; `Sat 1 Jan 2028` beyond this year and the next eleven months, where a month's name is one of another year.
 * @param today on the same clock
 */
export function shortDateLabel(local: number, today: number, dayColumns = 1): string {
  const ahead = monthOf(local) - monthOf(today);
  const isKnown = new Date(local).getUTCFullYear() === new Date(today).getUTCFullYear() || (ahead >= 0 && ahead < 12);
  const label = dateLabel(local, dayColumns);
  return isKnown ? label.slice(0, -' 2026'.length) : label;
}

/** `2026-12-01T03:00` */
export function localText(local: number): string {
  return new Date(local).toISOString().slice(0, 16);
}

/** `2026-12-01 03:00`, of an instant in UTC. */
export function minuteText(instant: Date): string {
  return localText(instant.getTime()).replace('T', ' ');
}

/** `2026-12-01T03:00:00Z` */
export function instantText(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}
