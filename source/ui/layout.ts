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

/** Before a label, with the gap after it, and a column of air. */
const menuIndent = 5;
/** With the gap after it. */
export const letterWidth = 4;

/** What the rows of a menu have room for: labels of so many columns, and the words about them. */
export function menuColumns(
  items: readonly { readonly label: string; readonly about?: string | undefined }[],
  { columns, size, hasLetters }: Pick<Layout, 'columns' | 'size'> & { readonly hasLetters: boolean },
): { readonly width: number; readonly hasAbout: boolean } {
  const longest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  const room = columns - menuIndent - (hasLetters ? letterWidth : 0);
  const width = Math.min(longest(items.map(({ label }) => label)) + 2, room);
  // Where there is little room words are shown only if none of them is cut.
  const hasAbout = size !== 'small' || longest(items.map(({ about = '' }) => about)) <= room - width;
  return { width, hasAbout };
}

/** Empty rows below header, question and body, where there is room for them. */
export function gapOf(size: Layout['size']): number {
  return size === 'small' ? 0 : 1;
}
