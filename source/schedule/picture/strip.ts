/** One day as a strip of 24 hours: which windows are open when, and what other clocks show at these hours. */
import { dayMilliseconds, hourMilliseconds } from '../calendar.js';
import { planOccurrences, type ScheduledWindow } from '../occurrences.js';
import { twoDigits } from '../slot.js';
import { instantToLocal, localToInstant, offsetMinutes } from '../zone.js';
import { cityOf } from './locale.js';
import { joined, type Mark, type Picture, type Piece, piece } from './piece.js';

/** When a window is open, in milliseconds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A window of others on a day. */
export interface OpenWindow {
  readonly name: string;
  readonly isPatching: boolean;
  readonly spans: readonly Span[];
}

export interface StripOptions {
  /** Counted from 1 January 1970. */
  readonly day: number;
  /** Of the hours. */
  readonly timeZone: string;
  readonly title: string;
  readonly plan: readonly Span[];
  readonly others: readonly OpenWindow[];
  /** Clocks that show something else, by their zones. */
  readonly clocks: readonly { readonly label: string; readonly timeZone: string }[];
  /** Names that other days may have: the hours stand in the same place on each. @default those of the day */
  readonly names?: readonly string[] | undefined;
  readonly columns: number;
  /** Rows that may be used, at least two; windows that do not fit are counted. */
  readonly rows: number;
}

const ofPlan = 'this plan';
const leastLabel = 9;
const mostLabel = 24;

/** Columns that a strip takes at the least. */
export const leastStripColumns = leastLabel + 2 + 24;

/** From when to when a day lasts in a zone, in milliseconds. */
export function spanOfDay(day: number, timeZone: string): Span {
  const [start, end] = [day, day + 1].map((each) => localToInstant(each * dayMilliseconds, timeZone).at);
  return { start: start ?? 0, end: end ?? 0 };
}

/** UTC and the reader's own clock, where they do not show what the day's own does. */
export function clocksBeside(day: number, timeZone: string, ownZone: string): StripOptions['clocks'] {
  const noon = new Date(day * dayMilliseconds + 12 * hourMilliseconds);
  const seen = new Set([offsetMinutes(timeZone, noon)]);
  const clocks = [
    { label: 'UTC', timeZone: 'UTC' },
    { label: `you (${cityOf(ownZone)})`, timeZone: ownZone },
  ];
  return clocks.filter((clock) => {
    const offset = offsetMinutes(clock.timeZone, noon);
    return !seen.has(offset) && seen.add(offset);
  });
}

/** When windows that are created at an instant are open on a day, those still open from the day before included; each time once. */
export function planSpans(windows: readonly ScheduledWindow[], { start, end }: Span, createdAt: Date): Span[] {
  const longest = Math.max(0, ...windows.map(({ durationHours }) => durationHours)) * hourMilliseconds;
  const runs = planOccurrences(windows, { from: new Date(start - longest), createdAt, until: new Date(end - 1) });
  const spans = new Map<string, Span>();
  for (const run of runs) {
    const span = { start: run.start.getTime(), end: run.end.getTime() };
    if (span.end > start) spans.set(`${span.start} ${span.end}`, span);
  }
  return [...spans.values()];
}

/** Whether two spans have a moment in common. */
export function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

/**
 * ```
 * Tue 8 Dec  00    06    12    18
 * this plan  ···██···················
 * web-tier   ·········▒▒▒▒···········
 * you        01    07    13    19
 * ```
 * An hour has one, two or four columns, as there is room.
 */
