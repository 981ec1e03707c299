/** Windows grouped by the date on which they fall, so that each date is worked out once. */
import { hourMilliseconds, minuteMilliseconds } from './calendar.js';
import { readSchedule, type ScheduleExpression } from './expression.js';
import { type MonthlyDate, monthlyDate } from './slot.js';
import { slotOfWhen, type When } from './when.js';

/** A maintenance window, as far as its dates are concerned. */
export interface ScheduledWindow {
  readonly window: string;
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

/** One date a month in a zone, and the windows that fall on it. */
export interface DateRule extends MonthlyDate {
  readonly timeZone: string;
  readonly windows: readonly TimedWindow[];
}

export interface TimedWindow extends IndexedWindow {
  /** Milliseconds from midnight on the wall clock. */
  readonly time: number;
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
  const rules = new Map<string, DateRule & { readonly windows: TimedWindow[] }>();
  const evaluated: EvaluatedWindow[] = [];
  for (const [index, window] of windows.entries()) {
    const { when, timeZone } = window;
    const slot = slotOfWhen(when);
    if (slot === undefined) {
      const expression = when.kind === 'schedule' ? readSchedule(when.schedule) : undefined;
      if (when.kind !== 'schedule' || expression === undefined) continue;
      evaluated.push({ window, index, expression, scheduleOffset: when.scheduleOffset });
      continue;
    }
    const date = monthlyDate(slot);
    const key = `${date.week} ${date.weekday} ${date.offsetDays} ${timeZone}`;
    const rule = rules.get(key) ?? { ...date, timeZone, windows: [] };
    const time = slot.time.hour * hourMilliseconds + slot.time.minute * minuteMilliseconds;
    rule.windows.push({ window, index, time });
    rules.set(key, rule);
  }
  return { rules: [...rules.values()], evaluated };
}

/** The zones of windows, each once, in the windows' order. */
export function zonesOf(windows: readonly Pick<ScheduledWindow, 'timeZone'>[]): string[] {
  return [...new Set(windows.map(({ timeZone }) => timeZone))];
}
