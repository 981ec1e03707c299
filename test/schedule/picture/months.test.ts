/** Months in characters: every day where it belongs, and told apart without any colour. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayMilliseconds, daysInMonth } from '../../../source/schedule/calendar.js';
import { firstWeekdayOf } from '../../../source/schedule/picture/locale.js';
import { type MonthsOptions, monthsIn, monthsPicture, monthWidth } from '../../../source/schedule/picture/months.js';
import { plainLines } from '../../../source/schedule/picture/piece.js';
import type { Weekday } from '../../../source/schedule/slot.js';
import { forAll } from '../../helpers/properties.js';
import { anyWeekday, anyZone } from '../arbitraries.js';

const day = (date: string): number => Date.parse(date) / dayMilliseconds;
const days = (...dates: string[]): Set<number> => new Set(dates.map(day));
const november = (2026 - 1970) * 12 + 10;

function picture(options: Partial<MonthsOptions>): string[] {
  return plainLines(
    monthsPicture({
      ...{ first: november, months: 2, timeZone: 'Europe/London', firstWeekday: 1, today: day('2026-11-26') },
      ...{ runs: new Set(), others: new Set(), ...options },
    }),
  );
}

it('shows runs, those of others, both, what has passed and the day that is looked at', () => {
  const runs = days('2026-12-01', '2026-12-02', '2026-12-08', '2026-12-15');
  const others = days('2026-11-30', '2026-12-08', '2026-12-10', '2026-12-31');
  expect(picture({ runs, others, cursor: day('2026-12-15') })).toEqual([
    'November 2026                 December 2026          PT 8',
    ' Mo  Tu  We  Th  Fr  Sa  Su    Mo  Tu  We  Th  Fr  Sa  Su',
    '                          ·        [1] [2]  3   4   5   6',
    '  ·   ·   ·   ·   ·   ·   ·     7  {8}  9 (10) 11  12  13',
    '  ·   ·   ·   ·   ·   ·   ·    14 ❯15] 16  17  18  19  20',
    '  ·   ·   ·   ·   ·   ·   ·    21  22  23  24  25  26  27',
    '  ·   ·   ·  26  27  28  29    28  29  30 (31)',
    '(30)',
  ]);
});

it('begins the week where the reader does, and says when the clock changes', () => {
  const [title, header, first] = picture({ first: november + 4, months: 1, firstWeekday: 0 });
  expect(title).toBe('March 2027  PT 9, clocks 28');
  expect(header).toBe(' Su  Mo  Tu  We  Th  Fr  Sa');
  expect(first?.trim()).toMatch(/^1 +2 +3 +4 +5 +6$/);
  expect(picture({ first: november + 10, months: 1, timeZone: 'Europe/London' })[0]).toMatch(/^September 2027 +PT 14$/);
  expect(picture({ first: november + 11, months: 1 })[0]).toBe('Oct 2027   PT 12, clocks 31');
});

it('has every day once, under its weekday, in brackets where it runs', () => {
  const anyMonth = fc.integer({ min: 0, max: 1200 });
  const anyDays = fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { maxLength: 8 });
  return forAll([anyMonth, anyWeekday, anyZone, anyDays, anyDays], (first, firstWeekday, timeZone, ours, theirs) => {
    const start = Date.UTC(1970, first) / dayMilliseconds;
    const at = (dates: number[]) => new Set(dates.map((date) => start + date - 1));
    const [, , ...weeks] = picture({
      ...{ first, months: 1, firstWeekday, timeZone, today: start },
      ...{ runs: at(ours), others: at(theirs) },
    });
    const cells = weeks.flatMap((week) =>
      Array.from({ length: 7 }, (_, column) => ({
        column,
        text: week.padEnd(monthWidth).slice(4 * column, 4 * column + 4),
      })),
    );
    const found = cells.filter(({ text }) => text.trim() !== '');
    expect(found.map(({ text }) => Number(/\d+/.exec(text)?.[0]))).toEqual(
      Array.from({ length: daysInMonth(first) }, (_, index) => index + 1),
    );
    for (const { column, text } of found) {
      const date = Number(/\d+/.exec(text)?.[0]);
      expect(new Date((start + date - 1) * dayMilliseconds).getUTCDay()).toBe((column + firstWeekday) % 7);
      const kind = `${ours.includes(date) ? 'ours' : ''}${theirs.includes(date) ? 'theirs' : ''}`;
      expect(text.replace(/[\d ]/g, '')).toBe({ ours: '[]', theirs: '()', ourstheirs: '{}' }[kind] ?? '');
    }
  });
});

it.each([
  [27, 0],
  [28, 1],
  [57, 1],
  [58, 2],
  [78, 2],
  [118, 4],
  [198, 6],
])('in %i columns there is room for %i months', (columns, months) => {
  expect(monthsIn(columns)).toBe(months);
});

it.each<[Record<string, string>, Weekday]>([
  [{}, 1],
  [{ LANG: 'en_US.UTF-8' }, 0],
  [{ LANG: 'en_US.UTF-8', LC_TIME: 'en_GB.UTF-8' }, 1],
  [{ LANG: 'en_US.UTF-8', LC_TIME: 'en_GB.UTF-8', LC_ALL: 'ja_JP' }, 0],
  [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 1],
  [{ LANG: 'POSIX' }, 1],
  [{ LANG: 'C.UTF-8' }, 1],
  [{ LANG: 'fr_CA' }, 0],
  [{ LANG: 'de_DE@euro' }, 1],
  [{ LANG: 'en' }, 1],
  [{ LANG: 'ar_EG.UTF-8' }, 6],
])('the week of %j begins on day %i', (environment, weekday) => {
  expect(firstWeekdayOf(environment)).toBe(weekday);
});
