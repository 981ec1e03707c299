/** Dates and zones put into words for the screens: one form, `Tue 1 Dec 03:00 London (in 4 days)`. */
import { dateLabel, minuteText, shortDateLabel } from '../../schedule/calendar.js';
import type { RunDay } from '../../schedule/picture/days.js';
import { cityOf } from '../../schedule/picture/locale.js';
import { twoDigits, weekdayAbbreviation, weekLabel } from '../../schedule/slot.js';
import { slotOfWhen, type When } from '../../schedule/when.js';
import { clockAt, nextOffsetChange, offsetMinutes } from '../../schedule/zone.js';

/** On which clock a date is told, and as seen when. */
export interface Clock {
  readonly timeZone: string;
  readonly now: Date;
}

/** `Tue 1 Dec 03:00 London (in 4 days)`; with its year where a reader would not know it. */
export function momentWords(instant: Date, { timeZone, now }: Clock): string {
  return `${clockWords(instant, { timeZone, now })} ${cityWords(timeZone)} (${untilWords(instant, now)})`;
}

/**
 * The same with UTC and the reader's own clock, where they show something else and there is room:
 * `Tue 1 Dec 03:00 New York (08:00 UTC, 09:00 Berlin, in 4 days)`.
 */
export function momentOnClocks(instant: Date, clock: Clock & { readonly ownZone: string }, room: number): string {
  const moment = `${clockWords(instant, clock)} ${cityWords(clock.timeZone)}`;
  const until = untilWords(instant, clock.now);
  const others = besideWords(instant, clock);
  const offers = [others, others.slice(0, 1), []].map((beside) => `${moment} (${[...beside, until].join(', ')})`);
  return offers.find(({ length }) => length <= room) ?? moment;
}

/** `['08:00 UTC', 'Mon 23:00 Berlin']`: what UTC and the reader's clock show where it is not what the plan's shows. */
export function besideWords(
  instant: Date,
  { timeZone, ownZone }: { readonly timeZone: string; readonly ownZone: string },
): string[] {
  const shown = new Set([dateWords(instant, timeZone) + timeWords(instant, timeZone)]);
  return ['UTC', ownZone].flatMap((zone) => {
    const shows = dateWords(instant, zone) + timeWords(instant, zone);
    if (shown.has(shows)) return [];
    shown.add(shows);
    return [`${otherClock(instant, timeZone, zone)} ${cityWords(zone)}`];
  });
}

/** `Tue 1 Dec 03:00` */
export function clockWords(instant: Date, clock: Clock): string {
  return `${shortDateWords(instant, clock)} ${timeWords(instant, clock.timeZone)}`;
}

/**
 * `Tue 1 Dec`, with its year where a reader would not know it.
 * @param dayColumns 2 pads the day, so that dates stand under each other
 */
export function shortDateWords(instant: Date, { timeZone, now }: Clock, dayColumns = 1): string {
  return shortDateLabel(clockAt(instant, timeZone).getTime(), clockAt(now, timeZone).getTime(), dayColumns);
}

/** `in 4 days`, `3 hours ago`, `just now`, `now` */
export function untilWords(instant: Date, now: Date): string {
  const ahead = instant.getTime() - now.getTime();
  if (Math.abs(ahead) < 30_000) return ahead > 0 ? 'now' : 'just now';
  return ahead < 0 ? `${durationWords(-ahead)} ago` : `in ${durationWords(ahead)}`;
}

/** `New York`; the whole name where another of the zones has such a city too. */
export function cityWords(timeZone: string, others: readonly string[] = []): string {
  const city = cityOf(timeZone);
  return others.some((other) => other !== timeZone && cityOf(other) === city) ? timeZone : city;
}

/**
 * The cells of one day in a list of patch dates, on the plan's clock.
 * @param most how many times are named, at least one
 */
export function dayCells({ first, starts, notes }: RunDay, clock: Clock, most: number) {
  const { timeZone, now } = clock;
  const start = starts[0] ?? first.start;
  const label = shortDayLabel(first.when);
  // The last of the places says how many more there are.
  const named = starts.length <= most ? starts : starts.slice(0, Math.max(1, most - 1));
  const more = starts.length - named.length;
  return {
    /** `Tue  1 Dec`, with its year where a reader would not know it */
    date: shortDateWords(start, clock, 2),
    /** `03:00 04:00`, `03:00 +23` */
    times: [...named.map((each) => timeWords(each, timeZone)), ...(more > 0 ? [`+${more}`] : [])].join(' '),
    /** `02:00`, `Mon 16:00` where that is another day; empty where the plan's zone is UTC. */
    utc: timeZone === 'UTC' ? '' : otherClock(start, timeZone, 'UTC'),
    /** `1st Tue`; `2nd Tue PT` on Patch Tuesday, as the months have it */
    day: `${label}${notes.has('patch-tuesday') && !label.startsWith('Patch') ? ' PT' : ''}`,
    /** `8 days` */
    until: durationWords(start.getTime() - now.getTime()),
    /** What the clocks do to this date, if anything. */
    clock: notes.has('dst-gap') ? 'skipped hour' : notes.has('dst-overlap') ? 'hour occurs twice' : '',
  };
}

/** What another clock shows: `02:00`, `Mon 16:00` where that is another day than on the plan's. */
export function otherClock(start: Date, timeZone: string, other: string): string {
  const day = dateWords(start, other);
  return `${day === dateWords(start, timeZone) ? '' : `${day.slice(0, 3)} `}${timeWords(start, other)}`;
}

/** `Tue  1 Dec 2026`: days are padded, so that dates stand under each other. */
export function dateWords(instant: Date, timeZone: string): string {
  return dateLabel(clockAt(instant, timeZone).getTime(), 2);
}

/** `03:00` */
export function timeWords(instant: Date, timeZone: string): string {
  return minuteText(clockAt(instant, timeZone)).slice(-5);
}

/** `1st Tue`, `last Fri`, `Patch Tue +3`; `custom schedule` where an SSM schedule was taken over that no slot says. */
export function shortDayLabel(when: When): string {
  const slot = slotOfWhen(when);
  switch (slot?.kind) {
    case undefined:
      return 'custom schedule';
    case 'nth-weekday':
      return `${weekLabel(slot.week)} ${weekdayAbbreviation(slot.weekday)}`;
    case 'after-patch-tuesday':
      return slot.days === 0 ? 'Patch Tue' : `Patch Tue +${slot.days}`;
    default:
      return slot satisfies never;
  }
}

const units = [
  ['week', 7 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

/** `40 minutes`, `8 days`, `6 weeks`: the largest unit of which there are at least two. */
export function durationWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  // Up to four weeks, days are what people count in.
  const usable = minutes < 28 * 24 * 60 ? units.slice(1) : units;
  const [unit, size] = usable.find(([, length]) => minutes >= 2 * length) ?? (['minute', 1] as const);
  const count = Math.floor(minutes / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** `UTC+1`, `UTC−3:30`, `UTC` */
export function offsetWords(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${twoDigits(rest)}`}`;
}

/** `UTC now, UTC+1 from Sun 28 Mar` */
export function zoneWords(timeZone: string, now: Date): string {
  const offset = offsetWords(offsetMinutes(timeZone, now));
  const change = nextOffsetChange(timeZone, now);
  if (change === undefined) return `${offset} all year`;
  return `${offset} now, ${offsetWords(offsetMinutes(timeZone, change))} from ${shortDateWords(change, { timeZone, now })}`;
}
