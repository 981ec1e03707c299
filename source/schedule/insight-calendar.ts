/** What the calendar does to nth weekdays: days of one week that swap their order, fifth weeks that do not come. */
import { localText, monthOf, nthWeekday } from './calendar.js';
import type { DateRule, IndexedWindow, Reader } from './date-rule.js';
import type { FifthWeek, WaveInversion } from './insight-kinds.js';
import { slotDayLabel, type Week, type Weekday, weekdayNames, weekLabel } from './slot.js';
import { instantToLocal } from './zone.js';

/** Five years, this month included. */
const ofMonths = 60;

/** An nth weekday and the windows of all zones that fall on it. */
export interface Day {
  readonly week: Week;
  readonly weekday: Weekday;
  readonly windows: readonly IndexedWindow[];
}

/**
 * The pair of days that swaps most often, of all pairs that a reader takes to be in order: the same week, the weekdays
 * as `--days` numbers them, from Sunday on. Days after Patch Tuesday keep their order among each other: the twentieth comes before the
 * next Patch Tuesday. Where they are a 2nd to 4th Tuesday, they swap with other weekdays of that week.
 */
export function waveInversion(rules: readonly DateRule[], from: Date, reader: Reader): WaveInversion | undefined {
  const months = nextMonths(from, reader);
  const [worst, ...others] = pairsOf(daysOf(rules))
    .map((pair) => ({ ...pair, inverted: months.filter((month) => isInverted(pair, month)) }))
    .filter(({ inverted }) => inverted.length > 0)
    .sort((a, b) => b.inverted.length - a.inverted.length);
  if (worst === undefined) return undefined;
  const { earlier, later, inverted } = worst;
  const count = others.length;
  const more =
    count === 0 ? '' : count === 1 ? ' Another pair of days also swaps.' : ` ${count} other pairs of days also swap.`;
  return {
    kind: 'wave-inversion',
    severity: 'warning',
    message: `In ${inverted.length} of the next ${ofMonths} months, the ${labelOf(earlier)} comes after the ${labelOf(later)}.${more}`,
    week: earlier.week,
    earlier: earlier.weekday,
    later: later.weekday,
    months: inverted.length,
    ofMonths,
    nextMonth: localText(Date.UTC(1970, inverted[0] ?? 0)).slice(0, 7),
    otherPairs: count,
  };
}

/** How seldom the plan's fifth weekdays come. */
export function fifthWeeks(rules: readonly DateRule[], from: Date, reader: Reader): FifthWeek | undefined {
  const months = nextMonths(from, reader);
  const weekdays = daysOf(rules)
    .filter(({ week }) => week === 5)
    .map(({ weekday }) => ({
      weekday,
      months: months.filter((month) => nthWeekday(month, 5, weekday) !== undefined).length,
    }))
    .sort((a, b) => a.weekday - b.weekday);
  const [first, ...others] = weekdays;
  if (first === undefined) return undefined;
  const counts = weekdays.map((each) => each.months);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const inMonths = least === most ? `${least}` : `${least} to ${most}`;
  const [days, instead] =
    others.length > 0
      ? ['The 5th weekdays occur', 'The last ones occur']
      : [`The ${dayLabel(5, first.weekday)} occurs`, `The ${dayLabel('L', first.weekday)} occurs`];
  return {
    kind: 'fifth-week',
    severity: 'warning',
    message: `${days} in only 4 or 5 months a year: ${inMonths} of the next ${ofMonths}. ${instead} every month.`,
    weekdays,
    ofMonths,
  };
}

/** Each nth weekday once, whatever the zones. */
export function daysOf(rules: readonly DateRule[]): Day[] {
  const days = new Map<string, Day>();
  for (const { week, weekday, offsetDays, windows } of rules) {
    if (offsetDays > 0) continue;
    const key = `${week} ${weekday}`;
    days.set(key, { week, weekday, windows: [...(days.get(key)?.windows ?? []), ...windows] });
  }
  return [...days.values()];
}

/** Whether a day comes before one that a reader takes to be earlier: in the same week of the month, by its weekday. */
export function isSwapped(day: Day, days: readonly Day[], month: number): boolean {
  return days.some((earlier) => isInOrder(earlier, day) && isInverted({ earlier, later: day }, month));
}

type Pair = { readonly earlier: Day; readonly later: Day };

function pairsOf(days: readonly Day[]): Pair[] {
  return days.flatMap((earlier) =>
    days.filter((later) => isInOrder(earlier, later)).map((later) => ({ earlier, later })),
  );
}

/** Whether a reader takes one day to come before the other. */
function isInOrder(earlier: Day, later: Day): boolean {
  return later.week === earlier.week && later.weekday > earlier.weekday;
}

function isInverted({ earlier, later }: Pair, month: number): boolean {
  const first = nthWeekday(month, earlier.week, earlier.weekday);
  const second = nthWeekday(month, later.week, later.weekday);
  return first !== undefined && second !== undefined && first > second;
}

function nextMonths(from: Date, { timeZone }: Reader): number[] {
  const first = monthOf(instantToLocal(from.getTime(), timeZone));
  return Array.from({ length: ofMonths }, (_, index) => first + index);
}

/** `3rd Tuesday`; `3rd Tuesday (Patch Tuesday + 7 days)` where the plan says it so and only so. */
function labelOf({ week, weekday, windows }: Day): string {
  const [first, ...others] = new Set(
    windows.map(({ window: { when } }) => (when.kind === 'after-patch-tuesday' ? slotDayLabel(when) : undefined)),
  );
  const label = dayLabel(week, weekday);
  return first === undefined || others.length > 0 ? label : `${label} (${first})`;
}

function dayLabel(week: Week, weekday: Weekday): string {
  return `${weekLabel(week)} ${weekdayNames[weekday]}`;
}
