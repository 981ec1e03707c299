/** One line of text that is being typed, with its caret. Pure: it knows no keys. */

export interface TextLine {
  readonly text: string;
  /** How many UTF-16 units stand before the caret; it is never inside a character. */
  readonly caret: number;
}

export type TextEdit =
  | { readonly type: 'typed'; readonly text: string }
  | {
      readonly type:
        | 'erased'
        | 'deleted'
        | 'left'
        | 'right'
        | 'to-start'
        | 'to-end'
        | 'cut-word'
        | 'cut-to-start'
        | 'cut-to-end';
    };

/** A line with the caret at its end. */
export function lineOf(text: string): TextLine {
  return { text, caret: text.length };
}

/** The line after a key. */
export function edited({ text, caret }: TextLine, edit: TextEdit): TextLine {
  const before = text.slice(0, caret);
  const after = text.slice(caret);
  const last = before.length - ([...before].at(-1)?.length ?? 0);
  const next = [...after][0]?.length ?? 0;
  const joined = (start: string, end = after): TextLine => ({ text: start + end, caret: start.length });
  switch (edit.type) {
    case 'typed':
      return joined(before + edit.text);
    case 'erased':
      return joined(before.slice(0, last));
    case 'deleted':
      return joined(before, after.slice(next));
    case 'left':
      return { text, caret: last };
    case 'right':
      return { text, caret: caret + next };
    case 'to-start':
      return { text, caret: 0 };
    case 'to-end':
      return lineOf(text);
    case 'cut-word':
      return joined(before.replace(/\S*\s*$/, ''));
    case 'cut-to-start':
      return joined('');
    case 'cut-to-end':
      return joined(before, '');
    default:
      return edit satisfies never;
  }
}
