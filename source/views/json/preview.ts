/** `preview --json`. */
import type { Occurrence } from '../../schedule/occurrences.js';
import { whenSchedule } from '../../schedule/when.js';
import { instantText, type Preview } from '../preview.js';
import { jsonLine } from './lines.js';

/** The dates as one document. */
export function previewJson({ windows, timeZone, occurrences, insights }: Preview): string[] {
  const described = windows.map(({ window, patchGroup, when, timeZone: zone }) => ({
    name: window,
    patchGroup,
    ...whenSchedule(when),
    timeZone: zone,
  }));
  return [jsonLine({ timeZone, windows: described, occurrences: occurrences.map(occurrenceDocument), insights })];
}

function occurrenceDocument({ window, start, end, local, notes }: Occurrence): object {
  return { window, start: instantText(start), local, end: instantText(end), notes };
}
