/** How much room there is in a terminal. */

/** Sentences longer than this are hard to read. */
export const mostSentence = 100;

/** Rows and columns below which nothing useful can be drawn. */
export const least = { columns: 50, rows: 12 } as const;

export interface Layout {
  readonly columns: number;
  readonly rows: number;
  /** Rows of the body, between question and explanation. */
  readonly bodyRows: number;
  readonly size: 'large' | 'medium' | 'small';
  /** Nothing useful can be drawn: the screen says so, and what was chosen on it so far waits. */
  readonly isTooSmall: boolean;
}

/** Header, question, two rows of explanation and two of keys. */
const textRows = 6;

/** The room in a terminal, all of which is used. */
export function layoutOf(columns: number, rows: number): Layout {
  const size = columns >= 110 && rows >= 32 ? 'large' : columns >= 76 && rows >= 22 ? 'medium' : 'small';
  const isTooSmall = columns < least.columns || rows < least.rows;
  return { columns, rows, bodyRows: Math.max(1, rows - textRows - 3 * gapOf(size)), size, isTooSmall };
}

/** Empty rows below header, question and body, where there is room for them. */
export function gapOf(size: Layout['size']): number {
  return size === 'small' ? 0 : 1;
}
