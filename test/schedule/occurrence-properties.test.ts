import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planOccurrences } from '../../source/schedule/occurrences.js';
import type { When } from '../../source/schedule/when.js';
import { forAll } from '../helpers/properties.js';
import {
  after,
  anyInstant,
  anySlot,
  anyTakenOver,
  anyTime,
  anyWindows,
  anyZone,
  fallsOn,
  instantByIntl,
  localByIntl,
} from './arbitraries.js';

const day = 24 * 60 * 60 * 1000;

const anySlots = anyWindows(anySlot);
const anyWhen = fc.oneof<fc.Arbitrary<When>[]>(anySlot, anyTakenOver);

describe('properties over 2015–2045', () => {
  it('they are in order, strictly after `from`, and last as long as their window', () =>
    forAll([anyWindows(anyWhen), anyInstant], (windows, from) => {
      let last = from.getTime() + 1;
      for (const { window, timeZone, when, start, end } of planOccurrences(windows, { from })) {
        const asked = windows.find((each) => each.window === window);
        expect(start.getTime()).toBeGreaterThanOrEqual(last);
        const durationHours = (end.getTime() - start.getTime()) / 3_600_000;
        expect({ window, timeZone, when, durationHours }).toEqual(asked);
        last = start.getTime();
      }
    }));

  it('a day-by-day walk finds the same and no more, each with what its clock shows', () =>
    forAll([anySlots, anyInstant], (windows, from) => {
      const until = new Date(from.getTime() + 70 * day);
      const createdAt = new Date(from.getTime() - 40 * day);
      const expected: string[] = [];
      for (let date = Math.floor(from.getTime() / day - 2) * day; date < until.getTime() + 2 * day; date += day) {
        for (const { window, when, timeZone } of windows) {
          if (when.kind === 'schedule' || !fallsOn(when, date)) continue;
          const start = instantByIntl(date + (when.time.hour * 60 + when.time.minute) * 60_000, timeZone);
          if (start > from.getTime() && start <= until.getTime()) expected.push(`${start} ${window}`);
        }
      }
      const found = planOccurrences(windows, { from, until, createdAt });
      expect(found.map(({ start, window }) => `${start.getTime()} ${window}`).sort()).toEqual(expected.sort());
      for (const { local, start, timeZone } of found) expect(local).toBe(localByIntl(start, timeZone));
    }));

  it('the first ones are the same however many are asked for', () =>
    forAll([anyWindows(anyWhen), anyInstant, fc.integer({ min: 1, max: 12 })], (windows, from, count) => {
      const more = planOccurrences(windows, { from, count: count + 7 });
      expect(planOccurrences(windows, { from, count })).toEqual(more.slice(0, count));
    }));

  it('a window has the dates that it has alone', () =>
    forAll([anyWindows(anyWhen), anyInstant], (windows, from) => {
      const all = planOccurrences(windows, { from, count: 15 });
      for (const window of windows) {
        const own = all.filter((each) => each.window === window.window);
        expect(planOccurrences([window], { from, count: own.length })).toEqual(own);
      }
    }));

  it('days after one Patch Tuesday keep their order, and all come before the next', () => {
    const someDays = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 5 });
    return forAll([someDays, anyTime, anyInstant, anyZone], (some, time, from, timeZone) => {
      const inOrder = [...some].sort((a, b) => a - b);
      const plan = some.map((days) => ({ window: `${days}`, when: after(days, time), timeZone, durationHours: 1 }));
      const found = planOccurrences(plan, { from, createdAt: new Date(from.getTime() - 40 * day), count: 20 });
      const first = inOrder.indexOf(Number(found[0]?.window));
      expect(found.map(({ window }) => Number(window))).toEqual(
        found.map((_, index) => inOrder[(first + index) % inOrder.length]),
      );
    });
  });
});
