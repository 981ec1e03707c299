/** When a window of the plan runs next, counted by hand over the days of the calendar. */
import type { Fields } from './held.js';

const day = 86_400_000;
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The instant, in milliseconds; undefined where it does not come any more. */
export function nextRun({ Schedule, ScheduleOffset = 0, ScheduleTimezone, EndDate }: Fields, from: number) {
  const [, minute, hour, name, count] = /^cron\((\d+) (\d+) \? \* (\w{3}|\d)(#\d|L) \*\)$/.exec(String(Schedule)) ?? [];
  if (name === undefined || count === undefined) throw new Error(`What is ${String(Schedule)}?`);
  // SSM counts from 1 for Sunday: `3L` is the last Tuesday.
  const weekday = weekdays.includes(name) ? weekdays.indexOf(name) : Number(name) - 1;
  const isDay = (date: Date): boolean => {
    const month = date.getUTCMonth();
    const isLast = new Date(date.getTime() + 7 * day).getUTCMonth() !== month;
    const isNth = count === 'L' ? isLast : Math.ceil(date.getUTCDate() / 7) === Number(count.slice(1));
    return date.getUTCDay() === weekday && isNth;
  };
  const today = Math.floor(from / day) * day;
  for (let date = today - 2 * day; date < today + 80 * day; date += day) {
    if (!isDay(new Date(date - Number(ScheduleOffset) * day))) continue;
    const clock = date + (Number(hour) * 60 + Number(minute)) * 60_000;
    const instant = clock - offsetOf(String(ScheduleTimezone), clock);
    if (instant < from) continue;
    return EndDate !== undefined && instant > new Date(String(EndDate)).getTime() ? undefined : instant;
  }
  return undefined;
}

/** Berlin is an hour ahead of UTC, and two from the last Sunday of March to that of October; no run is near those hours. */
function offsetOf(zone: string, clock: number): number {
  if (zone !== 'Europe/Berlin') return 0;
  const lastSunday = (month: number): number => {
    const end = new Date(Date.UTC(new Date(clock).getUTCFullYear(), month + 1, 0));
    return end.getTime() - end.getUTCDay() * day;
  };
  return clock > lastSunday(2) + day / 8 && clock < lastSunday(9) + day / 8 ? 7_200_000 : 3_600_000;
}
