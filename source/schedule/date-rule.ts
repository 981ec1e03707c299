/** Windows grouped by the date on which they fall, so that each date is worked out once. */
import { hourMilliseconds, minuteMilliseconds } from './calendar.js';
import { readSchedule, type ScheduleExpression } from './expression.js';
import { type MonthlyDate, monthlyDate } from './slot.js';
import { slotOfWhen, type When } from './when.js';
import type { ZoneNote } from './zone.js';

/** A maintenance window, as far as its dates are concerned. */
export interface ScheduledWindow {
  readonly window: string;
  /** The name of its wave, where that does not only say the time. */
  readonly wave?: string | undefined;
  readonly when: When;
  /** tz database name. */
  readonly timeZone: string;
  readonly durationHours: number;
}

export interface IndexedWindow {
  readonly window: ScheduledWindow;
  /** Place among all windows of the plan. */
  readonly index: number;
}

/** When a window starts, in milliseconds. */
export interface WindowStart extends IndexedWindow {
  readonly at: number;
  readonly note?: ZoneNote;
}

/** In time order; those at one instant in the plan's. */
export function byStart(a: WindowStart, b: WindowStart): number {
  return a.at - b.at || a.index - b.index;
}

/** One date a month in a zone, and the windows that fall on it. */
export interface DateRule extends MonthlyDate {
  readonly timeZone: string;
  /** With the time in milliseconds from midnight on the wall clock. */
  readonly windows: readonly (IndexedWindow & { readonly time: number })[];
}

/** A window with a schedule that no slot says. */
export interface EvaluatedWindow extends IndexedWindow {
  readonly expression: ScheduleExpression;
  readonly scheduleOffset: number | undefined;
}

export interface Timetable {
  /** Of windows with a slot, or with a schedule that means one. */
  readonly rules: readonly DateRule[];
  /** The other windows; one with a schedule that cannot be read is in neither. */
  readonly evaluated: readonly EvaluatedWindow[];
}

/** The dates that windows have in common: each is worked out once, whatever the number of hours. */
export function timetable(windows: readonly ScheduledWindow[]): Timetable {
  const rules = new Map<string, DateRule & { readonly windows: object[] }>();
  const evaluated: EvaluatedWindow[] = [];
  for (const [index, window] of windows.entries()) {
    const { when, timeZone } = window;
    const slot = slotOfWhen(when);
    if (slot !== undefined) {
      const date = monthlyDate(slot);
      const key = `${date.week} ${date.weekday} ${date.offsetDays} ${timeZone}`;
      const rule = rules.get(key) ?? { ...date, timeZone, windows: [] };
      const time = slot.time.hour * hourMilliseconds + slot.time.minute * minuteMilliseconds;
      rule.windows.push({ window, index, time });
      rules.set(key, rule);
    } else if (when.kind === 'schedule') {
      const expression = readSchedule(when.schedule);
      if (expression) evaluated.push({ window, index, expression, scheduleOffset: when.scheduleOffset });
    }
  }
  return { rules: [...rules.values()], evaluated };
}

/** In which zone things are told that are about windows of several zones. */
export interface Reader {
  /** The zone that most windows have, of equally many the first one. */
  readonly timeZone: string;
  /** ` in Europe/London` where the windows have several zones, so that a date says whose it is. */
  readonly inZone: string;
}

export function readerOf(windows: readonly ScheduledWindow[]): Reader {
  const counts = new Map<string, number>();
  for (const { timeZone } of windows) counts.set(timeZone, (counts.get(timeZone) ?? 0) + 1);
  const [[timeZone] = ['UTC']] = [...counts].sort(([, a], [, b]) => b - a);
  return { timeZone, inZone: counts.size > 1 ? ` in ${timeZone}` : '' };
}
