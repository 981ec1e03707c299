/** Symbols: which set where, and how wide each is. */
import { Terminal } from '@xterm/headless';
import { expect, test } from 'vitest';
import { chooseSymbols, spelled } from '../../source/ui/symbols.js';

const unicode = chooseSymbols({ LANG: 'C.UTF-8' });
const ascii = chooseSymbols({ LANG: 'C' });

test.each([
  [{ LANG: 'en_GB.UTF-8' }, unicode],
  [{ LANG: 'de_DE.utf8' }, unicode],
  [{ LC_CTYPE: 'C.UTF-8' }, unicode],
  [{ WT_SESSION: 'c1e7' }, unicode],
  // The most specific variable that is set counts.
  [{ LC_ALL: 'C', LANG: 'en_GB.UTF-8' }, ascii],
  [{ LC_ALL: 'C.UTF-8', LANG: 'C' }, unicode],
  [{ LC_CTYPE: 'POSIX', LANG: 'en_GB.UTF-8' }, ascii],
  [{ LC_ALL: '', LANG: 'en_GB.UTF-8' }, unicode],
  [{ LANG: 'en_GB.ISO-8859-1' }, ascii],
  [{ LANG: 'C' }, ascii],
  [{}, ascii],
  // The console of Linux has UTF-8, but a font of 256 characters.
  [{ LANG: 'C.UTF-8', TERM: 'linux' }, ascii],
])('%o', (environment, expected) => {
  expect(chooseSymbols(environment)).toBe(expected);
});

test('sentences are spelled with ASCII where symbols are, with Unicode where those are; names stay', () => {
  const sentence = 'Büro’s 1–2 · ≤ 3 → −1 …';
  expect(spelled(sentence, unicode)).toBe(sentence);
  expect(spelled(sentence, ascii)).toBe("Büro's 1-2 - <= 3 -> -1 ...");
});

test('every symbol is one column wide in a terminal', async () => {
  for (const [name, symbols] of Object.entries(unicode)) {
    for (const symbol of [symbols].flat()) {
      expect([...symbol], name).toHaveLength(1);
      expect(await columnsOf(symbol), `${name} ${symbol}`).toBe(1);
    }
  }
});

test('the ASCII set has the same names, nothing but ASCII, and frames of one width where a bar is drawn', () => {
  expect(Object.keys(ascii)).toEqual(Object.keys(unicode));
  expect(Object.values(ascii).flat().join('')).toMatch(/^[\x21-\x7e ]+$/);
  const { pointer, bullet, block, divider, failed, skipped, barFull, barEmpty } = ascii;
  for (const symbol of [pointer, bullet, block, divider, failed, skipped, barFull, barEmpty]) {
    expect(symbol).toHaveLength(1);
  }
  expect(ascii.on).toHaveLength(ascii.off.length);
});

async function columnsOf(symbol: string): Promise<number> {
  const terminal = new Terminal({ cols: 10, rows: 2, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(symbol, resolve));
  return terminal.buffer.active.cursorX;
}
