/** Commands that are longer than a row, broken so that what is copied from the screen still is the command. */
import { brokenAtSpaces } from './clip.js';

/** A word of a POSIX shell's command line, with what it quotes. */
const shellWord = /(?:\\.|'[^']*'|"[^"]*"|[^\s'"\\])+/g;

/** The words of a command, a flag with its values, or at least with its first, where a row has room for that. */
function piecesOf(command: string, columns: number): string[] {
  const groups: string[][] = [];
  for (const word of command.match(shellWord) ?? []) {
    const group = groups.at(-1);
    if (group?.[0]?.startsWith('-') && !word.startsWith('-')) group.push(word);
    else groups.push([word]);
  }
  return groups.flatMap((group) => {
    const [all, some] = [group.join(' '), group.slice(0, 2).join(' ')];
    if (all.length + 4 <= columns) return [all];
    return some.length + 4 <= columns ? [some, ...group.slice(2)] : group;
  });
}

/** The rows of a command: broken between words only, never in quotes, and each but the last continued with `\`. */
export function commandLines(command: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of piecesOf(command, columns)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length + 2 <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(lines.length === 0 ? word : `  ${word}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}

/** The same as it is shown: a word that is longer than a row is broken, and never so that its `\\` stands alone. */
export function commandRows(command: string, columns: number): string[] {
  return commandLines(command, columns).flatMap((line) => {
    if (line.length <= columns) return [line];
    const indent = line.length - line.trimStart().length;
    const fixed = line.trimStart().replace(/ \\$/, '\u00a0\\');
    const rows = brokenAtSpaces(fixed, columns - indent);
    return rows.map((row) => `${' '.repeat(indent)}${row.replace(/\u00a0\\$/, ' \\')}`);
  });
}

/** A next step ends with a command to copy, or says something in a sentence. */
const endsWithCommand = /^(?:(.*?:) )?((?:aws|ssm-patch-wizard|for) .*[^.])$/s;

/** The rows of a next step: a command that does not fit beside its words stands below them. */
export function stepLines(step: string, columns: number): string[] {
  const [, words, command] = endsWithCommand.exec(step) ?? [];
  if (command === undefined || step.length <= columns) return brokenAtSpaces(step, columns);
  return [...(words === undefined ? [] : brokenAtSpaces(words, columns)), ...commandRows(command, columns)];
}
