/** Twelve months as a strip: on which days what runs, and where a later day of a week comes before an earlier one. */
import { dayMilliseconds, localText, monthNames, monthOf, nthWeekday } from '../calendar.js';
import { type DateRule, type EvaluatedWindow, type ScheduledWindow, timetable } from '../date-rule.js';
import { daysOf, isSwapped } from '../insight-calendar.js';
import { runs } from '../runs.js';
import type { When } from '../when.js';
import { instantToLocal, localToInstant } from '../zone.js';
import { dayOf } from './months.js';
import { joined, type Picture, type Piece, piece } from './piece.js';

/** Windows that fall on one date a month, or that share a schedule that no slot says. */
export interface YearRow {
  readonly when: When;
  /** Names of the windows. */
  readonly windows: readonly string[];
  /** Days of the month, for each month. */
  readonly days: readonly (readonly number[])[];
  /** For each month: whether it comes before a weekday of the same week that is named before it. */
  readonly swapped: readonly boolean[];
}

export interface Year {
  /** Counted from January 1970. */
  readonly first: number;
  readonly rows: readonly YearRow[];
}

const monthsOfYear = 12;

/** The twelve months from that of an instant on, as the clock in a zone shows it. */
export function yearOf(windows: readonly ScheduledWindow[], from: Date, timeZone: string): Year {
  const { rules, evaluated } = timetable(windows);
  const first = monthOf(instantToLocal(from.getTime(), timeZone));
  const rows = [...ruleRows(rules, first), ...evaluatedRows(evaluated, first)];
  return { first, rows: rows.sort((a, b) => a.index - b.index) };
}

type IndexedRow = YearRow & { readonly index: number };

/** In the order of the plan; a date that windows of several zones share has one row. */
function ruleRows(rules: readonly DateRule[], first: number): IndexedRow[] {
  const days = daysOf(rules);
  const rows = new Map<string, IndexedRow>();
  for (const { week, weekday, offsetDays, windows } of rules) {
    const [{ window, index }] = windows as readonly [DateRule['windows'][number]];
    const key = `${week} ${weekday} ${offsetDays}`;
    const names = windows.map((each) => each.window.window);
    const known = rows.get(key);
    if (known) {
      rows.set(key, { ...known, windows: [...known.windows, ...names] });
      continue;
    }
    const day = offsetDays === 0 ? days.find((each) => each.week === week && each.weekday === weekday) : undefined;
    rows.set(key, {
      when: window.when,
      windows: names,
      index,
      days: eachMonth(first, (month) =>
        // An offset may lead into the next month.
        [month - 1, month]
          .map((base) => ({ base, date: nthWeekday(base, week, weekday) }))
          .flatMap(({ base, date }) => (date === undefined ? [] : [Date.UTC(1970, base, date + offsetDays)]))
          .filter((at) => monthOf(at) === month)
          .map((at) => new Date(at).getUTCDate()),
      ),
      swapped: eachMonth(first, (month) => day !== undefined && isSwapped(day, days, month)),
    });
  }
  return [...rows.values()];
}

/** Schedules of their own: each as it runs. */
function evaluatedRows(evaluated: readonly EvaluatedWindow[], first: number): IndexedRow[] {
  const rows = new Map<string, IndexedRow>();
  for (const { window, index, expression, scheduleOffset } of evaluated) {
    const { when, timeZone } = window;
    const key = JSON.stringify([when, timeZone]);
    const known = rows.get(key);
    if (known) {
      rows.set(key, { ...known, windows: [...known.windows, window.window] });
      continue;
    }
    const [start, end] = [first, first + monthsOfYear].map(
      (month) => localToInstant(Date.UTC(1970, month), timeZone).at,
    );
    const found = new Set<number>();
    for (const run of runs(expression, { from: new Date((start ?? 0) - 1), timeZone, scheduleOffset })) {
      if (run.start.getTime() >= (end ?? 0) || found.size > 366) break;
      found.add(dayOf(instantToLocal(run.start.getTime(), timeZone)));
    }
    const dates = [...found].map((day) => day * dayMilliseconds);
    rows.set(key, {
      when,
      windows: [window.window],
      index,
      days: eachMonth(first, (month) =>
        dates.filter((at) => monthOf(at) === month).map((at) => new Date(at).getUTCDate()),
      ),
      swapped: eachMonth(first, () => false),
    });
  }
  return [...rows.values()];
}

function eachMonth<Value>(first: number, cellOf: (month: number) => Value): Value[] {
  return Array.from({ length: monthsOfYear }, (_, index) => cellOf(first + index));
}

export interface YearOptions {
  readonly labelOf: (row: YearRow) => string;
  /** Rows that may be used, with the one of the months' names; where there are fewer than the plan has dates, all are one row. */
  readonly rows: number;
  readonly columns: number;
}

const cellWidth = 5;
const leastLabel = 8;
export const yearColumns = leastLabel + monthsOfYear * cellWidth;

/**
 * ```
 * 2026       Nov  Dec  Jan  Feb  Mar
 * 1st Tue      –    1    5    2    2
 * 1st Wed      –   !2    6    3    3
 * ```
 * `!2`: it comes before what is named before it. A schedule with several dates a month is counted (`4x`).
 */
export function yearPicture({ first, rows }: Year, { labelOf, rows: room, columns }: YearOptions): Picture {
  const isWhole = rows.length < room;
  const labels = isWhole ? rows.map(labelOf) : ['all days'];
  const width = Math.max(
    leastLabel,
    Math.min(columns - monthsOfYear * cellWidth, Math.max(...labels.map((label) => label.length))),
  );
  const label = (text: string): Piece => piece(text.slice(0, width).padEnd(width));
  const names = eachMonth(first, (month) =>
    piece((monthNames[((month % 12) + 12) % 12] ?? '').padStart(cellWidth), 'faint'),
  );
  const year = localText(Date.UTC(1970, first)).slice(0, 4);
  return [
    joined([piece(year.padEnd(width), 'title'), ...names]),
    ...(isWhole
      ? rows.map((row, index) =>
          joined([
            label(labels[index] ?? ''),
            ...row.days.map((days, month) => dayCell(days, row.swapped[month] === true)),
          ]),
        )
      : [joined([label('all days'), ...eachMonth(0, (month) => countCell(rows, month))])]),
  ];
}

function dayCell(days: readonly number[], isSwapped: boolean): Piece {
  const [day, ...more] = days;
  if (day === undefined) return piece('–'.padStart(cellWidth), 'faint');
  const text = more.length > 0 ? `${days.length}x` : String(day);
  return isSwapped ? piece(`!${text}`.padStart(cellWidth), 'warning') : piece(text.padStart(cellWidth));
}

/** How many days of a month have a run. */
function countCell(rows: readonly YearRow[], month: number): Piece {
  const days = new Set(rows.flatMap((row) => row.days[month] ?? []));
  const isSwapped = rows.some(({ swapped }) => swapped[month]);
  const text = `${isSwapped ? '!' : ''}${days.size}`.padStart(cellWidth);
  return isSwapped ? piece(text, 'warning') : piece(text);
}
