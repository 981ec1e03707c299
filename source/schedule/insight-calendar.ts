/** What the calendar does to nth weekdays: days of one week that swap their order, fifth weeks that do not come. */
import { nthWeekday } from './calendar.js';
import type { DateRule, IndexedWindow } from './date-rule.js';
import type { FifthWeek, InsightOptions, WaveInversion } from './insight-kinds.js';
import type { Reader } from './insight-zone.js';
import { slotDayLabel, twoDigits, type Week, type Weekday, weekdayNames, weekLabel } from './slot.js';
import { toWallClock } from './zone.js';

/** Five years, this month included. */
const ofMonths = 60;

interface Month {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
}

/** An nth weekday and the windows of all zones that fall on it. */
interface Day {
  readonly week: Week;
  readonly weekday: Weekday;
  readonly windows: readonly IndexedWindow[];
}

interface Pair {
  readonly week: Week;
  readonly earlier: Day;
  readonly later: Day;
  readonly inverted: readonly Month[];
}

/**
 * The pair of days that swaps most often, of all pairs that a reader takes to be in order: the same week, the weekdays
 * as `--days` numbers them, from Sunday on. Days after Patch Tuesday keep their order among each other: the twentieth comes before the
 * next Patch Tuesday. Where they are a 2nd to 4th Tuesday, they swap with other weekdays of that week.
 */
export function waveInversion(
  rules: readonly DateRule[],
  options: InsightOptions,
  reader: Reader,
): WaveInversion | undefined {
  const months = nextMonths(options, reader);
  const pairs = pairsOf(daysOf(rules)).map((pair): Pair => ({ ...pair, inverted: months.filter(isInverted(pair)) }));
  const swapping = pairs.filter(({ inverted }) => inverted.length > 0);
  swapping.sort((a, b) => b.inverted.length - a.inverted.length);
  const [worst, ...others] = swapping;
  const next = worst?.inverted[0];
  if (worst === undefined || next === undefined) return undefined;
  const { week, earlier, later, inverted } = worst;
  const count = others.length;
  const more =
    count === 0 ? '' : count === 1 ? ' Another pair of days swaps too.' : ` ${count} other pairs of days swap too.`;
  return {
    kind: 'wave-inversion',
    severity: 'warning',
    message: `In ${inverted.length} of the next ${ofMonths} months the ${labelOf(earlier)} comes after the ${labelOf(later)}.${more}`,
    week,
    earlier: earlier.weekday,
    later: later.weekday,
    months: inverted.length,
    ofMonths,
    nextMonth: `${next.year}-${twoDigits(next.month)}`,
    otherPairs: count,
  };
}

/** How seldom the plan's fifth weekdays come. */
export function fifthWeeks(rules: readonly DateRule[], options: InsightOptions, reader: Reader): FifthWeek | undefined {
  const months = nextMonths(options, reader);
  const weekdays = daysOf(rules)
    .filter(({ week }) => week === 5)
    .map(({ weekday }) => ({
      weekday,
      months: months.filter(({ year, month }) => nthWeekday(year, month, 5, weekday) !== undefined).length,
    }))
    .sort((a, b) => a.weekday - b.weekday);
  const [first] = weekdays;
  if (first === undefined) return undefined;
  const isOne = weekdays.length === 1;
  const days = isOne ? `The ${dayLabel(5, first.weekday)} exists` : 'The 5th weekdays exist';
  const inMonths = span(weekdays.map((each) => each.months));
  const instead = isOne ? `The ${dayLabel('L', first.weekday)} comes` : 'The last ones come';
  return {
    kind: 'fifth-week',
    severity: 'warning',
    message: `${days} in 4 or 5 months of a year: ${inMonths} of the next ${ofMonths}. ${instead} every month.`,
    weekdays,
    ofMonths,
  };
}

/** Each nth weekday once, whatever the zones. */
function daysOf(rules: readonly DateRule[]): Day[] {
  const days = new Map<string, Day>();
  for (const { week, weekday, offsetDays, windows } of rules) {
    if (offsetDays > 0) continue;
    const key = `${week} ${weekday}`;
    days.set(key, { week, weekday, windows: [...(days.get(key)?.windows ?? []), ...windows] });
  }
  return [...days.values()];
}

function pairsOf(days: readonly Day[]): Omit<Pair, 'inverted'>[] {
  return days.flatMap((earlier) =>
    days
      .filter((other) => other.week === earlier.week && other.weekday > earlier.weekday)
      .map((later) => ({ week: earlier.week, earlier, later })),
  );
}

function isInverted({ week, earlier, later }: Omit<Pair, 'inverted'>): (month: Month) => boolean {
  return ({ year, month }) => {
    const first = nthWeekday(year, month, week, earlier.weekday);
    const second = nthWeekday(year, month, week, later.weekday);
    return first !== undefined && second !== undefined && first > second;
  };
}

function nextMonths({ from }: InsightOptions, { timeZone }: Reader): Month[] {
  const { year, month } = toWallClock(from, timeZone);
  return Array.from({ length: ofMonths }, (_, index) => {
    const months = year * 12 + month - 1 + index;
    return { year: Math.floor(months / 12), month: (months % 12) + 1 };
  });
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

/** `21`, or `20 to 22` */
function span(values: readonly number[]): string {
  const least = Math.min(...values);
  const most = Math.max(...values);
  return least === most ? `${least}` : `${least} to ${most}`;
}
