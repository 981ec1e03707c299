import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../source/schedule/expression.js';
import { planOccurrences, type ScheduledWindow } from '../../source/schedule/occurrences.js';
import { runs } from '../../source/schedule/runs.js';
import type { Slot, Weekday } from '../../source/schedule/slot.js';
import { type When, whenSchedule } from '../../source/schedule/when.js';
import { forAll, forSome } from '../helpers/properties.js';
import { after, anyInstant, anySlot, anyTakenOver, anyWindows, nth, own, zones } from './arbitraries.js';

interface Asked {
  readonly from: Date;
  readonly createdAt: Date;
  readonly count: number;
  readonly until?: Date;
}

/** What the reader of the text that SSM is given finds, window by window, merged. */
function evaluated(windows: readonly ScheduledWindow[], { from, createdAt, count, until: endDate }: Asked) {
  const all = windows.flatMap(({ window, when, timeZone }) => {
    const { schedule, scheduleOffset } = whenSchedule(when);
    const found = [];
    const options = { from, timeZone, scheduleOffset, createdAt, endDate };
    for (const { start, note } of runs(parseSchedule(schedule), options)) {
      if (found.length === count) break;
      found.push({ window, start: start.toISOString(), note });
    }
    return found;
  });
  // Sorting keeps the order of the windows where starts are equal.
  return all.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)).slice(0, count);
}

/** The plan's own way to its dates: cron-parser's calendar. */
function planned(windows: readonly ScheduledWindow[], asked: Asked) {
  return planOccurrences(windows, asked).map(({ window, start, notes }) => ({
    window,
    start: start.toISOString(),
    note: notes.find((note) => note !== 'patch-tuesday'),
  }));
}

const weekdays: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const time = { hour: 2, minute: 30 };
const everyDay: readonly Slot[] = [
  ...([1, 2, 3, 4, 5, 'L'] as const).flatMap((week) => weekdays.map((weekday) => nth(week, weekday, time))),
  ...Array.from({ length: 21 }, (_, days) => after(days, time)),
];

function inZones(whens: readonly When[], timeZones: readonly string[]): ScheduledWindow[] {
  return whens.flatMap((when, index) =>
    timeZones.map((timeZone) => ({ window: `${index} ${timeZone}`, when, timeZone, durationHours: 1 })),
  );
}

describe('slot → SSM text → runs is what planOccurrences says', () => {
  it('for all days in all zones, in one plan of more than a year', () => {
    const windows = inZones(everyDay, zones);
    const from = new Date('2026-11-20T00:00:00Z');
    const asked = { from, createdAt: from, count: 10_000, until: new Date('2028-02-01T00:00:00Z') };
    const found = planned(windows, asked);
    expect(found).toEqual(evaluated(windows, asked));
    for (const { window } of windows) expect(found.some((each) => each.window === window)).toBe(true);
  });

  const anyAge = fc.integer({ min: -2, max: 45 });

  it.each([
    ['slots', 120, anySlot],
    ['slots among schedules that were taken over', 80, fc.oneof<fc.Arbitrary<When>[]>(anySlot, anyTakenOver)],
  ])('for any %s, zones and instant of 2015–2045, however long the windows have existed', (_, times, anyWhen) =>
    forSome(times, [anyWindows(anyWhen, { most: 5 }), anyInstant, anyAge], (windows, from, age) => {
      const asked = { from, createdAt: new Date(from.getTime() - age * 86_400_000), count: 9 };
      expect(planned(windows, asked)).toEqual(evaluated(windows, asked));
    }),
  );

  it.each(['2199-11-25T00:00:00Z', '2199-12-30T00:00:00Z'])('up to the end of SSM’s years, from %s', (from) => {
    const windows = inZones(everyDay, ['UTC', 'Pacific/Kiritimati']);
    const asked = { from: new Date(from), createdAt: new Date('2199-01-01T00:00:00Z'), count: 500 };
    const found = planned(windows, asked);
    expect(found).toEqual(evaluated(windows, asked));
    expect(found.length).toBeGreaterThan(0);
  });
});

it('a taken-over schedule that means a slot has the slot’s dates', () =>
  forAll([anyWindows(anySlot, { most: 3 }), anyInstant], (windows, from) => {
    const taken = windows.map((window) => {
      const { schedule, scheduleOffset } = whenSchedule(window.when);
      return { ...window, when: own(schedule, scheduleOffset) };
    });
    const starts = (of: readonly ScheduledWindow[]) =>
      planOccurrences(of, { from, count: 5 }).map(({ window, start, end, local, notes }) => {
        return { window, start, end, local, notes };
      });
    expect(starts(taken)).toEqual(starts(windows));
  }));
