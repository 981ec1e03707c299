/** Slots grouped by the date on which they fall, so that each date is worked out once. */
import { hourMilliseconds, minuteMilliseconds } from './calendar.js';
import type { Slot, Week, Weekday } from './slot.js';

/** A slot and the name of the window that it becomes. */
export interface ScheduledSlot {
  readonly window: string;
  readonly slot: Slot;
}

/** One date a month, the nth weekday and perhaps some days more, and the slots that fall on it. */
export interface DateRule {
  readonly week: Week;
  readonly weekday: Weekday;
  /** ScheduleOffset, 0–6. Never leads into the next month: the second Tuesday is the 14th at the latest. */
  readonly offsetDays: number;
  readonly slots: readonly TimedSlot[];
}

export interface TimedSlot extends ScheduledSlot {
  /** Place among all slots of the plan. */
  readonly index: number;
  /** Milliseconds from midnight on the wall clock. */
  readonly time: number;
}

/** Patch Tuesday is the second Tuesday of the month. */
export const patchTuesday = { week: 2, weekday: 2 } as const;

/** The rules of days that slots have in common: each is worked out once, whatever the number of hours. */
export function dateRules(slots: readonly ScheduledSlot[]): DateRule[] {
  const rules = new Map<string, DateRule & { readonly slots: TimedSlot[] }>();
  for (const [index, { window, slot }] of slots.entries()) {
    const { week, weekday } = slot.kind === 'nth-weekday' ? slot : patchTuesday;
    const offsetDays = slot.kind === 'nth-weekday' ? 0 : slot.days;
    const key = `${week} ${weekday} ${offsetDays}`;
    const rule = rules.get(key) ?? { week, weekday, offsetDays, slots: [] };
    const time = slot.time.hour * hourMilliseconds + slot.time.minute * minuteMilliseconds;
    rule.slots.push({ window, slot, index, time });
    rules.set(key, rule);
  }
  return [...rules.values()];
}
