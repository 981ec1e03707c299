import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../source/schedule/expression.js';
import { type RunOptions, runs } from '../../source/schedule/runs.js';
import { weekdayNames } from '../../source/schedule/slot.js';
import { forAll, forSome } from '../helpers/properties.js';
import { anyInstant, anyZone, localByIntl } from './arbitraries.js';

const day = 24 * 60 * 60 * 1000;

/** The first runs of a schedule. */
function first(text: string, count: number, options: Partial<RunOptions> = {}) {
  const found = [];
  for (const run of runs(parseSchedule(text), { from: new Date('2026-11-20T00:00:00Z'), ...options })) {
    if (found.length === count) break;
    found.push(run);
  }
  return found;
}

function starts(text: string, count: number, options: Partial<RunOptions> = {}): string[] {
  return first(text, count, options).map(({ start }) => start.toISOString().replace(':00.000Z', 'Z'));
}

describe('cron', () => {
  it.each([
    ['cron(0 3 ? * TUE#1 *)', ['2026-12-01T03:00Z', '2027-01-05T03:00Z', '2027-02-02T03:00Z']],
    ['cron(0 3 ? * TUE#5 *)', ['2026-12-29T03:00Z', '2027-03-30T03:00Z', '2027-06-29T03:00Z']],
    ['cron(0 3 ? * 3L *)', ['2026-11-24T03:00Z', '2026-12-29T03:00Z', '2027-01-26T03:00Z']],
    ['cron(0 2 L * ? *)', ['2026-11-30T02:00Z', '2026-12-31T02:00Z', '2027-01-31T02:00Z', '2027-02-28T02:00Z']],
    ['cron(0 2 L-3 * ? *)', ['2026-11-27T02:00Z', '2026-12-28T02:00Z', '2027-01-28T02:00Z', '2027-02-25T02:00Z']],
    ['cron(0 2 L FEB ? *)', ['2027-02-28T02:00Z', '2028-02-29T02:00Z']],
    ['cron(0 2 15W * ? *)', ['2026-12-15T02:00Z', '2027-01-15T02:00Z', '2027-02-15T02:00Z']],
    ['cron(0 2 15W AUG,NOV ? *)', ['2027-08-16T02:00Z', '2027-11-15T02:00Z', '2028-08-15T02:00Z']],
    ['cron(0 2 1W AUG ? *)', ['2027-08-02T02:00Z', '2028-08-01T02:00Z']],
    ['cron(0 2 1W MAY ? 2027)', ['2027-05-03T02:00Z']],
    ['cron(0 2 31W * ? 2027)', ['2027-01-29T02:00Z', '2027-03-31T02:00Z', '2027-05-31T02:00Z']],
    ['cron(0 2 LW * ? 2027)', ['2027-01-29T02:00Z', '2027-02-26T02:00Z', '2027-03-31T02:00Z']],
    ['cron(15 10 ? * MON-FRI *)', ['2026-11-20T10:15Z', '2026-11-23T10:15Z', '2026-11-24T10:15Z']],
    ['cron(15 10 ? * FRI-MON *)', ['2026-11-20T10:15Z', '2026-11-21T10:15Z', '2026-11-22T10:15Z']],
    ['cron(24 30 09 ? * * *)', ['2026-11-20T09:30:24.000Z', '2026-11-21T09:30:24.000Z']],
    ['cron(0 0/12 * * ? *)', ['2026-11-20T12:00Z', '2026-11-21T00:00Z']],
    ['cron(0 3 29 2 ? *)', ['2028-02-29T03:00Z', '2032-02-29T03:00Z']],
    ['cron(0 3 ? 1 TUE#1 2030,2028)', ['2028-01-04T03:00Z', '2030-01-01T03:00Z']],
  ])('%s runs on %j', (text, expected) => {
    expect(starts(text, expected.length)).toEqual(expected);
  });

  it('is what a walk over all days finds', () => {
    const values = (min: number, max: number, most: number) =>
      fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: most });
    const anyDay = fc.oneof(
      values(1, 31, 4).map((days) => ({ text: `${days} MONTH ?`, on: (at: Date) => days.includes(at.getUTCDate()) })),
      values(1, 7, 3).map((days) => ({
        text: `? MONTH ${days.map((each) => (weekdayNames[(each - 1) as 0] ?? '').slice(0, 3))}`,
        on: (at: Date) => days.includes(at.getUTCDay() + 1),
      })),
      fc.constant({ text: 'L MONTH ?', on: (at: Date) => new Date(at.getTime() + day).getUTCDate() === 1 }),
      fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 })).map(([weekday, nth]) => ({
        text: `? MONTH ${weekday}#${nth}`,
        on: (at: Date) => at.getUTCDay() + 1 === weekday && Math.ceil(at.getUTCDate() / 7) === nth,
      })),
    );
    return forSome(
      150,
      [anyDay, values(1, 12, 4), values(0, 23, 3), fc.integer({ min: 0, max: 59 }), anyInstant],
      (...all) => {
        const [{ text, on }, months, hours, minute, from] = all;
        const expected: string[] = [];
        const endDate = new Date(from.getTime() + 400 * day);
        for (let date = Math.floor(from.getTime() / day) * day; date <= endDate.getTime(); date += day) {
          const at = new Date(date);
          if (!months.includes(at.getUTCMonth() + 1) || !on(at)) continue;
          for (const hour of [...hours].sort((a, b) => a - b)) {
            const start = new Date(date + (hour * 60 + minute) * 60_000);
            if (start > from && start <= endDate) expected.push(start.toISOString());
          }
        }
        const schedule = parseSchedule(`cron(${minute} ${hours} ${text.replace('MONTH', `${months}`)} *)`);
        expect([...runs(schedule, { from, endDate })].map(({ start }) => start.toISOString())).toEqual(expected);
      },
    );
  });

  it('reads the wall clock of its zone', () =>
    forAll([anyInstant, anyZone, fc.integer({ min: 0, max: 23 })], (from, timeZone, hour) => {
      for (const { start, note } of first(`cron(30 ${hour} ? * TUE *)`, 3, { from, timeZone })) {
        if (note === 'dst-gap') continue;
        expect(localByIntl(start, timeZone).slice(11)).toBe(`${hour}`.padStart(2, '0').concat(':30'));
        expect(new Date(`${localByIntl(start, timeZone)}Z`).getUTCDay()).toBe(2);
      }
    }));
});