export function stripPicture(options: StripOptions): Picture {
  const { others, rows, columns, title, clocks, plan, names = others.map(({ name }) => name) } = options;
  // The hours and the plan come first, then clocks, then as many windows of others as there is room for.
  const shownClocks = clocks.slice(0, Math.max(0, rows - 2 - Math.min(1, others.length)));
  const room = rows - 2 - shownClocks.length;
  const shown = others.length <= room ? others : others.slice(0, Math.max(0, room - 1));
  const labels = [title, ofPlan, ...names, ...clocks.map(({ label }) => label)];
  const width = Math.min(mostLabel, columns - 26, Math.max(leastLabel, ...labels.map(({ length }) => length)));
  const perHour = ([4, 2, 1] as const).find((each) => each * 24 + width + 2 <= columns) ?? 1;
  const hours = hourSpans(options, perHour);
  const label = (text: string, ...marks: Mark[]) => piece(`${cut(text, width).padEnd(width)}  `, ...marks);
  const more = others.length - shown.length;
  return [
    [
      label(title, 'title'),
      piece(
        ticks(perHour, (hour) => twoDigits(hour)),
        'faint',
      ),
    ],
    [label(ofPlan), ...cells(hours, plan, { plan: [], shared: 'open' }, '█', 'open')],
    ...shown.map(({ name, isPatching, spans }) => {
      const shared: Mark = isPatching ? 'warning' : 'others';
      return [label(name), ...cells(hours, spans, { plan, shared }, '▒', 'others')];
    }),
    ...(more > 0 && room > 0 ? [[label(`… ${more} more`, 'faint')]] : []),
    ...shownClocks.map((clock) => [label(clock.label, 'faint'), clockPiece(options, clock.timeZone, perHour)]),
  ];
}

/** The cells of the day: what the clock shows from a cell's begin to its end, as instants. */
function hourSpans({ day, timeZone }: StripOptions, perHour: number): Span[] {
  const size = hourMilliseconds / perHour;
  const edges = Array.from(
    { length: 24 * perHour + 1 },
    (_, index) => localToInstant(day * dayMilliseconds + index * size, timeZone).at,
  );
  // A time that the clock skips is moved forward: it must not come after the next that exists.
  for (let index = edges.length - 2; index >= 0; index--) {
    edges[index] = Math.min(edges[index] ?? 0, edges[index + 1] ?? 0);
  }
  return edges.slice(0, -1).map((start, index) => ({ start, end: edges[index + 1] ?? start }));
}

/** Cells at which it is open are full; those at which the plan is open too are another sort, and a warning where both patch. */
function cells(
  hours: readonly Span[],
  open: readonly Span[],
  { plan, shared }: { readonly plan: readonly Span[]; readonly shared: Mark },
  full: string,
  mark: Mark,
): Piece[] {
  return joined(
    hours.map((hour) => {
      if (!open.some((span) => overlaps(span, hour))) return piece('·', 'faint');
      const isShared = plan.some((span) => overlaps(span, hour) && open.some((each) => overlaps(each, span)));
      return isShared ? piece('▓', shared) : piece(full, mark);
    }),
  );
}

/** What another clock shows at the hours that are named. */
function clockPiece({ day, timeZone }: StripOptions, other: string, perHour: number): Piece {
  const shows = (hour: number): string => {
    const { at } = localToInstant(day * dayMilliseconds + hour * hourMilliseconds, timeZone);
    const [hours = '', minutes = ''] = new Date(instantToLocal(at, other)).toISOString().slice(11, 16).split(':');
    return minutes === '00' ? hours : `${hours}:${minutes}`;
  };
  return piece(ticks(perHour, shows), 'faint');
}

/** The hours that are named, each over its column; a name takes five columns at the most. */
function ticks(perHour: number, nameOf: (hour: number) => string): string {
  const every = { 1: 6, 2: 3, 4: 2 }[perHour] ?? 6;
  const hours = Array.from({ length: 24 / every }, (_, index) => index * every);
  return hours
    .map((hour) => nameOf(hour).padEnd(every * perHour))
    .join('')
    .trimEnd();
}

/** A name in so many columns, cut in its middle. */
function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  const end = Math.floor((width - 1) / 2);
  return `${text.slice(0, width - 1 - end)}…${text.slice(text.length - end)}`;
}
