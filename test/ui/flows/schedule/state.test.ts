/** The schedule question: columns, ticks and the answers that they stand for, and what is said below them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Wave } from '../../../../source/plan/intent/document.js';
import {
  defaultDocument,
  defaultGrid,
  type Grid,
  gridOf,
  namedWave,
  wavesOf,
} from '../../../../source/plan/intent/waves.js';
import {
  type ColumnName,
  chosenSchedule,
  columnsOf,
  initialScheduleChoice,
  reduceScheduleChoice,
  type ScheduleChoice,
  type ScheduleChoiceEvent,
  scheduleAnswers,
} from '../../../../source/ui/flows/schedule/state.js';
import { explainDay, explainRow } from '../../../../source/ui/flows/schedule/words.js';
import { forAll } from '../../../helpers/properties.js';
import { anyDocument, anyGrid } from '../../../plan/intent/arbitraries.js';

const initial = initialScheduleChoice(defaultDocument());

/** The question about the waves of a grid. */
function about(grid: Grid): ScheduleChoice {
  return initialScheduleChoice({ waves: wavesOf(grid), timeZone: 'UTC' });
}

/** The grid that the choice stands for. */
function gridNow(choice: ScheduleChoice): Grid | undefined {
  return gridOf(scheduleAnswers(choice).waves);
}

function after(choice: ScheduleChoice, ...events: ScheduleChoiceEvent[]): ScheduleChoice {
  return events.reduce(reduceScheduleChoice, choice);
}

const down: ScheduleChoiceEvent = { type: 'move', move: 'down', visible: 8 };
const up: ScheduleChoiceEvent = { type: 'move', move: 'up', visible: 8 };
const right: ScheduleChoiceEvent = { type: 'column', by: 1 };
const left: ScheduleChoiceEvent = { type: 'column', by: -1 };
const later: ScheduleChoiceEvent = { type: 'shift', by: 1 };
const earlier: ScheduleChoiceEvent = { type: 'shift', by: -1 };
const toggle: ScheduleChoiceEvent = { type: 'toggle' };
const toggleAll: ScheduleChoiceEvent = { type: 'toggle-all' };
const patchTuesday: ScheduleChoiceEvent = { type: 'toggle-patch-tuesday' };

const anyEvent: fc.Arbitrary<ScheduleChoiceEvent> = fc.oneof(
  fc.record({
    type: fc.constant('move' as const),
    move: fc.constantFrom(...(['up', 'down', 'first', 'last', 'page-up', 'page-down'] as const)),
    visible: fc.integer({ min: 1, max: 30 }),
  }),
  fc.constantFrom(right, left, later, earlier, toggle, toggleAll, patchTuesday),
  fc.record({ type: fc.constant('zone' as const), timeZone: fc.constantFrom('UTC', 'Asia/Tokyo') }),
);

/** A grid's waves and any others, in the order of a grid or in another: it is that in which windows are created. */
const anyWaves: fc.Arbitrary<readonly Wave[]> = fc
  .oneof(
    anyGrid.map((grid) => wavesOf(grid).slice(0, 30)),
    anyDocument.map(({ waves }) => waves),
  )
  .chain((waves) => fc.oneof(fc.constant(waves), fc.shuffledSubarray([...waves], { minLength: waves.length })));

/** Labels of the ticked rows. */
function ticked({ rows }: ScheduleChoice, column: ColumnName): string[] {
  return rows[column].flatMap(({ label, isTicked }) => (isTicked ? [label] : []));
}

