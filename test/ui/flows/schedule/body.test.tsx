/** The body of the schedule question at every size: rows and dates are whole and never lie on top of each other. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { defaultDocument, type Grid, scheduledWindow, wavesOf } from '../../../../source/plan/intent/waves.js';
import { planInsights } from '../../../../source/schedule/insight.js';
import { planOccurrences } from '../../../../source/schedule/occurrences.js';
import { runDaysOf } from '../../../../source/schedule/picture/days.js';
import type { ForeignWindow } from '../../../../source/schedule/picture/foreign.js';
import { openSpans } from '../../../../source/schedule/picture/foreign.js';
import { planSpans, spanOfDay } from '../../../../source/schedule/picture/strip.js';
import { ScheduleBody } from '../../../../source/ui/flows/schedule/body.js';
import { columnWidth, scheduleLayout } from '../../../../source/ui/flows/schedule/layout.js';
import { columnsOf, initialScheduleChoice, type ScheduleChoice } from '../../../../source/ui/flows/schedule/state.js';
import { todayIn } from '../../../../source/ui/flows/schedule/use-pictures.js';
import type { Frame } from '../../../../source/ui/frame.js';
import { layoutOf } from '../../../../source/ui/layout.js';
import { chooseSymbols } from '../../../../source/ui/symbols.js';
import { forSome } from '../../../helpers/properties.js';
import { drawn } from '../../drawn.js';

const now = new Date('2026-11-26T08:00:00Z');
const timeZone = 'America/New_York';
const foreign: readonly ForeignWindow[] = [
  { name: 'web-tier', isPatching: true, schedule: 'cron(0 9 ? * TUE#2 *)', timeZone: 'UTC', durationHours: 4 },
  { name: 'finance-month-end', isPatching: true, schedule: 'cron(0 22 L * ? *)', timeZone, durationHours: 3 },
];

function bodyOf(choice: ScheduleChoice) {
  const document = { ...defaultDocument(), timeZone };
  const scheduled = choice.kept ? [] : wavesNow(choice).map((wave) => scheduledWindow(document, wave));
  const days = runDaysOf(planOccurrences(scheduled, { from: now, count: 400 }), timeZone).slice(0, 40);
  const quota = { windowsInUse: 6, windowQuota: 50 };
  const insights = planInsights(scheduled, { from: now, ...quota });
  const dates = { windows: scheduled.length, scheduled, days, insights, foreign, ...quota };
  const day = choice.day ?? days[0]?.day ?? todayIn(timeZone, now);
  const span = spanOfDay(day, timeZone);
  const others = foreign
    .map((window) => ({ ...window, spans: openSpans(window, span) }))
    .filter(({ spans }) => spans.length > 0);
  const open = { day, plan: planSpans(scheduled, span, now), others };
  return <ScheduleBody choice={choice} dates={dates} open={open} now={now} />;
}

function wavesNow({ rows }: ScheduleChoice) {
  const valuesOf = <Value,>(all: readonly { value: Value; isTicked: boolean }[]) =>
    all.filter(({ isTicked }) => isTicked).map(({ value }) => value);
  const grid: Grid = {
    kind: 'weekdays',
    weeks: valuesOf(rows.weeks),
    weekdays: valuesOf(rows.weekdays),
    times: valuesOf(rows.hours),
  };
  return wavesOf(grid);
}

const initial = initialScheduleChoice({ ...defaultDocument(), timeZone });

function draw(columns: number, rows: number, choice = initial, changes: Partial<Frame> = {}): string[] {
  return drawn(columns, rows, bodyOf(choice), { locale: { timeZone: 'Europe/Berlin', firstWeekday: 1 }, ...changes });
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const weeks = ['1st', '2nd', '3rd', '4th', '5th', 'last'];

test('every row and every date is whole', () =>
  forSome(30, [fc.integer({ min: 50, max: 200 }), fc.integer({ min: 12, max: 80 })], (columns, rows) => {
    const lines = draw(columns, rows);
    const { size, bodyRows } = layoutOf(columns, rows);
    expect(lines.length).toBeLessThanOrEqual(bodyRows);
    const screen = lines.join('\n');
    if (size !== 'small') {
      for (const label of [...weekdays, ...weeks]) expect(screen).toMatch(new RegExp(`[◼◻] ${label}( |$)`, 'm'));
      // Months whose days are whole.
      expect(screen).toMatch(
        size === 'large' ? / 7 {2}\{8\} \[9\] 10 {2}11 {2}12 {2}13/ : /23 {2}24 {2}25 {2}26|· {3}· {3}· {2}26 {2}27/,
      );
    }
    expect(screen).toMatch(/❯ ◼ 1st/);
    expect(screen).toContain('8 windows');
    const dateLines = lines.filter((line) => /(Tue|Wed) [ \d]\d [A-Z][a-z]{2} {2}\d/.test(line));
    expect(dateLines.length).toBeGreaterThanOrEqual(2);
    // A date with its times and its place in the month.
    for (const line of dateLines) {
      expect(line).toMatch(
        /(Tue|Wed) [ \d]\d [A-Z][a-z]{2} {2}03:00 (04:00|\+1)( +((Tue|Wed) )?\d\d:\d\d)* +(1st|2nd) (Tue|Wed)/,
      );
    }
  }));

test('all rows are used, and no part is as low as to say nothing', () =>
  forSome(80, [fc.integer({ min: 50, max: 240 }), fc.integer({ min: 12, max: 90 })], (columns, rows) => {
    for (const mode of ['weekdays', 'patch-tuesday'] as const) {
      const { size, bodyRows } = layoutOf(columns, rows);
      const lists = columnsOf({ mode }).reduce((sum, column) => sum + columnWidth(column, 1, size), 0);
      const layout = scheduleLayout({ columns, rows: bodyRows, lists, size });
      expect(layout.dates).toBeGreaterThanOrEqual(3);
      expect(layout.lists).toBeGreaterThanOrEqual(size === 'small' ? 3 : 8);
      const below = {
        large: 1 + layout.months,
        medium: layout.facts + layout.dates + layout.strip,
        small: layout.facts + layout.dates,
      };
      expect(layout.lists + below[size]).toBe(bodyRows);
    }
  }));

describe('the day that is looked at', () => {
  const eighth = Date.parse('2026-12-08') / 86_400_000;
  const looking = { ...initial, isOnDays: true, day: eighth };

  it('is marked in the months and among the dates, and has its hours, other teams and clocks', () => {
    const screen = draw(120, 40, looking).join('\n');
    expect(screen).toContain('❯{8}');
    expect(screen).toMatch(/❯ Tue {2}8 Dec {2}03:00 04:00/);
    expect(screen).toMatch(/Tue 8 Dec +00 +06 +12 +18/);
    expect(screen).toMatch(/this plan +·+█+·+/);
    expect(screen).toMatch(/web-tier +·+▓+▒+·+/);
    expect(screen).toMatch(/UTC +05/);
    expect(screen).toMatch(/you \(Berlin\) +06/);
    expect(screen).toContain('! at the same time: web-tier 04:00–08:00');
  });

  it('takes the place of the columns where there is no room for both', () => {
    const screen = draw(60, 15, looking).join('\n');
    expect(screen).toMatch(/this plan +·+█+·+/);
    expect(screen).not.toContain('Weekday');
    expect(draw(60, 15).join('\n')).toContain('Weekday');
  });

  it('moves the months only where it would not be seen', () => {
    const months = (day: number) =>
      /^ ?(\w+ \d{4})/m.exec(
        draw(120, 40, { ...looking, day })
          .join('\n')
          .split('│')
          .at(-1) ?? '',
      )?.[1];
    expect(months(eighth)).toBe('November 2026');
    expect(months(eighth + 75)).toBe('November 2026');
    expect(months(eighth + 110)).toBe('December 2026');
  });
});

it('is told in ASCII too', () => {
  const screen = draw(120, 40, initial, { symbols: chooseSymbols({ LANG: 'C' }) }).join('\n');
  expect(screen).toMatch(/> \[x\] 1st/);
  expect(screen).toMatch(/7 +\{8\} +\[9\]/);
  expect(screen).toMatch(/this plan +-+#+-+/);
  expect(screen.replace(/[\x00-\x7f]/g, '')).toBe('');
});
