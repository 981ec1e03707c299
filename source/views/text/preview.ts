/** `preview` in plain text. */
import { plural } from '../../plan/text/plural.js';
import { columns } from '../../plan/text/text-table.js';
import type { Occurrence } from '../../schedule/occurrences.js';
import { weekdayAbbreviation } from '../../schedule/slot.js';
import { whenDayLabel } from '../../schedule/when.js';
import { toWallClock } from '../../schedule/zone.js';
import { instantText, type Preview } from '../preview.js';

/** The dates as a table, then what is worth knowing about them. */
export function previewText({ timeZone, windows, occurrences, insights }: Preview): string[] {
  const dates = `${occurrences.length} patch ${plural(occurrences.length, 'date')}`;
  return [
    `The next ${dates} of ${windows.length} ${plural(windows.length, 'window')}, times in ${timeZone}`,
    '',
    ...columns(occurrences.map(occurrenceRow)).map((line) => `  ${line}`),
    ...(insights.length > 0 ? [''] : []),
    ...insights.map(({ severity, message }) => `${severity === 'warning' ? '!' : '-'} ${message}`),
  ];
}

const noteWords: Readonly<Record<Occurrence['notes'][number], string>> = {
  'dst-gap': 'clocks go forward: this time does not exist, it may move',
  'dst-overlap': 'clocks go back: this time exists twice',
  'patch-tuesday': 'Patch Tuesday',
};

function occurrenceRow({ window, when, timeZone, start, end, local, notes }: Occurrence): string[] {
  const { year, month, day } = toWallClock(start, timeZone);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6;
  const utc = timeZone === 'UTC' ? [] : [`${instantText(start).slice(0, 16)}Z`];
  return [
    weekdayAbbreviation(weekday),
    local.replace('T', ' '),
    `to ${timeOf(end, timeZone)}`,
    ...utc,
    whenDayLabel(when),
    window,
    notes.map((note) => noteWords[note]).join(', '),
  ];
}

function timeOf(instant: Date, timeZone: string): string {
  const { hour, minute } = toWallClock(instant, timeZone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
