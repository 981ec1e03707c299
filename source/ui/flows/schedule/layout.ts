/** What of the schedule question has how much room, in every terminal. */

import { monthRows, monthsIn } from '../../../schedule/picture/months.js';
import { leastStripColumns } from '../../../schedule/picture/strip.js';
import { yearColumns } from '../../../schedule/picture/year.js';
import type { ColumnName } from './state.js';

/** Columns of each list beside its box: the pointer, its longest label, and how many rows are hidden. */
const labelWidths: Readonly<Record<ColumnName, number>> = { weeks: 11, weekdays: 17, after: 32, hours: 14 };

/** Columns of a list whose boxes take so many. */
export function columnWidth(column: ColumnName, box: number, size: ScheduleRoom['size']): number {
  return labelWidths[column] + box + (size === 'large' ? 2 : 0);
}

export interface ScheduleRoom {
  readonly columns: number;
  /** Of the body. */
  readonly rows: number;
  /** The columns of check boxes. */
  readonly lists: number;
  readonly size: 'large' | 'medium' | 'small';
}

/** Rows of each part, its title included; 0: it is left out. */
export interface ScheduleLayout {
  readonly lists: number;
  /** Columns beside the lists. */
  readonly beside: number;
  readonly facts: number;
  readonly dates: number;
  readonly strip: number;
  readonly year: number;
  readonly months: number;
  /** How many months stand beside each other. */
  readonly monthsBeside: number;
}

/** All rows are used, whatever is ticked, so that nothing moves while keys are pressed. */
export function scheduleLayout(room: ScheduleRoom): ScheduleLayout {
  return room.size === 'large' ? large(room) : room.size === 'medium' ? medium(room) : small(room);
}

/** Columns that a line between lists and dates takes. */
export const dividerWidth = 1;

/** Lists beside dates, facts, a day and a year; months below all of it. */
function large({ columns, rows, lists }: ScheduleRoom): ScheduleLayout {
  const months = monthRows + 1;
  const top = rows - months - 1;
  const beside = columns - lists - dividerWidth;
  const year = top >= 28 && beside > yearColumns + 4 ? 6 : 0;
  const [strip, facts] = top >= 24 ? [8, 4] : top >= 17 ? [6, 3] : [4, 2];
  // An empty line between two parts.
  const dates = top - facts - strip - year - (year > 0 ? 3 : 2);
  return { lists: top, beside, facts, dates, strip, year, months, monthsBeside: monthsIn(columns - 2) };
}

const allWeekdays = 8;

/** Lists beside a month; below them facts, dates and a day, each as wide as the terminal. */
function medium({ columns, rows, lists }: ScheduleRoom): ScheduleLayout {
  const beside = columns - lists - 1;
  const top = Math.max(allWeekdays, Math.min(monthRows + 1, rows - 12));
  const monthsBeside = monthsIn(beside);
  const below = rows - top;
  const facts = below >= 10 ? 2 : 1;
  const strip = below >= 12 ? 6 : below >= 9 ? 4 : below >= 7 ? 3 : 0;
  return {
    ...{ lists: top, beside, facts, strip, dates: below - facts - strip },
    ...{ year: 0, months: monthsBeside > 0 ? Math.min(top, monthRows) : 0, monthsBeside },
  };
}

/** Lists above dates; the day takes the place of the lists while one looks at it. */
function small({ columns, rows, lists }: ScheduleRoom): ScheduleLayout {
  const facts = rows >= 8 ? 1 : 0;
  const dates = rows >= 11 ? 4 : 3;
  const top = rows - facts - dates;
  const strip = columns > leastStripColumns ? top : 0;
  return { lists: top, beside: columns - lists - 1, facts, dates, strip, year: 0, months: 0, monthsBeside: 0 };
}