describe('the question begins', () => {
  it('with the answers so far, the cursors on the first ticks', () => {
    expect(columnsOf(initial)).toEqual(['weeks', 'weekdays', 'hours']);
    expect(initial.column).toBe('weeks');
    expect(ticked(initial, 'weeks')).toEqual(['1st', '2nd']);
    expect(ticked(initial, 'weekdays')).toEqual(['Tuesday', 'Wednesday']);
    expect(ticked(initial, 'hours')).toEqual(['03:00', '04:00']);
    expect(initial.cursors).toEqual({ weeks: 0, weekdays: 2, after: 3, hours: 3 });
  });

  it('with the times of flags among the hours', () => {
    const choice = about({ ...defaultGrid, times: [{ hour: 3, minute: 30 }] });
    expect(choice.rows.hours).toHaveLength(25);
    expect(choice.rows.hours[4]).toMatchObject({ label: '03:30', isTicked: true });
    expect(choice.cursors.hours).toBe(4);
  });

  it('with days after Patch Tuesday where they are the answer', () => {
    const choice = about({ kind: 'patch-tuesday', days: [0, 6, 20], times: defaultGrid.times });
    expect(columnsOf(choice)).toEqual(['after', 'hours']);
    expect(choice.column).toBe('after');
    expect(ticked(choice, 'after')).toEqual(['the day itself (Tuesday)', '+6 days (Monday)', '+20 days (Monday)']);
  });

  it('and ends with the same answers if nothing is changed', () =>
    forAll([anyWaves], (waves) => {
      const answers = { waves, timeZone: 'Asia/Tokyo' };
      expect(scheduleAnswers(initialScheduleChoice(answers))).toEqual(answers);
    }));
});

describe('waves by name', () => {
  const waves = [namedWave('default', 'dev', { kind: 'after-patch-tuesday', days: 6, time: { hour: 3, minute: 0 } })];
  const named = initialScheduleChoice({ waves, timeZone: 'UTC' });

  it('stay while nothing is ticked, whatever the cursor does', () => {
    for (const choice of [named, after(named, down, right, patchTuesday), after(named, patchTuesday, patchTuesday)]) {
      expect(chosenSchedule(choice).answers.waves).toBe(waves);
    }
    expect(columnsOf(named).flatMap((column) => ticked(named, column))).toEqual([]);
    const there = after(named, { type: 'zone', timeZone: 'Asia/Tokyo' });
    expect(chosenSchedule(there)).toEqual({ answers: { waves, timeZone: 'Asia/Tokyo' } });
  });

  it('are replaced by ticks, all of them at once', () => {
    const half = after(named, toggle, right, down, toggle);
    // On the way back half an answer changes no waves.
    expect(chosenSchedule(half)).toEqual({
      answers: { timeZone: 'UTC' },
      problem: 'Tick at least one hour with space.',
    });
    expect(gridNow(after(half, right, toggle))).toEqual({
      ...{ kind: 'weekdays', weeks: [1], weekdays: [1] },
      times: [{ hour: 0, minute: 0 }],
    });
  });
});

it('a tick is shifted to the next free row, and the cursor with it; without a tick or a free row nothing happens', () => {
  const hours = after(initial, left);
  const moved = after(hours, later);
  expect(ticked(moved, 'hours')).toEqual(['04:00', '05:00']);
  expect(moved.cursors.hours).toBe(5);
  expect(ticked(after(moved, earlier), 'hours')).toEqual(['03:00', '04:00']);
  const free = after(hours, up);
  expect(after(free, later)).toBe(free);
  const first = after(about({ ...defaultGrid, times: [{ hour: 0, minute: 0 }] }), left);
  expect(after(first, earlier)).toBe(first);
});

it('columns are left and entered with each cursor where it was, and the first comes after the last', () => {
  const choice = after(initial, down, right, down, right, left);
  expect(choice.column).toBe('weekdays');
  expect(choice.cursors).toMatchObject({ weeks: 1, weekdays: 3 });
  expect(after(initial, left).column).toBe('hours');
  expect(after(initial, right, right, right).column).toBe('weeks');
});

