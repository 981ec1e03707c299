/** Texts broken into rows at their spaces, with an ellipsis where not all of it fits: nothing is cut off unseen. */
import wrapAnsi from 'wrap-ansi';

/** The rows of a text, no more than there is room for. */
export function clip(text: string, columns: number, rows: number, ellipsis: string): string[] {
  const read = brokenAtSpaces(text, columns);
  // The end of a path, which tells files apart, rather than breaks that read well.
  const lines = read.length <= rows ? read : wrapAnsi(text, columns, { hard: true }).split('\n');
  const fits = lines.slice(0, rows);
  return lines.length <= rows ? lines : [...fits.slice(0, -1), withEllipsis(fits.at(-1) ?? '', columns, ellipsis)];
}

/** A row that ends with an ellipsis, in place of its last words where there is no room for both. */
export function withEllipsis(row: string, columns: number, ellipsis: string): string {
  const room = columns - ellipsis.length - 1;
  if (row.length <= room) return `${row} ${ellipsis}`;
  const end = row.lastIndexOf(' ', room);
  return `${row.slice(0, end > 0 ? end : room)} ${ellipsis}`;
}

/** A word that is longer than a row is broken behind a `/`, as paths have them, else where the row ends. */
export function brokenAtSpaces(text: string, columns: number): string[] {
  if (text === '') return [];
  const words = text.replace(/[^ \n]+/g, (word, offset: number) =>
    // A label before it stays beside it.
    word.length <= columns ? word : brokenAtSlashes(word, columns, offset < columns / 2 ? offset : 0),
  );
  return wrapAnsi(words, columns, { hard: true }).split('\n');
}

function brokenAtSlashes(word: string, columns: number, taken: number): string {
  const rows: string[] = [];
  for (const piece of word.split(/(?<=\/)/)) {
    const row = rows.at(-1);
    const room = rows.length === 1 ? columns - taken : columns;
    if (row !== undefined && row.length + piece.length <= room) rows[rows.length - 1] = row + piece;
    else rows.push(piece);
  }
  return rows.join('\n');
}
