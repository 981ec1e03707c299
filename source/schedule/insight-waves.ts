/** What the calendar does to waves by name: in some months the order of their dates is not that of the plan. */
import { dayMilliseconds, hourMilliseconds, localText, minuteMilliseconds, monthOf, nthWeekday } from './calendar.js';
import type { Reader, ScheduledWindow } from './date-rule.js';
import type { WaveOrder } from './insight-kinds.js';
import { monthlyTime, whenDayLabel } from './when.js';
import { instantToLocal, localToInstant } from './zone.js';

/** Ten years, this month included. */
const ofMonths = 120;

/** The pair of named waves that swaps most often, of all that have one date a month. */
export function waveOrder(
  windows: readonly ScheduledWindow[],
  from: Date,
  { timeZone }: Reader,
): WaveOrder | undefined {
  const first = monthOf(instantToLocal(from.getTime(), timeZone));
  const named = windows.flatMap((window) => startsOf(window, first));
  const [worst, ...others] = named
    .flatMap((one, index) => named.slice(index + 1).flatMap((other) => swapped(one, other)))
    .sort((a, b) => b.months.length - a.months.length);
  if (worst === undefined) return undefined;
  const { earlier, later, months } = worst;
  const more =
    others.length === 0
      ? ''
      : others.length === 1
        ? ' Another pair also swaps.'
        : ` ${others.length} other pairs also swap.`;
  return {
    kind: 'wave-order',
    severity: 'warning',
    message: `In ${months.length} of the next ${ofMonths} months, ${labelOf(later)} comes before ${labelOf(earlier)}.${more}`,
    earlier: earlier.wave,
    later: later.wave,
    months: months.length,
    ofMonths,
    nextMonth: localText(Date.UTC(1970, first + (months[0] ?? 0))).slice(0, 7),
    otherPairs: others.length,
  };
}

interface NamedStarts extends Pick<ScheduledWindow, 'when'> {
  readonly wave: string;
  /** The instant of each month's run, in milliseconds; undefined in a month that has none. */
  readonly starts: readonly (number | undefined)[];
}

function startsOf({ wave, when, timeZone }: ScheduledWindow, first: number): NamedStarts[] {
  const date = monthlyTime(when);
  if (wave === undefined || date === undefined) return [];
  const { week, weekday, offsetDays, time } = date;
  const clock = offsetDays * dayMilliseconds + time.hour * hourMilliseconds + time.minute * minuteMilliseconds;
  const starts = Array.from({ length: ofMonths }, (_, index) => {
    const day = nthWeekday(first + index, week, weekday);
    return day && localToInstant(Date.UTC(1970, first + index, day) + clock, timeZone).at;
  });
  return [{ wave, when, starts }];
}

/** The months in which the wave that stands later in the plan comes first; none where that is so in every month. */
function swapped(earlier: NamedStarts, later: NamedStarts) {
  const isBefore = (a: NamedStarts, b: NamedStarts) => (month: number) =>
    Number(a.starts[month]) < Number(b.starts[month]);
  const all = [...earlier.starts.keys()];
  const months = all.filter(isBefore(later, earlier));
  return months.length > 0 && all.some(isBefore(earlier, later)) ? [{ earlier, later, months }] : [];
}

function labelOf({ wave, when }: NamedStarts): string {
  return `${wave} (${whenDayLabel(when)})`;
}
