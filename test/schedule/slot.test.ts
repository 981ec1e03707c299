import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Slot,
  slotDayLabel,
  slotSchedule,
  timeLabel,
  type Week,
  type Weekday,
  weekLabel,
} from '../../source/schedule/slot.js';
import { anySlot } from './arbitraries.js';

function nth(week: Week, weekday: Weekday, hour = 3, minute = 0): Slot {
  return { kind: 'nth-weekday', week, weekday, time: { hour, minute } };
}

function after(days: number): Slot {
  return { kind: 'after-patch-tuesday', days, time: { hour: 3, minute: 0 } };
}

describe('slotSchedule', () => {
  it.each([
    [nth(1, 2), 'cron(00 03 ? * TUE#1 *)', undefined],
    [nth(5, 6, 23, 45), 'cron(45 23 ? * SAT#5 *)', undefined],
    [nth(2, 0, 0), 'cron(00 00 ? * SUN#2 *)', undefined],
    [nth('L', 0), 'cron(00 03 ? * 1L *)', undefined],
    [nth('L', 2), 'cron(00 03 ? * 3L *)', undefined],
    [nth('L', 6), 'cron(00 03 ? * 7L *)', undefined],
    [after(0), 'cron(00 03 ? * TUE#2 *)', undefined],
    [after(6), 'cron(00 03 ? * TUE#2 *)', 6],
    [after(7), 'cron(00 03 ? * TUE#3 *)', undefined],
    [after(9), 'cron(00 03 ? * TUE#3 *)', 2],
    [after(13), 'cron(00 03 ? * TUE#3 *)', 6],
    [after(14), 'cron(00 03 ? * TUE#4 *)', undefined],
    [after(20), 'cron(00 03 ? * TUE#4 *)', 6],
  ])('%o is %s, offset %s', (slot, schedule, scheduleOffset) => {
    expect(slotSchedule(slot)).toEqual(scheduleOffset === undefined ? { schedule } : { schedule, scheduleOffset });
  });

  it('differs for slots that differ, but for Patch Tuesday and its weeks, which are the 2nd to 4th Tuesday', () => {
    const tuesdays = ['2nd Tuesday', '3rd Tuesday', '4th Tuesday'];
    const dayOf = (slot: Slot) =>
      slot.kind === 'after-patch-tuesday' && slot.days % 7 === 0 ? tuesdays[slot.days / 7] : slotDayLabel(slot);
    fc.assert(
      fc.property(anySlot, anySlot, (a, b) => {
        const same = dayOf(a) === dayOf(b) && timeLabel(a.time) === timeLabel(b.time);
        const [one, other] = [JSON.stringify(slotSchedule(a)), JSON.stringify(slotSchedule(b))];
        expect(one === other).toBe(same);
      }),
    );
  });
});

describe('labels', () => {
  it('name the day', () => {
    expect([nth(1, 2), nth(3, 0), nth('L', 5), after(0), after(1), after(20)].map(slotDayLabel)).toEqual([
      '1st Tuesday',
      '3rd Sunday',
      'last Friday',
      'Patch Tuesday',
      'Patch Tuesday + 1 day',
      'Patch Tuesday + 20 days',
    ]);
    expect(([1, 2, 3, 4, 5, 'L'] as const).map(weekLabel)).toEqual(['1st', '2nd', '3rd', '4th', '5th', 'last']);
  });
});
