/** Tables as wide as a terminal: how wide each column is, which are left out, and names cut in the middle. Pure: it knows no colours. */

/** What a cell means beside its words; never said by colour alone. */
export type Meaning = 'plain' | 'muted' | 'good' | 'warning' | 'bad';

export interface Cell {
  /** Before the text: what is in order, what is worth a look, what is not so. */
  readonly mark?: 'done' | 'warning' | 'failed' | 'skipped' | undefined;
  readonly text: string;
  /** @default 'plain' */
  readonly meaning?: Meaning;
}

export interface Column {
  readonly title: string;
  /** Columns below which it is left out rather than cut, or what its title takes; where no cell needs as many, as many as the widest. */
  readonly least: number;
  /** What it takes at the most. @default as many as its widest cell */
  readonly most?: number;
  /** How much of the room that is left it may have before others go short. @default 1 */
  readonly share?: number;
  /** Where there is little room those with the highest go first. */
  readonly rank: number;
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
  const wanted = columns.map(({ title, least, most = Number.POSITIVE_INFINITY, share = 1, rank }, index) => {
    const widest = rows.reduce((so, row) => Math.max(so, widthOf(row[index] ?? '')), 0);
    const heading = widthOf(title) + arrowWidth;
    const needed = Math.min(most, Math.max(widest, heading));
    return { index, rank, share, needed, width: Math.min(Math.max(least, heading), needed) };
  });
  const kept = wanted.filter(({ rank }) => rank <= lastRank(wanted, room));
  return grown(kept, room - gaps(kept.length)).map(({ index, width }) => ({ index, width: Math.min(width, room) }));
}

interface Wanted {
  readonly index: number;
  readonly rank: number;
  readonly share: number;
  readonly needed: number;
  readonly width: number;
}

/** The highest rank up to which all columns have their least; the first of all stays in any case. */
function lastRank(wanted: readonly Wanted[], room: number): number {
  const ranks = [...new Set(wanted.map(({ rank }) => rank))].sort((a, b) => a - b);
  const fits = (last: number): boolean => {
    const kept = wanted.filter(({ rank }) => rank <= last);
    return total(kept) + gaps(kept.length) <= room;
  };
  return ranks.findLast(fits) ?? ranks[0] ?? 0;
}

/** The room that is left, by shares; what one does not need the others have. */
function grown(columns: readonly Wanted[], room: number): readonly Wanted[] {
  const free = room - total(columns);
  const hungry = columns.filter(({ width, needed }) => width < needed);
  if (free <= 0 || hungry.length === 0) return columns;
  const shares = hungry.reduce((sum, { share }) => sum + share, 0);
  const given = (column: Wanted): number =>
    hungry.includes(column) ? Math.min(column.needed - column.width, Math.floor((free * column.share) / shares)) : 0;
  const sum = columns.reduce((so, column) => so + given(column), 0);
  // Less than a column for each: the first ones have it.
  if (sum === 0) {
    const lucky = hungry.slice(0, free);
    return columns.map((column) => (lucky.includes(column) ? { ...column, width: column.width + 1 } : column));
  }
  return grown(
    columns.map((column) => ({ ...column, width: column.width + given(column) })),
    room,
  );
}

function total(columns: readonly Wanted[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
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
  const end = fitting([...pieces].reverse(), Math.floor(room / 2), widthOf);
  const start = fitting(pieces, room - widthOf(end.join('')), widthOf);
  return `${start.join('')}${ellipsis}${end.reverse().join('')}`;
}

/** A text with an ellipsis at its end where it is too wide. */
export function cutEnd(text: string, width: number, ellipsis: string, widthOf: WidthOf): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(ellipsis);
  if (room < 1) return fitting(characters(text), width, widthOf).join('');
  return `${fitting(characters(text), room, widthOf).join('').trimEnd()}${ellipsis}`;
}

/** What a reader sees as one character, as far as joined and combining ones go. */
function characters(text: string): string[] {
  return text.match(/^\p{M}+|\P{M}\p{M}*(?:\u200d\P{M}\p{M}*)*/gsu) ?? [];
}

function fitting(pieces: readonly string[], width: number, widthOf: WidthOf): string[] {
  const fits: string[] = [];
  let taken = 0;
  for (const piece of pieces) {
    taken += widthOf(piece);
    if (taken > width) break;
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
