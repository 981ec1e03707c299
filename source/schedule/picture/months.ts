/** Months side by side, with the days on which something runs. Days are counted from 1 January 1970. */
import { dayMilliseconds, daysInMonth, monthNames, monthOf, nthWeekday, weekdayOf } from '../calendar.js';
import { patchTuesday, type Weekday, weekdayNames } from '../slot.js';
import { instantToLocal, localToInstant, nextOffsetChange } from '../zone.js';
import { joined, type Mark, type Picture, type Piece, piece, sideBySide } from './piece.js';

export interface MonthsOptions {
  /** The first month, counted from January 1970. */
  readonly first: number;
  readonly months: number;
  readonly timeZone: string;
  readonly firstWeekday: Weekday;
  /** Days before it have passed. */
  readonly today: number;
  /** Days with runs of the plan, and of others. */
  readonly runs: ReadonlySet<number>;
  readonly others: ReadonlySet<number>;
  /** The day that is looked at. */
  readonly cursor?: number | undefined;
}

const cellWidth = 4;
export const monthWidth = 7 * cellWidth;
const monthGap = 2;
/** Rows of a month of six weeks: title, weekdays, weeks. */
export const monthRows = 8;

/** How many months fit beside each other. */
export function monthsIn(columns: number): number {
  return Math.max(0, Math.floor((columns + monthGap) / (monthWidth + monthGap)));
}

/** The day of a wall clock. */
export function dayOf(local: number): number {
  return Math.floor(local / dayMilliseconds);
}

/**
 * ```
 * December 2026           PT 8
 *  Mo  Tu  We  Th  Fr  Sa  Su
 *     [1] [2]  3   4   5   6
 *  7  [8] [9](10) 11  12  13
 * ```
 * `[8]` runs, `(8)` others do, `{8}` both; a day that has passed is a dot; the title says which day is Patch Tuesday,
 * and on which the clock changes, if they are still to come.
 */
export function monthsPicture(options: MonthsOptions): Picture {
  const months = Array.from({ length: options.months }, (_, index) => options.first + index);
  return sideBySide(
    months.map((month) => ({ picture: monthPicture(month, options), width: monthWidth })),
    monthGap,
  );
}

/** What the characters mean, for a reader who sees no colours. */
export function monthsLegend({ hasOthers }: { readonly hasOthers: boolean }): Piece[] {
  const others = hasOthers
    ? [piece('   '), piece('(8)', 'others'), piece(' others run (not nightly ones)   {8} both', 'faint')]
    : [];
  return [
    piece('[8]', 'run'),
    piece(' runs', 'faint'),
    ...others,
    piece('   · past   ', 'faint'),
    piece('PT', 'patch-tuesday'),
    piece(' Patch Tuesday', 'faint'),
  ];
}

/** The same as two sentences: `Runs on 1 Dec, 8 Dec. Patch Tuesday is 8 Dec.` */
export function monthsWords({ first, months, today, runs }: MonthsOptions): string {
  const words = (days: Iterable<number>): string =>
    [...days]
      .filter((day) => day >= today)
      .map((day) => new Date(day * dayMilliseconds))
      .map((date) => `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`)
      .join(', ');
  const patchDays = Array.from({ length: months }, (_, index) => {
    const day = nthWeekday(first + index, patchTuesday.week, patchTuesday.weekday) ?? 1;
    return Date.UTC(1970, first + index, day) / dayMilliseconds;
  });
  return `Runs on ${words([...runs].sort((a, b) => a - b)) || 'no day'}. Patch Tuesday is ${words(patchDays)}.`;
}

function monthPicture(month: number, options: MonthsOptions): Picture {
  const { firstWeekday, timeZone } = options;
  const start = Date.UTC(1970, month) / dayMilliseconds;
  const length = daysInMonth(month);
  const lead = (weekdayOf(start * dayMilliseconds) - firstWeekday + 7) % 7;
  const patchDay = nthWeekday(month, patchTuesday.week, patchTuesday.weekday) ?? 0;
  const changes = clockChangeDays(month, timeZone);
  const isAhead = (day: number): boolean => start + day - 1 >= options.today;
  const weeks = Array.from({ length: Math.ceil((lead + length) / 7) }, (_, week) =>
    joined(
      Array.from({ length: 7 }, (_, index) => {
        const day = 7 * week + index - lead + 1;
        if (day < 1 || day > length) return piece(' '.repeat(cellWidth));
        const marks: Mark[] = day === patchDay && isAhead(day) ? ['patch-tuesday'] : [];
        if (changes.includes(day) && isAhead(day)) marks.push('clock-change');
        return dayPieces(day, start + day - 1, marks, options);
      }).flat(),
    ),
  );
  const header = Array.from(
    { length: 7 },
    (_, index) => ` ${weekdayNames[((firstWeekday + index) % 7) as Weekday].slice(0, 2)} `,
  ).join('');
  const notes = [
    ...[patchDay].filter(isAhead).map((day) => `PT ${day}`),
    ...changes.filter(isAhead).map((day) => `clocks ${day}`),
  ];
  return [titleRow(month, notes.join(', ')), [piece(header, 'faint')], ...weeks];
}

/** A day in four columns: numbers stand under each other, and what marks them on both sides. */
function dayPieces(day: number, at: number, noted: readonly Mark[], options: MonthsOptions): Piece[] {
  const [isRun, isOthers] = [options.runs.has(at), options.others.has(at)];
  const [open, close] = isRun && isOthers ? '{}' : isRun ? '[]' : isOthers ? '()' : '  ';
  const isCursor = at === options.cursor;
  const digits = at < options.today ? '·' : String(day);
  const marks: Mark[] = [...noted];
  if (at < options.today) marks.push('faint');
  if (at === options.today) marks.push('today');
  if (isRun) marks.push('run');
  else if (isOthers) marks.push('others');
  const cell = `${open}${digits}${close}`;
  const before = ' '.repeat(cellWidth - cell.length);
  if (isCursor) {
    const pointed = before === '' ? `❯${cell.slice(1)}` : `${before.slice(1)}❯${cell}`;
    return [piece(pointed, ...marks, 'cursor')];
  }
  return open === ' '
    ? [piece(`${before} `), piece(digits, ...marks), piece(' ')]
    : [piece(before), piece(cell, ...marks)];
}

/** `December 2026           PT 8`; the month's name is cut where the clock changes too. */
function titleRow(month: number, notes: string): Piece[] {
  const date = new Date(Date.UTC(1970, month));
  const [long = '', short = ''] = [longMonthNames, monthNames].map(
    (names) => `${names[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
  );
  const title = long.length + notes.length + 3 <= monthWidth ? long : short;
  // The last column is beside the numbers.
  return [piece(title, 'title'), piece(notes.padStart(monthWidth - 1 - title.length), 'faint')];
}

const longMonthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;

/** Days of a month on which the zone's clock changes. */
function clockChangeDays(month: number, timeZone: string): number[] {
  const days: number[] = [];
  let from = new Date(localToInstant(Date.UTC(1970, month), timeZone).at);
  for (;;) {
    const change = nextOffsetChange(timeZone, from);
    if (change === undefined) return days;
    // What the clock showed just before it was changed.
    const local = instantToLocal(change.getTime() - 1, timeZone);
    if (monthOf(local) !== month) return days;
    days.push(new Date(local).getUTCDate());
    from = change;
  }
}
