/** The rows of keys at the foot of a screen, as texts. */
import { keyLabel } from './keys.js';
import type { Symbols } from './symbols.js';

/** One key and what it does on this screen: a word for the row, a sentence for the help. */
export interface KeyHint {
  readonly key: Parameters<typeof keyLabel>[0];
  readonly does: string;
  /** @default does */
  readonly help?: string;
}

/** The keys of every menu. */
export const menuHints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'submit', does: 'choose' },
];

/** A key as it is called, and what it does. */
export interface KeyWords {
  readonly key: string;
  readonly does: string;
}

/** Rows that the keys take at the most. */
export const mostHintRows = 2;

/** Columns between two hints. */
export const hintGap = 3;

/**
 * As many hints as fit into two rows, the most important first; the way back and the way to the others, help, are always there. Where
 * there is little room up and down go first, for they are what everybody tries.
 */
export function hintRows(
  hints: readonly KeyHint[],
  columns: number,
  symbols: Symbols,
): readonly (readonly KeyWords[])[] {
  const help: KeyHint = { key: 'help', does: 'help' };
  const words = [...hints, help].map(({ key, does }) => ({ key: keyLabel(key, symbols), does }));
  const rows = filled(words, columns);
  if (rows.length <= mostHintRows) return rows;
  const move = hints.findIndex(({ key }) => key === 'move');
  const last = hints.findLastIndex(({ key }) => key !== 'back');
  return hintRows(hints.toSpliced(move >= 0 ? move : last, 1), columns, symbols);
}

function filled(words: readonly KeyWords[], columns: number): KeyWords[][] {
  const rows: KeyWords[][] = [];
  let room = 0;
  for (const each of words) {
    const width = hintGap + each.key.length + 1 + each.does.length;
    if (width > room || rows.length === 0) {
      rows.push([]);
      // The first of a row has no gap before it, but the row begins one column in.
      room = columns + hintGap - 1;
    }
    rows.at(-1)?.push(each);
    room -= width;
  }
  return rows;
}

/** The hints with the keys that are always there, for the table behind `?`. */
export function allKeys(hints: readonly KeyHint[]): readonly KeyHint[] {
  const always: readonly KeyHint[] = [
    { key: 'home', does: 'menu', help: 'go to the main menu; nothing is changed' },
    { key: 'redraw', does: 'redraw', help: 'redraw the screen' },
    { key: 'suspend', does: 'suspend', help: 'go to the shell; fg comes back here' },
    { key: 'quit', does: 'quit', help: 'quit, and print what was done so far' },
  ];
  // Where a text is typed its letter is one of the text's.
  const isTyped = hints.some(({ key }) => key === 'type');
  return [...hints, ...always.filter(({ key }) => !hints.some((h) => h.key === key) && !(isTyped && key === 'home'))];
}
