/** Text from an account, a file or AWS made safe for a terminal: no control, escape or direction-changing characters. */

/**
 * C0 and C1 controls, line and paragraph separators, and what Unicode has nothing shown for: the bidirectional controls (TR9, "Trojan
 * Source"), fillers (U+3164, U+115F), soft hyphens, tag characters. Joiners and variation selectors stay: names in Persian and pictures
 * are written with them. Tab and line feed are included: what is shown is one line.
 */
export const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|(?!\u200c|\u200d|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

/** Replaces every unsafe character by `�`, so that the reader sees that something stood there. */
export function printable(text: string): string {
  return text.replace(unsafe, '\ufffd');
}

/** JSON that says the same, with every unsafe character escaped, which JSON.stringify leaves as it is; line feeds between members stay. */
export function printableJson(json: string): string {
  return json.replace(unsafe, (character) =>
    character === '\n'
      ? character
      : character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

/** What our sentences have besides ASCII. */
const punctuation: Readonly<Record<string, string>> = {
  '…': '...',
  '–': '-',
  '−': '-',
  '·': '-',
  '→': '->',
  '≤': '<=',
  '’': "'",
  '❯': '>',
  '█': '#',
  '▒': '+',
  '▓': '!',
};

/** A sentence for a terminal that shows nothing but ASCII; names that people have given stay as they are. */
export function inAscii(text: string): string {
  return text.replace(/[…–−·→≤’❯█▒▓]/g, (mark) => punctuation[mark] ?? mark);
}

/** Whether the locale says UTF-8 (LC_ALL, LC_CTYPE, LANG, in that order); the Linux console shows little of it. */
export function showsUnicode(environment: Readonly<Record<string, string | undefined>>): boolean {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  const isModernWindows = Boolean(environment.WT_SESSION);
  return (/utf-?8/i.test(locale) || isModernWindows) && environment.TERM !== 'linux';
}

/** As {@link printable}, for text of several lines: line feeds stay. */
export function printableLines(text: string): string {
  return text.split(/\r?\n/).map(printable).join('\n');
}
