/** A slot is one recurring moment for patching: the nth weekday of the month, or some days after Patch Tuesday, at a time. */

/** Which such weekday of the month: the 1st to the 5th, or the last. */
export type Week = 1 | 2 | 3 | 4 | 5 | 'L';
/** 0 = Sunday … 6 = Saturday, as `Date.getUTCDay()` counts. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Wall-clock time in the plan's time zone. */
export interface TimeOfDay {
  /** 0–23 */
  readonly hour: number;
  /** 0–59 */
  readonly minute: number;
}

export type Slot = { readonly time: TimeOfDay } & (
  | { readonly kind: 'nth-weekday'; readonly week: Week; readonly weekday: Weekday }
  /** Days after the month's second Tuesday, 0–20. From 15 on the day may lie in the next month. */
  | { readonly kind: 'after-patch-tuesday'; readonly days: number }
);

/** Patch Tuesday is the second Tuesday of the month. */
export const patchTuesday = { week: 2, weekday: 2 } as const;
/** The fourth Tuesday and six days: the most that SSM's `#` and ScheduleOffset say together, the fifth not being in every month. */
export const mostDaysAfterPatchTuesday = 20;

export const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** `Tue` for 2. */
export function weekdayAbbreviation(weekday: Weekday): string {
  return weekdayNames[weekday].slice(0, 3);
}

/** `1st` … `5th`, `last`. */
export function weekLabel(week: Week): string {
  return week === 'L' ? 'last' : (['1st', '2nd', '3rd', '4th', '5th'] as const)[(week - 1) as 0 | 1 | 2 | 3 | 4];
}

/** `03:00` */
export function timeLabel({ hour, minute }: TimeOfDay): string {
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** `1st Tuesday`, `last Friday`, `Patch Tuesday`, `Patch Tuesday + 3 days`: the day without its time. */
export function slotDayLabel(slot: Slot): string {
  switch (slot.kind) {
    case 'nth-weekday':
      return `${weekLabel(slot.week)} ${weekdayNames[slot.weekday]}`;
    case 'after-patch-tuesday':
      return slot.days === 0 ? 'Patch Tuesday' : `Patch Tuesday + ${slot.days} ${slot.days === 1 ? 'day' : 'days'}`;
    default:
      return slot satisfies never;
  }
}

/** A schedule as CreateMaintenanceWindow takes it. */
export interface WindowSchedule {
  /** `cron(00 03 ? * TUE#1 *)` */
  readonly schedule: string;
  /** Days added to each date of the expression, 1–6 (API member ScheduleOffset). */
  readonly scheduleOffset?: number | undefined;
}

/** One date a month: the nth or last such weekday, and so many days more. */
export interface MonthlyDate {
  readonly week: Week;
  readonly weekday: Weekday;
  /** ScheduleOffset, 0–6: with the fourth Tuesday it may lead into the next month. */
  readonly offsetDays: number;
}

/** The date of a slot: 9 days after Patch Tuesday is the third Tuesday and two days, since ScheduleOffset ends at 6. */
export function monthlyDate(slot: Slot): MonthlyDate {
  switch (slot.kind) {
    case 'nth-weekday':
      return { week: slot.week, weekday: slot.weekday, offsetDays: 0 };
    case 'after-patch-tuesday': {
      const week = (patchTuesday.week + Math.floor(slot.days / 7)) as Week;
      return { week, weekday: patchTuesday.weekday, offsetDays: slot.days % 7 };
    }
    default:
      return slot satisfies never;
  }
}

/**
 * The SSM schedule of a slot. Nth weekdays are written with names (`TUE#1`), the last one with AWS's numbers, where
 * 1 = Sunday (`3L` = last Tuesday): Systems Manager user guide, "Cron and rate expressions", maintenance windows.
 */
export function slotSchedule(slot: Slot): WindowSchedule {
  const { week, weekday, offsetDays } = monthlyDate(slot);
  const at = `${twoDigits(slot.time.minute)} ${twoDigits(slot.time.hour)}`;
  const name = weekdayAbbreviation(weekday).toUpperCase();
  const schedule = `cron(${at} ? * ${week === 'L' ? `${weekday + 1}L` : `${name}#${week}`} *)`;
  return { schedule, scheduleOffset: offsetDays || undefined };
}

/** `0300` for 03:00 and `03` `00` elsewhere: numbers in names and expressions keep two digits. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
