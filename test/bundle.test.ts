/** What the bundle replaces in dependencies is equal to what it replaces. */
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { oneColumnEach } from '../tools/lean-modules.js';

test('what counts as one column wide is', () => {
  const characters = Array.from({ length: 0x11_00_00 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((character) => oneColumnEach.test(character));
  expect(characters.length).toBeGreaterThan(500);
  expect(characters.filter((character) => stringWidth(character) !== 1)).toEqual([]);
  // Side by side, too: none of them joins another.
  for (const first of characters.slice(0, 120))
    expect(stringWidth(first + characters.join(first))).toBe(2 * characters.length);
});
