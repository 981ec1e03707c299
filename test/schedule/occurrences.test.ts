import { describe, expect, it } from 'vitest';
import { type OccurrenceOptions, planOccurrences, type ScheduledWindow } from '../../source/schedule/occurrences.js';
import type { Slot, Week, Weekday } from '../../source/schedule/slot.js';
import type { When } from '../../source/schedule/when.js';
import { after, named, nth, own } from './arbitraries.js';

const from = new Date('2026-11-20T00:00:00Z');

function locals(
  whens: readonly When[],
  { timeZone, ...options }: Partial<OccurrenceOptions> & { timeZone?: string } = {},
): string[] {
  return planOccurrences(named(whens, timeZone), { from, ...options }).map(({ local }) => local);
}

describe('known dates', () => {
  it.each([
    ['1st Tuesday', nth(1, 2), ['2026-12-01T03:00', '2027-01-05T03:00', '2027-02-02T03:00']],
    ['2nd Wednesday', nth(2, 3), ['2026-12-09T03:00', '2027-01-13T03:00', '2027-02-10T03:00']],
    ['5th Tuesday', nth(5, 2), ['2026-12-29T03:00', '2027-03-30T03:00', '2027-06-29T03:00']],
    ['last Tuesday', nth('L', 2), ['2026-11-24T03:00', '2026-12-29T03:00', '2027-01-26T03:00']],
    ['Patch Tuesday', after(0), ['2026-12-08T03:00', '2027-01-12T03:00', '2027-02-09T03:00']],
    ['Patch Tuesday + 7 days', after(7), ['2026-12-15T03:00', '2027-01-19T03:00', '2027-02-16T03:00']],
    ['Patch Tuesday + 9 days', after(9), ['2026-12-17T03:00', '2027-01-21T03:00', '2027-02-18T03:00']],
    ['Patch Tuesday + 20 days', after(20), ['2026-11-30T03:00', '2026-12-28T03:00', '2027-02-01T03:00']],
  ])('%s', (_, slot, expected) => {
    for (const timeZone of ['UTC', 'Asia/Kathmandu', 'America/New_York']) {
      expect(locals([slot], { timeZone, count: expected.length })).toEqual(expected);
    }
  });

  it("merges the original scripts' plan", () => {
    const slots = [1, 2].flatMap((week) =>
      [2, 3].flatMap((weekday) => [3, 4].map((hour) => nth(week as Week, weekday as Weekday, { hour, minute: 0 }))),
    );
    expect(locals(slots, { timeZone: 'Europe/London', count: 9 })).toEqual([
      ...['2026-12-01T03:00', '2026-12-01T04:00', '2026-12-02T03:00', '2026-12-02T04:00'],
      ...['2026-12-08T03:00', '2026-12-08T04:00', '2026-12-09T03:00', '2026-12-09T04:00'],
      '2027-01-05T03:00',
    ]);
  });

  it('tells all there is to tell', () => {
    const when = nth(2, 2);
    const timeZone = 'America/New_York';
    const [occurrence] = planOccurrences([{ window: 'dev', when, timeZone, durationHours: 2 }], {
      from: new Date('2027-06-20T00:00:00Z'),
    });
    expect(occurrence).toEqual({
      window: 'dev',
      when,
      timeZone,
      start: new Date('2027-07-13T07:00:00Z'),
      end: new Date('2027-07-13T09:00:00Z'),
      local: '2027-07-13T03:00',
      notes: ['patch-tuesday'],
    });
  });
});

describe('how many', () => {
  it('is twenty, or the count, or all until an instant', () => {
    expect(locals([nth(1, 2)])).toHaveLength(20);
    expect(locals([nth(1, 2)], { count: 3 })).toHaveLength(3);
    expect(locals([nth(1, 2)], { count: 0 })).toEqual([]);
    const included = new Date('2027-01-05T03:00:00Z');
    expect(locals([nth(1, 2)], { until: included })).toEqual(['2026-12-01T03:00', '2027-01-05T03:00']);
    expect(locals([nth(1, 2)], { until: new Date('2029-12-31T00:00:00Z') })).toHaveLength(37);
    expect(locals([nth(1, 2)], { until: new Date('2029-12-31T00:00:00Z'), count: 2 })).toHaveLength(2);
    expect(locals([nth(1, 2)], { until: from })).toEqual([]);
    expect(locals([nth(1, 2)], { from: new Date('2026-12-01T03:00:00Z'), count: 1 })).toEqual(['2027-01-05T03:00']);
    expect(locals([])).toEqual([]);
  });

  it('ends with the last year that SSM knows', () => {
    expect(locals([nth(1, 2)], { from: new Date('2199-11-20T00:00:00Z') })).toEqual(['2199-12-03T03:00']);
  });
});

