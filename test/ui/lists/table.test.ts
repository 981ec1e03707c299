/** Tables: the widths of their columns, and names cut in the middle. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type Column, columnGap, cutEnd, cutMiddle, layOut, padded } from '../../../source/ui/lists/table.js';
import { forAll } from '../../helpers/properties.js';

const windows: readonly Column[] = [
  { title: 'WINDOW', least: 16, good: 24, share: 2, rank: 0 },
  { title: 'NEXT RUN', least: 15, good: 22, rank: 1, isNeeded: true },
  { title: 'PLAN', least: 7, rank: 2 },
  { title: 'NODES', least: 5, rank: 3, isNumber: true },
  { title: 'SCHEDULE', least: 12, rank: 4 },
];

const row = (name: string): string[] => [name, 'Tue 1 Dec 03:00 London', 'default', '4', 'cron(0 3 ? * TUE#1 *)'];

function widths(rows: readonly string[][], room: number): string {
  return layOut(windows, rows, room, stringWidth)
    .map(({ index, width }) => `${windows[index]?.title} ${width}`)
    .join(', ');
}

describe('the columns of a table', () => {
  it('are as wide as their widest cell, or their title with an arrow beside it, where there is room for all', () => {
    expect(widths([row('Week1Day2Unattended0300')], 200)).toBe('WINDOW 23, NEXT RUN 22, PLAN 7, NODES 7, SCHEDULE 21');
  });

  it('go one after the other, the least important first, where the others would not read well', () => {
    const name = 'Week1Day2Unattended0300';
    expect(widths([row(name)], 79)).toBe('WINDOW 23, NEXT RUN 22, PLAN 7, NODES 7, SCHEDULE 12');
    expect(widths([row(name)], 78)).toBe('WINDOW 23, NEXT RUN 22, PLAN 7, NODES 7');
    expect(widths([row(name)], 60)).toBe('WINDOW 23, NEXT RUN 22, PLAN 7');
    expect(widths([row(name)], 50)).toBe('WINDOW 23, NEXT RUN 22');
  });

  it('are cut down to their least where they are needed, and only then left out', () => {
    const name = 'Week1Day2Unattended0300';
    expect(widths([row(name)], 43)).toBe('WINDOW 23, NEXT RUN 18');
    expect(widths([row(name)], 34)).toBe('WINDOW 17, NEXT RUN 15');
    expect(widths([row(name)], 32)).toBe('WINDOW 23');
    expect(widths([row(name)], 10)).toBe('WINDOW 10');
  });

  it('leave to a name of 128 characters what the others do not need, and no more', () => {
    const others = [22, 7, 7, 21];
    const sum = others.reduce((so, width) => so + width + columnGap, 0);
    expect(widths([row('x'.repeat(128)), row('short')], 116)).toBe(
      `WINDOW ${116 - sum}, NEXT RUN 22, PLAN 7, NODES 7, SCHEDULE 21`,
    );
  });

  const column = fc.record({
    title: fc.string({ maxLength: 12 }),
    least: fc.integer({ min: 1, max: 30 }),
    good: fc.integer({ min: 1, max: 40 }),
    most: fc.integer({ min: 1, max: 60 }),
    share: fc.integer({ min: 1, max: 4 }),
    isNeeded: fc.boolean(),
  });
  const several = fc
    .array(column, { minLength: 1, maxLength: 5 })
    .chain((columns) =>
      fc
        .shuffledSubarray([...columns.keys()], { minLength: columns.length })
        .map((ranks) => columns.map((each, index) => ({ ...each, rank: ranks[index] ?? 0 }))),
    );
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  const rows = fc.array(fc.array(text, { minLength: 5, maxLength: 5 }), { maxLength: 6 });
  const room = fc.integer({ min: 1, max: 200 });

  it('have at least their least or are left out, at most their most, and never more than the room together', () =>
    forAll([several, rows, room], (columns, cells, available) => {
      const shown = layOut(columns, cells, available, stringWidth);
      const taken = shown.reduce((sum, { width }) => sum + width, columnGap * (shown.length - 1));
      expect(shown.length).toBeGreaterThan(0);
      expect(taken).toBeLessThanOrEqual(available);
      for (const { index, width } of shown) {
        const { least = 0, most = 0, title = '' } = columns[index] ?? {};
        const needed = Math.max(stringWidth(title) + 2, ...cells.map((each) => stringWidth(each[index] ?? '')));
        expect(width).toBeLessThanOrEqual(Math.min(most, needed));
        expect(width).toBeGreaterThanOrEqual(Math.min(least, most, needed, available));
      }
      // Whatever goes, nothing that matters less stays.
      const left = columns.filter((_, index) => shown.every((each) => each.index !== index));
      for (const { index } of shown) for (const { rank } of left) expect(columns[index]?.rank ?? 0).toBeLessThan(rank);
    }));

  it('leave no room unused that one of them needs', () =>
    forAll([rows, fc.integer({ min: 40, max: 200 })], (cells, available) => {
      const shown = layOut(windows, cells, available, stringWidth);
      const taken = shown.reduce((sum, { width }) => sum + width, columnGap * (shown.length - 1));
      const isFull = ({ index, width }: (typeof shown)[number]): boolean =>
        cells.every((each) => stringWidth(each[index] ?? '') <= width);
      expect(taken === available || shown.every(isFull)).toBe(true);
    }));
});

describe('a text that is too wide', () => {
  it('keeps both ends where it is a name', () => {
    const cut = (text: string, width: number) => cutMiddle(text, width, '…', stringWidth);
    expect(cut('Week1Day2Unattended0300', 14)).toBe('Week1Da…ed0300');
    expect(cut('Week1Day2Unattended0300', 23)).toBe('Week1Day2Unattended0300');
    expect(cut('patch', 3)).toBe('p…h');
    expect(cut('patch', 2)).toBe('pa');
    expect(cut('東京の夜のパッチ', 9)).toBe('東京…ッチ');
    expect(cutMiddle('Week1Day2Unattended0300', 14, '...', stringWidth)).toBe('Week1D...d0300');
  });

  it('keeps its beginning where it is a sentence', () => {
    const cut = (text: string, width: number) => cutEnd(text, width, '…', stringWidth);
    expect(cut('Security updates, immediately', 18)).toBe('Security updates,…');
    expect(cut('Security updates', 1)).toBe('S');
  });

  it.each([cutMiddle, cutEnd])('never takes more than its width, and fills its column (%o)', (cut) =>
    forAll([fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 1, max: 60 })], (text, width) => {
      const shown = cut(text, width, '…', stringWidth);
      expect(stringWidth(shown)).toBeLessThanOrEqual(width);
      if (stringWidth(text) <= width) expect(shown).toBe(text);
      for (const isNumber of [true, false])
        expect(stringWidth(padded(shown, width, isNumber, stringWidth))).toBe(width);
    }),
  );
});
