/** A preview's dates as pictures: months, and the first day of them in 24 hours. */
import { printable } from '../printable.js';
import { dateLabel, dayMilliseconds, monthOf } from '../schedule/calendar.js';
import { type Occurrence, planOccurrences, type ScheduledWindow } from '../schedule/occurrences.js';
import type { Locale } from '../schedule/picture/locale.js';
import { dayOf, monthsIn, monthsLegend, monthsPicture } from '../schedule/picture/months.js';
import type { Picture, Piece } from '../schedule/picture/piece.js';
import { clocksBeside, planSpans, spanOfDay, stripPicture } from '../schedule/picture/strip.js';
import { instantToLocal } from '../schedule/zone.js';

/** What pictures are drawn of. */
export interface Dates {
  /** Dates are after it. */
  readonly from: Date;
  /** When the windows are thought to be created. */
  readonly createdAt: Date;
  readonly scheduled: readonly ScheduledWindow[];
  readonly timeZone: string;
  readonly occurrences: readonly Occurrence[];
}

export interface PictureStyle {
  readonly locale: Locale;
  /** With colours, where they can be seen. */
  readonly paint: (piece: Piece) => string;
}

export function plain({ text }: Piece): string {
  return printable(text);
}

/** A terminal's usual width, two columns of it being the margin. */
const pictureColumns = 78;

/** An empty line before each picture; nothing where there are no dates. */
export function previewPictures(dates: Dates, { locale, paint }: PictureStyle): string[] {
  const [first] = dates.occurrences;
  if (first === undefined) return [];
  const pictures = [
    monthsOf(dates, first, locale),
    [monthsLegend({ hasOthers: false })],
    dayOfFirst(dates, first, locale),
  ];
  return pictures.flatMap((picture) => ['', ...linesOf(picture, paint)]);
}

/** A line does not end in spaces. */
function linesOf(picture: Picture, paint: (piece: Piece) => string): string[] {
  return picture.map((pieces) => {
    const end = pieces.findLastIndex(({ text }) => text.trim() !== '');
    return pieces
      .slice(0, end + 1)
      .map((each, index) => paint(index === end ? { ...each, text: each.text.trimEnd() } : each))
      .join('');
  });
}

/** The month of the first moment asked for and what fits beside it; that of the first date, where it comes later. */
function monthsOf(
  { from, createdAt, scheduled, timeZone }: Dates,
  { start }: Occurrence,
  { firstWeekday }: Locale,
): Picture {
  const months = monthsIn(pictureColumns);
  const today = instantToLocal(from.getTime() + 1, timeZone);
  const ofFirst = monthOf(instantToLocal(start.getTime(), timeZone));
  const first = ofFirst < monthOf(today) + months ? monthOf(today) : ofFirst;
  const until = new Date(Date.UTC(1970, first + months, 2));
  const runs = new Set(
    planOccurrences(scheduled, { from, createdAt, until }).map((run) =>
      dayOf(instantToLocal(run.start.getTime(), timeZone)),
    ),
  );
  return monthsPicture({ first, months, timeZone, firstWeekday, today: dayOf(today), runs, others: new Set() });
}

/** The day of the first date. */
function dayOfFirst({ scheduled, createdAt, timeZone }: Dates, { start }: Occurrence, locale: Locale): Picture {
  const day = dayOf(instantToLocal(start.getTime(), timeZone));
  return stripPicture({
    day,
    timeZone,
    title: dateLabel(day * dayMilliseconds).slice(0, -' 2026'.length),
    plan: planSpans(scheduled, spanOfDay(day, timeZone), createdAt),
    others: [],
    clocks: clocksBeside(day, timeZone, locale.timeZone),
    columns: pictureColumns,
    rows: 4,
  });
}
