/** The schedule question: three columns of check boxes (or days after Patch Tuesday and hours), and a time zone. */
import type { PlanDocument, Wave } from '../../../plan/intent/document.js';
import { defaultGrid, type Grid, gridOf, inGridOrder, wavesOf } from '../../../plan/intent/waves.js';
import { counted } from '../../../plan/text/plural.js';
import {
  mostDaysAfterPatchTuesday,
  type TimeOfDay,
  timeLabel,
  type Week,
  type Weekday,
  weekdayNames,
  weekLabel,
} from '../../../schedule/slot.js';
import { type ListMove, moveCursor, rowOf } from '../../lists/list.js';
import type { Chosen } from '../session.js';

interface Row<Value> {
  readonly value: Value;
  readonly label: string;
  readonly isTicked: boolean;
}

interface Rows {
  readonly weeks: readonly Row<Week>[];
  readonly weekdays: readonly Row<Weekday>[];
  /** Days after Patch Tuesday, 0–20. */
  readonly after: readonly Row<number>[];
  /** Every full hour, and the times that flags have brought. */
  readonly hours: readonly Row<TimeOfDay>[];
}

export type ColumnName = keyof Rows;

export interface ScheduleChoice {
  /** Waves that are no grid, or not in its order, such as those with names: they stay until something is ticked. */
  readonly kept: readonly Wave[] | undefined;
  readonly mode: Grid['kind'];
  readonly column: ColumnName;
  /** Row under the cursor, per column. */
  readonly cursors: Readonly<Record<ColumnName, number>>;
  readonly rows: Rows;
  readonly timeZone: string;
  readonly approvals?: PlanDocument['approvals'];
  /** The day that is looked at, counted from 1 January 1970; undefined: the first on which something runs. */
  readonly day: number | undefined;
  /** Whether the keys move among the days, not in the columns. */
  readonly isOnDays: boolean;
}

export type ScheduleChoiceEvent =
  /** Up and down in a column, or from one day with a run to the next. */
  | { readonly type: 'move'; readonly move: ListMove; readonly visible: number; readonly shown?: DaysShown }
  /** To the column beside it, or to the next day. */
  | { readonly type: 'column'; readonly by: -1 | 1; readonly shown?: DaysShown }
  | { readonly type: 'toggle' }
  /** Moves the tick under the cursor to the next free row, and the cursor with it: an hour later, a day earlier. */
  | { readonly type: 'shift'; readonly by: -1 | 1 }
  /** Ticks all rows of the column, or none if all are ticked. */
  | { readonly type: 'toggle-all' }
  | { readonly type: 'toggle-patch-tuesday' }
  | { readonly type: 'zone'; readonly timeZone: string }
  | ({ readonly type: 'waves' } & Pick<PlanDocument, 'waves' | 'approvals'>)
  /** To the days, or back to the columns. */
  | { readonly type: 'look'; readonly isOnDays: boolean };

/** What a cursor among the days moves on: the days on which something runs, or today where nothing does. */
export interface DaysShown {
  readonly days: readonly number[];
  readonly today: number;
}

type ScheduleAnswers = Pick<PlanDocument, 'waves' | 'timeZone' | 'approvals'>;

/** The question with the answers so far; the cursor starts on the first ticked row of each column. */
export function initialScheduleChoice({ waves, timeZone, approvals }: ScheduleAnswers): ScheduleChoice {
  const grid: Grid = gridOf(inGridOrder(waves)) ?? { kind: 'weekdays', weeks: [], weekdays: [], times: [] };
  const rows = rowsOf(grid);
  return {
    // Their order is that in which windows are created: to leave the screen as it is must not write another one down.
    kept: gridOf(waves) ? undefined : waves,
    mode: grid.kind,
    column: firstColumn(grid.kind),
    cursors: {
      weeks: firstTicked(rows.weeks),
      weekdays: firstTicked(rows.weekdays),
      after: firstTicked(rows.after),
      hours: firstTicked(rows.hours),
    },
    rows,
    timeZone,
    approvals,
    day: undefined,
    isOnDays: false,
  };
}

