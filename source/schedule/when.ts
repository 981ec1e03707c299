/** When a wave's nodes are patched: a slot of the month, or an SSM schedule that was taken over as it is. */
import { type DayRule, readSchedule, type ScheduleExpression } from './expression.js';
import { unitMilliseconds } from './runs.js';
import {
  type MonthlyDate,
  monthlyDate,
  mostDaysAfterPatchTuesday,
  patchTuesday,
  type Slot,
  slotDayLabel,
  slotSchedule,
  type TimeOfDay,
  timeLabel,
  type WindowSchedule,
} from './slot.js';

export { parseTime, parseWeekday, parseWhen, whenText } from './when-text.js';

/** A schedule of Systems Manager in its own words, which no slot says. */
export interface TakenOverSchedule extends WindowSchedule {
  readonly kind: 'schedule';
}

export type When = Slot | TakenOverSchedule;

/** The SSM schedule of a wave's window. */
export function whenSchedule(when: When): WindowSchedule {
  if (when.kind !== 'schedule') return slotSchedule(when);
  return { schedule: when.schedule, scheduleOffset: when.scheduleOffset };
}

/** `2nd Tuesday at 03:00`, `Patch Tuesday + 9 days at 03:00`; a schedule that no slot says has its own text. */
export function whenLabel(when: When): string {
  const time = monthlyTime(when)?.time;
  return time ? `${whenDayLabel(when)} at ${timeLabel(time)}` : whenDayLabel(when);
}

/** The day without its time: `2nd Tuesday`, `2nd Wednesday + 2 days`; else a schedule's text: `cron(0 3 ? * MON-FRI *) + 2 days`. */
export function whenDayLabel(when: When): string {
  if (when.kind !== 'schedule') return slotDayLabel(when);
  const { schedule, scheduleOffset: days = 0 } = when;
  const slot = slotOfSchedule(schedule);
  const label = slot ? slotDayLabel(slot) : schedule;
  return days === 0 ? label : `${label} + ${days} ${days === 1 ? 'day' : 'days'}`;
}

/** The one date a month that is meant, and its time; undefined for every other schedule. */
export function monthlyTime(when: When): (MonthlyDate & { readonly time: TimeOfDay }) | undefined {
  const slot = when.kind === 'schedule' ? slotOfSchedule(when.schedule) : when;
  if (slot === undefined) return undefined;
  const date = { ...monthlyDate(slot), time: slot.time };
  return when.kind === 'schedule' ? { ...date, offsetDays: when.scheduleOffset ?? 0 } : date;
}

/** The slot that is meant; undefined for a schedule that no slot says. */
export function slotOfWhen(when: When): Slot | undefined {
  return when.kind === 'schedule' ? slotOfSchedule(when.schedule, when.scheduleOffset) : when;
}

/**
 * The slot that an SSM schedule means, however it is written: `cron(0 3 ? * TUE#2 *)`, `cron(0 00 03 ? * 3#2 *)`. Undefined for every
 * other schedule: several times a day, single months or years, seconds, an offset on another day than the 2nd to 4th Tuesday. Without
 * an offset those are nth weekdays, so that 0, 7 and 14 days after Patch Tuesday come back as 2nd, 3rd and 4th Tuesday.
 */
export function slotOfSchedule(schedule: string, scheduleOffset = 0): Slot | undefined {
  const expression = readSchedule(schedule);
  if (expression?.kind !== 'cron') return undefined;
  const { day } = expression;
  if (day.kind !== 'nth-weekday') return undefined;
  const { week, weekday } = day;
  const time = { hour: expression.hours[0] ?? 0, minute: expression.minutes[0] ?? 0 };
  const days = week === 'L' ? Number.NaN : 7 * (week - patchTuesday.week) + scheduleOffset;
  if (scheduleOffset !== 0 && !(Number.isInteger(days) && days <= mostDaysAfterPatchTuesday)) return undefined;
  const slot: Slot =
    scheduleOffset === 0 ? { kind: 'nth-weekday', week, weekday, time } : { kind: 'after-patch-tuesday', days, time };
  return isSameSchedule(slotSchedule(slot), { schedule, scheduleOffset }) ? slot : undefined;
}

/**
 * Whether two windows with these schedules always run together: `cron(0 3 ? * MON-FRI *)` is `cron(00 03 ? * 2-6 *)`, offset 0 is none.
 * Texts that cannot be read are the same only if they are equal.
 */
export function isSameSchedule(a: WindowSchedule, b: WindowSchedule): boolean {
  if ((a.scheduleOffset ?? 0) !== (b.scheduleOffset ?? 0)) return false;
  if (a.schedule === b.schedule) return true;
  const [one, other] = [readSchedule(a.schedule), readSchedule(b.schedule)];
  return one !== undefined && other !== undefined && meaningOf(one) === meaningOf(other);
}

/** A text that two schedules share exactly where they mean the same. */
function meaningOf(expression: ScheduleExpression): string {
  switch (expression.kind) {
    case 'cron':
      return JSON.stringify({ ...expression, day: meaningOfDay(expression.day) });
    case 'rate':
      return `rate ${expression.value * unitMilliseconds[expression.unit]}`;
    case 'at':
      return `at ${expression.local}`;
    default:
      return expression satisfies never;
  }
}

/** Every day of the week is every day of the month. */
function meaningOfDay(day: DayRule): DayRule | 'every day' {
  const isEvery =
    (day.kind === 'weekdays' && day.weekdays.length === 7) || (day.kind === 'days' && day.days.length === 31);
  return isEvery ? 'every day' : day;
}
