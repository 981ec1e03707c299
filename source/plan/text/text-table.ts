/** Text in columns. */

/** A longer cell moves the rest of its own row and pads no other. */
const widest = 60;

/** Rows as aligned columns, two spaces apart; for text that is one column wide a character. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      if (cell.length <= widest) widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
