/** The next occurrences of a plan's windows, merged in the order in which they come. */
import { CronExpressionParser } from 'cron-parser';
import { dayMilliseconds, hourMilliseconds, localText, secondMilliseconds } from './calendar.js';
import {
  type DateRule,
  type EvaluatedWindow,
  type IndexedWindow,
  type ScheduledWindow,
  timetable,
  zonesOf,
} from './date-rule.js';
import { runs } from './runs.js';
import { patchTuesday, type Week, type Weekday } from './slot.js';
import type { When } from './when.js';
import { instantToLocal, localToInstant, type ZoneNote } from './zone.js';

export type { ScheduledWindow };

/** `patch-tuesday`: it starts on the month's second Tuesday, the day on which Microsoft publishes. */
export type OccurrenceNote = ZoneNote | 'patch-tuesday';

export interface Occurrence {
  readonly window: string;
  readonly when: When;
  /** tz database name. */
  readonly timeZone: string;
  readonly start: Date;
  readonly end: Date;
  /** What the clock in the window's zone shows at the start: `2026-12-01T03:00`. */
  readonly local: string;
  readonly notes: readonly OccurrenceNote[];
}

export interface OccurrenceOptions {
  /** Occurrences start strictly after this. */
  readonly from: Date;
  /** @default 20, or without end if `until` is given */
  readonly count?: number | undefined;
  /** The last instant at which an occurrence may start. */
  readonly until?: Date | undefined;
  /**
   * When the windows are created: nothing runs before, rates count from here, and a window with a ScheduleOffset does
   * not run in a month whose 2nd, 3rd or 4th Tuesday, from which it counts, had passed by then (API member ScheduleOffset).
   * @default from
   */
  readonly createdAt?: Date | undefined;
}

/** The options with their defaults, as milliseconds. */
interface Span {
  readonly from: number;
  readonly created: number;
  /** Infinity where there is no last instant. */
  readonly until: number;
  readonly count: number;
}

interface Start {
  readonly timed: IndexedWindow;
  readonly at: number;
  readonly note?: ZoneNote;
}

/** As SSM's cron expressions have it (user guide: Year 1970-2199). */
const lastYear = 2199;
/** In Apia in 2011 a whole day was skipped: a time that does not exist moves behind others by no more. */
const longestGap = dayMilliseconds;

/**
 * The next occurrences, in time order over all zones; those at one instant in the order of `windows`. A schedule that cannot be read
 * has none. Throws RangeError for an unknown zone. For slots it is the plan's own way to its dates and does not read SSM's text:
 * `runs` does, and each checks the other. Schedules that were taken over and mean no slot are left to `runs`.
 */
export function planOccurrences(windows: readonly ScheduledWindow[], options: OccurrenceOptions): Occurrence[] {
  const { rules, evaluated } = timetable(windows);
  let span = spanOf(options);
  let found: Start[] = [];
  const add = (starts: readonly Start[]) => {
    found = [...found, ...starts].sort((a, b) => a.at - b.at || a.timed.index - b.timed.index).slice(0, span.count);
    // What others find matters only up to the last one of those that are wanted.
    span = { ...span, until: Math.min(span.until, found[span.count - 1]?.at ?? span.until) };
  };
  for (const timeZone of zonesOf(rules)) {
    const ofZone = rules.filter((rule) => rule.timeZone === timeZone);
    add(ruleStarts(ofZone, timeZone, span));
  }
  for (const timed of evaluated) add(evaluatedStarts(timed, span));
  return found.map(describeStart);
}

function spanOf({ from, createdAt = from, until, count }: OccurrenceOptions): Span {
  return {
    from: from.getTime(),
    created: createdAt.getTime(),
    until: until?.getTime() ?? Number.POSITIVE_INFINITY,
    count: count ?? (until === undefined ? 20 : Number.POSITIVE_INFINITY),
  };
}

/** The starts of windows in one zone: at least the first `count` in the span, in no order. */
function ruleStarts(rules: readonly DateRule[], timeZone: string, { from, created, until, count }: Span): Start[] {
  const found: Start[] = [];
  let lastDate = instantToLocal(Math.min(until, Date.UTC(lastYear + 2, 0)), timeZone) + longestGap;
  for (const { date, rule } of datesFrom(instantToLocal(from, timeZone), rules)) {
    if (date > lastDate) break;
    for (const start of startsOn(date, rule, created)) {
      if (start.at > from && start.at >= created && start.at <= until) found.push(start);
    }
    if (found.length >= count) lastDate = Math.min(lastDate, date + longestGap);
  }
  return found;
}

function startsOn(date: number, { offsetDays, timeZone, windows }: DateRule, created: number): Start[] {
  const base = date - offsetDays * dayMilliseconds;
  return windows
    .filter(({ time }) => offsetDays === 0 || localToInstant(base + time, timeZone).at >= created)
    .map((timed) => ({ timed, ...localToInstant(date + timed.time, timeZone) }));
}

function evaluatedStarts(timed: EvaluatedWindow, { from, created, until, count }: Span): Start[] {
  const { expression, scheduleOffset, window } = timed;
  const { timeZone } = window;
  const options = { from: new Date(from), createdAt: new Date(created), timeZone, scheduleOffset };
  const found: Start[] = [];
  for (const { start, note } of runs(expression, options)) {
    const at = start.getTime();
    if (at > until || found.length >= count) break;
    found.push(note === undefined ? { timed, at } : { timed, at, note });
  }
  return found;
}

interface RuleDate {
  /** UTC midnight. */
  readonly date: number;
  readonly rule: DateRule;
}

/** Dates in order, from a little before `local` to those of the last month that SSM knows. */
function* datesFrom(local: number, rules: readonly DateRule[]): Generator<RuleDate> {
  const first = local - longestGap - dayMilliseconds;
  const longestOffset = Math.max(...rules.map(({ offsetDays }) => offsetDays)) * dayMilliseconds;
  const waiting: RuleDate[] = [];
  for (let month = monthOf(first - longestOffset); month <= monthOf(Date.UTC(lastYear, 11)); month++) {
    for (const rule of rules) {
      const day = dayInMonth(rule.week, rule.weekday, month);
      const date = day === undefined ? Number.NEGATIVE_INFINITY : Date.UTC(1970, month, day + rule.offsetDays);
      if (date >= first) waiting.push({ date, rule });
    }
    waiting.sort((a, b) => a.date - b.date);
    // What an offset leads into the next month waits for dates there that come before it.
    const next = waiting.findIndex(({ date }) => date >= Date.UTC(1970, month + 1));
    yield* waiting.splice(0, next < 0 ? waiting.length : next);
  }
  yield* waiting;
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

function describeStart({ timed, at, note }: Start): Occurrence {
  const { window, when, timeZone, durationHours } = timed.window;
  const local = instantToLocal(at, timeZone);
  const notes: OccurrenceNote[] = note === undefined ? [] : [note];
  const releaseDay = dayInMonth(patchTuesday.week, patchTuesday.weekday, monthOf(local));
  if (new Date(local).getUTCDate() === releaseDay) notes.push('patch-tuesday');
  return {
    window,
    when,
    timeZone,
    start: new Date(at),
    end: new Date(at + durationHours * hourMilliseconds),
    local: localText(local),
    notes,
  };
}
