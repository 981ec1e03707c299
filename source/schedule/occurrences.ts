/** The next occurrences of a plan's windows, merged in the order in which they come. */
import {
  CronDayOfMonth,
  CronDayOfWeek,
  CronExpression,
  CronFieldCollection,
  CronHour,
  CronMinute,
  CronMonth,
  CronSecond,
} from 'cron-parser';
import { dayMilliseconds, hourMilliseconds, localText, monthOf, secondMilliseconds } from './calendar.js';
import {
  byStart,
  type DateRule,
  type EvaluatedWindow,
  type ScheduledWindow,
  timetable,
  type WindowStart,
} from './date-rule.js';
import { runs } from './runs.js';
import { patchTuesday } from './slot.js';
import { instantToLocal, localToInstant, type ZoneNote } from './zone.js';

export type { ScheduledWindow };

/** `patch-tuesday`: it starts on the month's second Tuesday, the day on which Microsoft publishes. */
export type OccurrenceNote = ZoneNote | 'patch-tuesday';

export interface Occurrence extends Pick<ScheduledWindow, 'window' | 'when' | 'timeZone'> {
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

/** As SSM's cron expressions have it (user guide: Year 1970-2199). */
const lastMonth = monthOf(Date.UTC(2199, 11));
/**
 * How far a start may be from its date, and so from the order of dates: zones are 26 hours apart, and in Apia in 2011 a whole
 * day was skipped, so that its times moved behind those of the next.
 */
const disorder = 3 * dayMilliseconds;

/**
 * The next occurrences, in time order over all zones; those at one instant in the order of `windows`. A schedule that cannot be read
 * has none. Throws RangeError for an unknown zone. For slots it is the plan's own way to its dates and does not read SSM's text:
 * `runs` does, and each checks the other. Schedules that were taken over and mean no slot are left to `runs`.
 */
export function planOccurrences(windows: readonly ScheduledWindow[], options: OccurrenceOptions): Occurrence[] {
  const { rules, evaluated } = timetable(windows);
  const span = spanOf(options);
  let found = firstOf(ruleStarts(rules, span), span);
  for (const timed of evaluated) {
    // What others find matters only up to the last one of those that are wanted.
    const until = Math.min(span.until, found[span.count - 1]?.at ?? span.until);
    found = firstOf([...found, ...evaluatedStarts(timed, { ...span, until })], span);
  }
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

function firstOf(starts: WindowStart[], { count }: Span): WindowStart[] {
  return starts.sort(byStart).slice(0, count);
}

/** At least the first `count` starts in the span, in no order. */
function ruleStarts(rules: readonly DateRule[], { from, created, until, count }: Span): WindowStart[] {
  const found: WindowStart[] = [];
  let lastDate = until + disorder;
  for (let month = monthOf(from - disorder); month <= lastMonth + 1; month++) {
    for (const { date, rule } of datesIn(month, rules)) {
      if (date > lastDate) return found;
      if (date < from - disorder) continue;
      const starts = startsOn(date, rule, created);
      found.push(...starts.filter(({ at }) => at > from && at >= created && at <= until));
      if (found.length >= count) lastDate = Math.min(lastDate, date + disorder);
    }
  }
  return found;
}

function startsOn(date: number, { offsetDays, timeZone, windows }: DateRule, created: number): WindowStart[] {
  const base = date - offsetDays * dayMilliseconds;
  return windows
    .filter(({ time }) => offsetDays === 0 || localToInstant(base + time, timeZone).at >= created)
    .map(({ window, index, time }) => ({ window, index, ...localToInstant(date + time, timeZone) }));
}

function evaluatedStarts(timed: EvaluatedWindow, { from, created, until, count }: Span): WindowStart[] {
  const { window, index, expression, scheduleOffset } = timed;
  const { timeZone } = window;
  const options = { from: new Date(from), createdAt: new Date(created), timeZone, scheduleOffset };
  const found: WindowStart[] = [];
  for (const { start, note } of runs(expression, options)) {
    const at = start.getTime();
    if (at > until || found.length >= count) break;
    found.push({ window, index, at, note });
  }
  return found;
}

/** The dates that lie in a month, as UTC midnights in order: an offset may have led into it from the month before. */
function datesIn(month: number, rules: readonly DateRule[]): { date: number; rule: DateRule }[] {
  return rules
    .flatMap((rule) => {
      const bases = rule.offsetDays === 0 ? [month] : [month - 1, month];
      const dates = bases
        .filter((base) => base <= lastMonth)
        .map((base) => nextDate(rule, base) + rule.offsetDays * dayMilliseconds);
      return dates.filter((date) => monthOf(date) === month).map((date) => ({ date, rule }));
    })
    .sort((a, b) => a.date - b.date);
}

const knownDates = new Map<string, number>();

/**
 * The first such weekday from a month on, as UTC midnight, asked of cron-parser in UTC and remembered: an answer takes it
 * about half a millisecond in UTC, more than one in a zone, and in some zones (Australia/Lord_Howe) it fails.
 */
function nextDate({ week, weekday }: Pick<DateRule, 'week' | 'weekday'>, month: number): number {
  const key = `${week} ${weekday} ${month}`;
  let date = knownDates.get(key);
  if (date === undefined) {
    const expression = weekdayExpression(week, weekday);
    // It goes day by day, so not from the first on where the date is later.
    const firstDay = 1 + 7 * ((week === 'L' ? 4 : week) - 1);
    expression.reset(new Date(Date.UTC(1970, month, firstDay) - secondMilliseconds));
    date = expression.next().getTime();
    knownDates.set(key, date);
  }
  return date;
}

const expressions = new Map<string, CronExpression>();

/** Made of its fields: to read a text takes cron-parser longer than to tell a year of dates. */
function weekdayExpression(week: DateRule['week'], weekday: DateRule['weekday']): CronExpression {
  const key = `${week} ${weekday}`;
  let expression = expressions.get(key);
  if (expression === undefined) {
    const last = `${weekday}L`;
    const dayOfWeek =
      week === 'L'
        ? // The type knows only an L that stands alone, which it does not take.
          new CronDayOfWeek([last as 'L'], { rawValue: last })
        : new CronDayOfWeek([weekday], { nthDayOfWeek: week });
    midnights ??= everyMidnight();
    const fields = new CronFieldCollection({ ...midnights, dayOfWeek });
    expression = new CronExpression(fields, { tz: 'UTC', currentDate: new Date(0) });
    expressions.set(key, expression);
  }
  return expression;
}

let midnights: ReturnType<typeof everyMidnight> | undefined;

/** The other fields of each. */
function everyMidnight() {
  return {
    second: new CronSecond([0]),
    minute: new CronMinute([0]),
    hour: new CronHour([0]),
    dayOfMonth: new CronDayOfMonth([1], { wildcard: true }),
    month: new CronMonth([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  };
}

function describeStart({ window: { window, when, timeZone, durationHours }, at, note }: WindowStart): Occurrence {
  const local = instantToLocal(at, timeZone);
  const notes: OccurrenceNote[] = note === undefined ? [] : [note];
  const releaseDay = nextDate(patchTuesday, monthOf(local));
  if (Math.floor(local / dayMilliseconds) * dayMilliseconds === releaseDay) notes.push('patch-tuesday');
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
