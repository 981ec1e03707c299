/** Dates of one weekday keep their distance: so many days after another date, whatever the month. */
import { slotSchedule, type TimeOfDay, type Week } from './slot.js';
import { monthlyTime, slotOfWhen, type When } from './when.js';

/** The fourth such weekday and six days: the fifth is not in every month, and ScheduleOffset ends at 6. */
const mostDays = 3 * 7 + 6;

/** Days from the first such weekday of the month; undefined for last and fifth ones, whose distance to it is not fixed. */
function daysFromFirst(when: When): number | undefined {
  const { week, offsetDays = 0 } = monthlyTime(when) ?? {};
  return week === undefined || week === 'L' || week === 5 ? undefined : 7 * (week - 1) + offsetDays;
}

/** By how many days one date comes after another in every month; undefined where that differs, as from the 2nd Tuesday to the 2nd Saturday. */
export function daysBetween(earlier: When, later: When): number | undefined {
  const [from, to] = [monthlyTime(earlier), monthlyTime(later)];
  if (from?.weekday !== to?.weekday || from === undefined || to === undefined) return undefined;
  if (from.week === to.week) return to.offsetDays - from.offsetDays;
  const [first, other] = [daysFromFirst(earlier), daysFromFirst(later)];
  return first === undefined || other === undefined ? undefined : other - first;
}

/** How many days after a date can be said; undefined where none can: after a last or fifth weekday, and after other schedules. */
export function mostDaysAfter(when: When): number | undefined {
  const first = daysFromFirst(when);
  return first === undefined ? undefined : mostDays - first;
}

/** The date so many days after another in every month; undefined where it cannot be said ({@link mostDaysAfter}). */
export function daysAfter(when: When, days: number, time: TimeOfDay): When | undefined {
  const { weekday } = monthlyTime(when) ?? {};
  const total = (daysFromFirst(when) ?? Number.NaN) + days;
  if (weekday === undefined || !(total >= 0 && total <= mostDays)) return undefined;
  const week = Math.min(4, Math.floor(total / 7) + 1) as Exclude<Week, 'L'>;
  const { schedule } = slotSchedule({ kind: 'nth-weekday', week, weekday, time });
  const scheduleOffset = total - 7 * (week - 1);
  const later: When = { kind: 'schedule', schedule, ...(scheduleOffset > 0 && { scheduleOffset }) };
  return slotOfWhen(later) ?? later;
}
