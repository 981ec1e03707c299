/** A text broken into rows at its spaces, with an ellipsis where not all of it fits: nothing is cut off unseen. */
export function clip(text: string, columns: number, rows: number, ellipsis: string): string[] {
  const lines = brokenAtSpaces(text, columns);
  if (lines.length <= rows) return lines;
  const last = (lines[rows - 1] ?? '').slice(0, columns - ellipsis.length - 1);
  return [...lines.slice(0, rows - 1), `${last} ${ellipsis}`];
}

/** A word that is longer than a row is broken where the row ends. */
function brokenAtSpaces(text: string, columns: number): string[] {
  const words = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${columns}}`, 'gsu')) ?? []);
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
