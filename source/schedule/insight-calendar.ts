/** What the calendar does to nth weekdays: days of one week that swap their order, fifth weeks that do not come. */
import { nthWeekday } from './calendar.js';
import type { DateRule } from './date-rule.js';
import type { FifthWeek, InsightOptions, WaveInversion } from './insight-kinds.js';
import { twoDigits, type Week, type Weekday, weekdayNames, weekLabel } from './slot.js';
import { toWallClock } from './zone.js';

/** Five years, this month included. */
const ofMonths = 60;

interface Month {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
}

interface Pair {
  readonly week: Week;
  readonly earlier: Weekday;
  readonly later: Weekday;
  readonly inverted: readonly Month[];
}

/**
 * The pair of days that swaps most often, of all pairs that a reader takes to be in order: the same week, the weekdays
 * as `--days` numbers them, from Sunday on.
 */
export function waveInversion(rules: readonly DateRule[], options: InsightOptions): WaveInversion | undefined {
  const months = nextMonths(options);
  const pairs = pairsOf(rules).map((pair): Pair => ({ ...pair, inverted: months.filter(isInverted(pair)) }));
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
    message: `In ${inverted.length} of the next ${ofMonths} months the ${dayLabel(week, earlier)} comes after the ${dayLabel(week, later)}.${more}`,
    week,
    earlier,
    later,
    months: inverted.length,
    ofMonths,
    nextMonth: `${next.year}-${twoDigits(next.month)}`,
    otherPairs: count,
  };
}

/** How seldom the plan's fifth weekdays come. */
export function fifthWeeks(rules: readonly DateRule[], options: InsightOptions): FifthWeek | undefined {
  const months = nextMonths(options);
  const weekdays = rules
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

function pairsOf(rules: readonly DateRule[]): Omit<Pair, 'inverted'>[] {
  const nth = rules.filter(({ offsetDays }) => offsetDays === 0);
  return nth.flatMap(({ week, weekday: earlier }) =>
    nth
      .filter((other) => other.week === week && other.weekday > earlier)
      .map(({ weekday: later }) => ({ week, earlier, later })),
  );
}

function isInverted({ week, earlier, later }: Omit<Pair, 'inverted'>): (month: Month) => boolean {
  return ({ year, month }) => {
    const first = nthWeekday(year, month, week, earlier);
    const second = nthWeekday(year, month, week, later);
    return first !== undefined && second !== undefined && first > second;
  };
}

function nextMonths({ from, timeZone }: InsightOptions): Month[] {
  const { year, month } = toWallClock(from, timeZone);
  return Array.from({ length: ofMonths }, (_, index) => {
    const months = year * 12 + month - 1 + index;
    return { year: Math.floor(months / 12), month: (months % 12) + 1 };
  });
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
