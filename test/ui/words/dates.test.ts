/** Dates, spans and zones in words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Occurrence, OccurrenceNote } from '../../../source/schedule/occurrences.js';
import { runDaysOf } from '../../../source/schedule/picture/days.js';
import type { When } from '../../../source/schedule/when.js';
import {
  cityWords,
  dateWords,
  dayCells,
  durationWords,
  momentOnClocks,
  momentWords,
  offsetWords,
  shortDateWords,
  shortDayLabel,
  timeWords,
  zoneWords,
} from '../../../source/ui/words/dates.js';
import { forAll } from '../../helpers/properties.js';
import { anyInstant, anyZone, wallByIntl } from '../../schedule/arbitraries.js';

const now = new Date('2026-11-23T10:00:00Z');
const time = { hour: 3, minute: 0 };

describe('a date', () => {
  it('is the one that the clock on the wall shows, always as wide', () =>
    forAll([anyInstant, anyZone], (instant, zone) => {
      const wall = new Date(wallByIntl(instant, zone));
      const [weekday, day, month, year] = wall.toUTCString().replace(',', '').split(' ');
      const words = dateWords(instant, zone);
      expect(words).toBe(`${weekday} ${String(Number(day)).padStart(2)} ${month} ${year}`);
      expect(words).toHaveLength(15);
      expect(timeWords(instant, zone)).toBe(wall.toISOString().slice(11, 16));
    }));
});

describe('a moment', () => {
  it.each([
    ['2026-12-01T03:00:00Z', 'Europe/London', 'Tue 1 Dec 03:00 London (in 7 days)'],
    ['2026-12-01T03:00:00Z', 'America/New_York', 'Mon 30 Nov 22:00 New York (in 7 days)'],
    ['2026-11-23T10:40:00Z', 'UTC', 'Mon 23 Nov 10:40 UTC (in 40 minutes)'],
    ['2026-11-20T10:00:00Z', 'UTC', 'Fri 20 Nov 10:00 UTC (3 days ago)'],
    ['2026-11-23T09:59:40Z', 'UTC', 'Mon 23 Nov 09:59 UTC (just now)'],
    ['2027-10-31T10:00:00Z', 'UTC', 'Sun 31 Oct 10:00 UTC (in 48 weeks)'],
    ['2027-11-01T10:00:00Z', 'UTC', 'Mon 1 Nov 2027 10:00 UTC (in 49 weeks)'],
    ['2025-12-31T10:00:00Z', 'UTC', 'Wed 31 Dec 2025 10:00 UTC (46 weeks ago)'],
  ])('%s in %s: %s', (instant, timeZone, words) => {
    expect(momentWords(new Date(instant), { timeZone, now })).toBe(words);
  });

  it.each([
    ['America/New_York', 'Europe/Berlin', 99, 'Mon 30 Nov 22:00 New York (Tue 03:00 UTC, Tue 04:00 Berlin, in 7 days)'],
    ['America/New_York', 'Europe/Berlin', 60, 'Mon 30 Nov 22:00 New York (Tue 03:00 UTC, in 7 days)'],
    ['America/New_York', 'Europe/Berlin', 40, 'Mon 30 Nov 22:00 New York (in 7 days)'],
    ['America/New_York', 'Europe/Berlin', 30, 'Mon 30 Nov 22:00 New York'],
    ['Europe/London', 'UTC', 99, 'Tue 1 Dec 03:00 London (in 7 days)'],
    ['Asia/Tokyo', 'Asia/Seoul', 99, 'Tue 1 Dec 12:00 Tokyo (03:00 UTC, in 7 days)'],
    ['UTC', 'Asia/Tokyo', 99, 'Tue 1 Dec 03:00 UTC (12:00 Tokyo, in 7 days)'],
  ])('in %s, read in %s, in %i columns: %s', (timeZone, ownZone, room, words) => {
    expect(momentOnClocks(new Date('2026-12-01T03:00:00Z'), { timeZone, now, ownZone }, room)).toBe(words);
  });

  it('without a year is always that of the next such day, or one of this year', () =>
    forAll([anyInstant, anyInstant, anyZone], (instant, today, timeZone) => {
      const words = shortDateWords(instant, { timeZone, now: today });
      const whole = dateWords(instant, timeZone).replace(/ +/g, ' ');
      if (words === whole) return;
      expect(`${words} ${whole.slice(-4)}`).toBe(whole);
      const [year, now] = [instant, today].map((date) => new Date(wallByIntl(date, timeZone)).getUTCFullYear());
      expect([now, (now ?? 0) + 1]).toContain(year);
    }));

  it('names the city, or the whole zone where two would be alike', () => {
    expect(cityWords('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(cityWords('America/Louisville', ['America/Louisville', 'America/Kentucky/Louisville'])).toBe(
      'America/Louisville',
    );
    expect(cityWords('Etc/GMT+5', ['UTC'])).toBe('GMT+5');
  });
});

describe('the cells of a day', () => {
  function cells(timeZone: string, notes: OccurrenceNote[] = [], hours = [0], most = 2) {
    const occurrences = hours.map((hour): Occurrence => {
      const start = new Date(Date.parse('2026-12-01T02:00:00Z') + hour * 3_600_000);
      const when: When = { kind: 'nth-weekday', week: 1, weekday: 2, time };
      return { window: 'w', when, timeZone, start, end: start, local: '2026-12-01T03:00', notes };
    });
    const [day, ...others] = runDaysOf(occurrences, timeZone);
    expect(others).toEqual([]);
    return day && dayCells(day, { timeZone, now }, most);
  }

  it('are on the plan’s clock, with the first time in UTC beside it', () => {
    expect(cells('Europe/Berlin', [], [0, 1])).toEqual({
      ...{ date: 'Tue  1 Dec', times: '03:00 04:00', utc: '02:00', day: '1st Tue', until: '7 days', clock: '' },
    });
    expect(cells('UTC')?.utc).toBe('');
    expect(cells('America/Los_Angeles')).toMatchObject({ date: 'Mon 30 Nov', utc: 'Tue 02:00' });
  });

  it('name as many times as there is room for, each once', () => {
    expect(cells('UTC', [], [0, 0, 1])?.times).toBe('02:00 03:00');
    expect(cells('UTC', [], [0, 1, 2, 3])?.times).toBe('02:00 +3');
    expect(cells('UTC', [], [0, 1, 2], 1)?.times).toBe('02:00 +2');
    expect(cells('UTC', [], [0, 1, 2], 3)?.times).toBe('02:00 03:00 04:00');
  });

  it('say what is special about it', () => {
    expect(cells('UTC', ['patch-tuesday'])?.day).toBe('1st Tue PT');
    expect(cells('Europe/Berlin', ['dst-gap'])?.clock).toBe('skipped hour');
    expect(cells('Europe/Berlin', ['dst-overlap', 'patch-tuesday'])?.clock).toBe('hour occurs twice');
  });
});

describe('the day of a slot', () => {
  it.each<[When, string]>([
    [{ kind: 'nth-weekday', week: 1, weekday: 2, time }, '1st Tue'],
    [{ kind: 'nth-weekday', week: 'L', weekday: 5, time }, 'last Fri'],
    [{ kind: 'after-patch-tuesday', days: 0, time }, 'Patch Tue'],
    [{ kind: 'after-patch-tuesday', days: 20, time }, 'Patch Tue +20'],
    [{ kind: 'schedule', schedule: 'cron(0 3 ? * 3#2 *)' }, '2nd Tue'],
    [{ kind: 'schedule', schedule: 'cron(0 3 ? * 3#3 *)', scheduleOffset: 2 }, 'Patch Tue +9'],
    [{ kind: 'schedule', schedule: 'rate(7 days)' }, 'custom schedule'],
  ])('%j is %s', (slot, label) => {
    expect(shortDayLabel(slot)).toBe(label);
  });
});

describe('a span of time', () => {
  const minute = 60_000;
  const hour = 60 * minute;
  const day = 24 * hour;

  it.each([
    [0, '0 minutes'],
    [-5 * day, '0 minutes'],
    [29_000, '0 minutes'],
    [31_000, '1 minute'],
    [119 * minute, '119 minutes'],
    [2 * hour, '2 hours'],
    [47 * hour + 59 * minute, '47 hours'],
    [2 * day, '2 days'],
    [27 * day + 23 * hour, '27 days'],
    [28 * day, '4 weeks'],
    [400 * day, '57 weeks'],
  ])('of %i ms is %s', (milliseconds, words) => {
    expect(durationWords(milliseconds)).toBe(words);
  });

  it('is never said to be longer than it is, nor shorter than half', () => {
    const length = { minute, hour, day, week: 7 * day } as const;
    return forAll([fc.integer({ min: 1, max: 500_000 })], (minutes) => {
      const [, count = '', unit = ''] = /^(\d+) (minute|hour|day|week)s?$/.exec(durationWords(minutes * minute)) ?? [];
      const said = Number(count) * length[unit as keyof typeof length];
      expect(said).toBeLessThanOrEqual(minutes * minute);
      expect(said * 2).toBeGreaterThan(minutes * minute);
    });
  });
});

describe('a zone', () => {
  it.each([
    [0, 'UTC'],
    [60, 'UTC+1'],
    [-300, 'UTC-5'],
    [345, 'UTC+5:45'],
    [-210, 'UTC-3:30'],
    [-30, 'UTC-0:30'],
    [14 * 60, 'UTC+14'],
  ])('%i minutes east is %s', (minutes, words) => {
    expect(offsetWords(minutes)).toBe(words);
  });

  it.each([
    ['UTC', 'UTC all year'],
    ['Asia/Kathmandu', 'UTC+5:45 all year'],
    ['Europe/London', 'UTC now, UTC+1 from Sun 28 Mar'],
    ['America/New_York', 'UTC-5 now, UTC-4 from Sun 14 Mar'],
    ['Australia/Lord_Howe', 'UTC+11 now, UTC+10:30 from Sun 4 Apr'],
  ])('%s: %s', (zone, words) => {
    expect(zoneWords(zone, now)).toBe(words);
  });
});
