/** The next occurrences of a plan's windows, merged in the order in which they come. */
import { CronExpressionParser } from 'cron-parser';
import { dayMilliseconds, hourMilliseconds, localText, secondMilliseconds } from './calendar.js';
import { type DateRule, dateRules, patchTuesday, type ScheduledSlot, type TimedSlot } from './date-rule.js';
import type { Slot, Week, Weekday } from './slot.js';
import { instantToLocal, localToInstant, type ZoneNote } from './zone.js';

export type { ScheduledSlot };

/** `patch-tuesday`: it starts on the month's second Tuesday, the day on which Microsoft publishes. */
export type OccurrenceNote = ZoneNote | 'patch-tuesday';

export interface Occurrence {
  readonly window: string;
  readonly slot: Slot;
  readonly start: Date;
  readonly end: Date;
  /** What the clock in the plan's zone shows at the start: `2026-12-01T03:00`. */
  readonly local: string;
  readonly notes: readonly OccurrenceNote[];
}

export interface OccurrenceOptions {
  /** Occurrences start strictly after this. */
  readonly from: Date;
  /** tz database name. */
  readonly timeZone: string;
  readonly durationHours: number;
  /** @default 20, or without end if `until` is given */
  readonly count?: number | undefined;
  /** The last instant at which an occurrence may start. */
  readonly until?: Date | undefined;
  /**
   * When the windows are created: nothing runs before, and a window with a ScheduleOffset does not run in a month whose
   * Patch Tuesday had passed by then (API member ScheduleOffset).
   * @default from
   */
  readonly createdAt?: Date | undefined;
}

interface Start {
  readonly timed: TimedSlot;
  readonly at: number;
  readonly note?: ZoneNote;
}

/** As SSM's cron expressions have it (user guide: Year 1970-2199). */
const lastYear = 2199;
/** In Apia in 2011 a whole day was skipped: a time that does not exist moves behind others by no more. */
const longestGap = dayMilliseconds;

/**
 * The next occurrences, in time order; those at one instant in the order of `slots`. Throws RangeError for an unknown
 * zone. It is the plan's own way to its dates and does not read SSM's text: `runs` does, and each checks the other.
 */
export function planOccurrences(slots: readonly ScheduledSlot[], options: OccurrenceOptions): Occurrence[] {
  const created = (options.createdAt ?? options.from).getTime();
  const from = options.from.getTime();
  const until = options.until?.getTime() ?? Number.POSITIVE_INFINITY;
  const count = options.count ?? (options.until === undefined ? 20 : Number.POSITIVE_INFINITY);
  const found: Start[] = [];
  let lastDate = instantToLocal(Math.min(until, Date.UTC(lastYear + 1, 0)), options.timeZone);
  for (const { date, rule } of datesFrom(instantToLocal(from, options.timeZone), dateRules(slots))) {
    if (date > lastDate) break;
    for (const start of startsOn(date, rule, options.timeZone, created)) {
      if (start.at > from && start.at >= created && start.at <= until) found.push(start);
    }
    if (found.length >= count) lastDate = Math.min(lastDate, date + longestGap);
  }
  found.sort((a, b) => a.at - b.at || a.timed.index - b.timed.index);
  return found.slice(0, count).map((start) => describeStart(start, options));
}

function startsOn(date: number, rule: DateRule, timeZone: string, created: number): Start[] {
  const base = date - rule.offsetDays * dayMilliseconds;
  return rule.slots
    .filter(({ time }) => rule.offsetDays === 0 || localToInstant(base + time, timeZone).at >= created)
    .map((timed) => ({ timed, ...localToInstant(date + timed.time, timeZone) }));
}

/** Dates as UTC midnights, in order, from a little before `local`; without end unless there are no rules. */
function* datesFrom(local: number, rules: readonly DateRule[]): Generator<{ date: number; rule: DateRule }> {
  if (rules.length === 0) return;
  const first = local - longestGap - dayMilliseconds;
  for (let month = monthOf(first); ; month++) {
    const dates: { date: number; rule: DateRule }[] = [];
    for (const rule of rules) {
      const day = dayInMonth(rule.week, rule.weekday, month);
      if (day !== undefined) dates.push({ date: Date.UTC(1970, month, day + rule.offsetDays), rule });
    }
    dates.sort((a, b) => a.date - b.date);
    for (const each of dates) if (each.date >= first) yield each;
  }
}

/** Months since January 1970, of a wall clock read as UTC. */
function monthOf(local: number): number {
  const date = new Date(local);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

const knownDays = new Map<string, number | undefined>();

/**
 * The day of the month, asked of cron-parser in UTC and remembered: an answer takes it about half a millisecond in UTC,
 * more than one in a zone, and in some zones (Australia/Lord_Howe) it fails.
 * @param month as {@link monthOf} counts
 */
function dayInMonth(week: Week, weekday: Weekday, month: number): number | undefined {
  const key = `${week} ${weekday} ${month}`;
  if (!knownDays.has(key)) {
    const day = week === 'L' ? `${weekday}L` : `${weekday}#${week}`;
    const currentDate = new Date(Date.UTC(1970, month) - secondMilliseconds);
    const next = CronExpressionParser.parse(`0 0 0 * * ${day}`, { currentDate, tz: 'UTC' }).next().toDate();
    const isThisMonth = next.getTime() < Date.UTC(1970, month + 1);
    knownDays.set(key, isThisMonth ? next.getUTCDate() : undefined);
  }
  return knownDays.get(key);
}

function describeStart({ timed, at, note }: Start, { timeZone, durationHours }: OccurrenceOptions): Occurrence {
  const local = instantToLocal(at, timeZone);
  const notes: OccurrenceNote[] = note === undefined ? [] : [note];
  const releaseDay = dayInMonth(patchTuesday.week, patchTuesday.weekday, monthOf(local));
  if (new Date(local).getUTCDate() === releaseDay) notes.push('patch-tuesday');
  return {
    window: timed.window,
    slot: timed.slot,
    start: new Date(at),
    end: new Date(at + durationHours * hourMilliseconds),
    local: localText(local),
    notes,
  };
}
