/** Texts broken into rows at their spaces, with an ellipsis where not all of it fits: nothing is cut off unseen. */

/** The rows of a text, no more than there is room for. */
export function clip(text: string, columns: number, rows: number, ellipsis: string): string[] {
  const lines = brokenAtSpaces(text, columns);
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

/** A word that is longer than a row is broken where the row ends. */
export function brokenAtSpaces(text: string, columns: number): string[] {
  const words = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${columns}}`, 'gsu')) ?? []);
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
