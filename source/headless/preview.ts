/** `preview` without a screen: the next patch dates and what is worth knowing about them. */
import { type Answers, slotsOf } from '../plan/spec/answers.js';
import { patchGroupName, windowName } from '../plan/spec/names.js';
import { plural } from '../plan/text/plural.js';
import { columns } from '../plan/text/text-table.js';
import type { Output } from '../process/streams.js';
import { planInsights } from '../schedule/insight.js';
import { type Occurrence, planOccurrences } from '../schedule/occurrences.js';
import { slotSchedule, weekdayAbbreviation } from '../schedule/slot.js';
import { whenDayLabel } from '../schedule/when.js';
import { toWallClock } from '../schedule/zone.js';
import { jsonLine } from './output.js';

export interface PreviewOptions {
  readonly answers: Answers;
  /** Occurrences start after this. */
  readonly from: Date;
  /** The windows are thought to be created now, or at `from` if that has passed already. */
  readonly now: Date;
  readonly count: number;
  readonly isJson: boolean;
}

/** Writes the preview; the answers have been checked. */
export function writePreview({ answers, from, now, count, isJson }: PreviewOptions, { out }: Output): void {
  const { timeZone, task } = answers;
  const { durationHours } = task;
  const slots = slotsOf(answers);
  const scheduled = slots.map((slot) => ({ window: windowName(slot), when: slot, timeZone, durationHours }));
  const createdAt = from < now ? from : now;
  const occurrences = planOccurrences(scheduled, { from, createdAt, count });
  const insights = planInsights(scheduled, { from });
  if (isJson) {
    const windows = slots.map((slot) => ({
      name: windowName(slot),
      patchGroup: patchGroupName(slot),
      ...slotSchedule(slot),
      timeZone,
    }));
    out(jsonLine({ timeZone, windows, occurrences: occurrences.map(occurrenceDocument), insights }));
    return;
  }
  const dates = `${occurrences.length} patch ${plural(occurrences.length, 'date')}`;
  out(`The next ${dates} of ${slots.length} ${plural(slots.length, 'window')}, times in ${timeZone}`);
  out('');
  for (const line of columns(occurrences.map(occurrenceRow))) out(`  ${line}`);
  if (insights.length > 0) out('');
  for (const { severity, message } of insights) out(`${severity === 'warning' ? '!' : '-'} ${message}`);
}

function occurrenceDocument({ window, start, end, local, notes }: Occurrence): object {
  return { window, start: instantText(start), local, end: instantText(end), notes };
}

/** `2026-12-01T03:00:00Z` */
function instantText(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
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