describe('a tick', () => {
  it('is set and taken away on the row under the cursor', () => {
    const choice = after(initial, toggle, down, down, toggle);
    expect(ticked(choice, 'weeks')).toEqual(['2nd', '3rd']);
    expect(gridNow(choice)).toEqual({ ...defaultGrid, weeks: [2, 3] });
  });

  it('keeps the order of the rows, the last week behind the fifth', () => {
    const choice = after(initial, down, down, down, down, down, toggle, up, toggle);
    expect(ticked(choice, 'weeks')).toEqual(['1st', '2nd', '5th', 'last']);
  });

  it('is set on all rows, or on none where all have one', () => {
    const all = after(initial, right, right, toggleAll);
    expect(ticked(all, 'hours')).toHaveLength(24);
    expect(ticked(after(all, toggleAll), 'hours')).toEqual([]);
    expect(ticked(after(initial, right, toggleAll), 'weekdays')).toHaveLength(7);
    expect(ticked(after(initial, patchTuesday, toggleAll), 'after')).toHaveLength(21);
  });

  it('set twice changes nothing', () =>
    forAll([fc.array(anyEvent)], (events) => {
      const choice = after(initial, ...events);
      expect(scheduleAnswers(after(choice, toggle, toggle))).toEqual(scheduleAnswers(choice));
    }));

  it('of days after Patch Tuesday takes the place of weeks and days, which are kept for the way back', () => {
    const there = after(initial, right, patchTuesday);
    expect(there.column).toBe('after');
    expect(gridNow(there)).toEqual({ kind: 'patch-tuesday', days: [3], times: defaultGrid.times });
    const back = after(there, patchTuesday);
    expect(back.column).toBe('weeks');
    expect(scheduleAnswers(back)).toEqual(scheduleAnswers(initial));
    const hours = after(initial, right, right, patchTuesday);
    expect([hours.column, after(hours, patchTuesday).column]).toEqual(['hours', 'hours']);
  });
});

it('a zone changes the zone alone', () => {
  const choice = after(initial, { type: 'zone', timeZone: 'Europe/London' });
  expect(scheduleAnswers(choice)).toEqual({ ...scheduleAnswers(initial), timeZone: 'Europe/London' });
});

it('whatever is pressed, the cursor is on a row of a column that is shown, and ticks are a grid in its order', () =>
  forAll([anyDocument, fc.array(anyEvent)], (document, events) => {
    const choice = after(initialScheduleChoice(document), ...events);
    expect(columnsOf(choice)).toContain(choice.column);
    expect(choice.rows[choice.column][choice.cursors[choice.column]]).toBeDefined();
    const { waves } = scheduleAnswers(choice);
    if (waves.length > 0 && choice.kept === undefined) expect(gridNow(choice)).toBeDefined();
  }));

it('Enter names every column in which nothing is ticked', () => {
  const none = after(initial, toggleAll, toggleAll, right, right, toggleAll, toggleAll);
  expect(chosenSchedule(none).problem).toBe('Tick at least one week and one hour with space.');
  const noDays = after(initial, patchTuesday, toggleAll, toggleAll);
  expect(chosenSchedule(noDays).problem).toBe('Tick at least one day after Patch Tuesday with space.');
});

describe('the line about the row under the cursor', () => {
  const now = new Date('2026-11-23T10:00:00Z');

  function explained(column: ColumnName, row: number, more: Partial<ScheduleChoice> = {}): string {
    return explainRow({ ...initial, ...more, column, cursors: { ...initial.cursors, [column]: row } }, now);
  }

  it.each<[ColumnName, number, string]>([
    ['weeks', 0, 'The 1st of each weekday: days 1 to 7 of the month'],
    ['weeks', 3, 'The 4th of each weekday: days 22 to 28 of the month'],
    ['weeks', 4, 'only about 4 months a year have'],
    ['weeks', 5, 'The last of each weekday: days 22 to 31 of the month.'],
    ['weekdays', 2, 'The 2nd Tuesday is Patch Tuesday.'],
    ['weekdays', 0, 'Sundays in the ticked weeks.'],
    ['after', 0, 'The 2nd Tuesday of the month (days 8 to 14).'],
    ['after', 1, '1 day after the 2nd Tuesday of the month (days 9 to 15).'],
    ['after', 6, '6 days after the 2nd Tuesday of the month (days 14 to 20).'],
    ['after', 14, '14 days after the 2nd Tuesday of the month (days 22 to 28).'],
    ['after', 15, '(from day 23 into the next month)'],
    ['hours', 3, 'Start time of the windows, in UTC. Press z to choose a time zone.'],
  ])('%s, row %i: %s', (column, row, words) => {
    expect(explained(column, row)).toContain(words);
  });

  it('says what the zone’s clocks will do', () => {
    expect(explained('hours', 3, { timeZone: 'Europe/London' })).toBe(
      'Start time of the windows in Europe/London (UTC now, UTC+1 from Sun 28 Mar).',
    );
  });
});

