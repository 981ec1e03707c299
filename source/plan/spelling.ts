/** What a misspelt word probably meant. */

/** At most this many edits, and at most a third of the word, make a misspelling; more is another word. */
const mostEdits = 3;

/**
 * The candidates that the word may be a misspelling of, nearest first; letter case does not count. Empty where
 * nothing is near, or the word is far longer than any word (a whole text was pasted).
 */
export function nearestWords(word: string, candidates: readonly string[]): string[] {
  const allowed = Math.min(mostEdits, Math.floor(word.length / 3));
  return candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= allowed)
    .map((candidate) => ({ candidate, edits: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits)
    .map(({ candidate }) => candidate);
}

/** Levenshtein's distance: the fewest insertions, deletions and replacements that turn one word into the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
