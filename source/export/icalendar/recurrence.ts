/** How a schedule of Systems Manager recurs in the words of RFC 5545. */
import type { CronSchedule, DayRule, ScheduleExpression } from '../../schedule/expression.js';
import type { Weekday } from '../../schedule/slot.js';

export type Recurrence =
  /** `FREQ=MONTHLY;BYDAY=2TU`; what is elapsed time recurs in UTC, all else on the clock of the zone. */
  | { readonly kind: 'rule'; readonly rule: string; readonly isElapsed: boolean }
  | { readonly kind: 'once' }
  /** No rule says it. */
  | { readonly kind: 'dates' };

const dates: Recurrence = { kind: 'dates' };

/** @param offset days added to each date (API member ScheduleOffset) */
export function recurrenceOf(expression: ScheduleExpression, offset: number): Recurrence {
  switch (expression.kind) {
    case 'at':
      return { kind: 'once' };
    case 'rate': {
      const frequency = { minute: 'MINUTELY', hour: 'HOURLY', day: 'DAILY' }[expression.unit];
      return { kind: 'rule', rule: `FREQ=${frequency};INTERVAL=${expression.value}`, isElapsed: true };
    }
    case 'cron': {
      const rule = cronRule(expression, offset);
      return rule === undefined ? dates : { kind: 'rule', rule, isElapsed: false };
    }
    default:
      return expression satisfies never;
  }
}

/** Years that a schedule can name: 1970 to 2199. */
const everyYear = 230;

function cronRule(schedule: CronSchedule, offset: number): string | undefined {
  const { day, months, years, hours, minutes } = schedule;
  const isEveryMonth = months.length === 12;
  const hasTimes = hours.length * minutes.length > 1;
  // Dates of a shifted weekday may lie in a month that is not named.
  const isSayable = years.length === everyYear && (isEveryMonth || offset === 0 || day.kind !== 'weekdays');
  const days = isSayable ? dayRule(day, offset, hasTimes) : undefined;
  return days === undefined
    ? undefined
    : [
        days,
        ...(isEveryMonth ? [] : [`BYMONTH=${months.join()}`]),
        ...(hasTimes ? [`BYHOUR=${hours.join()}`, `BYMINUTE=${minutes.join()}`] : []),
      ].join(';');
}

/** The last day that every month has. */
const lastCommonDay = 28;

function dayRule(rule: DayRule, offset: number, hasTimes: boolean): string | undefined {
  switch (rule.kind) {
    case 'days': {
      if (rule.days.length === 31) return 'FREQ=DAILY';
      const shifted = rule.days.map((day) => day + offset);
      return staysInMonth(shifted, offset) ? `FREQ=MONTHLY;BYMONTHDAY=${shifted.join()}` : undefined;
    }
    case 'before-last-day':
      return offset === 0 ? `FREQ=MONTHLY;BYMONTHDAY=-${rule.days + 1}` : undefined;
    case 'nearest-working-day':
      // BYSETPOS counts times of a day, too.
      return rule.day === 'L' && offset === 0 && !hasTimes
        ? 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'
        : undefined;
    case 'weekdays':
      return `FREQ=WEEKLY;BYDAY=${rule.weekdays.map((weekday) => dayName(weekday + offset)).join()}`;
    case 'nth-weekday': {
      const { week, weekday } = rule;
      if (offset === 0) return `FREQ=MONTHLY;BYDAY=${week === 'L' ? -1 : week}${dayName(weekday)}`;
      if (week === 'L') return undefined;
      // The day after the second Tuesday is the Wednesday that falls on one of the seven days from the 9th on.
      const days = Array.from({ length: 7 }, (_, day) => 7 * (week - 1) + 1 + day + offset);
      return staysInMonth(days, offset)
        ? `FREQ=MONTHLY;BYDAY=${dayName(weekday + offset)};BYMONTHDAY=${days.join()}`
        : undefined;
    }
    default:
      return rule satisfies never;
  }
}

function staysInMonth(days: readonly number[], offset: number): boolean {
  return offset === 0 || Math.max(...days) <= lastCommonDay;
}

/** `TU` for 2, and for 9. */
export function dayName(weekday: number): string {
  return dayNames[(weekday % 7) as Weekday];
}

const dayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
