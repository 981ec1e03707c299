/** Which windows meet a change of the clock: times that the clock skips, times that it shows twice. */
import { dateLabel, dayMilliseconds, localText, minuteMilliseconds, nthWeekday } from './calendar.js';
import type { DateRule, TimedSlot } from './date-rule.js';
import type { ClockChange, InsightOptions } from './insight-kinds.js';
import { timeLabel } from './slot.js';
import { nextOffsetChange, type OffsetChange } from './zone.js';

/** Two years: each kind of change comes about twice. */
const horizonDays = 731;

/** One insight for each change of the clock that meets a window, in time order. */
export function clockChanges(rules: readonly DateRule[], { from, timeZone }: InsightOptions): ClockChange[] {
  const horizon = from.getTime() + horizonDays * dayMilliseconds;
  const insights: ClockChange[] = [];
  let change = nextOffsetChange(timeZone, from);
  while (change !== undefined && change.at.getTime() <= horizon) {
    insights.push(...describeChange(change, rules, timeZone));
    change = nextOffsetChange(timeZone, change.at);
  }
  return insights;
}

/** A day at a time, because a zone that crosses the date line skips more than one date's hours. */
function describeChange(
  { at, before, after }: OffsetChange,
  rules: readonly DateRule[],
  timeZone: string,
): ClockChange[] {
  const kind = after > before ? 'dst-gap' : 'dst-overlap';
  const start = at.getTime() + Math.min(before, after) * minuteMilliseconds;
  const end = at.getTime() + Math.max(before, after) * minuteMilliseconds;
  const insights: ClockChange[] = [];
  const firstDay = Math.floor(start / dayMilliseconds) * dayMilliseconds;
  for (let date = firstDay; date < end; date += dayMilliseconds) {
    const met = rules
      .filter((rule) => fallsOn(rule, date))
      .flatMap((rule) => rule.slots.filter(({ time }) => date + time >= start && date + time < end));
    if (met.length > 0) insights.push(insightOf(kind, date, met, timeZone));
  }
  return insights;
}

function fallsOn({ week, weekday, offsetDays }: DateRule, date: number): boolean {
  const base = new Date(date - offsetDays * dayMilliseconds);
  return base.getUTCDate() === nthWeekday(base.getUTCFullYear(), base.getUTCMonth() + 1, week, weekday);
}

function insightOf(kind: ClockChange['kind'], date: number, met: readonly TimedSlot[], timeZone: string): ClockChange {
  const inOrder = met.toSorted((a, b) => a.time - b.time || a.index - b.index);
  const times = [...new Set(inOrder.map(({ slot }) => timeLabel(slot.time)))];
  const windows = inOrder.map(({ window }) => window);
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
