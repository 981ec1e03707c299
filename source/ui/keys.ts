/** The one table of keys: which key means what, and how a hint names it. */
import type { Key } from 'ink';
import type { TextEdit } from './lists/text-line.js';
import type { Symbols } from './symbols.js';

/** A key as pressed, before it means anything. */
export type KeyPress =
  | { readonly kind: 'named'; readonly name: KeyName }
  /** One printable character. */
  | { readonly kind: 'text'; readonly text: string }
  /** What a terminal says was pasted: text for where one is typed, and never a command. */
  | { readonly kind: 'pasted'; readonly text: string };

const namedActions = {
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  tab: 'right',
  'shift-tab': 'left',
  home: 'first',
  end: 'last',
  'page-up': 'page-up',
  'page-down': 'page-down',
  enter: 'submit',
  escape: 'back',
} as const;

/** What Ctrl does with a letter: to the wizard as a whole, or to a text that is being typed. */
const controlKeys = {
  a: 'ctrl-a',
  c: 'ctrl-c',
  d: 'ctrl-d',
  e: 'ctrl-e',
  k: 'ctrl-k',
  l: 'ctrl-l',
  u: 'ctrl-u',
  w: 'ctrl-w',
  z: 'ctrl-z',
} as const;

/** Named keys without a meaning of their own edit a text, or are for the wizard as a whole. */
export type KeyName = keyof typeof namedActions | Meaning<typeof controlKeys> | 'backspace';

/** Letters as commands: the same letter for the same thing on every screen. */
const commands = {
  ' ': 'toggle',
  '?': 'help',
  '/': 'filter',
  '+': 'later',
  '-': 'earlier',
  a: 'all',
  b: 'sandbox',
  c: 'create',
  d: 'dates',
  e: 'calls',
  f: 'file',
  g: 'cleanup',
  h: 'left',
  i: 'facts',
  j: 'down',
  k: 'up',
  l: 'right',
  m: 'mend',
  n: 'nodes',
  o: 'sort',
  p: 'pause',
  q: 'home',
  r: 'again',
  s: 'status',
  t: 'patch-tuesday',
  u: 'undo',
  v: 'chosen',
  w: 'waves',
  x: 'save',
  z: 'zone',
} as const;

/** Letters where a question is answered by one. */
const answers = { d: 'disable', n: 'no', s: 'stop', y: 'yes' } as const;

/** Letters where nodes are put into groups: the ways to do it. */
const grouping = { g: 'group', s: 'spread', t: 'by-tag' } as const;

/** What keys mean in lists and menus. */
export type Action =
  | Meaning<typeof namedActions>
  | Meaning<typeof commands>
  | Meaning<typeof answers>
  | Meaning<typeof grouping>;

type Meaning<Table> = Table[keyof Table];

/** What letters are for on a screen. */
export type Letters = 'commands' | 'answers' | 'grouping' | 'text';

/** Letters that mean something else where a question is about it; the others are commands there too. */
const inPlace: Readonly<Partial<Record<Letters, Readonly<Record<string, Action>>>>> = { answers, grouping };

/**
 * What a key means. While a text is being typed only the named keys mean something, and `?`: the hints promise it on every screen,
 * and nothing that the wizard asks for has it in its name.
 */
export function actionOf(press: KeyPress, letters: Letters = 'commands'): Action | undefined {
  if (press.kind === 'named') return actionIn(namedActions, press.name);
  if (press.kind === 'pasted') return undefined;
  if (letters === 'text') return press.text === '?' ? 'help' : undefined;
  return actionIn(inPlace[letters] ?? {}, press.text) ?? actionIn(commands, press.text);
}

function actionIn(table: Readonly<Record<string, Action>>, key: string): Action | undefined {
  return table[key];
}

/** What a key does to a text that is being typed; undefined for keys that do nothing to it. */
export function editOf(press: KeyPress): TextEdit | undefined {
  if (press.kind !== 'named') return { type: 'typed', text: press.text };
  const type = edits[press.name];
  return type && { type };
}

/** As shells and Emacs have them. */
const edits: Readonly<Partial<Record<KeyName, Exclude<TextEdit['type'], 'typed'>>>> = {
  backspace: 'erased',
  'ctrl-d': 'deleted',
  left: 'left',
  right: 'right',
  home: 'to-start',
  'ctrl-a': 'to-start',
  end: 'to-end',
  'ctrl-e': 'to-end',
  'ctrl-k': 'cut-to-end',
  'ctrl-u': 'cut-to-start',
  'ctrl-w': 'cut-word',
};

/** How hints and help name the keys of an action. */
export function keyLabel(
  action: Action | 'move' | 'column' | 'type' | 'quit' | 'redraw' | 'suspend',
  symbols: Symbols,
) {
  const { up, down, left, right } = symbols;
  const labels: Partial<Record<typeof action, string>> = {
    ...{ up, down, left, right },
    move: up.length === 1 ? `${up}${down}` : `${up}/${down}`,
    column: left.length === 1 ? `${left}${right}` : `${left}/${right}`,
    submit: 'enter',
    back: 'esc',
    toggle: 'space',
    first: 'home',
    last: 'end',
    'page-up': 'page up',
    'page-down': 'page down',
    quit: 'ctrl-c',
    redraw: 'ctrl-l',
    suspend: 'ctrl-z',
  };
  const letters = [commands, answers, grouping].flatMap((table) => Object.entries(table));
  const letter = letters.find(([, meaning]) => meaning === action)?.[0];
  return labels[action] ?? letter ?? action;
}

const flags: readonly (readonly [keyof Key, KeyName])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['home', 'home'],
  ['end', 'end'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  // A terminal's Backspace sends 0x7f, which Ink 6 reports as `delete`, as it does the key Delete.
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
];

const controls: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x03': 'ctrl-c',
  '\x15': 'ctrl-u',
};

/** What Ink leaves of an escape sequence that it does not know: `ESC [ 99 ~` without its escape. */
const unknownSequence = /^\[(?:[\x20-\x3f[]+[\x40-\x7e]|[A-Za-z])$/;

/**
 * The key presses in what Ink calls one input: it hands over chunks, so that `y` and Enter typed fast, or a paste,
 * arrive together. Other control characters, keys with Alt and keys that Ink does not know are dropped.
 */
export function keyPresses(input: string, key: Key): KeyPress[] {
  if (key.ctrl) {
    const name = (controlKeys as Readonly<Record<string, KeyName>>)[input];
    return name ? [{ kind: 'named', name }] : [];
  }
  const named = flags.find(([flag]) => key[flag])?.[1];
  if (named === 'tab' && key.shift) return [{ kind: 'named', name: 'shift-tab' }];
  if (named) return [{ kind: 'named', name: named }];
  if (key.meta || unknownSequence.test(input)) return [];
  return [...input].flatMap((character): KeyPress[] => {
    const name = controls[character];
    if (name) return [{ kind: 'named', name }];
    return unprintable.test(character) ? [] : [{ kind: 'text', text: character }];
  });
}

const unprintable = /[\p{C}\p{Zl}\p{Zp}]/u;

/** What was pasted, in one line. */
export function pasted(input: string): KeyPress {
  const text = [...input].filter((character) => !unprintable.test(character)).join('');
  return { kind: 'pasted', text };
}

/** What a terminal puts around a paste where it is asked to (bracketed paste mode), as Ink hands it over. */
export const pasteBrackets = { begin: '[200~', end: '[201~' };