describe('the days', () => {
  const shown = { days: [100, 103, 131], today: 98 };
  const look: ScheduleChoiceEvent = { type: 'look', isOnDays: true };
  const day = (...moves: ('up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'page-up' | 'page-down')[]) =>
    after(
      initial,
      look,
      ...moves.map(
        (move): ScheduleChoiceEvent =>
          move === 'left' || move === 'right'
            ? { type: 'column', by: move === 'left' ? -1 : 1, shown }
            : { type: 'move', move, visible: 6, shown },
      ),
    ).day;

  it('are gone through run by run, and day by day, not before today', () => {
    expect(day()).toBeUndefined();
    expect(day('down')).toBe(103);
    expect(day('down', 'down', 'down')).toBe(131);
    expect(day('down', 'down', 'up')).toBe(103);
    expect(day('up')).toBeUndefined();
    expect(day('right')).toBe(101);
    expect(day('right', 'down')).toBe(103);
    expect(day('left', 'left', 'left', 'left')).toBe(98);
    expect(day('last')).toBe(131);
    expect(day('last', 'first')).toBeUndefined();
    expect(day('page-down')).toBe(128);
    expect(day('page-down', 'page-up', 'page-up')).toBe(98);
  });

  it('leave the ticks and the cursors of the columns alone', () =>
    forAll([fc.array(anyEvent.filter(({ type }) => !['zone', 'toggle-patch-tuesday'].includes(type)))], (events) => {
      const { day: _, isOnDays, ...looked } = after(initial, look, ...events);
      const { day: __, isOnDays: ___, ...before } = initial;
      expect(isOnDays).toBe(true);
      expect(looked).toEqual(before);
    }));

  it('are left for the columns, the day being remembered', () => {
    const back = after(initial, look, { type: 'column', by: 1, shown }, { type: 'look', isOnDays: false }, down);
    expect(back).toMatchObject({ day: 101, isOnDays: false, cursors: { weeks: 1 } });
  });
});

describe('what is said of a day', () => {
  const clocks = { timeZone: 'America/New_York', now: new Date('2026-11-26T08:00:00Z'), ownZone: 'Europe/Berlin' };
  const day = Date.parse('2026-12-08') / 86_400_000;
  const span = (from: string, to: string) => ({
    start: Date.parse(`2026-12-08T${from}:00-05:00`),
    end: Date.parse(`2026-12-08T${to}:00-05:00`),
  });
  const plan = [span('03:00', '04:00'), span('04:00', '05:00')];
  const web = { name: 'web-tier', isPatching: true, spans: [span('04:00', '08:00')] };

  it.each([
    [
      { day, plan, others: [] },
      'Tue 8 Dec: open 03:00–05:00 New York (08:00 UTC, 09:00 Berlin, in 12 days); no other windows at these hours.',
    ],
    [
      { day, plan, others: [web] },
      'Tue 8 Dec: open 03:00–05:00 New York (08:00 UTC, 09:00 Berlin, in 12 days); at the same time: web-tier 04:00–08:00.',
    ],
    [
      { day, plan, others: [{ ...web, isPatching: false }] },
      'Tue 8 Dec: open 03:00–05:00 New York (08:00 UTC, 09:00 Berlin, in 12 days); at the same time, but not patching: web-tier 04:00–08:00.',
    ],
    [{ day, plan: [], others: [] }, 'Tue 8 Dec: this plan does not run on this day.'],
    [
      { day, plan: [], others: [web] },
      'Tue 8 Dec: this plan does not run on this day; other windows: web-tier 04:00–08:00.',
    ],
  ])('%#', (open, words) => {
    expect(explainDay(open, clocks)).toBe(words);
  });
});
