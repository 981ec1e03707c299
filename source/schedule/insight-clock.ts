/** Which windows meet a change of the clock: times that the clock skips, times that it shows twice. */
import { dateLabel, dayMilliseconds, localText, minuteMilliseconds, nthWeekday } from './calendar.js';
import {
  type DateRule,
  type EvaluatedWindow,
  type IndexedWindow,
  type ScheduledWindow,
  type Timetable,
  zonesOf,
} from './date-rule.js';
import type { ClockChange, InsightOptions } from './insight-kinds.js';
import { runs } from './runs.js';
import { nextOffsetChange, type OffsetChange } from './zone.js';

/** Two years: each kind of change comes about twice. */
const horizonDays = 731;

interface ZoneChange extends OffsetChange {
  readonly timeZone: string;
  readonly kind: ClockChange['kind'];
  /** The wall clock, read as UTC milliseconds, from which and before which times are skipped or shown twice. */
  readonly start: number;
  readonly end: number;
}

/** One insight for each change of a clock that meets a window, in time order. */
export function clockChanges(
  windows: readonly ScheduledWindow[],
  dates: Timetable,
  { from }: InsightOptions,
): ClockChange[] {
  const changes = zonesOf(windows).flatMap((timeZone) => [...changesIn(timeZone, from)]);
  changes.sort((a, b) => a.at.getTime() - b.at.getTime());
  return changes.flatMap((change) => describeChange(change, dates));
}

function* changesIn(timeZone: string, from: Date): Generator<ZoneChange> {
  const horizon = from.getTime() + horizonDays * dayMilliseconds;
  let change = nextOffsetChange(timeZone, from);
  while (change !== undefined && change.at.getTime() <= horizon) {
    const { at, before, after } = change;
    const kind = after > before ? 'dst-gap' : 'dst-overlap';
    const start = at.getTime() + Math.min(before, after) * minuteMilliseconds;
    const end = at.getTime() + Math.max(before, after) * minuteMilliseconds;
    yield { ...change, timeZone, kind, start, end };
    change = nextOffsetChange(timeZone, at);
  }
}

/** A window that meets a change, and the wall clock at which it should start. */
interface Meeting {
  readonly timed: IndexedWindow;
  readonly local: number;
}

/** A day at a time, because a zone that crosses the date line skips more than one date's hours. */
function describeChange(change: ZoneChange, { rules, evaluated }: Timetable): ClockChange[] {
  const { timeZone, start, end } = change;
  const met = [
    ...rules.filter((rule) => rule.timeZone === timeZone).flatMap((rule) => meetingsOfRule(rule, change)),
    ...evaluated.filter(({ window }) => window.timeZone === timeZone).flatMap((timed) => meetingsOf(timed, change)),
  ].sort((a, b) => a.local - b.local || a.timed.index - b.timed.index);
  return datesBetween(start, end).flatMap((date) => {
    const onDate = met.filter(({ local }) => local >= date && local < date + dayMilliseconds);
    return onDate.length > 0 ? [insightOf(change, date, onDate)] : [];
  });
}

/** UTC midnights of the dates from one wall clock to before another. */
function datesBetween(start: number, end: number): number[] {
  const first = Math.floor(start / dayMilliseconds) * dayMilliseconds;
  return Array.from(
    { length: Math.ceil((end - first) / dayMilliseconds) },
    (_, index) => first + index * dayMilliseconds,
  );
}

function meetingsOfRule(rule: DateRule, { start, end }: ZoneChange): Meeting[] {
  return datesBetween(start, end)
    .filter((date) => fallsOn(rule, date))
    .flatMap((date) => rule.windows.map((timed) => ({ timed, local: date + timed.time })))
    .filter(({ local }) => local >= start && local < end);
}

/** A date with an offset may fall on the month after that of its weekday. */
function fallsOn({ week, weekday, offsetDays }: DateRule, date: number): boolean {
  const base = new Date(date - offsetDays * dayMilliseconds);
  return base.getUTCDate() === nthWeekday(base.getUTCFullYear(), base.getUTCMonth() + 1, week, weekday);
}

/** A skipped time moves forward by the gap, and of one that comes twice the first counts: both are told by the offset before. */
function meetingsOf(timed: EvaluatedWindow, { timeZone, kind, before, start, end }: ZoneChange): Meeting[] {
  const { expression, scheduleOffset } = timed;
  const from = new Date(start - before * minuteMilliseconds - 1);
  const endDate = new Date(end - before * minuteMilliseconds - 1);
  return [...runs(expression, { from, endDate, timeZone, scheduleOffset })]
    .filter(({ note }) => note === kind)
    .map((run) => ({ timed, local: run.start.getTime() + before * minuteMilliseconds }));
}

function insightOf({ kind, timeZone }: ZoneChange, date: number, met: readonly Meeting[]): ClockChange {
  const times = [...new Set(met.map(({ local }) => localText(local).slice(11)))];
  const windows = [...new Set(met.map(({ timed }) => timed.window.window))];
  const clock = `On ${dateLabel(date)} the clock in ${timeZone}`;
  const message =
    kind === 'dst-gap'
      ? `${clock} skips ${listed(times)}; AWS does not say when a window then runs, the preview moves it forward by the gap`
      : `${clock} shows ${listed(times)} twice; AWS does not say which one counts, the preview takes the first`;
  return {
    kind,
    severity: 'warning',
    message: `${message} (${listed(windows)}).`,
    date: localText(date).slice(0, 10),
    timeZone,
    times,
    windows,
  };
}

const mostListed = 3;

/** `a, b, c and 4 more` */
function listed(texts: readonly string[]): string {
  const more = texts.length - mostListed;
  const shown = texts.slice(0, mostListed).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
