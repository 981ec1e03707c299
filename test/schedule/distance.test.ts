/** Waves by distance: the order of their dates over 120 months, as the plan's own dates have it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAfter, daysBetween, mostDaysAfter } from '../../source/schedule/distance.js';
import { planInsights } from '../../source/schedule/insight.js';
import { planOccurrences } from '../../source/schedule/occurrences.js';
import { type When, whenLabel, whenSchedule } from '../../source/schedule/when.js';
import { forAll } from '../helpers/properties.js';
import { after, anySlot, anyTime, nth, own, three } from './arbitraries.js';

const day = 24 * 60 * 60 * 1000;

/** The dates of so many months from a month's first date on. */
function dates(when: When, months = 120): number[] {
  const window = { window: 'any', when, timeZone: 'UTC', durationHours: 1 };
  const from = new Date(Date.UTC(2026, 10, 1) - 1);
  return planOccurrences([window], { from, count: months }).map(({ start }) => Math.floor(start.getTime() / day));
}

describe('so many days after a date', () => {
  it.each<[When, number, string, string, number | undefined]>([
    [nth(2, 2), 3, 'Patch Tuesday + 3 days at 03:00', 'cron(00 03 ? * TUE#2 *)', 3],
    [nth(2, 2), 9, 'Patch Tuesday + 9 days at 03:00', 'cron(00 03 ? * TUE#3 *)', 2],
    [nth(2, 2), 14, '4th Tuesday at 03:00', 'cron(00 03 ? * TUE#4 *)', undefined],
    [after(5), 15, 'Patch Tuesday + 20 days at 03:00', 'cron(00 03 ? * TUE#4 *)', 6],
    [nth(1, 3), 10, '2nd Wednesday + 3 days at 03:00', 'cron(00 03 ? * WED#2 *)', 3],
    [own('cron(0 5 ? * WED#2 *)', 3), -10, '1st Wednesday at 03:00', 'cron(00 03 ? * WED#1 *)', undefined],
  ])('%j and %i days: %s', (when, days, label, schedule, scheduleOffset) => {
    const later = daysAfter(when, days, three);
    expect(later && whenLabel(later)).toBe(label);
    expect(later && whenSchedule(later)).toEqual({ schedule, scheduleOffset });
  });

  it('is refused where no schedule says it: after last and fifth weekdays, and beyond the 4th one and six days', () => {
    for (const when of [nth('L', 2), nth(5, 2), own('rate(7 days)'), own('cron(0 3 ? * MON-FRI *)')]) {
      expect([mostDaysAfter(when), daysAfter(when, 1, three)]).toEqual([undefined, undefined]);
    }
    expect([mostDaysAfter(nth(2, 2)), mostDaysAfter(after(9)), mostDaysAfter(nth(1, 6))]).toEqual([20, 11, 27]);
    expect([daysAfter(nth(2, 2), 21, three), daysAfter(nth(1, 2), -1, three)]).toEqual([undefined, undefined]);
  });

  it('comes so many days later in each of 120 months, as its own dates say', () =>
    forAll([anySlot, fc.nat(27), anyTime], (slot, days, time) => {
      const later = daysAfter(slot, days, time);
      expect(later !== undefined).toBe(days <= (mostDaysAfter(slot) ?? -1));
      if (later === undefined) return;
      expect(daysBetween(slot, later)).toBe(days);
      expect(daysBetween(later, slot)).toBe(0 - days);
      const [ones, others] = [dates(slot, 121), dates(later, 122)];
      // An offset may lead into the next month: then the first date is still that of the month before.
      const skipped = (others[0] ?? 0) < (ones[0] ?? 0) + days ? 1 : 0;
      expect(others.slice(skipped, 120 + skipped)).toEqual(ones.slice(0, 120).map((date) => date + days));
    }));

  it('has a distance exactly where it is the same in every month', () =>
    forAll([anySlot, anySlot], (one, other) => {
      const days = daysBetween(one, other);
      if (days === undefined) return;
      const [ones, others] = [dates(one, 60), new Set(dates(other, 62))];
      expect(ones.slice(1).filter((date) => !others.has(date + days))).toEqual([]);
    }));
});

describe('waves by name', () => {
  const order = (whens: readonly When[], from = new Date('2026-11-20T00:00:00Z')) => {
    const windows = whens.map((when, index) => {
      const wave = ['dev', 'test', 'prod'][index];
      return { window: `plan-${wave}`, wave, when, timeZone: 'UTC', durationHours: 1 };
    });
    return planInsights(windows, { from }).filter(({ kind }) => kind.startsWith('wave-'));
  };

  it('are told where their order turns round in some months, and only then', () => {
    expect(order([nth(2, 2), nth(2, 6)])).toEqual([
      {
        kind: 'wave-order',
        severity: 'warning',
        message: 'In 69 of the next 120 months, test (2nd Saturday) comes before dev (2nd Tuesday).',
        ...{ earlier: 'dev', later: 'test', months: 69, ofMonths: 120, nextMonth: '2027-01', otherPairs: 0 },
      },
    ]);
    expect(order([after(3), nth(2, 6), nth('L', 2)])).toHaveLength(1);
    expect(order([nth(3, 2), nth(2, 2)])).toEqual([]);
    expect(order([nth(2, 2), own('rate(7 days)'), nth(5, 2)])).toEqual([]);
  });

  it('never turn round where they were said by a distance; the count is that of their dates', () =>
    forAll([anySlot, anySlot, fc.nat(27), anyTime], (one, other, days, time) => {
      const later = daysAfter(one, Math.max(days, 1), time);
      if (later !== undefined) expect(order([one, later])).toEqual([]);
      const [found] = order([one, other], new Date(Date.UTC(2026, 10, 1)));
      if (found?.kind !== 'wave-order' || [one, other].some((slot) => slot.kind !== 'nth-weekday' || slot.week === 5))
        return;
      const [ones, others] = [one, other].map((slot) => dates(slot));
      const before = ones?.filter((date, month) => date < (others?.[month] ?? 0)).length ?? 0;
      const same = ones?.filter((date, month) => date === others?.[month]).length ?? 0;
      if (same === 0) expect(found.months).toBe(120 - before);
    }));
});
