/** What stands under the schedule question. */
import { describe, expect, it } from 'vitest';
import { defaultDocument } from '../../../../source/plan/intent/waves.js';
import {
  type ColumnName,
  initialScheduleChoice,
  type ScheduleChoice,
} from '../../../../source/ui/flows/schedule/state.js';
import { explainRow } from '../../../../source/ui/flows/schedule/words.js';

const now = new Date('2026-11-23T10:00:00Z');

describe('the line about the row under the cursor', () => {
  const choice = initialScheduleChoice(defaultDocument());

  function explained(column: ColumnName, row: number, more: Partial<ScheduleChoice> = {}): string {
    return explainRow({ ...choice, ...more, column, cursors: { ...choice.cursors, [column]: row } }, now);
  }

  it.each<[ColumnName, number, string]>([
    ['weeks', 0, 'The 1st such weekday of the month: day 1 to 7.'],
    ['weeks', 3, 'The 4th such weekday of the month: day 22 to 28.'],
    ['weeks', 4, 'only about 4 months a year have'],
    ['weeks', 5, 'The last such weekday of the month: day 22 to 31.'],
    ['weekdays', 2, 'The 2nd Tuesday is Patch Tuesday.'],
    ['weekdays', 0, 'Sundays of the weeks that are ticked.'],
    ['after', 0, 'The 2nd Tuesday of the month, whatever week that is: day 8 to 14.'],
    ['after', 1, '1 day after the 2nd Tuesday of the month, whatever week that is: day 9 to 15.'],
    ['after', 6, '6 days after the 2nd Tuesday of the month, whatever week that is: day 14 to 20.'],
    ['after', 14, '14 days after the 2nd Tuesday of the month, whatever week that is: day 22 to 28.'],
    ['after', 15, 'whatever week that is: day 23 to the first days of the next month.'],
    ['hours', 3, 'Start of the window, in UTC. Press z for a time zone.'],
  ])('%s, row %i: %s', (column, row, words) => {
    expect(explained(column, row)).toContain(words);
  });

  it('says what the zone’s clocks will do', () => {
    expect(explained('hours', 3, { timeZone: 'Europe/London' })).toBe(
      'Start of the window in Europe/London: UTC now, UTC+1 from 28 Mar 2027.',
    );
  });
});
