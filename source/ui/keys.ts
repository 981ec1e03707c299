/** The one table of keys: which key means what, and how a hint names it. */
import type { Key } from 'ink';
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
  home: 'first',
  end: 'last',
  'page-up': 'page-up',
  'page-down': 'page-down',
  enter: 'submit',
  escape: 'back',
} as const;

/** Named keys without a meaning of their own edit a text, or leave. */
export type KeyName = keyof typeof namedActions | 'backspace' | 'ctrl-c' | 'ctrl-u';

const letterActions = {
  ' ': 'toggle',
  '?': 'help',
  '/': 'filter',
  '+': 'later',
  '-': 'earlier',
  a: 'all',
  d: 'disable',
  f: 'file',
  h: 'left',
  i: 'facts',
  j: 'down',
  k: 'up',
  l: 'right',
  n: 'no',
  p: 'patch-tuesday',
  s: 'stop',
  y: 'yes',
  z: 'zone',
} as const;

/** What keys mean in lists and menus. */
export type Action = Meaning<typeof namedActions> | Meaning<typeof letterActions>;

type Meaning<Table> = Table[keyof Table];

/**
 * What a key means where letters are commands. While a text is being typed only the named keys are, and `?`: the hints
 * promise it on every screen, and nothing that the wizard asks for has it in its name.
 */
export function actionOf(press: KeyPress, isTyping = false): Action | undefined {
  if (press.kind === 'named') return actionIn(namedActions, press.name);
  if (press.kind === 'pasted') return undefined;
  const action = actionIn(letterActions, press.text);
  return isTyping && action !== 'help' ? undefined : action;
}

function actionIn(table: Readonly<Record<string, Action>>, key: string): Action | undefined {
  return table[key];
}

/** What a key does to a text that is being typed; undefined for keys that do nothing to it. */
export function editOf(press: KeyPress): { type: 'typed'; text: string } | { type: 'erased' | 'cleared' } | undefined {
  if (press.kind !== 'named') return { type: 'typed', text: press.text };
  if (press.name === 'backspace') return { type: 'erased' };
  return press.name === 'ctrl-u' ? { type: 'cleared' } : undefined;
}

/** How hints and help name the keys of an action. */
export function keyLabel(action: Action | 'move' | 'column' | 'type' | 'quit', symbols: Symbols): string {
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
  };
  return labels[action] ?? Object.entries(letterActions).find(([, meaning]) => meaning === action)?.[0] ?? action;
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
  // A terminal's Backspace sends 0x7f, which Ink 6 reports as `delete`.
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
    const name = ({ c: 'ctrl-c', u: 'ctrl-u' } as const)[input];
    return name ? [{ kind: 'named', name }] : [];
  }
  const named = flags.find(([flag]) => key[flag])?.[1];
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
