/** The next dates of a plan and what is worth knowing about them, as text and as JSON. */
import type { Preview as PreviewDocument } from '../index.js';
import type { PlanDocument, Wave } from '../plan/intent/document.js';
import { scheduledWindow } from '../plan/intent/waves.js';
import { counted, plural } from '../plan/text/plural.js';
import { columns } from '../plan/text/text-table.js';
import { printable } from '../printable.js';
import { instantText, minuteText, weekdayText } from '../schedule/calendar.js';
import { planInsights } from '../schedule/insight.js';
import { type Occurrence, planOccurrences } from '../schedule/occurrences.js';
import { whenDayLabel, whenSchedule } from '../schedule/when.js';
import { clockAt } from '../schedule/zone.js';
import { jsonLine } from './json.js';
import { type Dates, type PictureStyle, previewPictures } from './preview-pictures.js';

export interface PreviewOptions {
  readonly document: PlanDocument;
  /** Occurrences start after this. */
  readonly from: Date;
  /** The windows are thought to be created now, or at `from` if that has passed already. */
  readonly now: Date;
  readonly count: number;
}

export interface Preview extends Dates {
  readonly windows: readonly (Wave & { readonly timeZone: string })[];
  readonly insights: ReturnType<typeof planInsights>;
}

/** The preview of a document that has been checked. */
export function previewOf({ document, from, now, count }: PreviewOptions): Preview {
  const scheduled = document.waves.map((wave) => scheduledWindow(document, wave));
  const createdAt = from < now ? from : now;
  return {
    ...{ from, createdAt, scheduled },
    timeZone: document.timeZone,
    windows: document.waves.map((wave, index) => ({ ...wave, timeZone: scheduled[index]?.timeZone ?? 'UTC' })),
    occurrences: planOccurrences(scheduled, { from, createdAt, count }),
    insights: planInsights(scheduled, { from }),
  };
}

/** One document. */
export function previewJson({ windows, timeZone, occurrences, insights }: Preview): string[] {
  const described = windows.map(({ window, patchGroup, when, timeZone: zone }) => ({
    name: window,
    patchGroup,
    ...whenSchedule(when),
    timeZone: zone,
  }));
  const dates = occurrences.map(({ window, start, end, local, notes }) => ({
    window,
    start: instantText(start),
    local,
    end: instantText(end),
    notes,
  }));
  const document = { timeZone, windows: described, occurrences: dates, insights };
  return [jsonLine(document satisfies Omit<PreviewDocument, 'version'>)];
}

/** The dates as a table, months and a day as pictures, then what is worth knowing about them. */
export function previewText(preview: Preview, style: PictureStyle): string[] {
  const { timeZone, windows, occurrences, insights } = preview;
  const dates = `${occurrences.length} patch ${plural(occurrences.length, 'date')}`;
  return [
    `The next ${dates} of ${counted(windows.length, 'window')}, times in ${timeZone}`,
    '',
    ...columns(occurrences.map(occurrenceRow)).map((line) => `  ${printable(line)}`),
    ...previewPictures(preview, style).map((line) => (line === '' ? '' : `  ${line}`)),
    ...(insights.length > 0 ? [''] : []),
    ...insights.map(({ severity, message }) => `${severity === 'warning' ? '!' : '-'} ${printable(message)}`),
  ];
}

const noteWords: Readonly<Record<Occurrence['notes'][number], string>> = {
  'dst-gap': 'clocks go forward: this time does not exist and may move',
  'dst-overlap': 'clocks go back: this time occurs twice',
  'patch-tuesday': 'Patch Tuesday',
};

function occurrenceRow({ window, when, timeZone, start, end, local, notes }: Occurrence): string[] {
  return [
    weekdayText(clockAt(start, timeZone)),
    local.replace('T', ' '),
    `to ${minuteText(clockAt(end, timeZone)).slice(-5)}`,
    ...(timeZone === 'UTC' ? [] : [`${instantText(start).slice(0, 16)}Z`]),
    whenDayLabel(when),
    window,
    notes.map((note) => noteWords[note]).join(', '),
  ];
}
