/** Whether two SSM schedules mean the same, however they are written. */
import { type DayRule, readSchedule, type ScheduleExpression } from './expression.js';
import { unitMilliseconds } from './runs.js';
import type { WindowSchedule } from './slot.js';

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
    case 'cron': {
      const { seconds, minutes, hours, day, months, years } = expression;
      return JSON.stringify([seconds, minutes, hours, meaningOfDay(day), months, years]);
    }
    case 'rate':
      return `rate ${expression.value * unitMilliseconds[expression.unit]}`;
    case 'at': {
      const { year, month, day, hour, minute, second = 0 } = expression.wall;
      return `at ${Date.UTC(year, month - 1, day, hour, minute, second)}`;
    }
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
