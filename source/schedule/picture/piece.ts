/** What pictures of time are made of: rows of pieces, each with what it marks. Whoever shows them knows colours; every mark is told by characters too. */

export type Mark =
  | 'title'
  /** Beside the point: past days, days without anything. */
  | 'faint'
  /** A day on which the plan runs. */
  | 'run'
  /** An hour at which its windows are open. */
  | 'open'
  /** A run of somebody else's window. */
  | 'others'
  | 'today'
  | 'patch-tuesday'
  /** The clock goes forward or back. */
  | 'clock-change'
  | 'cursor'
  | 'warning';

export interface Piece {
  readonly text: string;
  /** None: text as any other. */
  readonly marks: readonly Mark[];
}

/** Rows from top to bottom, each of pieces from left to right. */
export type Picture = readonly (readonly Piece[])[];

export function piece(text: string, ...marks: readonly Mark[]): Piece {
  return { text, marks };
}

/** Neighbours with the same marks as one piece, nothing empty: fewer pieces are drawn faster. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const row: { text: string; marks: readonly Mark[] }[] = [];
  for (const { text, marks } of pieces) {
    const last = row.at(-1);
    if (last && last.marks.join() === marks.join()) last.text += text;
    else if (text !== '') row.push({ text, marks });
  }
  return row;
}

/** Pictures side by side, so many columns apart; each as wide as said, and as high as the highest. */
export function sideBySide(pictures: readonly { picture: Picture; width: number }[], gap: number): Picture {
  const height = Math.max(0, ...pictures.map(({ picture }) => picture.length));
  return Array.from({ length: height }, (_, row) =>
    joined(
      pictures.flatMap(({ picture, width }, index) => {
        const pieces = picture[row] ?? [];
        const isLast = index === pictures.length - 1;
        return isLast ? pieces : [...pieces, piece(' '.repeat(Math.max(0, width - widthOf(pieces)) + gap))];
      }),
    ),
  );
}

/** Columns of a row: all characters of pictures are one column wide, apart from names, which come last or are cut before. */
export function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

/** The picture without any colour. */
export function plainLines(picture: Picture): string[] {
  return picture.map((pieces) =>
    pieces
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}
