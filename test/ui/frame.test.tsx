/** Frames: whatever the terminal's size and a screen's content, what is drawn stays below the terminal's height. */
import fc from 'fast-check';
import { Box } from 'ink';
import { describe, expect, test } from 'vitest';
import { List } from '../../source/ui/components/list.js';
import { Screen } from '../../source/ui/components/screen.js';
import { Text } from '../../source/ui/components/text.js';
import type { Frame } from '../../source/ui/frame.js';
import { hintGap, hintRows, type KeyHint } from '../../source/ui/hints.js';
import { layoutOf, least } from '../../source/ui/layout.js';
import { chooseSymbols } from '../../source/ui/symbols.js';
import { forAll, forSome } from '../helpers/properties.js';
import { drawn } from './drawn.js';

const unicode = chooseSymbols({ LANG: 'C.UTF-8' });
const ascii = chooseSymbols({ LANG: 'C' });
const anySymbols = fc.constantFrom(unicode, ascii);
const anyColumns = fc.integer({ min: 50, max: 200 });
const anyRows = fc.integer({ min: 12, max: 80 });

describe('the room in a terminal', () => {
  test("is used whole, and at least half of the rows are the body's", () => {
    for (let columns = 50; columns <= 200; columns += 1) {
      for (let rows = 12; rows <= 80; rows += 1) {
        const layout = layoutOf(columns, rows);
        expect(layout.isTooSmall).toBe(false);
        expect([layout.columns, layout.rows]).toEqual([columns, rows]);
        expect(layout.bodyRows).toBeGreaterThanOrEqual(rows / 2);
        expect(layout.bodyRows).toBeLessThanOrEqual(rows - 6);
      }
    }
  });

  test.each([
    [120, 40, 'large'],
    [110, 32, 'large'],
    [109, 32, 'medium'],
    [110, 31, 'medium'],
    [80, 24, 'medium'],
    [76, 22, 'medium'],
    [75, 22, 'small'],
    [76, 21, 'small'],
    [60, 15, 'small'],
    [50, 12, 'small'],
  ])('%i×%i is %s', (columns, rows, size) => {
    expect(layoutOf(columns, rows).size).toBe(size);
  });

  test('below the least it is too small, and how large it has to be is said', () => {
    const { columns, rows } = least;
    const sizes = [layoutOf(columns, rows), layoutOf(columns - 1, rows), layoutOf(columns, rows - 1)];
    expect(sizes.map(({ isTooSmall }) => isTooSmall)).toEqual([false, true, true]);
    expect(draw(40, 10).join(' ').replace(/ +/g, ' ')).toBe(
      'Make the terminal at least 50 columns wide and 12 rows high.',
    );
  });
});

interface Drawn extends Partial<Frame> {
  readonly problem?: string;
  readonly aside?: string;
}

/** A screen with more of everything than fits, as it is drawn. */
function draw(columns: number, rows: number, { problem, aside = 'times in London', ...frame }: Drawn = {}): string[] {
  const long = 'a word and another one '.repeat(30);
  const lines = Array.from({ length: 90 }, (_, line) => <Text key={String(line)}>{`line ${line} ${long}`}</Text>);
  const screen = (
    <Screen question={long} aside={aside} explanation={long} problem={problem} keys={hints}>
      <Box flexDirection="column" flexShrink={0}>
        {lines}
      </Box>
    </Screen>
  );
  return drawn(columns, rows, screen, frame);
}

const hints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'column', does: 'column' },
  { key: 'toggle', does: 'toggle', help: 'tick or untick the row under the cursor' },
  { key: 'submit', does: 'next' },
  { key: 'back', does: 'back' },
  { key: 'zone', does: 'time zone', help: 'choose the time zone of the hours' },
];

