/** When a wave is patched: as text, in words, as an SSM schedule, and what SSM schedules mean. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../source/schedule/expression.js';
import { runs } from '../../source/schedule/runs.js';
import { type Slot, slotSchedule, type Week, weekdayNames } from '../../source/schedule/slot.js';
import {
  isSameSchedule,
  parseWhen,
  slotOfSchedule,
  slotOfWhen,
  type When,
  whenDayLabel,
  whenLabel,
  whenSchedule,
  whenText,
} from '../../source/schedule/when.js';
import { forAll, forSome } from '../helpers/properties.js';
import { after, anySlot, anyTakenOver, anyTime, anyWeek, anyWeekday, nth, own, three } from './arbitraries.js';

describe('parseWhen', () => {
  it.each([
    ['2tue@03:00', nth(2, 2)],
    ['2tue@3', nth(2, 2)],
    ['2tue@3:05', nth(2, 2, { hour: 3, minute: 5 })],
    ['2Tuesday@03:00', nth(2, 2)],
    ['5SA@23:59', nth(5, 6, { hour: 23, minute: 59 })],
    ['1thurs@0', nth(1, 4, { hour: 0, minute: 0 })],
    ['Ltue@03:00', nth('L', 2)],
    ['ltue@03:00', nth('L', 2)],
    ['lasttue@03:00', nth('L', 2)],
    ['LastSunday@03:00', nth('L', 0)],
    [' Lsu@03 ', nth('L', 0)],
    ['pt@3', after(0)],
    ['pt+0@3', after(0)],
    ['PT+9@03:00', after(9)],
    ['pt+09@03:00', after(9)],
    ['pt+20@23:45', after(20, { hour: 23, minute: 45 })],
  ])('reads %j', (text, slot) => {
    expect(parseWhen(text)).toEqual({ slot });
  });

  const isNoWeekday = 'is not a weekday; write tue or Tuesday, for example';
  it.each([
    ['days after Patch Tuesday must be 0 to 20', ['pt+21', 'pt+100', 'pt-1']],
    ['write days after Patch Tuesday as pt+9', ['pt9', 'pt+']],
    ['a week must be 1 to 5, or L for the last', ['6tue', '0tue']],
    [`"t" ${isNoWeekday}`, ['2t']],
    [`"" ${isNoWeekday}`, ['2']],
    ['"tuesdays" is not a weekday; did you mean Tuesday?', ['2tuesdays']],
    [`"foo" ${isNoWeekday}`, ['Lfoo']],
    ['write a day as 2tue, Ltue (the last Tuesday) or pt+9 (days after Patch Tuesday)', ['tue', 'ptue', '2 tue', '']],
  ])('says of a day that %s', (problem, days) => {
    for (const day of days) expect(parseWhen(`${day}@3`)).toEqual({ problem: `${day}: ${problem}` });
  });

  it('says what is wrong with a time', () => {
    for (const text of ['2tue', '2tue@', ''])
      expect(parseWhen(text)).toEqual({ problem: `${text}: the time is missing; write 2tue@03:00, for example` });
    const problem = 'a time is an hour from 0 to 23, or HH:MM such as 03:30';
    for (const time of ['24', '3:60', '3:5', '3@4', '-3'])
      expect(parseWhen(`2tue@${time}`)).toEqual({ problem: `${time}: ${problem}` });
  });

  it('reads what whenText writes, which is the one text of a slot', () =>
    forAll([anySlot, anySlot], (slot, other) => {
      expect(parseWhen(whenText(slot))).toEqual({ slot });
      expect(whenText(slot) === whenText(other)).toBe(JSON.stringify(slot) === JSON.stringify(other));
    }));

  it('reads weekdays of any length from two letters on, in any case', () =>
    forAll([anyWeek, anyWeekday, anyTime, fc.nat(), fc.boolean()], (week, weekday, time, extra, isUpper) => {
      const name = weekdayNames[weekday].slice(0, 2 + (extra % (weekdayNames[weekday].length - 1)));
      const text = `${week}${isUpper ? name.toUpperCase() : name}@${time.hour}:${`${time.minute}`.padStart(2, '0')}`;
      expect(parseWhen(text)).toEqual({ slot: nth(week, weekday, time) });
    }));

  it('never throws, and says its reason in one line with the text', () =>
    forSome(500, [fc.string({ unit: fc.constantFrom(...'12L60ptue+@:3 ') })], (text) => {
      const parsed = parseWhen(text);
      if ('slot' in parsed) expect(parseWhen(whenText(parsed.slot))).toEqual(parsed);
      else expect(parsed.problem).toMatch(/: [a-z"]/);
    }));
});

describe('words and schedules', () => {
  it.each<[When, string, string]>([
    [nth(1, 2), '1st Tuesday at 03:00', '1st Tuesday'],
    [nth(2, 1, { hour: 15, minute: 30 }), '2nd Monday at 15:30', '2nd Monday'],
    [nth(3, 0), '3rd Sunday at 03:00', '3rd Sunday'],
    [nth(4, 6), '4th Saturday at 03:00', '4th Saturday'],
    [nth(5, 3), '5th Wednesday at 03:00', '5th Wednesday'],
    [nth('L', 5), 'last Friday at 03:00', 'last Friday'],
    [after(0), 'Patch Tuesday at 03:00', 'Patch Tuesday'],
    [after(1), 'Patch Tuesday + 1 day at 03:00', 'Patch Tuesday + 1 day'],
    [after(20), 'Patch Tuesday + 20 days at 03:00', 'Patch Tuesday + 20 days'],
    [own('rate(7 days)'), 'rate(7 days)', 'rate(7 days)'],
    [own('cron(0 3 ? * WED#2 *)', 0), '2nd Wednesday at 03:00', '2nd Wednesday'],
    [own('cron(0 3 ? * WED#2 *)', 1), '2nd Wednesday + 1 day at 03:00', '2nd Wednesday + 1 day'],
    [own('cron(0 3 ? * WED#2 *)', 2), '2nd Wednesday + 2 days at 03:00', '2nd Wednesday + 2 days'],
    [own('cron(0 3 ? * MON-FRI *)', 2), 'cron(0 3 ? * MON-FRI *) + 2 days', 'cron(0 3 ? * MON-FRI *) + 2 days'],
  ])('%j is %s', (when, label, dayLabel) => {
    expect(whenLabel(when)).toBe(label);
    expect(whenDayLabel(when)).toBe(dayLabel);
  });

  it.each<[When, string, number | undefined]>([
    [nth(1, 2), 'cron(00 03 ? * TUE#1 *)', undefined],
    [nth(5, 6, { hour: 23, minute: 45 }), 'cron(45 23 ? * SAT#5 *)', undefined],
    [nth(2, 0, { hour: 0, minute: 0 }), 'cron(00 00 ? * SUN#2 *)', undefined],
    [nth('L', 0), 'cron(00 03 ? * 1L *)', undefined],
    [after(0), 'cron(00 03 ? * TUE#2 *)', undefined],
    [after(6), 'cron(00 03 ? * TUE#2 *)', 6],
    [after(7), 'cron(00 03 ? * TUE#3 *)', undefined],
    [after(9), 'cron(00 03 ? * TUE#3 *)', 2],
    [after(20), 'cron(00 03 ? * TUE#4 *)', 6],
    [own('cron(0 3 ? * 3#2 *)'), 'cron(0 3 ? * 3#2 *)', undefined],
    [own('cron(0 3 ? * 3#2 *)', 2), 'cron(0 3 ? * 3#2 *)', 2],
  ])('%j has the schedule %s, offset %s', (when, schedule, scheduleOffset) => {
    expect(whenSchedule(when)).toEqual({ schedule, scheduleOffset });
  });

  it('the slot of a taken-over schedule is the one that it means, if any', () => {
    expect(slotOfWhen(after(9))).toEqual(after(9));
    expect(slotOfWhen(own('cron(0 3 ? * 3#3 *)', 2))).toEqual(after(9));
    for (const when of fc.sample(anyTakenOver, 200)) expect(slotOfWhen(when)).toBeUndefined();
  });
});

describe('slotOfSchedule', () => {
  it.each<[string, number | undefined, Slot]>([
    ['cron(0 3 ? * TUE#2 *)', undefined, nth(2, 2)],
    ['cron(00 03 ? * 3#2 *)', undefined, nth(2, 2)],
    ['cron(0 00 03 ? * tue#2 *)', undefined, nth(2, 2)],
    ['  cron( 0  3 ?  1-12  TUE#2  1970-2199 )', undefined, nth(2, 2)],
    ['cron(0 3 ? JAN-DEC TUE#2 *)', 0, nth(2, 2)],
    ['cron(0 3 ? */1 TUE#2 *)', undefined, nth(2, 2)],
    ['cron(0 3 ? * 3L *)', undefined, nth('L', 2)],
    ['cron(0 3 ? * TUEL *)', undefined, nth('L', 2)],
    ['cron(30 23 ? * 7#5 *)', undefined, nth(5, 6, { hour: 23, minute: 30 })],
    ['cron(0 3 ? * 3#2 *)', 6, after(6)],
  ])('%s, offset %s', (schedule, scheduleOffset, slot) => {
    expect(slotOfSchedule(schedule, scheduleOffset)).toEqual(slot);
  });

  it.each<[string, number | undefined]>([
    ['cron(0 3 ? * WED#2 *)', 2],
    ['cron(0 3 ? * TUE#1 *)', 2],
    ['cron(0 3 ? * TUE#5 *)', 2],
    ['cron(0 3 ? * 3L *)', 2],
    ['cron(0 3 ? * TUE#2 *)', 7],
    ['cron(0 3 ? * TUE#2 *)', -1],
    ['cron(0 3 ? * TUE#2 *)', 1.5],
    ['cron(0 3,4 ? * TUE#2 *)', undefined],
    ['cron(0,30 3 ? * TUE#2 *)', undefined],
    ['cron(30 0 3 ? * TUE#2 *)', undefined],
    ['cron(0 3 ? 1-11 TUE#2 *)', undefined],
    ['cron(0 3 ? * TUE#2 2027)', undefined],
    ['cron(0 3 ? * TUE#2 2020-2199)', undefined],
    ['cron(0 3 ? * TUE *)', undefined],
    ['cron(0 3 8-14 * ? *)', undefined],
    ['cron(0 3 L * ? *)', undefined],
    ['rate(7 days)', undefined],
    ['at(2026-12-01T03:00:00)', undefined],
    ['every second Tuesday', undefined],
    ['', undefined],
  ])('%s, offset %s, is none', (schedule, scheduleOffset) => {
    expect(slotOfSchedule(schedule, scheduleOffset)).toBeUndefined();
  });

  it('gives a slot back, and the weekday that 0, 7 and 14 days after Patch Tuesday are', () =>
    forAll([anySlot], (slot) => {
      const { schedule, scheduleOffset } = slotSchedule(slot);
      const isTuesday = slot.kind === 'after-patch-tuesday' && slot.days % 7 === 0;
      const meant = isTuesday ? nth((2 + slot.days / 7) as Week, 2, slot.time) : slot;
      expect(slotOfSchedule(schedule, scheduleOffset)).toEqual(meant);
    }));
});

