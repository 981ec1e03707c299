/**
 * How fast a plan's dates are, against plain cron-parser in the plan's zone, and whether both give the same.
 *
 * Run: `node bench/schedule.js [rounds]`. Both sides take turns, and turns at being first, and
 * medians are compared, because a machine's speed drifts: quote the ratios, not the milliseconds.
 */
import assert from 'node:assert/strict';
import { CronExpressionParser } from 'cron-parser';
import { load } from './load.js';

const { planInsights } = await load('schedule/insight.ts');
const { planOccurrences } = await load('schedule/occurrences.ts');

/** @typedef {import('../source/schedule/occurrences.js').ScheduledWindow} ScheduledWindow */
/** @typedef {import('../source/schedule/slot.js').Week} Week */
/** @typedef {import('../source/schedule/slot.js').Weekday} Weekday */

const rounds = Number(process.argv[2] ?? 15);
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

/** @param {readonly ScheduledWindow[]} windows @param {Date} from */
function planned(windows, from) {
  const occurrences = planOccurrences(windows, { from, count });
  return occurrences.map(({ start }) => start.getTime());
}

/** @param {() => unknown} run */
function timed(run) {
  const start = performance.now();
  const result = run();
  return { result, milliseconds: performance.now() - start };
}

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

console.log(`${rounds} rounds, next ${count} dates in ${timeZone}, Node ${process.version}; medians in milliseconds\n`);
console.log('plan          cron-parser   first time   again   insights   first time   again');
for (const [name, windows] of Object.entries(plans)) {
  const times = { plain: [], first: [], again: [], insights: [] };
  for (let round = 0; round < rounds; round++) {
    // Every round has months of its own, so that "first time" meets no remembered date.
    const from = new Date(Date.UTC(2026 + 2 * round, name === '8 windows' ? 0 : 9, 2));
    const ask = () => timed(() => plain(windows, from));
    const before = round % 2 === 0 ? ask() : undefined;
    const first = timed(() => planned(windows, from));
    const again = timed(() => planned(windows, from));
    const insights = timed(() => planInsights(windows, { from }));
    const theirs = before ?? ask();
    assert.deepEqual(first.result, theirs.result);
    assert.deepEqual(again.result, theirs.result);
    times.plain.push(theirs.milliseconds);
    times.first.push(first.milliseconds);
    times.again.push(again.milliseconds);
    times.insights.push(insights.milliseconds);
  }
  const [theirs, first, again, insights] = [times.plain, times.first, times.again, times.insights].map(median);
  const cells = [theirs, first, again, insights].map((value) => value.toFixed(2));
  const ratios = [first, again].map((value) => `${(theirs / value).toFixed(0)}×`);
  console.log(
    name.padEnd(14) +
      cells[0].padStart(11) +
      cells[1].padStart(13) +
      cells[2].padStart(8) +
      cells[3].padStart(11) +
      ratios[0].padStart(13) +
      ratios[1].padStart(8),
  );
}
