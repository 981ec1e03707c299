/** The next occurrences of a plan's windows, merged in the order in which they come. */
import { CronExpressionParser } from 'cron-parser';
import { dayMilliseconds } from './calendar.js';
import { type Slot, twoDigits, type Week, type Weekday } from './slot.js';
import { localToInstant, toWallClock, type ZoneNote } from './zone.js';

/** A slot and the name of the window that it becomes. */
export interface ScheduledSlot {
  readonly window: string;
  readonly slot: Slot;
}

/** `patch-tuesday`: it starts on the month's second Tuesday, the day on which Microsoft publishes. */
export type OccurrenceNote = ZoneNote | 'patch-tuesday';

export interface Occurrence {
  readonly window: string;
  readonly slot: Slot;
  readonly start: Date;
  readonly end: Date;
  /** Wall clock at the start in the plan's zone: `2026-12-01T03:00`. */
  readonly local: string;
  readonly notes: readonly OccurrenceNote[];
}

export interface OccurrenceOptions {
  /** Occurrences are strictly after this. */
  readonly from: Date;
  /** tz database name. */
  readonly timeZone: string;
  readonly durationHours: number;
  /** @default 20, or without end if `until` is given */
  readonly count?: number | undefined;
  /** The last instant at which an occurrence may start. */
  readonly until?: Date | undefined;
  /**
   * When the windows are created: a window with a ScheduleOffset does not run in a month whose Patch Tuesday had passed
   * by then (API member ScheduleOffset).
   * @default from
   */
  readonly createdAt?: Date | undefined;
}

/** Slots that share a date; the date is asked for once. */
interface DateRule {
  readonly week: Week;
  readonly weekday: Weekday;
  readonly offsetDays: number;
  readonly slots: { readonly index: number; readonly scheduled: ScheduledSlot; readonly time: number }[];
}

interface Found {
  readonly index: number;
  readonly scheduled: ScheduledSlot;
  readonly at: number;
  readonly note: ZoneNote | undefined;
}

const lastYear = 2199;

/** The next occurrences, in time order; at one instant in the order of `slots`. */
export function planOccurrences(slots: readonly ScheduledSlot[], options: OccurrenceOptions): Occurrence[] {
  const { from, timeZone, until } = options;
  const count = options.count ?? (until === undefined ? 20 : Number.POSITIVE_INFINITY);
  const created = (options.createdAt ?? from).getTime();
  const end = until?.getTime() ?? Number.POSITIVE_INFINITY;
  const found: Found[] = [];
  let enoughOn = Number.POSITIVE_INFINITY;
  for (const { date, rule } of datesOf(rulesOf(slots), from, timeZone)) {
    // Two days more than needed, because a time that the zone skips moves behind later ones.
    if (date > enoughOn + 2 * dayMilliseconds || date > end + 2 * dayMilliseconds) break;
    for (const { index, scheduled, time } of rule.slots) {
      if (rule.offsetDays > 0 && localToInstant(date - rule.offsetDays * dayMilliseconds + time, timeZone).at < created)
        continue;
      const { at, note } = localToInstant(date + time, timeZone);
      if (at > from.getTime() && at <= end) found.push({ index, scheduled, at, note });
    }
    if (found.length >= count) enoughOn = Math.min(enoughOn, date);
  }
  found.sort((a, b) => a.at - b.at || a.index - b.index);
  return found.slice(0, count).map((each) => describe(each, options));
}

function rulesOf(slots: readonly ScheduledSlot[]): DateRule[] {
  const rules = new Map<string, DateRule>();
  slots.forEach((scheduled, index) => {
    const { slot } = scheduled;
    const [week, weekday, offsetDays] =
      slot.kind === 'nth-weekday' ? ([slot.week, slot.weekday, 0] as const) : ([2, 2, slot.days] as const);
    const key = `${week} ${weekday} ${offsetDays}`;
    const rule = rules.get(key) ?? { week, weekday, offsetDays, slots: [] };
    rules.set(key, rule);
    rule.slots.push({ index, scheduled, time: (slot.time.hour * 60 + slot.time.minute) * 60_000 });
  });
  return [...rules.values()];
}

/** Dates as UTC midnights, in order, from a little before `from`; offsets never leave the month (14 + 6 days). */
function* datesOf(
  rules: readonly DateRule[],
  from: Date,
  timeZone: string,
): Generator<{ date: number; rule: DateRule }> {
  if (rules.length === 0) return;
  const { year, month, day } = toWallClock(from, timeZone);
  const first = Date.UTC(year, month - 1, day - 2);
  const cursor = new Date(first);
  cursor.setUTCDate(1);
  for (; cursor.getUTCFullYear() <= lastYear; cursor.setUTCMonth(cursor.getUTCMonth() + 1)) {
    const dates = rules.flatMap((rule) => {
      const day = dayInMonth(rule.week, rule.weekday, cursor.getUTCFullYear(), cursor.getUTCMonth());
      if (day === undefined) return [];
      return [{ date: Date.UTC(cursor.getUTCFullYear(), cursor.getUTCMonth(), day + rule.offsetDays), rule }];
    });
    dates.sort((a, b) => a.date - b.date);
    for (const each of dates) if (each.date >= first) yield each;
  }
}

const knownDays = new Map<string, number | undefined>();

/**
 * The day of the month, asked of cron-parser in UTC and remembered: it takes about half a millisecond for an answer in
 * UTC, over one in a zone, and does not get through every zone's changes.
 * @param month 0–11
 */
function dayInMonth(week: Week, weekday: Weekday, year: number, month: number): number | undefined {
  const key = `${week} ${weekday} ${year} ${month}`;
  if (!knownDays.has(key)) {
    const day = week === 'L' ? `${weekday}L` : `${weekday}#${week}`;
    const currentDate = new Date(Date.UTC(year, month, 1) - 1000);
    const next = CronExpressionParser.parse(`0 0 0 * * ${day}`, { currentDate, tz: 'UTC' }).next().toDate();
    const isThisMonth = next.getUTCFullYear() === year && next.getUTCMonth() === month;
    knownDays.set(key, isThisMonth ? next.getUTCDate() : undefined);
  }
  return knownDays.get(key);
}

function describe({ scheduled, at, note }: Found, { timeZone, durationHours }: OccurrenceOptions): Occurrence {
  const start = new Date(at);
  const { year, month, day, hour, minute } = toWallClock(start, timeZone);
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  const notes: OccurrenceNote[] = note === undefined ? [] : [note];
  if (day === dayInMonth(2, 2, year, month - 1)) notes.push('patch-tuesday');
  return {
    window: scheduled.window,
    slot: scheduled.slot,
    start,
    end: new Date(at + durationHours * 3_600_000),
    local: `${date}T${twoDigits(hour)}:${twoDigits(minute)}`,
    notes,
  };
}
