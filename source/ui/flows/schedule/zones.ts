/** Time zones to choose from: those that are in use come first, each with why it does. */
import { counted } from '../../../plan/text/plural.js';
import { isTimeZone, suggestTimeZones, timeZoneNames } from '../../../schedule/zone.js';

export interface ZoneRow {
  readonly zone: string;
  /** Empty where nothing speaks for it. */
  readonly note: string;
}

export interface ZonesInUse {
  /** What is chosen now. */
  readonly plan: string;
  /** Of the reader's own clock. */
  readonly own: string;
  /** Of the account's other windows. */
  readonly windows: readonly (string | undefined)[];
}

/** The zones in use, the plan's first; then UTC and all others. */
export function zoneRows({ plan, own, windows }: ZonesInUse): ZoneRow[] {
  const notes = new Map<string, string[]>();
  const add = (zone: string, note: string) => notes.set(zone, [...(notes.get(zone) ?? []), note]);
  add(plan, 'current');
  add(own, 'your clock');
  const counts = new Map<string, number>();
  for (const zone of windows) if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  for (const [zone, count] of [...counts].sort(([, a], [, b]) => b - a)) {
    add(zone, counted(count, 'other window'));
  }
  const used = [...notes].filter(([zone]) => isTimeZone(zone));
  const others = timeZoneNames().filter((zone) => !notes.has(zone));
  return [
    ...used.map(([zone, words]) => ({ zone, note: words.join(', ') })),
    ...others.map((zone) => ({ zone, note: '' })),
  ];
}

/** The rows that a text leaves, best first: all of them without one. */
export function filteredZones(rows: readonly ZoneRow[], text: string): readonly ZoneRow[] {
  const exact = text.trim();
  if (exact === '') return rows;
  const suggested = suggestTimeZones(text);
  const found = isTimeZone(exact) && !suggested.includes(exact) ? [exact, ...suggested] : suggested;
  return found.map((zone) => rows.find((row) => row.zone === zone) ?? { zone, note: '' });
}