/** All that can be ticked, with the ticks of a grid; days of the other kind have those of the defaults. */
function rowsOf(grid: Grid): Rows {
  const { weeks, weekdays } = grid.kind === 'weekdays' ? grid : defaultGrid;
  const fullHours = Array.from({ length: 24 }, (_, hour) => ({ hour, minute: 0 }));
  const times = [...fullHours, ...grid.times.filter(({ minute }) => minute !== 0)];
  times.sort((a, b) => a.hour - b.hour || a.minute - b.minute);
  return {
    weeks: ticked([1, 2, 3, 4, 5, 'L'], weeks, weekLabel),
    weekdays: ticked([0, 1, 2, 3, 4, 5, 6], weekdays, (day) => weekdayNames[day]),
    after: ticked(
      Array.from({ length: mostDaysAfterPatchTuesday + 1 }, (_, days) => days),
      grid.kind === 'patch-tuesday' ? grid.days : [3],
      afterLabel,
    ),
    hours: ticked(times, grid.times, timeLabel),
  };
}

function ticked<Value>(
  offered: readonly Value[],
  chosen: readonly Value[],
  labelOf: (value: Value) => string,
): Row<Value>[] {
  const labels = new Set(chosen.map(labelOf));
  return offered.map((value) => ({ value, label: labelOf(value), isTicked: labels.has(labelOf(value)) }));
}

function afterLabel(days: number): string {
  const weekday = weekdayNames[((2 + days) % 7) as Weekday];
  return days === 0 ? `the day itself (${weekday})` : `+${counted(days, 'day')} (${weekday})`;
}

function firstTicked(rows: readonly Row<unknown>[]): number {
  return rowOf(rows, ({ isTicked }) => isTicked);
}

/** The columns that are shown, from left to right. */
export function columnsOf({ mode }: Pick<ScheduleChoice, 'mode'>): readonly ColumnName[] {
  return mode === 'weekdays' ? ['weeks', 'weekdays', 'hours'] : ['after', 'hours'];
}

function firstColumn(mode: Grid['kind']): ColumnName {
  return mode === 'weekdays' ? 'weeks' : 'after';
}

/** Folds one key into the choice. */
export function reduceScheduleChoice(choice: ScheduleChoice, event: ScheduleChoiceEvent): ScheduleChoice {
  const { column, cursors, rows } = choice;
  switch (event.type) {
    case 'move': {
      if (choice.isOnDays) return { ...choice, day: movedDay(choice.day, event.move, event.shown) };
      const cursor = moveCursor(cursors[column], event.move, rows[column].length, event.visible);
      return { ...choice, cursors: { ...cursors, [column]: cursor } };
    }
    case 'column':
      if (choice.isOnDays) return { ...choice, day: dayBeside(choice.day, event.by, event.shown) };
      return { ...choice, column: around(columnsOf(choice), column, event.by) };
    case 'shift':
      return choice.isOnDays ? choice : shifted(choice, event.by);
    case 'toggle':
      if (choice.isOnDays) return choice;
      return withTicks(choice, (isTicked, row) => (row === cursors[column] ? !isTicked : isTicked));
    case 'toggle-all': {
      if (choice.isOnDays) return choice;
      const isFull = rows[column].every(({ isTicked }) => isTicked);
      return withTicks(choice, () => !isFull);
    }
    case 'toggle-patch-tuesday': {
      const mode = choice.mode === 'weekdays' ? 'patch-tuesday' : 'weekdays';
      return { ...choice, mode, column: column === 'hours' ? column : firstColumn(mode) };
    }
    case 'zone':
      return { ...choice, timeZone: event.timeZone };
    case 'waves':
      return initialScheduleChoice({ ...event, timeZone: choice.timeZone });
    case 'look':
      return { ...choice, isOnDays: event.isOnDays };
    default:
      return event satisfies never;
  }
}

