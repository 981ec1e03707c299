/** Twelve months: the days that the dates have, and the months of which an insight says that days swap. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localText, monthOf } from '../../../source/schedule/calendar.js';
import { planInsights } from '../../../source/schedule/insight.js';
import { planOccurrences } from '../../../source/schedule/occurrences.js';
import { plainLines } from '../../../source/schedule/picture/piece.js';
import { yearOf, yearPicture } from '../../../source/schedule/picture/year.js';
import { type When, whenDayLabel } from '../../../source/schedule/when.js';
import { forSome } from '../../helpers/properties.js';
import { anySlot, anyWeek, anyWeekday, named, nth, own } from '../arbitraries.js';

const from = new Date('2026-11-26T10:00:00Z');

function picture(whens: readonly When[], rows = 9): string[] {
  return plainLines(
    yearPicture(yearOf(named(whens), from, 'UTC'), { labelOf: ({ when }) => whenDayLabel(when), rows, columns: 78 }),
  );
}

describe('a year', () => {
  it('has a row for each day, with the months in which a later one comes first', () => {
    expect(picture([nth(1, 2), nth(1, 3), nth(5, 5), own('rate(7 days)')])).toEqual([
      '2026           Nov  Dec  Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct',
      '1st Tuesday      3    1    5    2    2    6    4    1    6    3    7    5',
      '1st Wednesday    4    2    6    3    3    7    5    2    7    4   !1    6',
      '5th Friday       –    –   29    –    –   30    –    –   30    –    –   29',
      expect.stringMatching(/^rate\(7 days\) +\dx( +\dx){11}$/),
    ]);
  });

  it('names the windows of each row', () => {
    const windows = [nth(1, 2), nth(1, 3), nth(1, 2), own('rate(7 days)'), own('rate(7 days)')];
    expect(yearOf(named(windows), from, 'UTC').rows.map((row) => row.windows.join())).toEqual([
      ...['window0,window2', 'window1', 'window3,window4'],
    ]);
  });

  it('is one row where there is no room for more', () => {
    const [names, row, ...more] = picture([nth(1, 2), nth(1, 3), nth(2, 3)], 3);
    expect(names).toMatch(/^2026 +Nov/);
    expect(row).toBe('all days    3    3    3    3    3    3    3    3    3    3   !3    3');
    expect(more).toEqual([]);
  });

  it('has the days of the dates', () =>
    forSome(40, [fc.array(anySlot, { minLength: 1, maxLength: 4 })], (whens) => {
      const windows = named(whens);
      const { first, rows } = yearOf(windows, from, 'UTC');
      const start = new Date(Date.UTC(1970, first) - 1);
      const occurrences = planOccurrences(windows, {
        from: start,
        createdAt: new Date(0),
        until: new Date(Date.UTC(1970, first + 12) - 1),
      });
      const expected = new Set(occurrences.map(({ local }) => local.slice(0, 10)));
      const found = rows.flatMap(({ days }) =>
        days.flatMap((dates, month) =>
          dates.map((date) => localText(Date.UTC(1970, first + month, date)).slice(0, 10)),
        ),
      );
      expect(new Set(found)).toEqual(expected);
    }));

  it('marks a month exactly where the insight tells of one', () =>
    forSome(60, [anyWeek, fc.uniqueArray(anyWeekday, { minLength: 1, maxLength: 4 })], (week, weekdays) => {
      const windows = named(weekdays.map((weekday) => nth(week, weekday)));
      const { first, rows } = yearOf(windows, from, 'UTC');
      const marked = rows.flatMap(({ swapped }) =>
        swapped.flatMap((isSwapped, month) => (isSwapped ? [first + month] : [])),
      );
      const next = planInsights(windows, { from }).flatMap((insight) =>
        insight.kind === 'wave-inversion' ? [monthOf(Date.parse(`${insight.nextMonth}-01`))] : [],
      );
      const within = next.filter((month) => month < first + 12);
      if (within.length > 0) expect(Math.min(...marked)).toBeLessThanOrEqual(within[0] ?? 0);
      if (next.length === 0) expect(marked).toEqual([]);
    }));
});
