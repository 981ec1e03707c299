import { describe, expect, it } from 'vitest';
import { parseSchedule, ScheduleError } from '../../source/schedule/expression.js';

/** The cron fields that differ from `cron(0 3 * * ? *)`. */
function cron(text: string) {
  const schedule = parseSchedule(text);
  if (schedule.kind !== 'cron') throw new Error(`${text} is not cron`);
  return schedule;
}

function every(from: number, to: number, step = 1): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

describe('cron', () => {
  it('has six fields', () => {
    expect(cron('cron(30 9 1 6 ? 2026)')).toEqual({
      kind: 'cron',
      seconds: [0],
      minutes: [30],
      hours: [9],
      day: { kind: 'days', days: [1] },
      months: [6],
      years: [2026],
    });
  });

  it('has seven fields with the seconds first', () => {
    expect(cron('cron(24 30 09 ? * * *)')).toMatchObject({ seconds: [24], minutes: [30], hours: [9] });
    expect(cron('cron(0 30 23 ? * TUE#3 *)')).toMatchObject({ seconds: [0], minutes: [30], hours: [23] });
    expect(cron('cron(0 0/30 * 1/1 * ? *)')).toMatchObject({ minutes: [0, 30], day: { days: every(1, 31) } });
  });

  it('takes times around midnight where no day follows another', () => {
    for (const days of ['? * MON,WED', '? * TUE#1', '1,15 * ?', 'L * ?']) {
      expect(cron(`cron(2,58 0,23 ${days} *)`)).toMatchObject({ minutes: [2, 58], hours: [0, 23] });
    }
  });

  it('takes spaces around and between', () => {
    expect(cron('  cron(  0   3 ?\t* TUE *  ) ')).toMatchObject({ minutes: [0], hours: [3] });
  });

  it.each([
    ['0 *', { hours: every(0, 23) }],
    ['0 8-17', { hours: every(8, 17) }],
    ['0 22-2', { hours: [0, 1, 2, 22, 23] }],
    ['0 */6', { hours: [0, 6, 12, 18] }],
    ['0 1/4', { hours: [1, 5, 9, 13, 17, 21] }],
    ['0 8-17/3', { hours: [8, 11, 14, 17] }],
    ['0 22-6/4', { hours: [2, 6, 22] }],
    ['0 7,3,3,1-2', { hours: [1, 2, 3, 7] }],
    ['0/15 3', { minutes: [0, 15, 30, 45] }],
    ['1/10 3', { minutes: [1, 11, 21, 31, 41, 51] }],
    ['0 03', { hours: [3] }],
  ])('reads %s', (fields, expected) => {
    expect(cron(`cron(${fields} ? * TUE *)`)).toMatchObject(expected);
  });

  it.each([
    ['*', every(1, 12)],
    ['1/3', [1, 4, 7, 10]],
    ['JAN,jul', [1, 7]],
    ['nov-feb', [1, 2, 11, 12]],
    ['4-6', [4, 5, 6]],
  ])('reads the months %s', (text, months) => {
    expect(cron(`cron(0 3 ? ${text} TUE *)`).months).toEqual(months);
  });

  it.each([
    ['*', every(1970, 2199)],
    ['2026', [2026]],
    ['2026,2028-2029', [2026, 2028, 2029]],
    ['2190/4', [2190, 2194, 2198]],
  ])('reads the years %s', (text, years) => {
    expect(cron(`cron(0 3 ? * TUE ${text})`).years).toEqual(years);
  });

  it.each([
    ['15 * ?', { kind: 'days', days: [15] }],
    ['1-7 * ?', { kind: 'days', days: [1, 2, 3, 4, 5, 6, 7] }],
    ['30-2 * ?', { kind: 'days', days: [1, 2, 30, 31] }],
    ['* * ?', { kind: 'days', days: every(1, 31) }],
    ['L * ?', { kind: 'before-last-day', days: 0 }],
    ['l-3 * ?', { kind: 'before-last-day', days: 3 }],
    ['15W * ?', { kind: 'nearest-working-day', day: 15 }],
    ['LW * ?', { kind: 'nearest-working-day', day: 'L' }],
    ['? * *', { kind: 'weekdays', weekdays: [0, 1, 2, 3, 4, 5, 6] }],
    ['? * TUE', { kind: 'weekdays', weekdays: [2] }],
    ['? * 1', { kind: 'weekdays', weekdays: [0] }],
    ['? * 7', { kind: 'weekdays', weekdays: [6] }],
    ['? * mon-FRI', { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5] }],
    ['? * FRI-MON', { kind: 'weekdays', weekdays: [0, 1, 5, 6] }],
    ['? * 2,WED', { kind: 'weekdays', weekdays: [1, 3] }],
    ['? * 2/2', { kind: 'weekdays', weekdays: [1, 3, 5] }],
    ['? * L', { kind: 'weekdays', weekdays: [6] }],
    ['? * TUE#2', { kind: 'nth-weekday', weekday: 2, week: 2 }],
    ['? * 1#5', { kind: 'nth-weekday', weekday: 0, week: 5 }],
    ['? * 6L', { kind: 'nth-weekday', weekday: 5, week: 'L' }],
    ['? * tueL', { kind: 'nth-weekday', weekday: 2, week: 'L' }],
  ])('reads the days %s', (fields, day) => {
    expect(cron(`cron(0 3 ${fields} *)`).day).toEqual(day);
  });

  it.each([
    ['cron()', /0 fields.*6.*7/],
    ['cron(0 3 ? * TUE)', /5 fields/],
    ['cron(0 0 3 ? * TUE * *)', /8 fields/],
    ['cron(60 3 ? * TUE *)', /^Minutes: "60".*0-59/],
    ['cron(-1 3 ? * TUE *)', /^Minutes/],
    ['cron(0 24 ? * TUE *)', /^Hours: "24".*0-23/],
    ['cron(0 3 0 * ? *)', /^Day-of-month: "0".*1-31/],
    ['cron(0 3 32 * ? *)', /^Day-of-month: "32"/],
    ['cron(0 3 ? 13 TUE *)', /^Month: "13".*1-12 or JAN-DEC/],
    ['cron(0 3 ? FOO TUE *)', /^Month: "FOO"/],
    ['cron(0 3 ? * 0 *)', /^Day-of-week: "0".*1-7 or SUN-SAT/],
    ['cron(0 3 ? * 8 *)', /^Day-of-week: "8"/],
    ['cron(0 3 ? * TUESDAY *)', /^Day-of-week: "TUESDAY"/],
    ['cron(0 3 ? * TUE#6 *)', /^Day-of-week: "TUE#6".*1-5/],
    ['cron(0 3 ? * TUE#0 *)', /^Day-of-week/],
    ['cron(0 3 ? * TUE#1,THU#3 *)', /^Day-of-week.*stand alone/],
    ['cron(0 3 ? * TUE-THU#3 *)', /^Day-of-week.*stand alone/],
    ['cron(0 3 ? * 8L *)', /^Day-of-week: "8"/],
    ['cron(0 3 15W,20 * ? *)', /^Day-of-month.*stand alone/],
    ['cron(0 3 1,L * ? *)', /^Day-of-month.*stand alone/],
    ['cron(0 3 32W * ? *)', /^Day-of-month: "32"/],
    ['cron(0 3 L-31 * ? *)', /^Day-of-month.*L-30/],
    ['cron(0 3 ? * TUE 1969)', /^Year: "1969".*1970-2199/],
    ['cron(0 3 ? * TUE 2200)', /^Year: "2200"/],
    ['cron(0 3 ? * TUE 2030-2026)', /^Year.*backwards/],
    ['cron(0 3 1 * TUE *)', /exactly one of the two must be "\?"/],
    ['cron(0 3 * * * *)', /exactly one of the two must be "\?"/],
    ['cron(0 3 ? * ? *)', /exactly one of the two must be "\?"/],
    ['cron(? 3 ? * TUE *)', /^Minutes/],
    ['cron(0 */0 ? * TUE *)', /^Hours.*1-24/],
    ['cron(0 */25 ? * TUE *)', /^Hours.*1-24/],
    ['cron(0 1/2/3 ? * TUE *)', /^Hours/],
    ['cron(0 1- ? * TUE *)', /^Hours/],
    ['cron(0 1,,2 ? * TUE *)', /^Hours/],
    ['cron(0 1-2-3 ? * TUE *)', /^Hours/],
    ['cron(0 1.5 ? * TUE *)', /^Hours/],
    ['cron(* * ? * TUE *)', /^Minutes: .*every 5 minutes/],
    ['cron(0/4 * ? * TUE *)', /^Minutes: .*every 5 minutes/],
    ['cron(0,58 * ? * TUE *)', /^Minutes: .*every 5 minutes/],
    ['cron(2,58 0,23 ? * * *)', /^Minutes: .*every 5 minutes/],
    ['cron(2,58 0,23 ? * SAT-SUN *)', /^Minutes: .*every 5 minutes/],
    ['cron(2,58 0,23 14,15 * ? *)', /^Minutes: .*every 5 minutes/],
    ['cron(2,58 0,23 1,30 * ? *)', /^Minutes: .*every 5 minutes/],
    ['cron(0/30 0 3 ? * TUE *)', /^Seconds: .*every 5 minutes/],
    ['cron(* 0 3 ? * TUE *)', /^Seconds/],
  ])('refuses %s', (text, message) => {
    expect(() => parseSchedule(text)).toThrow(ScheduleError);
    expect(() => parseSchedule(text)).toThrow(message);
  });

  it('takes every five minutes, which is the most', () => {
    expect(cron('cron(0/5 8-17 ? * MON-FRI *)').minutes).toHaveLength(12);
    expect(cron('cron(0,58 3 ? * TUE *)').minutes).toEqual([0, 58]);
  });
});

