/** Runs by their days: what a list of dates has in one row. */
import type { Occurrence, OccurrenceNote } from '../occurrences.js';
import { instantToLocal } from '../zone.js';
import { dayOf } from './months.js';

export interface RunDay {
  /** Counted from 1 January 1970. */
  readonly day: number;
  readonly first: Occurrence;
  /** Starts on that day, each instant once, in order. */
  readonly starts: readonly Date[];
  readonly notes: ReadonlySet<OccurrenceNote>;
}

/** The days on which something starts, as a clock in the zone shows them, in order. */
export function runDaysOf(occurrences: readonly Occurrence[], timeZone: string): RunDay[] {
  const days = new Map<number, { day: number; first: Occurrence; starts: Date[]; notes: Set<OccurrenceNote> }>();
  for (const occurrence of occurrences) {
    const { start, notes } = occurrence;
    const day = dayOf(instantToLocal(start.getTime(), timeZone));
    const found = days.get(day) ?? { day, first: occurrence, starts: [], notes: new Set() };
    if (found.starts.at(-1)?.getTime() !== start.getTime()) found.starts.push(start);
    for (const note of notes) found.notes.add(note);
    days.set(day, found);
  }
  return [...days.values()];
}
