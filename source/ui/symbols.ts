/** The one table of symbols, all one column wide; an ASCII twin for terminals without Unicode. */
import { inAscii, showsUnicode } from '../printable.js';

const unicode = {
  pointer: '❯',
  on: '◼',
  off: '◻',
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
  /** Around a value that the arrow keys change. */
  before: '‹',
  after: '›',
  /** In front of what to do next. */
  step: '→',
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
  done: 'ok',
  failed: 'x',
  skipped: '-',
  warning: '!',
  dot: '-',
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  before: '<',
  after: '>',
  step: '->',
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

/** A sentence as the terminal can show it. */
export function spelled(text: string, symbols: Symbols): string {
  return symbols === unicode ? text : inAscii(text);
}

export function chooseSymbols(environment: Readonly<Record<string, string | undefined>>): Symbols {
  return showsUnicode(environment) ? unicode : ascii;
}