describe('a screen', () => {
  test('is as large as the terminal, and keeps header, question and keys', () =>
    forSome(15, [anyColumns, anyRows, anySymbols, fc.boolean()], (columns, rows, symbols, isHelpOpen) => {
      const lines = draw(columns, rows, { symbols, isHelpOpen });
      expect(lines.length).toBe(rows);
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(columns);
      // Where it acts is never left out; of the account its last digits at least.
      expect(lines[0]).toContain(`9012 ${symbols.dot} ap-southeast-2 ${symbols.dot} SANDBOX`);
      expect(lines.at(-1)).toContain(isHelpOpen ? 'any key closes' : '? help');
      expect(lines.some((line) => line.includes(isHelpOpen ? 'Keys on this screen' : 'a word and'))).toBe(true);
    }));

  test('has room for the question, however long what stands beside it is', () => {
    const aside = 'the list of regions could not be read because of this and that '.repeat(4);
    for (const columns of [50, 60, 80, 120]) {
      const lines = draw(columns, 24, { aside });
      expect(lines.some((line) => line.startsWith(' a word and'))).toBe(true);
      expect(lines.some((line) => line.includes('the list of regions') && line.endsWith('…'))).toBe(true);
    }
  });

  test('gives a list below a question of two rows the rows that are left, the cursor among them', () => {
    const { bodyRows } = layoutOf(60, 15);
    const items = Array.from({ length: 40 }, (_, index) => `call ${index}`);
    for (const cursor of [0, 11, 20, 39]) {
      const question = 'Everything in this plan; what depends on something else comes after all of that.';
      const lines = drawn(
        60,
        15,
        <Screen question={question} keys={hints}>
          <List items={items} cursor={cursor} rows={bodyRows} renderItem={(item) => <Text>{item}</Text>} />
        </Screen>,
      );
      expect(lines.length).toBe(15);
      expect(lines.filter((line) => line.includes(`❯ call ${cursor}`))).toHaveLength(1);
      const shown = lines.filter((line) => line.includes('call ')).length;
      const hidden = [...lines.join('\n').matchAll(/[▴▾] (\d+) more/g)].map(([, count]) => Number(count));
      expect(shown + hidden.reduce((sum, count) => sum + count, 0)).toBe(items.length);
    }
  });
});

describe('the rows of keys', () => {
  const wordsOf = (rows: ReturnType<typeof hintRows>) => rows.flat().map(({ key, does }) => `${key} ${does}`);

  test('are two at the most, with as many hints as fit, the first ones first, and always the help', () =>
    forAll([anyColumns, anySymbols, fc.nat({ max: 30 })], (columns, symbols, more) => {
      const many = [
        ...hints,
        ...Array.from({ length: more }, (_, index) => ({ key: 'all', does: `to do ${index}` }) as const),
      ];
      const rows = hintRows(many, columns, symbols);
      expect(rows.length).toBeLessThanOrEqual(2);
      for (const row of rows) {
        const width =
          1 + row.reduce((sum, { key, does }) => sum + key.length + 1 + does.length, hintGap * (row.length - 1));
        expect(width).toBeLessThanOrEqual(columns);
      }
      const shown = wordsOf(rows);
      expect(shown.at(-1)).toBe('? help');
      const all = many.flatMap((hint) => wordsOf([hintRows([hint], 500, symbols)[0]?.slice(0, 1) ?? []]));
      const left = all.filter((words) => shown.includes(words));
      // What is left out comes last, but for up and down, which give way before anything else does.
      const expected = left.length < all.length ? all.filter((words) => !words.endsWith(' move')) : all;
      expect(shown.slice(0, -1)).toEqual(expected.slice(0, shown.length - 1));
    }));

  test('name the keys as the table of keys does', () => {
    const first = hints.slice(0, 3);
    expect(wordsOf(hintRows(first, 80, unicode))).toEqual(['↑↓ move', '←→ column', 'space toggle', '? help']);
    expect(wordsOf(hintRows(first, 80, ascii))).toEqual([
      'up/down move',
      'left/right column',
      'space toggle',
      '? help',
    ]);
    expect(wordsOf(hintRows([], 80, unicode))).toEqual(['? help']);
  });
});