describe('the valid period', () => {
  it('begins after StartDate, whose zone does not matter (user guide, with the date put right)', () => {
    const options = { timeZone: 'America/Los_Angeles', startDate: new Date('2021-01-01T00:00:00-08:00') };
    const from = new Date('2020-12-01T00:00:00Z');
    expect(starts('cron(0 09 ? * WED *)', 1, { ...options, from })).toEqual(['2021-01-06T17:00Z']);
  });

  it('has its first run at StartDate, or at the creation, if that is a date of the expression', () => {
    const three = new Date('2026-12-01T03:00:00Z');
    expect(starts('cron(0 3 ? * TUE *)', 1, { startDate: three })).toEqual(['2026-12-01T03:00Z']);
    expect(starts('cron(0 3 ? * TUE *)', 1, { createdAt: three })).toEqual(['2026-12-01T03:00Z']);
  });

  it('ends at EndDate, that instant included', () => {
    const endDate = new Date('2026-12-01T03:00:00Z');
    expect(starts('cron(0 3 ? * TUE *)', 9, { endDate })).toEqual(['2026-11-24T03:00Z', '2026-12-01T03:00Z']);
    expect(starts('cron(1 3 ? * TUE *)', 9, { endDate })).toEqual(['2026-11-24T03:01Z']);
  });

  it('holds every run, all strictly after `from` and in order', () => {
    const text = fc.constantFrom(
      'cron(30 0/2 ? * * *)',
      'cron(0 0,12 L * ? *)',
      'cron(30 2 ? * SUN *)',
      'rate(7 hours)',
      'rate(1 day)',
      'at(2030-03-31T02:30:00)',
    );
    const days = fc.integer({ min: -40, max: 40 });
    const offset = fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined });
    return forAll([text, anyInstant, anyZone, days, days, days, offset], (...all) => {
      const [schedule, from, timeZone, startDays, endDays, createdDays, scheduleOffset] = all;
      const shifted = (by: number) => new Date(from.getTime() + by * day);
      const [startDate, endDate, createdAt] = [shifted(startDays), shifted(endDays), shifted(createdDays)];
      let last = from.getTime();
      for (const { start } of runs(parseSchedule(schedule), {
        ...{ from, timeZone, startDate, endDate, createdAt },
        ...(schedule.startsWith('cron') ? { scheduleOffset } : {}),
      })) {
        expect(start.getTime()).toBeGreaterThan(last);
        expect(start >= startDate && start <= endDate && start >= createdAt).toBe(true);
        last = start.getTime();
      }
    });
  });
});

describe('ScheduleOffset', () => {
  it('adds days to each date (user guide, example 4)', () => {
    expect(starts('cron(0 30 23 ? * TUE#3 *)', 2, { scheduleOffset: 2 })).toEqual([
      '2026-12-17T23:30Z',
      '2027-01-21T23:30Z',
    ]);
  });

  it('gives no run for a date that had passed when the window was created, though the run is ahead', () => {
    const created = (text: string) => ({ from: new Date(text), createdAt: new Date(text), scheduleOffset: 3 });
    const schedule = 'cron(0 3 ? * TUE#2 *)';
    expect(starts(schedule, 1, created('2026-12-08T02:59:00Z'))).toEqual(['2026-12-11T03:00Z']);
    expect(starts(schedule, 1, created('2026-12-08T03:01:00Z'))).toEqual(['2027-01-15T03:00Z']);
  });
});

