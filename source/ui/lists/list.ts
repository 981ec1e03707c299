/** A list with a cursor: what every menu, table and picker is made of. Pure: it knows neither keys nor colours. */

export const listMoves = ['up', 'down', 'first', 'last', 'page-up', 'page-down'] as const;
export type ListMove = (typeof listMoves)[number];

/** Moves of a list while a text is typed in it or above it: the other keys move the caret. */
export const textMoves: readonly ListMove[] = ['up', 'down', 'page-up', 'page-down'];

/** Where a move leads in a list of `length` rows of which `visible` can be seen; it stops at the ends. */
export function moveCursor(cursor: number, move: ListMove, length: number, visible: number): number {
  const last = Math.max(0, length - 1);
  const page = Math.max(1, visible - 1);
  const target = {
    up: cursor - 1,
    down: cursor + 1,
    first: 0,
    last,
    'page-up': cursor - page,
    'page-down': cursor + page,
  }[move];
  return Math.min(last, Math.max(0, target));
}

/** The first of the visible rows: the cursor is kept in view, in the middle where the list is longer than the view. */
export function firstVisible(cursor: number, length: number, visible: number): number {
  return Math.max(0, Math.min(cursor - Math.floor(visible / 2), length - visible));
}

/** The first row that is meant, else the first of all. */
export function rowOf<Row>(rows: readonly Row[], isMeant: (row: Row) => boolean): number {
  return Math.max(0, rows.findIndex(isMeant));
}

/** The value beside the one that is meant; it stops at the ends, and where none is meant the first one is next. */
export function beside<Value>(
  values: readonly Value[],
  isMeant: (value: Value) => boolean,
  by: -1 | 1,
): Value | undefined {
  return values[Math.min(values.length - 1, Math.max(0, values.findIndex(isMeant) + by))];
}
