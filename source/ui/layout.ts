/** How much room there is in a terminal. */

/** Lines longer than this are hard to read, and full-width lines leave garbage when a terminal shrinks (Ink #304). */
export const mostColumns = 120;

/** Rows and columns below which nothing useful can be drawn. */
export const least = { columns: 50, rows: 12 } as const;

export interface Layout {
  /** Columns that may be used; lines longer than this are cut. */
  readonly columns: number;
  /** Rows that the body may use, between question and explanation. */
  readonly bodyRows: number;
  readonly size: 'large' | 'medium' | 'small';
  /** Nothing useful can be drawn: the screen says so, and what was chosen on it so far waits. */
  readonly isTooSmall: boolean;
}

/**
 * The room in a terminal. The frame is at most one row lower than the terminal: as tall as the terminal, Ink erases
 * the screen and the scrollback at every change (Ink #359).
 */
export function layoutOf(columns: number, rows: number): Layout {
  const size = columns >= 110 && rows >= 32 ? 'large' : columns >= 76 && rows >= 22 ? 'medium' : 'small';
  // Header, question, two lines of explanation and keys; with an empty line between them where there is room.
  const chrome = size === 'small' ? 5 : 8;
  const isTooSmall = columns < least.columns || rows < least.rows;
  return { columns: Math.min(columns, mostColumns), bodyRows: Math.max(1, rows - 1 - chrome), size, isTooSmall };
}
