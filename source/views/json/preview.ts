/** `preview --json`. */
import type { Occurrence } from '../../schedule/occurrences.js';
import { slotSchedule } from '../../schedule/slot.js';
import { instantText, type Preview } from '../preview.js';
import { jsonLine } from './lines.js';

/** The dates as one document. */
export function previewJson({ windows, timeZone, occurrences, insights }: Preview): string[] {
  const described = windows.map(({ window, patchGroup, when }) => ({
    name: window,
    patchGroup,
    ...slotSchedule(when),
    timeZone,
  }));
  return [jsonLine({ timeZone, windows: described, occurrences: occurrences.map(occurrenceDocument), insights })];
}

function occurrenceDocument({ window, start, end, local, notes }: Occurrence): object {
  return { window, start: instantText(start), local, end: instantText(end), notes };
}
