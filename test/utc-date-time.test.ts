/** What the bundle has in Luxon's place does in UTC what Luxon does. */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DateTime } from '../tools/utc-date-time.js';

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
  fc.assert(
    fc.property(fc.date(years), fc.array(changes, { minLength: 1, maxLength: 8 }), (date, made) => {
      const ours = made.reduce((each, change) => change(each), DateTime.fromJSDate(date, options));
      const theirs = made.reduce((each, change) => change(each), luxon.DateTime.fromJSDate(date, options));
      expect(told(ours)).toEqual(told(theirs));
    }),
    { numRuns: 2000 },
  );
});

test('another zone is refused', () => {
  expect(() => DateTime.fromJSDate(new Date(0), { zone: 'Europe/London' })).toThrow('in UTC alone');
});
