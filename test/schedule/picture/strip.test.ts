/** A day in 24 hours: a cell is full exactly where a window is open. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMilliseconds, hourMilliseconds } from '../../../source/schedule/calendar.js';
import { planOccurrences } from '../../../source/schedule/occurrences.js';
import { type ForeignWindow, openSpans, runDays } from '../../../source/schedule/picture/foreign.js';
import { dayOf } from '../../../source/schedule/picture/months.js';
import { plainLines } from '../../../source/schedule/picture/piece.js';
import { type Span, type StripOptions, spanOfDay, stripPicture } from '../../../source/schedule/picture/strip.js';
import { whenSchedule } from '../../../source/schedule/when.js';
import { instantToLocal } from '../../../source/schedule/zone.js';
import { forAll, forSome } from '../../helpers/properties.js';
import { anyInstant, anySlot, anyZone, wallByIntl } from '../arbitraries.js';

const day = (date: string): number => Date.parse(date) / dayMilliseconds;

function span(start: string, hours: number): Span {
  const at = Date.parse(start);
  return { start: at, end: at + hours * hourMilliseconds };
}

function strip(options: Partial<StripOptions>): string[] {
  return plainLines(
    stripPicture({
      ...{ day: day('2026-12-08'), timeZone: 'UTC', title: 'Tue 8 Dec', plan: [], others: [], clocks: [] },
      ...{ columns: 40, rows: 8, ...options },
    }),
  );
}

describe('a strip', () => {
  const plan = [span('2026-12-08T03:00Z', 2)];
  const web = { name: 'web-tier', isPatching: true, spans: [span('2026-12-08T04:00Z', 3)] };
  const finance = { name: 'finance-month-end-close', isPatching: true, spans: [span('2026-12-08T22:30Z', 4)] };
  const clocks = [{ label: 'New York', timeZone: 'America/New_York' }];

  it('has the plan, windows of others with what they share with it, and other clocks', () => {
    expect(strip({ plan, others: [web, finance], clocks })).toEqual([
      'Tue 8 Dec       00    06    12    18',
      'this plan       ···██···················',
      'web-tier        ····▓▒▒·················',
      'finance…-close  ······················▒▒',
      'New York        19    01    07    13',
    ]);
  });

  it('warns where others patch at the plan’s hours, and only there', () => {
    const marks = (isPatching: boolean) => {
      const others = [{ ...web, isPatching }];
      const options = {
        day: day('2026-12-08'),
        timeZone: 'UTC',
        title: '',
        plan,
        others,
        clocks: [],
        columns: 40,
        rows: 4,
      };
      return stripPicture(options)[2]?.find(({ text }) => text === '▓' || text.startsWith('▓'))?.marks;
    };
    expect(marks(true)).toEqual(['warning']);
    expect(marks(false)).toEqual(['others']);
  });

  it('has two or four columns for an hour where there is room', () => {
    expect(strip({ plan: [span('2026-12-08T03:30Z', 1)], columns: 60 })).toEqual([
      'Tue 8 Dec  00    03    06    09    12    15    18    21',
      `this plan  ${'·'.repeat(7)}██${'·'.repeat(39)}`,
    ]);
    expect(
      strip({
        plan: [span('2026-12-08T03:45Z', 1)],
        columns: 120,
        clocks: [{ label: 'Kathmandu', timeZone: 'Asia/Kathmandu' }],
      }),
    ).toEqual([
      'Tue 8 Dec  00      02      04      06      08      10      12      14      16      18      20      22',
      `this plan  ${'·'.repeat(15)}████${'·'.repeat(77)}`,
      'Kathmandu  05:45   07:45   09:45   11:45   13:45   15:45   17:45   19:45   21:45   23:45   01:45   03:45',
    ]);
  });

  it('counts windows that do not fit, and leaves out clocks before it leaves out hours', () => {
    const others = ['a', 'b', 'c'].map((name) => ({ ...web, name }));
    expect(strip({ others, clocks, rows: 5 }).map((line) => line.slice(0, 9).trim())).toEqual([
      ...['Tue 8 Dec', 'this plan', 'a', '… 2 more', 'New York'],
    ]);
    expect(strip({ others, clocks, rows: 2 })).toHaveLength(2);
    expect(strip({ clocks, rows: 2 })).toHaveLength(2);
  });

  it('is full exactly where a window is open, whatever the clock does on that day', () =>
    forAll(
      [anyInstant, anyZone, fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 24 })],
      (instant, timeZone, after, hours) => {
        const at = dayOf(wallByIntl(instant, timeZone));
        const from = spanOfDay(at, timeZone).start + (after - 20) * hourMilliseconds;
        const open = { start: from, end: from + hours * hourMilliseconds };
        const [, line = ''] = strip({ day: at, timeZone, plan: [open], columns: 40, rows: 2 });
        const cells = line.slice(-24);
        expect(cells).toMatch(/^[·█]{24}$/);
        const expected = new Set<number>();
        for (let minute = open.start; minute < open.end; minute += 5 * 60_000) {
          const wall = wallByIntl(new Date(minute), timeZone);
          if (dayOf(wall) === at) expected.add(new Date(wall).getUTCHours());
        }
        const full = [...cells].flatMap((cell, hour) => (cell === '█' ? [hour] : []));
        expect(full).toEqual(expect.arrayContaining([...expected].sort((a, b) => a - b)));
        // A day on which the clock goes back has an hour more than the strip.
        expect(full.length - expected.size).toBeLessThanOrEqual(1);
      },
    ));
});

describe('a window of others', () => {
  const from = Date.parse('2026-11-26T10:00Z');
  const until = from + 120 * dayMilliseconds;

  it('is open when its schedule says so', () =>
    forSome(30, [anySlot, anyZone, fc.integer({ min: 1, max: 24 })], (when, timeZone, durationHours) => {
      const window: ForeignWindow = { name: 'w', isPatching: true, ...whenSchedule(when), timeZone, durationHours };
      const expected = planOccurrences([{ window: 'w', when, timeZone, durationHours }], {
        from: new Date(from),
        createdAt: new Date(0),
        until: new Date(until - 1),
      });
      const open = openSpans(window, { start: from, end: until }).filter(({ start }) => start > from);
      expect(open.map(({ start }) => new Date(start))).toEqual(expected.map(({ start }) => start));
      const days = runDays(window, { start: from, end: until }, 'Asia/Tokyo');
      expect(days).toEqual(new Set(expected.map(({ start }) => dayOf(instantToLocal(start.getTime(), 'Asia/Tokyo')))));
    }));

  it('runs on every day that a frequent schedule has, and counts a rate from the run that AWS tells', () => {
    const often = { name: 'w', isPatching: true, schedule: 'cron(0/5 * ? * MON *)', durationHours: 1 };
    const days = runDays(often, { start: from, end: from + 21 * dayMilliseconds }, 'UTC');
    expect([...days].map((each) => new Date(each * dayMilliseconds).toISOString().slice(0, 10))).toEqual([
      ...['2026-11-30', '2026-12-07', '2026-12-14'],
    ]);
    const rate = {
      name: 'w',
      isPatching: true,
      schedule: 'rate(7 days)',
      durationHours: 2,
      nextRun: new Date('2026-11-28T05:00Z'),
    };
    const open = openSpans(rate, { start: from, end: from + 10 * dayMilliseconds });
    expect(open).toEqual([span('2026-11-28T05:00Z', 2), span('2026-12-05T05:00Z', 2)]);
    expect(runDays({ ...rate, schedule: 'nonsense' }, { start: from, end: until }, 'UTC')).toEqual(new Set());
  });
});
