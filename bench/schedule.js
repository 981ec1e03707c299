/**
 * How fast a plan's dates are, against plain cron-parser in the plan's zone, and whether both give the same.
 *
 * Both sides take turns, and turns at being first.
 */
import assert from 'node:assert/strict';
import { CronExpressionParser } from 'cron-parser';
import { load } from './load.js';
import { againstFirst } from './turns.js';

/** @typedef {import('../source/schedule/occurrences.js').ScheduledWindow} ScheduledWindow */
/** @typedef {import('../source/schedule/slot.js').Week} Week */
/** @typedef {import('../source/schedule/slot.js').Weekday} Weekday */

const timeZone = 'America/New_York';
const count = 20;

/**
 * @param {readonly Week[]} weeks
 * @param {readonly Weekday[]} weekdays
 * @param {readonly number[]} hours
 * @returns {ScheduledWindow[]}
 */
function plan(weeks, weekdays, hours) {
  return weeks.flatMap((week) =>
    weekdays.flatMap((weekday) =>
      hours.map((hour) => ({
        window: `Week${week}Day${weekday}Hour${hour}`,
        when: /** @type {const} */ ({ kind: 'nth-weekday', week, weekday, time: { hour, minute: 0 } }),
        timeZone,
        durationHours: 1,
      })),
    ),
  );
}

const plans = {
  '8 windows': plan([1, 2], [2, 3], [3, 4]),
  '840 windows': plan(
    [1, 2, 3, 4, 5],
    [0, 1, 2, 3, 4, 5, 6],
    Array.from({ length: 24 }, (_, hour) => hour),
  ),
};

/**
 * Each window's expression asked in the zone until no earlier date can come.
 * @param {readonly ScheduledWindow[]} windows
 * @param {Date} from
 */
function plain(windows, from) {
  const queues = windows.map(({ when }) => {
    assert(when.kind === 'nth-weekday');
    const text = `${when.time.minute} ${when.time.hour} * * ${when.weekday}#${when.week}`;
    const expression = CronExpressionParser.parse(text, { currentDate: from, tz: timeZone });
    return { expression, next: expression.next().getTime() };
  });
  const found = [];
  while (found.length < count) {
    const first = queues.reduce((a, b) => (b.next < a.next ? b : a));
    found.push(first.next);
    first.next = first.expression.next().getTime();
  }
  return found;
}

/** @template Result @param {() => Result} run */
function timed(run) {
  const start = performance.now();
  const result = run();
  return { result, milliseconds: performance.now() - start };
}

/** @returns {Promise<import('./turns.js').Figure[]>} */
export async function measure(rounds = 15) {
  const { planInsights } = await load('schedule/insight.ts');
  const { planOccurrences } = await load('schedule/occurrences.ts');
  return Object.entries(plans).map(([name, windows]) => {
    const times = { 'cron-parser': [], 'first time': [], again: [], insights: [] };
    for (let round = 0; round < rounds; round++) {
      // Every round has months of its own, so that "first time" meets no remembered date.
      const from = new Date(Date.UTC(2026 + 2 * round, name === '8 windows' ? 0 : 9, 2));
      const planned = () => timed(() => planOccurrences(windows, { from, count }).map(({ start }) => start.getTime()));
      const ask = () => timed(() => plain(windows, from));
      const before = round % 2 === 0 ? ask() : undefined;
      const [first, again] = [planned(), planned()];
      const insights = timed(() => planInsights(windows, { from }));
      const theirs = before ?? ask();
      assert.deepEqual(first.result, theirs.result);
      assert.deepEqual(again.result, theirs.result);
      for (const [index, { milliseconds }] of [theirs, first, again, insights].entries())
        Object.values(times)[index].push(milliseconds);
    }
    return { name: `The next ${count} dates of ${name} in ${timeZone}, ms`, bar: '≤ 1×', rows: againstFirst(times) };
  });
}
