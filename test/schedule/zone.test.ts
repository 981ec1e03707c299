import { describe, expect, it } from 'vitest';
import {
  instantToLocal,
  isTimeZone,
  localToInstant,
  nextOffsetChange,
  offsetMinutes,
  suggestTimeZones,
  timeZoneNames,
} from '../../source/schedule/zone.js';
import { forSome } from '../helpers/properties.js';
import { anyInstant, anyZone, instantByIntl, wallByIntl, zones } from './arbitraries.js';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('localToInstant', () => {
  it.each([
    ['Pacific/Pago_Pago', '2026-12-01T03:00', '2026-12-01T14:00:00.000Z', undefined],
    ['Europe/London', '2027-03-28T00:59', '2027-03-28T00:59:00.000Z', undefined],
    ['Europe/London', '2027-03-28T01:00', '2027-03-28T01:00:00.000Z', 'dst-gap'],
    ['Europe/London', '2027-03-28T01:59', '2027-03-28T01:59:00.000Z', 'dst-gap'],
    ['Europe/London', '2027-03-28T02:00', '2027-03-28T01:00:00.000Z', undefined],
    ['Europe/London', '2027-10-31T01:30', '2027-10-31T00:30:00.000Z', 'dst-overlap'],
    ['Europe/London', '2027-10-31T02:00', '2027-10-31T02:00:00.000Z', undefined],
    ['America/New_York', '2027-03-14T02:30', '2027-03-14T07:30:00.000Z', 'dst-gap'],
    ['America/New_York', '2027-11-07T01:30', '2027-11-07T05:30:00.000Z', 'dst-overlap'],
    ['America/Sao_Paulo', '2017-10-15T00:30', '2017-10-15T03:30:00.000Z', 'dst-gap'],
    ['America/Sao_Paulo', '2018-02-17T23:30', '2018-02-18T01:30:00.000Z', 'dst-overlap'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00.000Z', 'dst-gap'],
    ['Australia/Lord_Howe', '2026-10-04T02:30', '2026-10-03T15:30:00.000Z', undefined],
    ['Australia/Lord_Howe', '2027-04-04T01:45', '2027-04-03T14:45:00.000Z', 'dst-overlap'],
    ['Pacific/Apia', '2011-12-30T10:00', '2011-12-30T20:00:00.000Z', 'dst-gap'],
    ['Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00:00.000Z', undefined],
  ])('%s %s is %s %s', (timeZone, local, instant, note) => {
    expect(localToInstant(Date.parse(`${local}Z`), timeZone)).toEqual({ at: Date.parse(instant), note });
  });

  it('gives a wall clock back, moved forward by the gap where the clock skips it', () =>
    forSome(500, [anyInstant, anyZone], (wall, timeZone) => {
      const { at, note } = localToInstant(wall.getTime(), timeZone);
      expect(at).toBe(instantByIntl(wall.getTime(), timeZone));
      expect(note === 'dst-gap').toBe(wallByIntl(at, timeZone) > wall.getTime());
    }));

  it('takes the earlier of two instants and says so, at every change in ten years', () => {
    for (const timeZone of zones) {
      for (const change of changesFrom(timeZone, new Date('2015-01-01T00:00:00Z'), 20)) {
        const [before, after] = offsetsAround(timeZone, change);
        if (after > before) continue;
        const found = localToInstant(wallByIntl(change, timeZone), timeZone);
        expect(found).toEqual({ at: change.getTime() - (before - after) * minute, note: 'dst-overlap' });
      }
    }
  });
});

function changesFrom(timeZone: string, from: Date, count: number) {
  const changes = [];
  let change = nextOffsetChange(timeZone, from);
  while (change !== undefined && changes.length < count) {
    changes.push(change);
    change = nextOffsetChange(timeZone, change);
  }
  return changes;
}

/** Minutes before a change and from it on. */
function offsetsAround(timeZone: string, change: Date): [number, number] {
  return [offsetMinutes(timeZone, new Date(change.getTime() - 1)), offsetMinutes(timeZone, change)];
}

describe('instantToLocal and offsetMinutes', () => {
  it('show what Intl shows', () =>
    forSome(500, [anyInstant, anyZone], (at, timeZone) => {
      const shown = wallByIntl(at, timeZone);
      expect(instantToLocal(at.getTime(), timeZone)).toBe(shown);
      expect(offsetMinutes(timeZone, at)).toBe((shown - at.getTime()) / minute);
    }));

  it('are right to the second around a change', () => {
    for (const timeZone of zones) {
      for (const change of changesFrom(timeZone, new Date('2010-01-01T00:00:00Z'), 12)) {
        const shown = [change.getTime() - 1000, change.getTime()].map((at) => (wallByIntl(at, timeZone) - at) / minute);
        expect(shown).toEqual(offsetsAround(timeZone, change));
      }
    }
  });

  it('throw RangeError for a zone that does not exist', () => {
    expect(() => instantToLocal(0, 'Mars/Olympus')).toThrow(RangeError);
    expect(() => offsetMinutes('', new Date(0))).toThrow(RangeError);
  });
});

describe('nextOffsetChange', () => {
  it.each([
    ['Europe/London', '2026-11-20T00:00:00Z', '2027-03-28T01:00:00.000Z', 0, 60],
    ['Europe/London', '2027-03-28T01:00:00Z', '2027-10-31T01:00:00.000Z', 60, 0],
    ['Australia/Lord_Howe', '2026-11-20T00:00:00Z', '2027-04-03T15:00:00.000Z', 660, 630],
    ['Pacific/Apia', '2011-12-01T00:00:00Z', '2011-12-30T10:00:00.000Z', -600, 840],
  ])('%s after %s is %s', (timeZone, from, at, before, after) => {
    const change = new Date(at);
    expect(nextOffsetChange(timeZone, new Date(from))).toEqual(change);
    expect(offsetsAround(timeZone, change)).toEqual([before, after]);
  });

  it.each(['UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati'])('is none in %s', (timeZone) => {
    expect(nextOffsetChange(timeZone, new Date('2026-01-01T00:00:00Z'))).toBeUndefined();
  });

  it('is none if it is more than two years away', () => {
    const inPyongyang = (from: string) => nextOffsetChange('Asia/Pyongyang', new Date(from));
    expect(inPyongyang('2016-01-01T00:00:00Z')).toBeUndefined();
    expect(inPyongyang('2016-06-01T00:00:00Z')).toEqual(new Date('2018-05-04T15:00:00Z'));
  });

  it('misses none and invents none, day by day', () => {
    for (const timeZone of zones) {
      const from = Date.UTC(2016, 0);
      const found = changesFrom(timeZone, new Date(from), 30).filter((at) => at.getTime() < Date.UTC(2019, 0));
      let changes = 0;
      for (let at = from; at < Date.UTC(2019, 0); at += day) {
        if (wallByIntl(at + day, timeZone) - wallByIntl(at, timeZone) !== day) changes += 1;
      }
      expect([timeZone, found.length]).toEqual([timeZone, changes]);
    }
  });
});

describe('names', () => {
  it('are sorted, UTC first, each a zone', () => {
    const names = timeZoneNames();
    expect(names[0]).toBe('UTC');
    expect(names.slice(1)).toEqual([...names.slice(1)].sort());
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !isTimeZone(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['Europe/London', 'Asia/Kolkata', 'Asia/Kathmandu', 'Europe/Kyiv']));
  });

  it.each([
    ['a zone', true, ['UTC', 'GMT', 'Etc/UTC', 'Etc/GMT+5', 'America/Port-au-Prince']],
    ['a zone under its former name', true, ['EST', 'CET', 'PRC', 'US/Eastern', 'EST5EDT', 'Asia/Calcutta']],
    // There BST is Bangladesh.
    ['one of ICU alone', false, ['BST', 'IST', 'JST', 'CST', 'PST', 'AET', 'VST', 'SystemV/EST5']],
    ['one written otherwise', false, ['europe/london', 'Europe/LONDON', 'Europe/London ', 'utc', 'Utc']],
    ['no name', false, ['', ' ', '+01:00', 'Europe', 'Mars/Olympus', '../etc/passwd']],
  ])('%s: %s', (_, isZone, names) => {
    for (const name of names) expect([name, isTimeZone(name)]).toEqual([name, isZone]);
  });
});