describe('isSameSchedule', () => {
  it.each([
    ['cron(0 3 ? * TUE#2 *)', 'cron(00 03 ? * 3#2 *)'],
    ['cron(0 3 ? * TUE#2 *)', 'cron(0 0 3 ? * tue#2 1970-2199)'],
    ['cron(0 3 ? * MON-FRI *)', 'cron(0 3 ? * 2-6 *)'],
    ['cron(0 3 ? * MON-FRI *)', 'cron(0 3 ? * FRI,THU,WED,TUE,MON *)'],
    ['cron(0 3 ? * FRI-MON *)', 'cron(0 3 ? * SUN,MON,FRI,SAT *)'],
    ['cron(0 3 ? * 3L *)', 'cron(0 3 ? * tueL *)'],
    ['cron(0 3 ? * L *)', 'cron(0 3 ? * SAT *)'],
    ['cron(0 3 ? * * *)', 'cron(0 3 * * ? *)'],
    ['cron(0 3 1/1 * ? *)', 'cron(0 3 * 1-12 ? *)'],
    ['cron(0 3 ? JAN,FEB 2#1 *)', 'cron(0 3 ? 1-2 MON#1 *)'],
    ['cron(0/30 3 ? * TUE *)', 'cron(0,30 3 ? * TUE *)'],
    ['rate(1 day)', 'rate(24 hours)'],
    ['rate(60 minutes)', 'rate( 1  hour )'],
    ['at(2026-12-01T03:00:00)', ' at( 2026-12-01T03:00:00 ) '],
    ['every second Tuesday', 'every second Tuesday'],
  ])('%s is %s', (a, b) => {
    expect(isSameSchedule({ schedule: a }, { schedule: b })).toBe(true);
    expect(isSameSchedule({ schedule: b, scheduleOffset: 0 }, { schedule: a })).toBe(true);
    expect(isSameSchedule({ schedule: b, scheduleOffset: 3 }, { schedule: a, scheduleOffset: 3 })).toBe(true);
    expect(isSameSchedule({ schedule: a, scheduleOffset: 1 }, { schedule: b })).toBe(false);
    expect(isSameSchedule({ schedule: a, scheduleOffset: 1 }, { schedule: b, scheduleOffset: 2 })).toBe(false);
  });

  it.each([
    ['cron(0 3 ? * TUE#2 *)', 'cron(0 3 ? * TUE *)'],
    ['cron(0 3 ? * TUE#2 *)', 'cron(3 0 ? * TUE#2 *)'],
    ['cron(0 3 ? * TUE#2 *)', 'cron(1 0 3 ? * TUE#2 *)'],
    ['cron(0 3 ? * TUE#2 *)', 'cron(0 3 ? 1-11 TUE#2 *)'],
    ['cron(0 3 ? * TUE#2 *)', 'cron(0 3 ? * TUE#2 2026-2199)'],
    ['cron(0 3 L * ? *)', 'cron(0 3 L-1 * ? *)'],
    ['cron(0 3 15 * ? *)', 'cron(0 3 15W * ? *)'],
    ['rate(7 days)', 'rate(8 days)'],
    ['rate(7 days)', 'cron(0 3 ? * TUE *)'],
    ['at(2026-12-01T03:00:00)', 'at(2026-12-01T03:00:01)'],
    ['every second Tuesday', 'every second  Tuesday'],
    ['every second Tuesday', 'cron(0 3 ? * TUE#2 *)'],
  ])('%s is not %s', (a, b) => {
    expect(isSameSchedule({ schedule: a }, { schedule: b })).toBe(false);
    expect(isSameSchedule({ schedule: b }, { schedule: a })).toBe(false);
  });

  it('two slots are the same where they run at the same instants', () => {
    const instants = (slot: Slot) => {
      const { schedule, scheduleOffset } = slotSchedule(slot);
      const found = [];
      const from = new Date('2026-11-20T00:00:00Z');
      for (const { start } of runs(parseSchedule(schedule), { from, scheduleOffset })) {
        if (found.push(start.getTime()) === 14) return found;
      }
      return found;
    };
    const aTime = fc.constantFrom(three, { hour: 3, minute: 30 });
    const aSlot = fc.tuple(anySlot, aTime).map(([slot, time]): Slot => ({ ...slot, time }));
    return forSome(300, [aSlot, aSlot], (a, b) => {
      const isSame = JSON.stringify(instants(a)) === JSON.stringify(instants(b));
      expect(isSameSchedule(slotSchedule(a), slotSchedule(b))).toBe(isSame);
      expect(isSameSchedule(slotSchedule(a), slotSchedule(a))).toBe(true);
    });
  });
});
