/**
 * Wall clocks and instants in the zones of the tz database, through Intl alone. A wall clock is what it shows in milliseconds,
 * read as if it were UTC.
 */
import {
  dayMilliseconds,
  hourMilliseconds,
  minuteMilliseconds,
  minuteText,
  secondMilliseconds,
  weekdayText,
} from './calendar.js';

import { isTimeZone } from './zone-names.js';

export { suggestTimeZones, timeZoneNames } from './zone-names.js';
export { isTimeZone };

/** `dst-gap`: the clock skips this time. `dst-overlap`: the clock shows this time twice. */
export type ZoneNote = 'dst-gap' | 'dst-overlap';

/** A stretch of time with one offset, without its end. All in milliseconds. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

interface Zone {
  /** None of UTC, whose clock is what it is read as: the first question to Intl takes as long as all else of a preview. */
  readonly format: Intl.DateTimeFormat | undefined;
  readonly years: Map<number, readonly Segment[]>;
  /** The one that was asked for last: most questions are near each other. */
  latest: Segment;
}

const sampling = 7 * dayMilliseconds;

/** Offsets lie between −12 and +14 hours, so an instant is never farther than this from its wall clock read as UTC. */
const widestOffset = 15 * hourMilliseconds;

/** Of UTC. */
const always: Segment = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, offset: 0 };

const zones = new Map<string, Zone>();

function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    const isUtc = name === 'UTC';
    const format = isUtc ? undefined : new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    zone = { format, years: new Map(), latest: isUtc ? always : { from: 0, to: 0, offset: 0 } };
    zones.set(name, zone);
  }
  return zone;
}

/**
 * The offset in milliseconds as Intl writes it: `GMT`, `GMT-05:00`, with seconds in some zones before 1972. Slow, so only
 * {@link segmentsOf} asks.
 */
function askOffset({ format }: Zone, at: number): number {
  if (format === undefined) return 0;
  const [, sign, ...parts] = /GMT(\D)(\d+):(\d+)(?::(\d+))?/.exec(format.format(at)) ?? [];
  const [hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  const size = hours * hourMilliseconds + minutes * minuteMilliseconds + seconds * secondMilliseconds;
  return sign === '+' ? size : 0 - size;
}

/**
 * A year's stretches of equal offset. The year is sampled once a week: from 1970 to 2037 no zone goes to another offset
 * and back within one (all zones of the tz database 2025c, compared day by day; Ramadan's pauses are the shortest).
 */
function segmentsOf(zone: Zone, year: number): readonly Segment[] {
  const known = zone.years.get(year);
  if (known !== undefined) return known;
  const end = Date.UTC(year + 1, 0, 1);
  let from = Date.UTC(year, 0, 1);
  let offset = askOffset(zone, from);
  const segments: Segment[] = [];
  for (let at = from; at < end; at += sampling) {
    const next = askOffset(zone, Math.min(at + sampling, end));
    if (next === offset) continue;
    const to = firstWithOffset(zone, next, at, Math.min(at + sampling, end));
    segments.push({ from, to, offset });
    from = to;
    offset = next;
  }
  segments.push({ from, to: end, offset });
  zone.years.set(year, segments);
  return segments;
}

/** The first second in (before, at] that has the offset which `at` has. */
function firstWithOffset(zone: Zone, offset: number, before: number, at: number): number {
  let low = before;
  let high = at;
  while (high - low > secondMilliseconds) {
    const middle = low + Math.floor((high - low) / 2 / secondMilliseconds) * secondMilliseconds;
    if (askOffset(zone, middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}

function offsetAt(zone: Zone, at: number): number {
  if (at < zone.latest.from || at >= zone.latest.to) {
    const segments = segmentsOf(zone, new Date(at).getUTCFullYear());
    zone.latest = segments.find(({ to }) => at < to) ?? zone.latest;
  }
  return zone.latest.offset;
}

/** Minutes east of UTC, e.g. 345 for Asia/Kathmandu. Throws RangeError for an unknown zone. */
export function offsetMinutes(timeZone: string, at: Date): number {
  return offsetAt(zoneOf(timeZone), at.getTime()) / minuteMilliseconds;
}

/** What a clock in the zone shows at an instant. Throws RangeError for an unknown zone. */
export function instantToLocal(at: number, timeZone: string): number {
  return at + offsetAt(zoneOf(timeZone), at);
}

/** As {@link instantToLocal}, as a date in UTC. */
export function clockAt(instant: Date, timeZone: string): Date {
  return new Date(instantToLocal(instant.getTime(), timeZone));
}

/**
 * The instant at which a clock in the zone shows `local`. A time that the clock skips moves forward by the gap, as if
 * the clock had not been changed yet (02:30 becomes 03:30); of a time that it shows twice, the earlier instant counts.
 * AWS documents neither; both are what cron-parser does, and the note tells the reader.
 */
export function localToInstant(local: number, timeZone: string): { at: number; note?: ZoneNote } {
  const zone = zoneOf(timeZone);
  const before = offsetAt(zone, local - widestOffset);
  const after = offsetAt(zone, local + widestOffset);
  if (before === after) return { at: local - before };
  const isBefore = offsetAt(zone, local - before) === before;
  const isAfter = offsetAt(zone, local - after) === after;
  if (isBefore && isAfter) return { at: Math.min(local - before, local - after), note: 'dst-overlap' };
  if (isAfter) return { at: local - after };
  return isBefore ? { at: local - before } : { at: local - before, note: 'dst-gap' };
}

/** When the zone's offset changes for the first time strictly after `from`, if it does within two years. */
export function nextOffsetChange(timeZone: string, from: Date): Date | undefined {
  const zone = zoneOf(timeZone);
  const year = from.getUTCFullYear();
  const horizon = new Date(from).setUTCFullYear(year + 2);
  const before = offsetAt(zone, from.getTime());
  const change = [year, year + 1, year + 2]
    .flatMap((each) => segmentsOf(zone, each))
    .find((segment) => segment.from > from.getTime() && segment.offset !== before);
  return change && change.from <= horizon ? new Date(change.from) : undefined;
}

/** `Tue 2026-12-01 03:00 +01:00`, as the clocks in a zone show it; in UTC where there is no such zone. */
export function localTime(instant: Date, timeZone: string): string {
  const local = clockAt(instant, isTimeZone(timeZone) ? timeZone : 'UTC');
  const ahead = local.getTime() - instant.getTime();
  const offset = new Date(Math.abs(ahead)).toISOString().slice(11, 16);
  return `${weekdayText(local)} ${minuteText(local)} ${ahead < 0 ? '-' : '+'}${offset}`;
}