describe('suggestTimeZones', () => {
  it.each([
    ['lond', 'Europe/London'],
    ['europe/london', 'Europe/London'],
    ['new york', 'America/New_York'],
    ['NEW_YORK', 'America/New_York'],
    ['são paulo', 'America/Sao_Paulo'],
    ['calcutta', 'Asia/Kolkata'],
    ['Europe/Lodnon', 'Europe/London'],
    ['Berln', 'Europe/Berlin'],
    ['amercia/new_york', 'America/New_York'],
    ['utc', 'UTC'],
    ['US/Eastern', 'US/Eastern'],
  ])('"%s" means %s', (text, name) => {
    expect(suggestTimeZones(text)[0]).toBe(name);
  });

  it('puts cities before regions and stops at the number asked for', () => {
    const begins = suggestTimeZones('mar', 100).map((name) => /[/]mar[^/]*$/i.test(name));
    expect(begins.indexOf(false)).toBeGreaterThan(0);
    expect(begins.lastIndexOf(true)).toBeLessThan(begins.indexOf(false));
    expect(suggestTimeZones('mar', 2)).toHaveLength(2);
    expect(suggestTimeZones('america')).toHaveLength(10);
  });

  it('suggests nothing for nothing and for what is like no zone', () => {
    expect(suggestTimeZones('  ')).toEqual([]);
    expect(suggestTimeZones('qqqqqq')).toEqual([]);
  });
});
