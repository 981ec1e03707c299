import { describe, expect, it } from 'vitest';
import { parseSchedule, ScheduleError } from '../../source/schedule/expression.js';

/** The cron fields that differ from `cron(0 3 * * ? *)`. */
function cron(text: string) {
  const schedule = parseSchedule(text);
  if (schedule.kind !== 'cron') throw new Error(`${text} is not cron`);
  return schedule;
}

function expectRefused(text: string, message: RegExp): void {
  expect(() => parseSchedule(text), text).toThrow(ScheduleError);
  expect(() => parseSchedule(text), text).toThrow(message);
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

  it('may lack the year, as crons that were found in accounts do', () => {
    expect(cron('cron(0 3 ? * TUE)')).toEqual(cron('cron(0 3 ? * TUE *)'));
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

  it.each<[string, object]>([
    ['0 * ? * TUE *', { hours: every(0, 23) }],
    ['0 8-17 ? * TUE *', { hours: every(8, 17) }],
    ['0 22-2 ? * TUE *', { hours: [0, 1, 2, 22, 23] }],
    ['0 */6 ? * TUE *', { hours: [0, 6, 12, 18] }],
    ['0 1/4 ? * TUE *', { hours: [1, 5, 9, 13, 17, 21] }],
    ['0 8-17/3 ? * TUE *', { hours: [8, 11, 14, 17] }],
    ['0 22-6/4 ? * TUE *', { hours: [2, 6, 22] }],
    ['0 7,3,3,1-2 ? * TUE *', { hours: [1, 2, 3, 7] }],
    ['0/15 3 ? * TUE *', { minutes: [0, 15, 30, 45] }],
    ['1/10 3 ? * TUE *', { minutes: [1, 11, 21, 31, 41, 51] }],
    ['0 03 ? * TUE *', { hours: [3] }],
    ['0 3 ? * TUE *', { months: every(1, 12) }],
    ['0 3 ? 1/3 TUE *', { months: [1, 4, 7, 10] }],
    ['0 3 ? JAN,jul TUE *', { months: [1, 7] }],
    ['0 3 ? nov-feb TUE *', { months: [1, 2, 11, 12] }],
    ['0 3 ? 4-6 TUE *', { months: [4, 5, 6] }],
    ['0 3 ? * TUE *', { years: every(1970, 2199) }],
    ['0 3 ? * TUE 2026', { years: [2026] }],
    ['0 3 ? * TUE 2026,2028-2029', { years: [2026, 2028, 2029] }],
    ['0 3 ? * TUE 2190/4', { years: [2190, 2194, 2198] }],
    ['0 3 15 * ? *', { day: { kind: 'days', days: [15] } }],
    ['0 3 1-7 * ? *', { day: { kind: 'days', days: [1, 2, 3, 4, 5, 6, 7] } }],
    ['0 3 30-2 * ? *', { day: { kind: 'days', days: [1, 2, 30, 31] } }],
    ['0 3 * * ? *', { day: { kind: 'days', days: every(1, 31) } }],
    ['0 3 L * ? *', { day: { kind: 'before-last-day', days: 0 } }],
    ['0 3 l-3 * ? *', { day: { kind: 'before-last-day', days: 3 } }],
    ['0 3 15W * ? *', { day: { kind: 'nearest-working-day', day: 15 } }],
    ['0 3 LW * ? *', { day: { kind: 'nearest-working-day', day: 'L' } }],
    ['0 3 ? * * *', { day: { kind: 'weekdays', weekdays: [0, 1, 2, 3, 4, 5, 6] } }],
    ['0 3 ? * TUE *', { day: { kind: 'weekdays', weekdays: [2] } }],
    ['0 3 ? * 1 *', { day: { kind: 'weekdays', weekdays: [0] } }],
    ['0 3 ? * 7 *', { day: { kind: 'weekdays', weekdays: [6] } }],
    ['0 3 ? * mon-FRI *', { day: { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5] } }],
    ['0 3 ? * FRI-MON *', { day: { kind: 'weekdays', weekdays: [0, 1, 5, 6] } }],
    ['0 3 ? * 2,WED *', { day: { kind: 'weekdays', weekdays: [1, 3] } }],
    ['0 3 ? * 2/2 *', { day: { kind: 'weekdays', weekdays: [1, 3, 5] } }],
    ['0 3 ? * L *', { day: { kind: 'weekdays', weekdays: [6] } }],
    ['0 3 ? * TUE#2 *', { day: { kind: 'nth-weekday', weekday: 2, week: 2 } }],
    ['0 3 ? * 1#5 *', { day: { kind: 'nth-weekday', weekday: 0, week: 5 } }],
    ['0 3 ? * 6L *', { day: { kind: 'nth-weekday', weekday: 5, week: 'L' } }],
    ['0 3 ? * tueL *', { day: { kind: 'nth-weekday', weekday: 2, week: 'L' } }],
  ])('reads %s', (fields, expected) => {
    expect(cron(`cron(${fields})`)).toEqual(expect.objectContaining(expected));
  });

  it.each<[RegExp, ...string[]]>([
    [/0 fields.*6.*7/, ''],
    [/4 fields/, '0 3 ? TUE'],
    [/8 fields/, '0 0 3 ? * TUE * *'],
    [/^Minutes: "60".*0-59/, '60 3 ? * TUE *'],
    [/^Minutes/, '-1 3 ? * TUE *', '? 3 ? * TUE *'],
    [/^Hours: "24".*0-23/, '0 24 ? * TUE *'],
    [/^Hours.*1 to 24/, '0 */0 ? * TUE *', '0 */25 ? * TUE *'],
    [/^Hours/, '0 1/2/3 ? * TUE *', '0 1- ? * TUE *', '0 1,,2 ? * TUE *', '0 1-2-3 ? * TUE *', '0 1.5 ? * TUE *'],
    [/^Day-of-month: "0".*1-31/, '0 3 0 * ? *'],
    [/^Day-of-month: "32"/, '0 3 32 * ? *', '0 3 32W * ? *'],
    [/^Day-of-month.*stand alone/, '0 3 15W,20 * ? *', '0 3 1,L * ? *'],
    [/^Day-of-month.*L-30/, '0 3 L-31 * ? *'],
    [/^Month: "13".*1-12 or JAN-DEC/, '0 3 ? 13 TUE *'],
    [/^Month: "FOO"/, '0 3 ? FOO TUE *'],
    [/^Day-of-week: "0".*1-7 or SUN-SAT/, '0 3 ? * 0 *'],
    [/^Day-of-week: "8"/, '0 3 ? * 8 *', '0 3 ? * 8L *'],
    [/^Day-of-week: "TUESDAY"/, '0 3 ? * TUESDAY *'],
    [/^Day-of-week: "TUE#6".*1 to 5/, '0 3 ? * TUE#6 *'],
    [/^Day-of-week/, '0 3 ? * TUE#0 *'],
    [/^Day-of-week.*stand alone/, '0 3 ? * TUE#1,THU#3 *', '0 3 ? * TUE-THU#3 *'],
    [/^Year: "1969".*1970-2199/, '0 3 ? * TUE 1969'],
    [/^Year: "2200"/, '0 3 ? * TUE 2200'],
    [/^Year.*backwards/, '0 3 ? * TUE 2030-2026'],
    [/exactly one of them must be "\?"/, '0 3 1 * TUE *', '0 3 * * * *', '0 3 ? * ? *'],
    [/^Minutes: .*every 5 minutes/, '* * ? * TUE *', '0/4 * ? * TUE *', '0,58 * ? * TUE *', '2,58 0,23 ? * * *'],
    [/^Minutes: .*every 5 minutes/, '2,58 0,23 ? * SAT-SUN *', '2,58 0,23 14,15 * ? *', '2,58 0,23 1,30 * ? *'],
    [/^Seconds: .*every 5 minutes/, '0/30 0 3 ? * TUE *'],
    [/^Seconds/, '* 0 3 ? * TUE *'],
  ])('says %s of what it refuses', (message, ...texts) => {
    for (const text of texts) expectRefused(`cron(${text})`, message);
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

  it.each<[RegExp, ...string[]]>([
    [/1 hour/, '1 hours'],
    [/5 hours/, '5 hour'],
    [/from 1/, '0 days', '-1 days', '1.5 days'],
    [/minutes, hours or days/, '1 week', '7', ''],
    [/every 5 minutes/, '1 minute', '4 minutes'],
  ])('says %s of what it refuses', (message, ...texts) => {
    for (const text of texts) expectRefused(`rate(${text})`, message);
  });
});

describe('at', () => {
  it('reads a date and time', () => {
    expect(parseSchedule('at(2026-12-01T03:15:30)')).toEqual({ kind: 'at', local: Date.UTC(2026, 11, 1, 3, 15, 30) });
    expect(parseSchedule('at(2028-02-29T00:00:00)')).toEqual({ kind: 'at', local: Date.UTC(2028, 1, 29) });
  });

  it.each([
    ['without a time, or with less or more than one', ['', '2026-12-01', '2026-12-01T03:00', '2026-12-01T03:00:00Z']],
    ['on no day', ['2026-13-01T03:00:00', '2026-02-29T03:00:00', '2026-00-10T03:00:00', '2026-01-00T03:00:00']],
    ['at no time of the day', ['2026-12-01T24:00:00', '2026-12-01T03:60:00']],
  ])('%s is refused', (_, texts) => {
    for (const text of texts) expectRefused(`at(${text})`, /^at: .*YYYY-MM-DDThh:mm:ss/);
  });
});

describe('anything else', () => {
  it.each(['every day', 'cron 0 3 ? * TUE *', 'cron(0 3 ? * TUE *', 'CRON(0 3 ? * TUE *)', 'xcron(0 3 ? * TUE *)'])(
    '"%s" is refused with the three forms',
    (text) => expectRefused(text, /cron\(.*rate\(.*at\(/),
  );

  it('is refused past 256 characters, before anything is read, and without any', () => {
    const hours = Array.from({ length: 120 }, () => '1').join(',');
    for (const text of ['', `cron(0 ${hours} ? * TUE *)`]) expectRefused(text, /must have 1 to 256/);
  });
});