/** The column beside one; after the last comes the first, so that hours are one key away. */
function around(columns: readonly ColumnName[], column: ColumnName, by: -1 | 1): ColumnName {
  const next = (columns.indexOf(column) + by + columns.length) % columns.length;
  return columns[next] ?? column;
}

const daysOfPage = 28;

/** The day with a run before or after one, the first or last of them, or four weeks on; undefined is the first run. */
function movedDay(day: number | undefined, move: ListMove, shown: DaysShown | undefined): number | undefined {
  const { days, today } = shown ?? { days: [], today: 0 };
  const at = day ?? days[0] ?? today;
  switch (move) {
    case 'up':
      return days.findLast((each) => each < at) ?? day;
    case 'down':
      return days.find((each) => each > at) ?? day;
    case 'first':
      return undefined;
    case 'last':
      return days.at(-1);
    case 'page-up':
      return Math.max(today, at - daysOfPage);
    case 'page-down':
      return at + daysOfPage;
    default:
      return move satisfies never;
  }
}

function dayBeside(day: number | undefined, by: -1 | 1, shown: DaysShown | undefined): number | undefined {
  if (shown === undefined) return day;
  return Math.max(shown.today, (day ?? shown.days[0] ?? shown.today) + by);
}

/** With the tick under the cursor on the next free row in one direction; as it was where there is no tick, or no such row. */
function shifted(choice: ScheduleChoice, by: -1 | 1): ScheduleChoice {
  const { rows, cursors, column } = choice;
  const from = cursors[column];
  if (!rows[column][from]?.isTicked) return choice;
  let to = from + by;
  while (rows[column][to]?.isTicked) to += by;
  if (rows[column][to] === undefined) return choice;
  const moved = withTicks(choice, (isTicked, row) => (row === from || row === to ? row === to : isTicked));
  return { ...moved, cursors: { ...cursors, [column]: to } };
}

/** With other ticks in the column that has the cursor. */
function withTicks(choice: ScheduleChoice, isTicked: (isTicked: boolean, row: number) => boolean): ScheduleChoice {
  const { rows, column } = choice;
  const changed = rows[column].map((row, index) => ({ ...row, isTicked: isTicked(row.isTicked, index) }));
  return { ...choice, kept: undefined, rows: { ...rows, [column]: changed } };
}

/** The answers that the choice stands for; no waves where something is not ticked. */
export function scheduleAnswers({
  kept,
  mode,
  rows,
  timeZone,
  approvals,
}: Pick<ScheduleChoice, 'kept' | 'mode' | 'rows' | 'timeZone' | 'approvals'>): ScheduleAnswers {
  const times = valuesOf(rows.hours);
  const grid: Grid =
    mode === 'weekdays'
      ? { kind: mode, weeks: valuesOf(rows.weeks), weekdays: valuesOf(rows.weekdays), times }
      : { kind: mode, days: valuesOf(rows.after), times };
  return { waves: kept ?? wavesOf(grid), timeZone, approvals };
}

function valuesOf<Value>(rows: readonly Row<Value>[]): Value[] {
  return rows.filter(({ isTicked }) => isTicked).map(({ value }) => value);
}

/** What of the choice is an answer: days without hours would be a plan of nothing. */
export function chosenSchedule(choice: ScheduleChoice): Chosen {
  const answers = scheduleAnswers(choice);
  if (answers.waves.length > 0) return { answers };
  return { answers: { timeZone: choice.timeZone }, problem: nothingTicked(choice) };
}

const columnNouns: Readonly<Record<ColumnName, string>> = {
  weeks: 'week',
  weekdays: 'day',
  after: 'day after Patch Tuesday',
  hours: 'hour',
};

/** `Tick at least one week and one hour with space.` */
function nothingTicked(choice: ScheduleChoice): string {
  const empty = columnsOf(choice).filter((column) => valuesOf<unknown>(choice.rows[column]).length === 0);
  return `Tick at least one ${empty.map((column) => columnNouns[column]).join(' and one ')} with space.`;
}
