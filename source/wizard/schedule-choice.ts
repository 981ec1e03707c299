/** The schedule question: three columns of check boxes (or days after Patch Tuesday and hours), and a time zone. */
import type { Answers, DayChoice } from '../plan/spec/answers.js';
import { defaultAnswers } from '../plan/spec/answers.js';
import {
  mostDaysAfterPatchTuesday,
  type TimeOfDay,
  timeLabel,
  type Week,
  type Weekday,
  weekdayNames,
  weekLabel,
} from '../schedule/slot.js';
import { type ListMove, moveCursor } from './list.js';

export type ColumnName = 'weeks' | 'weekdays' | 'after' | 'hours';

export interface ScheduleChoice {
  readonly mode: DayChoice['kind'];
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
export function initialScheduleChoice({
  days,
  times,
  timeZone,
}: Pick<Answers, 'days' | 'times' | 'timeZone'>): ScheduleChoice {
  const { weeks, weekdays } = days.kind === 'weekdays' ? days : defaultAnswers.days;
  const after = days.kind === 'patch-tuesday' ? days.days : [3];
  const fullHours = Array.from({ length: 24 }, (_, hour) => ({ hour, minute: 0 }));
  const offeredTimes = [...fullHours, ...times.filter(({ minute }) => minute !== 0)].sort(byTime);
  const choice: ScheduleChoice = {
    mode: days.kind,
    column: days.kind === 'weekdays' ? 'weeks' : 'after',
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
      return toggled(choice, column, cursors[column]);
    case 'toggle-all': {
      const isFull = columnRows(choice, column).every(({ isTicked }) => isTicked);
      return filled(choice, column, !isFull);
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

function toggled(choice: ScheduleChoice, column: ColumnName, row: number): ScheduleChoice {
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
): Pick<Answers, 'days' | 'times' | 'timeZone'> {
  const { mode, weeks, weekdays, after, times, timeZone } = choice;
  const days: DayChoice =
    mode === 'weekdays' ? { kind: 'weekdays', weeks, weekdays } : { kind: 'patch-tuesday', days: after };
  return { days, times, timeZone };
}