describe('a month whose Tuesday had passed when the windows were created', () => {
  const passed = new Date('2026-12-08T03:01:00Z');

  it('is left out for days after it', () => {
    expect(locals([after(3)], { from: passed, count: 1 })).toEqual(['2027-01-15T03:00']);
    expect(locals([after(3)], { from: new Date('2026-12-08T03:00:00Z'), count: 1 })).toEqual(['2026-12-11T03:00']);
  });

  it.each([
    [7, '2026-12-15T03:00:00Z', '2026-12-15T03:01:00Z', '2026-12-15T03:00'],
    [9, '2026-12-15T03:00:00Z', '2026-12-15T03:01:00Z', '2026-12-17T03:00'],
    [14, '2026-12-22T03:00:00Z', '2026-12-22T03:01:00Z', '2026-12-22T03:00'],
    [20, '2026-12-22T03:00:00Z', '2026-12-22T03:01:00Z', '2026-12-28T03:00'],
  ])('%i days after Patch Tuesday count from the 3rd or 4th Tuesday', (days, intime, late, first) => {
    const before = new Date('2026-12-09T00:00:00Z');
    expect(locals([after(days)], { from: before, createdAt: new Date(intime), count: 1 })).toEqual([first]);
    expect(locals([after(days)], { from: before, createdAt: new Date(late), count: 1 })[0]).not.toBe(first);
  });

  it('is left out in the next month too, where the date lies', () => {
    const first = (createdAt: string) =>
      locals([after(20)], { from: new Date('2027-01-31T00:00:00Z'), createdAt: new Date(createdAt), count: 1 });
    expect(first('2027-01-26T03:01:00Z')).toEqual(['2027-03-01T03:00']);
    expect(first('2027-01-26T03:00:00Z')).toEqual(['2027-02-01T03:00']);
  });

  it('and nothing runs before windows are created', () => {
    const createdAt = new Date('2026-12-01T03:00:01Z');
    expect(locals([nth(1, 2)], { createdAt, count: 1 })).toEqual(['2027-01-05T03:00']);
  });
});

it('a date in the month after that of its Tuesday is among the other dates of that month in time order', () => {
  expect(locals([after(20), nth(1, 1), nth(1, 2)], { from: new Date('2027-01-20T00:00:00Z'), count: 6 })).toEqual([
    ...['2027-02-01T03:00', '2027-02-01T03:00', '2027-02-02T03:00'],
    ...['2027-03-01T03:00', '2027-03-01T03:00', '2027-03-02T03:00'],
  ]);
});

describe('several zones and durations in one plan', () => {
  const windows: readonly ScheduledWindow[] = [
    { window: 'utc', when: nth(1, 2), timeZone: 'UTC', durationHours: 1 },
    { window: 'tokyo', when: nth(1, 2), timeZone: 'Asia/Tokyo', durationHours: 3 },
    { window: 'new york', when: nth(1, 1, { hour: 22, minute: 0 }), timeZone: 'America/New_York', durationHours: 2 },
    { window: 'own', when: own('cron(0 3 1 * ? *)'), timeZone: 'UTC', durationHours: 4 },
  ];

  it('come in time order, each on its own clock; those at one instant in the order of the plan', () => {
    const found = planOccurrences(windows, { from, count: 6 });
    const told = found.map(({ window, local, start, end }) => [window, local, start.toISOString(), end.toISOString()]);
    expect(told).toEqual([
      ['tokyo', '2026-12-01T03:00', '2026-11-30T18:00:00.000Z', '2026-11-30T21:00:00.000Z'],
      ['utc', '2026-12-01T03:00', '2026-12-01T03:00:00.000Z', '2026-12-01T04:00:00.000Z'],
      ['own', '2026-12-01T03:00', '2026-12-01T03:00:00.000Z', '2026-12-01T07:00:00.000Z'],
      ['new york', '2026-12-07T22:00', '2026-12-08T03:00:00.000Z', '2026-12-08T05:00:00.000Z'],
      ['own', '2027-01-01T03:00', '2027-01-01T03:00:00.000Z', '2027-01-01T07:00:00.000Z'],
      ['tokyo', '2027-01-05T03:00', '2027-01-04T18:00:00.000Z', '2027-01-04T21:00:00.000Z'],
    ]);
  });

  it('have Patch Tuesday where it is Tuesday', () => {
    const release = named([after(0, { hour: 0, minute: 0 })], 'Pacific/Kiritimati');
    expect(planOccurrences(release, { from, count: 1 })).toMatchObject([
      { start: new Date('2026-12-07T10:00:00Z'), notes: ['patch-tuesday'] },
    ]);
  });
});

