/** The line of keys at the foot of a screen, as a text. */
import { keyLabel } from './keys.js';
import type { Symbols } from './symbols.js';

/** One key and what it does on this screen: a word for the line, a sentence for the help. */
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

/**
 * As many hints as fit, the most important first; the way to the others, help, is always there. Where there is little room
 * up and down go first, for they are what everybody tries.
 */
export function hintLine(hints: readonly KeyHint[], columns: number, symbols: Symbols): string {
  const shown = hints.map(({ key, does }) => ({ key, text: `${keyLabel(key, symbols)} ${does}` }));
  const lineOf = (gap: string): string =>
    ` ${[...shown.map(({ text }) => text), `${keyLabel('help', symbols)} help`].join(gap)}`;
  if (lineOf('   ').length <= columns) return lineOf('   ');
  const at = shown.findIndex((hint) => hint.key === 'move');
  if (at >= 0 && lineOf('  ').length > columns) shown.splice(at, 1);
  while (shown.length > 0 && lineOf('  ').length > columns) shown.pop();
  return lineOf('  ');
}

/** How many rows the table behind `?` takes. */
export function helpRows(hints: readonly KeyHint[]): number {
  return withQuit(hints).length;
}

/** The hints with the way out that is always there. */
export function withQuit(hints: readonly KeyHint[]): readonly KeyHint[] {
  const quit: KeyHint = { key: 'quit', does: 'quit', help: 'leave; what exists by then is told' };
  return hints.some(({ key }) => key === 'quit') ? hints : [...hints, quit];
}
