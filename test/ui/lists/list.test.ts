/** Lists: their cursor, the rows in view, and how they narrow while somebody types. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstVisible, type ListMove, listMoves, moveCursor } from '../../../source/ui/lists/list.js';
import { initialPicker, type PickerEvent, reducePicker } from '../../../source/ui/lists/picker.js';
import { edited, lineOf, type TextEdit } from '../../../source/ui/lists/text-line.js';
import { forAll } from '../../helpers/properties.js';

describe('a move in a list', () => {
  it.each<[ListMove, number, number]>([
    ['up', 5, 4],
    ['up', 0, 0],
    ['down', 5, 6],
    ['down', 9, 9],
    ['first', 5, 0],
    ['last', 5, 9],
    ['page-down', 2, 5],
    ['page-down', 8, 9],
    ['page-up', 5, 2],
    ['page-up', 1, 0],
  ])('%s from %i leads to %i, of ten rows with four in view', (move, from, to) => {
    expect(moveCursor(from, move, 10, 4)).toBe(to);
  });

  it.each(listMoves)('%s stays at 0 in an empty list', (move) => {
    expect(moveCursor(0, move, 0, 4)).toBe(0);
  });

  it('pages by one row where only one is in view', () => {
    expect(moveCursor(3, 'page-down', 10, 1)).toBe(4);
    expect(moveCursor(3, 'page-up', 10, 0)).toBe(2);
  });
});

describe('the rows in view', () => {
  const anyLength = fc.integer({ min: 1, max: 60 });

  it('hold the cursor, fill the view, and end with the list', () =>
    forAll([anyLength, anyLength, fc.nat()], (length, visible, any) => {
      const cursor = any % length;
      const first = firstVisible(cursor, length, visible);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first).toBeLessThanOrEqual(cursor);
      expect(cursor).toBeLessThan(first + visible);
      expect(first).toBe(length <= visible ? 0 : Math.min(first, length - visible));
    }));

  it.each([
    [0, 0],
    [3, 1],
    [7, 5],
    [9, 6],
  ])('with the cursor on %i begin at %i, of ten rows with four in view', (cursor, first) => {
    expect(firstVisible(cursor, 10, 4)).toBe(first);
  });
});

const empty = initialPicker(3);

const typed = (text: string): PickerEvent => ({ type: 'typed', text });
const moved = (move: ListMove, length: number): PickerEvent => ({ type: 'moved', move, length, visible: 5 });

it.each<[PickerEvent[], text: string, cursor: number]>([
  [[], '', 3],
  [[typed('l')], 'l', 0],
  [[typed('l'), typed('o'), { type: 'erased' }], 'l', 0],
  // Nothing was there to be erased: the list is as it was.
  [[{ type: 'erased' }], '', 3],
  [[typed('lond'), { type: 'cut-to-start' }], '', 0],
  [[typed('lond'), moved('down', 9), { type: 'left' }], 'lond', 1],
  [[moved('down', 9)], '', 4],
  [[moved('down', 4)], '', 3],
  [[typed('x'), moved('down', 0)], 'x', 0],
  // After every character the cursor is on the best match again.
  [[typed('e'), moved('last', 9), typed('u')], 'eu', 0],
])('after %j the picker has %j and row %i', (events, text, cursor) => {
  const state = events.reduce(reducePicker, empty);
  expect([state.line.text, state.cursor]).toEqual([text, cursor]);
});

const left = { type: 'left' } as const;

it.each<[string, TextEdit[], string]>([
  ['web tier', [left, left, { type: 'typed', text: '-' }], 'web ti-|er'],
  ['web tier', [{ type: 'to-start' }, { type: 'typed', text: 'a' }], 'a|web tier'],
  ['web tier', [{ type: 'to-start' }, { type: 'erased' }], '|web tier'],
  ['web tier', [{ type: 'to-start' }, { type: 'deleted' }, { type: 'to-end' }], 'eb tier|'],
  ['web tier  ', [{ type: 'cut-word' }], 'web |'],
  ['web tier', [left, { type: 'cut-word' }], 'web |r'],
  ['web tier', [left, { type: 'cut-to-start' }], '|r'],
  ['web tier', [left, { type: 'cut-to-end' }], 'web tie|'],
  ['web', [left, { type: 'right' }, { type: 'right' }], 'web|'],
  // A character of two units is one.
  ['a🙂', [{ type: 'erased' }], 'a|'],
  ['a🙂b', [left, left, { type: 'deleted' }], 'a|b'],
])('%j after %j is %j', (text, edits, expected) => {
  const { text: now, caret } = edits.reduce(edited, lineOf(text));
  expect(`${now.slice(0, caret)}|${now.slice(caret)}`).toBe(expected);
});
