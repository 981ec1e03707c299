/** The one table of symbols, all one column wide; an ASCII twin for terminals without Unicode. */

const unicode = {
  pointer: '❯',
  on: '◉',
  off: '◯',
  bullet: '●',
  block: '■',
  divider: '│',
  crumb: '›',
  done: '✔',
  failed: '✘',
  skipped: '–',
  warning: '!',
  dot: '·',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  more: '▾',
  less: '▴',
  dash: '–',
  ellipsis: '…',
  /** Where Ink cuts a line off. */
  cut: '…',
  barFull: '━',
  barEmpty: '─',
  caret: '▏',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
} as const;

export type Symbols = { readonly [Name in keyof typeof unicode]: Name extends 'spinner' ? readonly string[] : string };

const ascii: Symbols = {
  pointer: '>',
  on: '[x]',
  off: '[ ]',
  bullet: '*',
  block: '#',
  divider: '|',
  crumb: '>',
  done: '+',
  failed: 'x',
  skipped: '-',
  warning: '!',
  dot: '-',
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  more: 'v',
  less: '^',
  dash: '-',
  ellipsis: '...',
  cut: '~',
  barFull: '=',
  barEmpty: '-',
  caret: '_',
  spinner: ['|', '/', '-', '\\'],
};

/** What sentences have besides ASCII. */
const punctuation: Readonly<Record<string, string>> = {
  '…': '...',
  '–': '-',
  '−': '-',
  '·': '-',
  '→': '->',
  '≤': '<=',
  '’': "'",
};

/** A sentence as the terminal can show it; names that people have given stay as they are. */
export function spelled(text: string, symbols: Symbols): string {
  return symbols === unicode ? text : text.replace(/[…–−·→≤’]/g, (mark) => punctuation[mark] ?? mark);
}

/** Unicode where the locale says UTF-8 (LC_ALL, LC_CTYPE, LANG, in that order), save on the Linux console. */
export function chooseSymbols(environment: Readonly<Record<string, string | undefined>>): Symbols {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  const isModernWindows = Boolean(environment.WT_SESSION);
  return (/utf-?8/i.test(locale) || isModernWindows) && environment.TERM !== 'linux' ? unicode : ascii;
}
