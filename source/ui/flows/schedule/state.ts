/** The schedule question: three columns of check boxes (or days after Patch Tuesday and hours), and a time zone. */
import type { PlanDocument, Wave } from '../../../plan/intent/document.js';
import { defaultGrid, type Grid, gridOf, inGridOrder, wavesOf } from '../../../plan/intent/waves.js';
import {
  mostDaysAfterPatchTuesday,
  type TimeOfDay,
  timeLabel,
  type Week,
  type Weekday,
  weekdayNames,
  weekLabel,
} from '../../../schedule/slot.js';
import { type ListMove, moveCursor } from '../../lists/list.js';

export type ColumnName = 'weeks' | 'weekdays' | 'after' | 'hours';

export interface ScheduleChoice {
  /** Waves that are no grid, or not in its order, such as those with names: they stay until something is ticked. */
  readonly kept: readonly Wave[] | undefined;
  readonly mode: Grid['kind'];
  readonly column: ColumnName;
  /** Row under the cursor, per column. */
  readonly cursors: Readonly<Record<ColumnName, number>>;
  readonly weeks: readonly Week[];
  readonly weekdays: readonly Weekday[];
  /** Days after Patch Tuesday, 0–20. */
  readonly after: readonly number[];
  readonly times: readonly TimeOfDay[];
  /** All the times that can be ticked: every full hour, and those that flags have brought. */
  readonly offeredTimes: readonly TimeOfDay[];
  readonly timeZone: string;
}

export type ScheduleChoiceEvent =
  | { readonly type: 'move'; readonly move: ListMove; readonly visible: number }
  | { readonly type: 'column'; readonly by: -1 | 1 }
  | { readonly type: 'toggle' }
  /** Ticks all rows of the column, or none if all are ticked. */
  | { readonly type: 'toggle-all' }
  | { readonly type: 'toggle-patch-tuesday' }
  | { readonly type: 'zone'; readonly timeZone: string };

export interface ColumnRow {
  readonly label: string;
  readonly isTicked: boolean;
}

const allWeeks: readonly Week[] = [1, 2, 3, 4, 5, 'L'];
const allWeekdays: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const allAfter: readonly number[] = Array.from({ length: mostDaysAfterPatchTuesday + 1 }, (_, days) => days);

/** The question with the answers so far; the cursor starts on the first ticked row of each column. */
export function initialScheduleChoice({ waves, timeZone }: Pick<PlanDocument, 'waves' | 'timeZone'>): ScheduleChoice {
  const grid = gridOf(inGridOrder(waves));
  const ticked: Grid = grid ?? { kind: 'weekdays', weeks: [], weekdays: [], times: [] };
  const { weeks, weekdays } = ticked.kind === 'weekdays' ? ticked : defaultGrid;
  const after = ticked.kind === 'patch-tuesday' ? ticked.days : [3];
  const { times } = ticked;
  const fullHours = Array.from({ length: 24 }, (_, hour) => ({ hour, minute: 0 }));
  const offeredTimes = [...fullHours, ...times.filter(({ minute }) => minute !== 0)].sort(byTime);
  const choice: ScheduleChoice = {
    // Their order is that in which windows are created: to leave the screen as it is must not write another one down.
    kept: gridOf(waves) ? undefined : waves,
    mode: ticked.kind,
    column: ticked.kind === 'weekdays' ? 'weeks' : 'after',
    cursors: { weeks: 0, weekdays: 0, after: 0, hours: 0 },
    weeks,
    weekdays,
    after,
    times,
    offeredTimes,
    timeZone,
  };
  const firstTicked = (column: ColumnName): number =>
    Math.max(
      0,
      columnRows(choice, column).findIndex(({ isTicked }) => isTicked),
    );
  return {
    ...choice,
    cursors: {
      weeks: firstTicked('weeks'),
      weekdays: firstTicked('weekdays'),
      after: firstTicked('after'),
      hours: firstTicked('hours'),
    },
  };
}

/** The columns that are shown, from left to right. */
export function columnsOf({ mode }: Pick<ScheduleChoice, 'mode'>): readonly ColumnName[] {
  return mode === 'weekdays' ? ['weeks', 'weekdays', 'hours'] : ['after', 'hours'];
}

/** The rows of a column with their ticks. */
export function columnRows(choice: ScheduleChoice, column: ColumnName): ColumnRow[] {
  switch (column) {
    case 'weeks':
      return allWeeks.map((week) => ({ label: weekLabel(week), isTicked: choice.weeks.includes(week) }));
    case 'weekdays':
      return allWeekdays.map((day) => ({ label: weekdayNames[day], isTicked: choice.weekdays.includes(day) }));
    case 'after':
      return allAfter.map((days) => ({ label: afterLabel(days), isTicked: choice.after.includes(days) }));
    case 'hours':
      return choice.offeredTimes.map((time) => ({
        label: timeLabel(time),
        isTicked: choice.times.some((ticked) => byTime(ticked, time) === 0),
      }));
    default:
      return column satisfies never;
  }
}

