/** Tables as wide as a terminal: how wide each column is, which are left out, and names cut in the middle. Pure: it knows no colours. */

/** What a cell means beside its words; never said by colour alone. */
export type Meaning = 'plain' | 'muted' | 'good' | 'warning' | 'bad';

export interface Cell {
  /** Before the text: what is in order, what is worth a look, what is not so; whether it is ticked. */
  readonly mark?: 'done' | 'warning' | 'failed' | 'skipped' | 'on' | 'off' | undefined;
  readonly text: string;
  /** How the text begins: what stands there where hardly more than that fits. @default the text, cut */
  readonly short?: string | undefined;
  /** @default 'plain' */
  readonly meaning?: Meaning;
}

export interface Column {
  readonly title: string;
  /** Columns below which it is left out rather than cut, or what its title takes; where no cell needs as many, as many as the widest. */
  readonly least: number;
  /** Columns at which it reads well: before a less important one is shown it has as many, if it needs them. @default least */
  readonly good?: number;
  /** What it takes at the most. @default as many as its widest cell */
  readonly most?: number;
  /** How much of the room that is left it may have before others go short. @default 1 */
  readonly share?: number;
  /** Where there is little room those with the highest go first; each has its own. */
  readonly rank: number;
  /** It is cut down to its least rather than left out. @default false */
  readonly isNeeded?: boolean;
  /** Names and ids differ at both ends, sentences begin with what matters. @default 'middle' */
  readonly cut?: 'middle' | 'end';
  /** Numbers stand at the right. @default false */
  readonly isNumber?: boolean;
}

/** Columns that a text takes in a terminal. */
export type WidthOf = (text: string) => number;

/** Between two columns. */
export const columnGap = 2;

/** Beside a title: which column the table is sorted by. */
const arrowWidth = 2;

/** A column that is shown, by its place among all of them. */
export interface ShownColumn {
  readonly index: number;
  readonly width: number;
}

/**
 * The columns that there is room for, in their order, with their widths. No column takes from the others more than its share:
 * what the widest name needs is given only out of what they leave.
 */
export function layOut(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  room: number,
  widthOf: WidthOf,
): readonly ShownColumn[] {
  const wanted = columns.map((column, index): Wanted => {
    const { title, most = Number.POSITIVE_INFINITY, share = 1, rank, isNeeded = false } = column;
    const widest = rows.reduce((so, row) => Math.max(so, widthOf(row[index] ?? '')), 0);
    const heading = widthOf(title) + arrowWidth;
    const needed = Math.min(most, Math.max(widest, heading));
    const width = Math.min(Math.max(column.least, heading), needed);
    const good = Math.min(Math.max(column.good ?? 0, width), needed);
    return { index, rank, share, isNeeded, needed, good, width };
  });
  const kept = fitting(wanted, room);
  const free = room - gaps(kept.length);
  return grown(kept, free)
    .map(({ index, width }) => ({ index, width: Math.min(width, room) }))
    .sort((a, b) => a.index - b.index);
}

interface Wanted {
  readonly index: number;
  readonly rank: number;
  readonly share: number;
  readonly isNeeded: boolean;
  readonly needed: number;
  readonly good: number;
  readonly width: number;
}

/** The most important columns as far as they fit, at their good width; the first of all stays in any case. */
function fitting(wanted: readonly Wanted[], room: number): readonly Wanted[] {
  const kept: Wanted[] = [];
  for (const column of [...wanted].sort((a, b) => a.rank - b.rank)) {
    const taken = (kind: 'width' | 'good'): number => total(kept, kind) + column.width + gaps(kept.length + 1);
    const fits = kept.length === 0 || taken(column.isNeeded ? 'width' : 'good') <= room;
    if (!fits) break;
    kept.push(column);
  }
  return kept;
}

/** The room that is left: first to what reads well, the most important first, then by shares; what one does not need others have. */
function grown(columns: readonly Wanted[], room: number): readonly Wanted[] {
  let free = room - total(columns, 'width');
  const well = columns.map((column) => {
    const more = Math.max(0, Math.min(free, column.good - column.width));
    free -= more;
    return { ...column, width: column.width + more };
  });
  return shared(well, free);
}

function shared(columns: readonly Wanted[], free: number): readonly Wanted[] {
  const hungry = columns.filter(({ width, needed }) => width < needed);
  if (free <= 0 || hungry.length === 0) return columns;
  const shares = hungry.reduce((sum, { share }) => sum + share, 0);
  const more = new Map(
    hungry.map((column) => {
      const part = Math.floor((free * column.share) / shares);
      return [column, Math.min(column.needed - column.width, part)];
    }),
  );
  // Less than one for each: the first ones have it.
  if ([...more.values()].every((part) => part === 0)) for (const column of hungry.slice(0, free)) more.set(column, 1);
  const given = [...more.values()].reduce((sum, part) => sum + part, 0);
  const next = columns.map((column) => ({ ...column, width: column.width + (more.get(column) ?? 0) }));
  return shared(next, free - given);
}

function total(columns: readonly Wanted[], kind: 'width' | 'good'): number {
  return columns.reduce((sum, column) => sum + column[kind], 0);
}

function gaps(count: number): number {
  return columnGap * Math.max(0, count - 1);
}

/** A text with an ellipsis in its middle where it is too wide: `Week1Day2…0300`. */
export function cutMiddle(text: string, width: number, ellipsis: string, widthOf: WidthOf): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(ellipsis);
  if (room < 2) return cutEnd(text, width, '', widthOf);
  const pieces = characters(text);
  const end = taken([...pieces].reverse(), Math.floor(room / 2), widthOf);
  const start = taken(pieces, room - widthOf(end.join('')), widthOf);
  return `${start.join('')}${ellipsis}${end.reverse().join('')}`;
}

/** A text with an ellipsis at its end where it is too wide. */
export function cutEnd(text: string, width: number, ellipsis: string, widthOf: WidthOf): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(ellipsis);
  if (room < 1) return taken(characters(text), width, widthOf).join('');
  return `${taken(characters(text), room, widthOf).join('').trimEnd()}${ellipsis}`;
}

/** What a reader sees as one character, as far as joined and combining ones go. */
function characters(text: string): string[] {
  return text.match(/^\p{M}+|\P{M}\p{M}*(?:\u200d\P{M}\p{M}*)*/gsu) ?? [];
}

function taken(pieces: readonly string[], width: number, widthOf: WidthOf): string[] {
  const fits: string[] = [];
  let sum = 0;
  for (const piece of pieces) {
    sum += widthOf(piece);
    if (sum > width) break;
    fits.push(piece);
  }
  return fits;
}

/** A text that fills its column. */
export function padded(text: string, width: number, isNumber: boolean, widthOf: WidthOf): string {
  const air = ' '.repeat(Math.max(0, width - widthOf(text)));
  return isNumber ? air + text : text + air;
}

/** `12 of 46`: where the cursor is. */
export function positionWords(cursor: number, length: number): string {
  return length === 0 ? '' : `${cursor + 1} of ${length}`;
}
