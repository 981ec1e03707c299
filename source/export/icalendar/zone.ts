/** A time zone as a calendar carries it: VTIMEZONE, of what Intl knows of its clock. */
import { daysInMonth, minuteMilliseconds, monthOf, weekdayOf } from '../../schedule/calendar.js';
import { nextOffsetChange, offsetMinutes } from '../../schedule/zone.js';
import { component, localValue } from './content.js';
import { dayName } from './recurrence.js';

/** Years that show whether a rule says the changes of a clock, and those for which changes without a rule are listed. */
const [fewYears, manyYears] = [11, 30];

/** A kind of change of the clock, and when it comes: the wall clock before it, in milliseconds. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly onsets: number[];
}

export function zoneLines(timeZone: string, now: Date): string[] {
  const begin = new Date(Date.UTC(now.getUTCFullYear() - 1, 0));
  const few = changesIn(timeZone, begin, fewYears);
  const isRuled = few.every(({ onsets }) => yearlyRule(onsets, begin));
  const changes = isRuled ? few : changesIn(timeZone, begin, manyYears);
  const first = Math.min(...changes.map(({ onsets: [onset = 0] }) => onset));
  const initial = offsetMinutes(timeZone, begin);
  const before = first > now.getTime() ? [{ from: initial, to: initial, onsets: [0] }] : [];
  return component('VTIMEZONE', [
    `TZID:${timeZone}`,
    ...[...before, ...changes].flatMap((change) => changeLines(change, begin)),
  ]);
}

/** The kinds of changes in so many years after the one that begins then. */
function changesIn(timeZone: string, begin: Date, years: number): Change[] {
  const changes = new Map<string, Change>();
  const lastYear = begin.getUTCFullYear() + years;
  let from = offsetMinutes(timeZone, begin);
  for (let at = nextOffsetChange(timeZone, begin); at && at.getUTCFullYear() <= lastYear; ) {
    const to = offsetMinutes(timeZone, at);
    const change = changes.get(`${from} ${to}`) ?? { from, to, onsets: [] };
    change.onsets.push(at.getTime() + from * minuteMilliseconds);
    changes.set(`${from} ${to}`, change);
    from = to;
    at = nextOffsetChange(timeZone, at);
  }
  return [...changes.values()];
}

function changeLines({ from, to, onsets }: Change, begin: Date): string[] {
  const rule = yearlyRule(onsets, begin);
  // One to a line: ical.js reads no more of a zone's.
  const more = rule ? [`RRULE:${rule}`] : onsets.slice(1).map((onset) => `RDATE:${localValue(onset)}`);
  return component(to > from ? 'DAYLIGHT' : 'STANDARD', [
    `DTSTART:${localValue(onsets[0] ?? 0)}`,
    `TZOFFSETFROM:${offsetValue(from)}`,
    `TZOFFSETTO:${offsetValue(to)}`,
    ...more,
  ]);
}

/** `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`, where the changes of all years follow one. */
function yearlyRule(onsets: readonly number[], begin: Date): string | undefined {
  const dates = onsets.map((onset) => new Date(onset));
  const [first] = dates;
  const isYearly = dates.every((date, index) => date.getUTCFullYear() === begin.getUTCFullYear() + index);
  if (first === undefined || dates.length <= fewYears || !isYearly) return undefined;
  const looks = new Set(
    dates.map((date) => `${date.getUTCMonth()} ${date.getUTCDay()} ${date.toISOString().slice(11)}`),
  );
  const days = dates.map((date) => date.getUTCDate());
  const [least, most] = [Math.min(...days), Math.max(...days)];
  // Only where all seven days have been seen is it known which seven they are.
  if (looks.size > 1 || most - least !== 6) return undefined;
  const month = `FREQ=YEARLY;BYMONTH=${first.getUTCMonth() + 1}`;
  const day = dayName(weekdayOf(first.getTime()));
  if (most === daysInMonth(monthOf(first.getTime()))) return `${month};BYDAY=-1${day}`;
  if (least % 7 === 1) return `${month};BYDAY=${(least + 6) / 7}${day}`;
  return `${month};BYDAY=${day};BYMONTHDAY=${Array.from({ length: 7 }, (_, index) => least + index).join()}`;
}

/** `+0530` */
function offsetValue(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60) * 100 + (size % 60)).padStart(4, '0')}`;
}
