import { CronExpressionParser } from 'cron-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planOccurrences, type ScheduledSlot } from '../../source/schedule/occurrences.js';
import type { Slot, TimeOfDay, Week, Weekday } from '../../source/schedule/slot.js';
import { anyInstant, anySlot, anyTime, anyWeekday, anyZone, fallsOn, localByIntl, wallByIntl } from './arbitraries.js';

const day = 24 * 60 * 60 * 1000;
const from = new Date('2026-11-20T00:00:00Z');
const three: TimeOfDay = { hour: 3, minute: 0 };

function nth(week: Week, weekday: Weekday, time = three): Slot {
  return { kind: 'nth-weekday', week, weekday, time };
}

function after(days: number, time = three): Slot {
  return { kind: 'after-patch-tuesday', days, time };
}

function named(slots: readonly Slot[]): ScheduledSlot[] {
  return slots.map((slot, index) => ({ window: `window${index}`, slot }));
}

function locals(slots: readonly Slot[], options: Partial<Parameters<typeof planOccurrences>[1]> = {}): string[] {
  const found = planOccurrences(named(slots), { from, timeZone: 'UTC', durationHours: 1, ...options });
  return found.map(({ local }) => local);
}

describe('known dates', () => {
  it.each([
    ['1st Tuesday', nth(1, 2), ['2026-12-01T03:00', '2027-01-05T03:00', '2027-02-02T03:00']],
    ['2nd Wednesday', nth(2, 3), ['2026-12-09T03:00', '2027-01-13T03:00', '2027-02-10T03:00']],
    ['5th Tuesday', nth(5, 2), ['2026-12-29T03:00', '2027-03-30T03:00', '2027-06-29T03:00']],
    ['last Tuesday', nth('L', 2), ['2026-11-24T03:00', '2026-12-29T03:00', '2027-01-26T03:00']],
    ['last Sunday', nth('L', 0), ['2026-11-29T03:00', '2026-12-27T03:00', '2027-01-31T03:00']],
    ['Patch Tuesday', after(0), ['2026-12-08T03:00', '2027-01-12T03:00', '2027-02-09T03:00']],
    ['Patch Tuesday + 6 days', after(6), ['2026-12-14T03:00', '2027-01-18T03:00', '2027-02-15T03:00']],
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
      '2026-12-01T03:00',
      '2026-12-01T04:00',
      '2026-12-02T03:00',
      '2026-12-02T04:00',
      '2026-12-08T03:00',
      '2026-12-08T04:00',
      '2026-12-09T03:00',
      '2026-12-09T04:00',
      '2027-01-05T03:00',
    ]);
  });

  it('tells all there is to tell', () => {
    const slot = nth(2, 2);
    const [occurrence] = planOccurrences([{ window: 'Week2Day2Unattended0300', slot }], {
      from: new Date('2027-06-20T00:00:00Z'),
      timeZone: 'America/New_York',
      durationHours: 2,
    });
    expect(occurrence).toEqual({
      window: 'Week2Day2Unattended0300',
      slot,
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
    expect(locals([nth(1, 2)], { until: new Date('2027-01-05T03:00:00Z') })).toEqual([
      '2026-12-01T03:00',
      '2027-01-05T03:00',
    ]);
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

describe('at one instant', () => {
  it('the order is that of the plan', () => {
    const slots = named([nth(4, 2), nth('L', 2), nth(4, 2)]);
    const found = planOccurrences(slots, { from, timeZone: 'UTC', durationHours: 1, count: 3 });
    expect(found.map(({ window }) => window)).toEqual(['window0', 'window1', 'window2']);
  });
});

describe('a month whose Patch Tuesday had passed when the windows were created', () => {
  const passed = new Date('2026-12-08T03:01:00Z');

  it('is left out for days after it', () => {
    expect(locals([after(3)], { from: passed, count: 1 })).toEqual(['2027-01-15T03:00']);
    expect(locals([after(3)], { from: new Date('2026-12-08T03:00:00Z'), count: 1 })).toEqual(['2026-12-11T03:00']);
  });

  it('is kept for windows that exist already', () => {
    expect(locals([after(3)], { from: passed, createdAt: from, count: 1 })).toEqual(['2026-12-11T03:00']);
  });

  it('and nothing runs before windows are created', () => {
    expect(locals([nth(1, 2)], { createdAt: new Date('2026-12-01T03:00:01Z'), count: 1 })).toEqual([
      '2027-01-05T03:00',
    ]);
  });
});

describe('notes', () => {
  it('mark the clock changes and Patch Tuesday', () => {
    const notes = (slot: Slot, at: string) =>
      planOccurrences(named([slot]), {
        from: new Date(at),
        timeZone: 'America/New_York',
        durationHours: 1,
        count: 1,
      })[0];
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

const anyPlan = fc.array(anySlot, { minLength: 1, maxLength: 6 }).map(named);

describe('properties over 2015–2045', () => {
  it('each occurrence is the day and time that its slot claims, but for times that the clock skips', () => {
    fc.assert(
      fc.property(anyPlan, anyInstant, anyZone, (slots, from, timeZone) => {
        for (const { slot, start, local, notes } of planOccurrences(slots, {
          from,
          timeZone,
          durationHours: 1,
          count: 9,
        })) {
          const wall = wallByIntl(start, timeZone);
          expect(local).toBe(localByIntl(start, timeZone));
          if (notes.includes('dst-gap')) continue;
          expect(fallsOn(slot, Math.floor(wall / day) * day)).toBe(true);
          expect((wall % day) / 60_000).toBe(slot.time.hour * 60 + slot.time.minute);
        }
      }),
    );
  });

  it('they are in order, strictly after `from`, and last as long as they should', () => {
    fc.assert(
      fc.property(anyPlan, anyInstant, anyZone, fc.integer({ min: 1, max: 24 }), (slots, from, timeZone, hours) => {
        let last = from.getTime() + 1;
        for (const { start, end } of planOccurrences(slots, { from, timeZone, durationHours: hours })) {
          expect(start.getTime()).toBeGreaterThanOrEqual(last);
          expect(end.getTime() - start.getTime()).toBe(hours * 3_600_000);
          last = start.getTime();
        }
      }),
    );
  });

  it('a day-by-day walk finds the same and no more', () => {
    fc.assert(
      fc.property(anyPlan, anyInstant, anyZone, (slots, from, timeZone) => {
        const until = new Date(from.getTime() + 70 * day);
        const createdAt = new Date(from.getTime() - 40 * day);
        const expected: string[] = [];
        for (let date = Math.floor(from.getTime() / day - 2) * day; date < until.getTime() + 2 * day; date += day) {
          for (const { window, slot } of slots) {
            if (!fallsOn(slot, date)) continue;
            const start = instantByIntl(date + (slot.time.hour * 60 + slot.time.minute) * 60_000, timeZone);
            if (start > from.getTime() && start <= until.getTime()) expected.push(`${start} ${window}`);
          }
        }
        const found = planOccurrences(slots, { from, timeZone, durationHours: 1, until, createdAt });
        expect(found.map(({ start, window }) => `${start.getTime()} ${window}`).sort()).toEqual(expected.sort());
      }),
    );
  });

  it('the first ones are the same however many are asked for', () => {
    fc.assert(
      fc.property(anyPlan, anyInstant, anyZone, fc.integer({ min: 1, max: 12 }), (slots, from, timeZone, count) => {
        const options = { from, timeZone, durationHours: 1 };
        const more = planOccurrences(slots, { ...options, count: count + 7 });
        expect(planOccurrences(slots, { ...options, count })).toEqual(more.slice(0, count));
      }),
    );
  });

  it('the nth weekday comes before the next one of the same weekday', () => {
    const anyNumber = fc.constantFrom(1, 2, 3);
    fc.assert(
      fc.property(anyNumber, anyWeekday, anyTime, anyInstant, anyZone, (number, weekday, time, from, timeZone) => {
        const start = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1, -15));
        const plan = named([nth(number as Week, weekday, time), nth((number + 1) as Week, weekday, time)]);
        const found = planOccurrences(plan, { from: start, timeZone, durationHours: 1, count: 8 });
        const order = found.filter(({ local }) => local.slice(0, 7) >= from.toISOString().slice(0, 7));
        const alternating = order.map((_, index) => `window${index % 2}`);
        expect(order.map(({ window }) => window)).toEqual(alternating);
      }),
    );
  });
});

/** The first instant at which the clock shows `wall`, or if it never does, `wall` by the offset before the gap. */
function instantByIntl(wall: number, timeZone: string): number {
  const offsets = [-day, day].map((by) => wallByIntl(wall + by, timeZone) - (wall + by));
  const shown = offsets.map((offset) => wall - offset).filter((at) => wallByIntl(at, timeZone) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - (offsets[0] ?? 0);
}

describe('plain cron-parser in the zone', () => {
  it.each(['America/New_York', 'Europe/London', 'Asia/Kathmandu', 'America/Sao_Paulo'])('agrees in %s', (timeZone) => {
    const start = new Date('2017-01-01T00:00:00Z');
    for (const [slot, text] of [
      [nth(2, 0, { hour: 2, minute: 30 }), '30 2 * * 0#2'],
      [nth('L', 0, { hour: 1, minute: 0 }), '0 1 * * 0L'],
      [nth(3, 0, { hour: 0, minute: 0 }), '0 0 * * 0#3'],
    ] as const) {
      const expected = CronExpressionParser.parse(text, { currentDate: start, tz: timeZone }).take(14);
      const found = planOccurrences(named([slot]), { from: start, timeZone, durationHours: 1, count: 14 });
      expect(found.map((each) => each.start.getTime())).toEqual(expected.map((each) => each.getTime()));
    }
  });
});
