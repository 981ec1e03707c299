/** What the bundle has in the place of inner modules of dependencies does what those do: Luxon in UTC, and widths. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { oneColumnEach } from '../tools/lean-modules.js';
import { DateTime } from '../tools/utc-date-time.js';
import { forSome } from './helpers/properties.js';

const luxon = createRequire(import.meta.url)('luxon');

const units = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
const options = { zone: 'UTC' };

/** What is made of a date by any of the two. */
type Change = (date: DateTime) => DateTime;

const unitNames = fc.constantFrom(...units);

const changes: fc.Arbitrary<Change> = fc.oneof(
  unitNames.map((unit) => (date: DateTime) => date.plus({ [`${unit}s`]: 1 })),
  unitNames.map((unit) => (date: DateTime) => date.minus({ [`${unit}s`]: 1 })),
  unitNames.map((unit) => (date: DateTime) => date.startOf(unit)),
  unitNames.map((unit) => (date: DateTime) => date.endOf(unit)),
  fc.tuple(fc.constantFrom(...units.slice(1)), fc.integer({ min: 1, max: 12 })).map(
    ([unit, value]) =>
      (date: DateTime) =>
        date.set({ [unit]: value }),
  ),
);

const members = [...units, 'millisecond', 'weekday', 'offset', 'zoneName', 'isValid'] as const;

function told(date: DateTime) {
  const values = members.map((name) => date[name]);
  return [...values, date.valueOf(), date.toISO(), date.toJSDate().getTime(), date.toUTC().hour];
}

test('dates and what is made of them are the same', () => {
  const years = { noInvalidDate: true, min: new Date('1969-12-31T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z') };
  return forSome(2000, [fc.date(years), fc.array(changes, { minLength: 1, maxLength: 8 })], (date, made) => {
    const ours = made.reduce((each, change) => change(each), DateTime.fromJSDate(date, options));
    const theirs = made.reduce((each, change) => change(each), luxon.DateTime.fromJSDate(date, options));
    expect(told(ours)).toEqual(told(theirs));
  });
});

test('another zone is refused', () => {
  expect(() => DateTime.fromJSDate(new Date(0), { zone: 'Europe/London' })).toThrow('in UTC alone');
});

test('what counts as one column wide is', () => {
  const characters = Array.from({ length: 0x11_00_00 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((character) => oneColumnEach.test(character));
  expect(characters.length).toBeGreaterThan(500);
  expect(characters.filter((character) => stringWidth(character) !== 1)).toEqual([]);
  // Side by side, too: none of them joins another.
  for (const first of characters.slice(0, 120))
    expect(stringWidth(first + characters.join(first))).toBe(2 * characters.length);
});

test('no error is known by a class of its own, of which the bundle has none', async () => {
  const folder = join(import.meta.dirname, '../source/aws');
  const text = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  for (const client of ['@aws-sdk/client-ssm', '@aws-sdk/client-resource-groups-tagging-api']) {
    const errors = Object.entries(await import(client)).flatMap(([name, value]) =>
      typeof value === 'function' &&
      value.prototype instanceof Error &&
      !/^(SSM|ResourceGroupsTaggingAPI)ServiceException$/.test(name)
        ? [name]
        : [],
    );
    expect(errors.length).toBeGreaterThan(5);
    expect(errors.filter((name) => new RegExp(`instanceof ${name}\\b`).test(text))).toEqual([]);
  }
});