describe('rate', () => {
  it.each([
    ['rate(30 minutes)', 30, 'minute'],
    ['rate(5 minutes)', 5, 'minute'],
    ['rate(1 hour)', 1, 'hour'],
    ['rate(5 hours)', 5, 'hour'],
    ['rate( 1   day )', 1, 'day'],
    ['rate(25 days)', 25, 'day'],
  ])('reads %s', (text, value, unit) => {
    expect(parseSchedule(text)).toEqual({ kind: 'rate', value, unit });
  });

  it.each([
    ['rate(1 hours)', /1 hour/],
    ['rate(5 hour)', /5 hours/],
    ['rate(0 days)', /from 1 on/],
    ['rate(-1 days)', /from 1 on/],
    ['rate(1.5 days)', /from 1 on/],
    ['rate(1 week)', /minutes, hours or days/],
    ['rate(7)', /minutes, hours or days/],
    ['rate()', /minutes, hours or days/],
    ['rate(1 minute)', /every 5 minutes/],
    ['rate(4 minutes)', /every 5 minutes/],
  ])('refuses %s', (text, message) => {
    expect(() => parseSchedule(text)).toThrow(ScheduleError);
    expect(() => parseSchedule(text)).toThrow(message);
  });
});

describe('at', () => {
  it('reads a date and time', () => {
    expect(parseSchedule('at(2026-12-01T03:15:30)')).toEqual({ kind: 'at', local: Date.UTC(2026, 11, 1, 3, 15, 30) });
    expect(parseSchedule('at(2028-02-29T00:00:00)')).toEqual({ kind: 'at', local: Date.UTC(2028, 1, 29) });
  });

  it.each([
    'at()',
    'at(2026-12-01)',
    'at(2026-12-01T03:00)',
    'at(2026-12-01T03:00:00Z)',
    'at(2026-12-01T24:00:00)',
    'at(2026-12-01T03:60:00)',
    'at(2026-13-01T03:00:00)',
    'at(2026-02-29T03:00:00)',
    'at(2026-00-10T03:00:00)',
    'at(2026-01-00T03:00:00)',
  ])('refuses %s', (text) => {
    expect(() => parseSchedule(text)).toThrow(/^at: .*YYYY-MM-DDThh:mm:ss/);
  });
});

describe('anything else', () => {
  it.each(['', 'every day', 'cron 0 3 ? * TUE *', 'cron(0 3 ? * TUE *', 'CRON(0 3 ? * TUE *)', 'xcron(0 3 ? * TUE *)'])(
    '"%s" is refused with the three forms',
    (text) => {
      expect(() => parseSchedule(text)).toThrow(ScheduleError);
    },
  );

  it('is refused past 256 characters, before anything is read', () => {
    const hours = Array.from({ length: 120 }, () => '1').join(',');
    expect(() => parseSchedule(`cron(0 ${hours} ? * TUE *)`)).toThrow(/allowed are 1-256/);
  });
});
