import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../source/schedule/expression.js';
import { planOccurrences } from '../../source/schedule/occurrences.js';
import { runs } from '../../source/schedule/runs.js';
import { type Slot, slotDayLabel, slotSchedule, type Week, type Weekday } from '../../source/schedule/slot.js';
import { anyInstant, anySlot, anyZone, zones } from './arbitraries.js';

/** The plan's own way to its dates (cron-parser's calendar) against the reader of the text that SSM is given. */
function both(slot: Slot, from: Date, timeZone: string, createdAt: Date, count: number) {
  const { schedule, scheduleOffset } = slotSchedule(slot);
  const evaluated = [];
  for (const { start, note } of runs(parseSchedule(schedule), { from, timeZone, scheduleOffset, createdAt })) {
    if (evaluated.length === count) break;
    evaluated.push({ start: start.toISOString(), note });
  }
  const options = { from, timeZone, createdAt, durationHours: 1, count };
  const planned = planOccurrences([{ window: 'window', slot }], options).map(({ start, notes }) => ({
    start: start.toISOString(),
    note: notes.find((note) => note !== 'patch-tuesday'),
  }));
  return { evaluated, planned };
}

const weekdays: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6];
const time = { hour: 2, minute: 30 };
const everyDay: readonly Slot[] = [
  ...([1, 2, 3, 4, 5, 'L'] as const).flatMap((week: Week) =>
    weekdays.map((weekday): Slot => ({ kind: 'nth-weekday', week, weekday, time })),
  ),
  ...weekdays.map((days): Slot => ({ kind: 'after-patch-tuesday', days, time })),
];

describe('slot → SSM text → runs is what planOccurrences says', () => {
  it.each(everyDay.map((slot) => [slotDayLabel(slot), slot] as const))('%s, in every zone', (_, slot) => {
    const from = new Date('2026-11-20T00:00:00Z');
    for (const timeZone of zones) {
      const { evaluated, planned } = both(slot, from, timeZone, from, 14);
      expect(evaluated).toHaveLength(14);
      expect(planned).toEqual(evaluated);
    }
  });

  it('for any slot, zone and instant of 2015–2045, however long the window has existed', () => {
    const anyAge = fc.integer({ min: -2, max: 45 });
    fc.assert(
      fc.property(anySlot, anyInstant, anyZone, anyAge, (slot, from, timeZone, age) => {
        const createdAt = new Date(from.getTime() - age * 86_400_000);
        const { evaluated, planned } = both(slot, from, timeZone, createdAt, 4);
        expect(planned).toEqual(evaluated);
      }),
      { numRuns: 300 },
    );
  });
});
