/** Where a text stops being JSON. JSON.parse says so in words that differ between Node versions, and not always. */
import { type ParseError, parse } from 'jsonc-parser';

/** Counted from 1, as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** The position of the first thing that cannot stand there (or of the text's end); undefined if the text is JSON. */
export function jsonSyntaxError(text: string): TextPosition | undefined {
  if (isJson(text)) return undefined;
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch {
    // It gives up on thousands of brackets, which nobody has written by hand.
  }
  return positionAt(text, errors[0]?.offset ?? 0);
}

/** The line and the column of a place in a text. */
export function positionAt(text: string, offset: number): TextPosition {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
