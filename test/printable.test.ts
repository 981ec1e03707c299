import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableLines } from '../source/printable.js';
import { forAll } from './helpers/properties.js';

describe('text from an account', () => {
  it.each([
    ['clears the screen', '\u001b[2Jweb', '�[2Jweb'],
    ['sets the title', 'a\u001b]0;owned\u0007b', 'a�]0;owned�b'],
    ['uses one-byte controls', 'a\u009b31mb', 'a�31mb'],
    ['goes back to the line’s start', 'safe\rEVIL', 'safe�EVIL'],
    ['breaks the line', 'a\nb', 'a�b'],
    ['breaks the line by Unicode', 'a\u2028b\u2029c\u0085d', 'a�b�c�d'],
    ['deletes what stood before', 'a\bb\u007f', 'a�b�'],
    ['turns the reading direction', 'Week\u202e1\u2066x\u2069\u200f', 'Week�1�x��'],
    ['fills with nothing', 'a\u3164b\u115fc\u00add\u{e0041}', 'a�b�c�d�'],
    ['has invisible letters', 'a\u200bb\ufeffc\u2060d', 'a�b�c�d'],
  ])('that %s is made harmless, visibly', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it.each([
    'Week 1 Day 2 - Unattended - 03:00',
    'Grüße, 東京',
    'العربية',
    'a👩‍💻b',
    '☕\ufe0f',
    'می\u200cروم',
    'naïve',
    '',
  ])('stays as it is: %s', (text) => {
    expect(printable(text)).toBe(text);
  });

  it('never carries a control or escape character, whatever it is', () =>
    forAll([fc.string({ unit: 'binary' })], (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      expect([...printable(text)]).toHaveLength([...text].length);
    }));

  it('keeps its lines where lines are shown', () => {
    expect(printableLines('one\r\ntwo\u001b[A\nthree')).toBe('one\ntwo�[A\nthree');
  });
});
