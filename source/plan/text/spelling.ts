/** What a misspelt word probably meant. */
import { distance } from 'fastest-levenshtein';

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
    .map((candidate) => ({ candidate, edits: editsBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits)
    .map(({ candidate }) => candidate);
}

/** Two letters that have changed places are one edit. */
function editsBetween(word: string, candidate: string): number {
  const at = [...word].findIndex((letter, index) => letter !== candidate[index]);
  const swapped = `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
  return at >= 0 && swapped === candidate ? 1 : distance(word, candidate);
}