function afterLabel(days: number): string {
  const weekday = weekdayNames[((2 + days) % 7) as Weekday];
  return days === 0 ? `the day itself (${weekday})` : `+${days} ${days === 1 ? 'day' : 'days'} (${weekday})`;
}

/** Folds one key into the choice. */
export function reduceScheduleChoice(choice: ScheduleChoice, event: ScheduleChoiceEvent): ScheduleChoice {
  const { column, cursors } = choice;
  switch (event.type) {
    case 'move': {
      const length = columnRows(choice, column).length;
      const cursor = moveCursor(cursors[column], event.move, length, event.visible);
      return { ...choice, cursors: { ...cursors, [column]: cursor } };
    }
    case 'column': {
      const columns = columnsOf(choice);
      return { ...choice, column: columns[columns.indexOf(column) + event.by] ?? column };
    }
    case 'toggle':
      return withTick({ ...choice, kept: undefined }, column, cursors[column]);
    case 'toggle-all': {
      const isFull = columnRows(choice, column).every(({ isTicked }) => isTicked);
      return filled({ ...choice, kept: undefined }, column, !isFull);
    }
    case 'toggle-patch-tuesday':
      return choice.mode === 'weekdays'
        ? { ...choice, mode: 'patch-tuesday', column: column === 'hours' ? 'hours' : 'after' }
        : { ...choice, mode: 'weekdays', column: column === 'hours' ? 'hours' : 'weeks' };
    case 'zone':
      return { ...choice, timeZone: event.timeZone };
    default:
      return event satisfies never;
  }
}

function withTick(choice: ScheduleChoice, column: ColumnName, row: number): ScheduleChoice {
  switch (column) {
    case 'weeks':
      return { ...choice, weeks: flip(allWeeks, choice.weeks, allWeeks[row]) };
    case 'weekdays':
      return { ...choice, weekdays: flip(allWeekdays, choice.weekdays, allWeekdays[row]) };
    case 'after':
      return { ...choice, after: flip(allAfter, choice.after, allAfter[row]) };
    case 'hours': {
      const time = choice.offeredTimes[row];
      const isTicked = choice.times.some((ticked) => time && byTime(ticked, time) === 0);
      const times = choice.offeredTimes.filter((offered) =>
        offered === time ? !isTicked : choice.times.some((ticked) => byTime(ticked, offered) === 0),
      );
      return { ...choice, times };
    }
    default:
      return column satisfies never;
  }
}

function filled(choice: ScheduleChoice, column: ColumnName, isFull: boolean): ScheduleChoice {
  switch (column) {
    case 'weeks':
      return { ...choice, weeks: isFull ? allWeeks : [] };
    case 'weekdays':
      return { ...choice, weekdays: isFull ? allWeekdays : [] };
    case 'after':
      return { ...choice, after: isFull ? allAfter : [] };
    case 'hours':
      return { ...choice, times: isFull ? choice.offeredTimes : [] };
    default:
      return column satisfies never;
  }
}

/** The ticked values with one of them flipped, in the order in which they are offered. */
function flip<T>(offered: readonly T[], ticked: readonly T[], value: T | undefined): T[] {
  return offered.filter((candidate) => ticked.includes(candidate) !== (candidate === value));
}

function byTime(a: TimeOfDay, b: TimeOfDay): number {
  return a.hour - b.hour || a.minute - b.minute;
}

/** The answers that the choice stands for. */
export function scheduleAnswers(
  choice: Omit<ScheduleChoice, 'column' | 'cursors' | 'offeredTimes'>,
): Pick<PlanDocument, 'waves' | 'timeZone'> {
  const { kept, mode, weeks, weekdays, after, times, timeZone } = choice;
  const grid: Grid = mode === 'weekdays' ? { kind: mode, weeks, weekdays, times } : { kind: mode, days: after, times };
  return { waves: kept ?? wavesOf(grid), timeZone };
}

/** The answers of a choice that is one: at least one window; undefined where something is not ticked. */
export function answeredSchedule(choice: ScheduleChoice): ReturnType<typeof scheduleAnswers> | undefined {
  const answers = scheduleAnswers(choice);
  return answers.waves.length === 0 ? undefined : answers;
}

/** What of a choice stays on the way back, which may lead to the review: days without hours would be a plan of nothing. */
export function keptSchedule(choice: ScheduleChoice): Partial<ReturnType<typeof scheduleAnswers>> {
  return answeredSchedule(choice) ?? { timeZone: choice.timeZone };
}