describe('a schedule that was taken over', () => {
  it.each<[When, string[]]>([
    [own('cron(0 3 ? * 3#2 *)'), ['2026-12-08T03:00', '2027-01-12T03:00']],
    [own('cron(0 3 ? * WED#4 *)', 2), ['2026-11-27T03:00', '2026-12-25T03:00']],
    [own('rate(7 days)'), ['2026-11-27T00:00', '2026-12-04T00:00']],
    [own('at(2026-12-01T03:00:00)'), ['2026-12-01T03:00']],
    [own('at(2020-12-01T03:00:00)'), []],
    [own('cron(0 3 31 2 ? *)'), []],
    [own('every second Tuesday'), []],
  ])('%j', (when, expected) => {
    expect(locals([when], { count: 2 })).toEqual(expected);
  });

  it('counts its rate from the creation', () => {
    const createdAt = new Date('2026-11-19T22:30:00Z');
    expect(locals([own('rate(12 hours)')], { createdAt, count: 1 })).toEqual(['2026-11-20T10:30']);
  });

  it('is listed with the text that it has', () => {
    const when = own('cron(0 3 ? * 3#2 *)');
    expect(planOccurrences(named([when]), { from, count: 1 })[0]).toMatchObject({ when, notes: ['patch-tuesday'] });
  });
});

it('an unknown zone is refused', () => {
  expect(() => locals([nth(1, 2)], { timeZone: 'Mars/Olympus' })).toThrow(RangeError);
});

describe('notes', () => {
  it('mark the clock changes and Patch Tuesday', () => {
    const notes = (slot: Slot, at: string) =>
      planOccurrences(named([slot], 'America/New_York'), { from: new Date(at), count: 1 })[0];
    expect(notes(nth(2, 0, { hour: 2, minute: 30 }), '2027-03-10T00:00:00Z')).toMatchObject({
      local: '2027-03-14T03:30',
      notes: ['dst-gap'],
    });
    expect(notes(nth(1, 0, { hour: 1, minute: 30 }), '2027-11-03T00:00:00Z')).toMatchObject({
      start: new Date('2027-11-07T05:30:00Z'),
      notes: ['dst-overlap'],
    });
    expect(notes(after(0), '2026-12-01T00:00:00Z')).toMatchObject({ notes: ['patch-tuesday'] });
    expect(notes(after(1), '2026-12-01T00:00:00Z')).toMatchObject({ notes: [] });
  });
});

describe('the day that was skipped in Apia in 2011, a Friday', () => {
  const [friday, saturday] = [nth(5, 5, { hour: 12, minute: 0 }), nth(5, 6)];
  const options = { timeZone: 'Pacific/Apia', count: 1 };

  it('moves to Saturday, behind what is due there', () => {
    const thursday = new Date('2011-12-29T20:00:00Z');
    expect(locals([friday, saturday], { ...options, from: thursday })).toEqual(['2011-12-31T03:00']);
    expect(locals([friday, saturday], { ...options, from: thursday, count: 2 })[1]).toBe('2011-12-31T12:00');
  });

  it('is not lost for a reader who asks on Saturday morning', () => {
    expect(locals([friday], { ...options, from: new Date('2011-12-30T16:00:00Z') })).toEqual(['2011-12-31T12:00']);
  });
});