describe('changes of the clock', () => {
  it.each([
    ['cron(30 2 ? 3 SUN#2 *)', '2027-03-14T07:30:00Z', 'dst-gap'],
    ['cron(30 1 ? 11 SUN#1 *)', '2027-11-07T05:30:00Z', 'dst-overlap'],
  ])('are noted: %s', (text, start, note) => {
    expect(first(text, 1, { timeZone: 'America/New_York' })).toEqual([{ start: new Date(start), note }]);
  });

  it('give one run where a skipped time falls on one that exists', () => {
    const found = first('cron(30 2,3 14 3 ? 2027)', 9, { timeZone: 'America/New_York' });
    expect(found).toEqual([{ start: new Date('2027-03-14T07:30:00Z') }]);
  });

  it('keep the order when a skipped time moves behind a later one', () => {
    const found = starts('cron(0,30 2-3 14 3 ? 2027)', 9, { timeZone: 'America/New_York' });
    expect(found).toEqual(['2027-03-14T07:00Z', '2027-03-14T07:30Z']);
  });

  it('skip a whole day in Apia in 2011', () => {
    const options = { timeZone: 'Pacific/Apia', from: new Date('2011-12-29T10:00:00Z') };
    const found = first('cron(0 3,12 * * ? *)', 5, options);
    expect(found.map(({ start }) => localByIntl(start, 'Pacific/Apia'))).toEqual([
      '2011-12-29T03:00',
      '2011-12-29T12:00',
      '2011-12-31T03:00',
      '2011-12-31T12:00',
      '2012-01-01T03:00',
    ]);
    const later = new Date('2011-12-30T16:00:00Z');
    const moved = first('cron(0 12 30 12 ? *)', 1, { timeZone: 'Pacific/Apia', from: later });
    expect(moved).toEqual([{ start: new Date('2011-12-30T22:00:00Z'), note: 'dst-gap' }]);
  });
});

describe('rate and at', () => {
  const at = (text: string) => new Date(`${text}Z`);
  it.each<[string, string, Partial<RunOptions>, string[]]>([
    [
      'from the creation',
      'rate(1 hour)',
      { createdAt: at('2026-11-19T22:10') },
      ['2026-11-20T00:10Z', '2026-11-20T01:10Z'],
    ],
    [
      'also when that is long ago',
      'rate(7 days)',
      { createdAt: at('1990-01-01T12:00') },
      ['2026-11-23T12:00Z', '2026-11-30T12:00Z'],
    ],
    [
      'from StartDate if there is one',
      'rate(7 days)',
      { startDate: at('2026-12-01T03:15'), createdAt: at('2026-11-01T00:00') },
      ['2026-12-08T03:15Z', '2026-12-15T03:15Z'],
    ],
    ['from `from` if nothing else is known', 'rate(5 minutes)', {}, ['2026-11-20T00:05Z', '2026-11-20T00:10Z']],
    ['once, in UTC', 'at(2026-12-01T03:00:00)', {}, ['2026-12-01T03:00Z']],
    ['once, in the zone', 'at(2026-12-01T03:00:00)', { timeZone: 'Asia/Kathmandu' }, ['2026-11-30T21:15Z']],
    ['not again', 'at(2026-11-20T00:00:00)', {}, []],
  ])('count %s: %s', (_, text, options, expected) => {
    expect(starts(text, 2, options)).toEqual(expected);
  });
});

describe('what never runs', () => {
  it.each([
    'cron(0 3 31 2 ? *)',
    'cron(0 3 30 FEB ? *)',
    'cron(0 3 31 4,6,9,11 ? *)',
    'cron(0 3 31W 2 ? *)',
    'cron(0 3 29 2 ? 2100)',
    'cron(0 3 ? * TUE 2025)',
    'cron(0 3 L-30 2 ? *)',
    'at(2020-01-01T00:00:00)',
  ])('%s ends at once', { timeout: 1000 }, (text) => {
    expect(starts(text, 1, { timeZone: 'America/New_York' })).toEqual([]);
  });

  it('ends when the period is over before it begins', { timeout: 1000 }, () => {
    const options = { startDate: new Date('2030-01-01T00:00:00Z'), endDate: new Date('2029-01-01T00:00:00Z') };
    expect(starts('cron(0 3 ? * * *)', 1, options)).toEqual([]);
    expect(starts('rate(5 minutes)', 1, options)).toEqual([]);
  });

  it('ends with the last year that SSM knows', { timeout: 1000 }, () => {
    const from = new Date('2199-12-30T12:00:00Z');
    expect(starts('cron(0 3 ? * * *)', 9, { from })).toEqual(['2199-12-31T03:00Z']);
    expect(starts('rate(1 day)', 9, { from })).toEqual(['2199-12-31T12:00Z']);
  });
});
