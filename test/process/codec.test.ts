/** Digests and packed texts: what is packed comes back, and what is not is refused. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codec } from '../../source/process/codec.js';
import { forAll } from '../helpers/properties.js';

it('digests are SHA-256', () => {
  // `printf '' | sha256sum`
  expect(codec.digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(codec.digest('é')).not.toBe(codec.digest('e'));
});

it('any text comes back', () =>
  forAll([fc.string({ unit: 'grapheme' })], (text) => {
    expect(codec.unpack(codec.pack(text))).toBe(text);
  }));

it('a long text of few words takes a fraction of its characters', () => {
  expect(codec.pack('Week1Day2Unattended0300 '.repeat(500)).length).toBeLessThan(300);
});

it.each([
  ['nothing', ''],
  ['words', 'not packed at all'],
  ['base64 of words', Buffer.from('not packed at all').toString('base64')],
  ['one cut off', codec.pack('a text that is longer than a few characters').slice(0, 24)],
  ['one with a blank', ` ${codec.pack('a text')}`],
  ['what is no UTF-8', Buffer.from([0x01, 0x01, 0x00, 0xfe, 0xff, 0xff]).toString('base64')],
  ['more than memory should hold', codec.pack(' '.repeat(5 * 1024 * 1024))],
])('%s is refused', (_, packed) => {
  expect(() => codec.unpack(packed)).toThrow();
});
