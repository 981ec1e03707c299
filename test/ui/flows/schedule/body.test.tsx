/** The body of the schedule question at every size: rows and dates are whole and never lie on top of each other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultDocument, scheduledWindow } from '../../../../source/plan/intent/waves.js';
import { planInsights } from '../../../../source/schedule/insight.js';
import { planOccurrences } from '../../../../source/schedule/occurrences.js';
import { Screen } from '../../../../source/ui/components/screen.js';
import { mostScheduleRows, ScheduleBody } from '../../../../source/ui/flows/schedule/body.js';
import { initialScheduleChoice } from '../../../../source/ui/flows/schedule/state.js';
import { layoutOf } from '../../../../source/ui/layout.js';
import { forSome } from '../../../helpers/properties.js';
import { drawn } from '../../drawn.js';

const now = new Date('2026-11-23T08:00:00Z');
const document = { ...defaultDocument(), timeZone: 'Europe/London' };
const windows = document.waves.map((wave) => scheduledWindow(document, wave));
const occurrences = planOccurrences(windows, { from: now, count: 40 });
const quota = { windowsInUse: 6, windowQuota: 50 };
const insights = planInsights(windows, { from: now, ...quota });
const dates = { windows: windows.length, occurrences, insights, ...quota };
const choice = initialScheduleChoice(document);

function draw(columns: number, rows: number): string[] {
  return drawn(
    columns,
    rows,
    <Screen question="Which dates?" explanation="About the row." keys={[]} bodyRows={mostScheduleRows}>
      <ScheduleBody choice={choice} dates={dates} now={now} />
    </Screen>,
  );
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const weeks = ['1st', '2nd', '3rd', '4th', '5th', 'last'];

test('every row and every date is whole', () =>
  forSome(60, [fc.integer({ min: 50, max: 200 }), fc.integer({ min: 12, max: 80 })], (columns, rows) => {
    const lines = draw(columns, rows);
    expect(lines.length).toBeLessThan(rows);
    const screen = lines.join('\n');
    const { size } = layoutOf(columns, rows);
    if (size !== 'small') {
      for (const label of [...weekdays, ...weeks]) expect(screen).toMatch(new RegExp(`[◼◻] ${label}( |$)`, 'm'));
    }
    expect(screen).toMatch(/❯ ◼ 1st/);
    expect(screen).toContain('8 windows');
    const dateLines = lines.filter((line) => /(Tue|Wed) [ \d]\d [A-Z][a-z]{2}( \d{4})? +\d\d:\d\d/.test(line));
    expect(dateLines.length).toBeGreaterThanOrEqual(2);
    // A date with its start, its end and its place in the month.
    for (const line of dateLines) {
      expect(line).toMatch(
        /(Tue|Wed) [ \d]\d [A-Z][a-z]{2}( \d{4})? +\d\d:\d\d–\d\d:\d\d {2}(\d\d:\d\dZ {2})?(1st|2nd) (Tue|Wed)/,
      );
    }
  }));
