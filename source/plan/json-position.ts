/** Where a text stops being JSON. JSON.parse says so in words that differ between Node versions, and not always. */

/** Counted from 1, as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** One token after optional space: a mark, a string, or a number or literal. Linear in time, strings included. */
const token =
  /[ \t\n\r]*(?:([[\]{},:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/** The position of the first character that cannot stand there (or of the text's end); undefined if the text is JSON. */
export function jsonSyntaxError(text: string): TextPosition | undefined {
  const open: string[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    token.lastIndex = offset;
    const match = token.exec(text);
    if (!match) break;
    const [, mark, string] = match;
    const next = following(expected, mark ?? (string === undefined ? 'literal' : 'string'), open);
    if (next === undefined) break;
    expected = next;
    offset = token.lastIndex;
  }
  const rest = text.slice(offset);
  const space = rest.length - rest.replace(/^[ \t\n\r]+/, '').length;
  if (expected === 'nothing' && space === rest.length) return undefined;
  return positionAt(text, offset + space);
}

/** What may follow a token, or undefined if the token itself is not what was expected. `open` is kept up to date. */
function following(expected: Expected, found: string, open: string[]): Expected | undefined {
  const takesValue = expected === 'value' || expected === 'value or ]';
  switch (found) {
    case '[':
    case '{':
      if (!takesValue) return undefined;
      open.push(found);
      return found === '[' ? 'value or ]' : 'key or }';
    case ']':
    case '}': {
      const justOpened = expected === 'value or ]' || expected === 'key or }';
      if (!(justOpened || expected === ', or end') || open.at(-1) !== (found === ']' ? '[' : '{')) return undefined;
      open.pop();
      return afterValue(open);
    }
    case ',':
      if (expected !== ', or end') return undefined;
      return open.at(-1) === '[' ? 'value' : 'key';
    case ':':
      return expected === ':' ? 'value' : undefined;
    case 'string':
      if (expected === 'key' || expected === 'key or }') return ':';
      return takesValue ? afterValue(open) : undefined;
    default:
      return takesValue ? afterValue(open) : undefined;
  }
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? 'nothing' : ', or end';
}

function positionAt(text: string, offset: number): TextPosition {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
