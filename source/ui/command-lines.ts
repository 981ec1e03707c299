/** Commands that are longer than a row, broken so that what is copied from the screen still is the command. */
import { brokenAtSpaces } from './clip.js';

/** A word of a POSIX shell's command line, with what it quotes. */
const shellWord = /(?:\\.|'[^']*'|"[^"]*"|[^\s'"\\])+/g;

/** The same, and a flag with its first value, which read better together. */
const flagWithValue = new RegExp(`-[\\w-]+ (?!-)${shellWord.source}|${shellWord.source}`, 'g');

/** The rows of a command: broken between words only, never in quotes, and each but the last continued with `\`. */
export function commandLines(command: string, columns: number): string[] {
  const lines: string[] = [];
  const words = (command.match(flagWithValue) ?? []).flatMap((word) =>
    word.length + 4 <= columns ? [word] : (word.match(shellWord) ?? []),
  );
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length + 2 <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(lines.length === 0 ? word : `  ${word}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}

/** A next step ends with a command to copy, or says something in a sentence. */
const endsWithCommand = /^(?:(.*?:) )?((?:aws|ssm-patch-wizard|for) .*[^.])$/s;

/** The rows of a next step: a command that does not fit beside its words stands below them. */
export function stepLines(step: string, columns: number): string[] {
  const [, words, command] = endsWithCommand.exec(step) ?? [];
  if (command === undefined || step.length <= columns) return brokenAtSpaces(step, columns);
  return [...(words === undefined ? [] : brokenAtSpaces(words, columns)), ...commandLines(command, columns)];
}
