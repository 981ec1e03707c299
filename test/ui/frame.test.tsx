/** Frames: whatever the terminal's size and a screen's content, what is drawn stays below the terminal's height. */
import fc from 'fast-check';
import { Box } from 'ink';
import { describe, expect, test } from 'vitest';
import { List } from '../../source/ui/components/list.js';
import { Screen } from '../../source/ui/components/screen.js';
import { Text } from '../../source/ui/components/text.js';
import type { Frame } from '../../source/ui/frame.js';
import { hintLine, type KeyHint } from '../../source/ui/hints.js';
import { layoutOf, least, mostColumns } from '../../source/ui/layout.js';
import { chooseSymbols } from '../../source/ui/symbols.js';
import { forAll, forSome } from '../helpers/properties.js';
import { drawn } from './drawn.js';

const unicode = chooseSymbols({ LANG: 'C.UTF-8' });
const ascii = chooseSymbols({ LANG: 'C' });
const anySymbols = fc.constantFrom(unicode, ascii);
const anyColumns = fc.integer({ min: 50, max: 200 });
const anyRows = fc.integer({ min: 12, max: 80 });

describe('the room in a terminal', () => {
  test('leaves at least half of the rows to the body, and a row below the frame', () => {
    for (let columns = 50; columns <= 200; columns += 1) {
      for (let rows = 12; rows <= 80; rows += 1) {
        const layout = layoutOf(columns, rows);
        expect(layout.isTooSmall).toBe(false);
        expect(layout.columns).toBe(Math.min(columns, mostColumns));
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
    expect(draw(40, 10).join(' ').replace(/ +/g, ' ')).toBe('Make the terminal at least 50 columns and 12 rows large.');
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
    <Screen question={long} aside={aside} explanation={long} problem={problem} keys={hints} bodyRows={200}>
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
  test('is lower and not wider than the terminal, and keeps header, question and keys', () =>
    forSome(80, [anyColumns, anyRows, anySymbols, fc.boolean()], (columns, rows, symbols, isHelpOpen) => {
      const lines = draw(columns, rows, { symbols, isHelpOpen });
      expect(lines.length).toBeLessThanOrEqual(rows - 1);
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(Math.min(columns, mostColumns));
      // Where it acts is never cut.
      expect(lines[0]).toContain(`1234 5678 9012 ${symbols.dot} ap-southeast-2 ${symbols.dot} SANDBOX`);
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
        <Screen question={question} keys={hints} bodyRows={bodyRows}>
          <List items={items} cursor={cursor} rows={bodyRows} renderItem={(item) => <Text>{item}</Text>} />
        </Screen>,
      );
      expect(lines.length).toBeLessThanOrEqual(14);
      expect(lines.filter((line) => line.includes(`❯ call ${cursor}`))).toHaveLength(1);
      const shown = lines.filter((line) => line.includes('call ')).length;
      const hidden = [...lines.join('\n').matchAll(/[▴▾] (\d+) more/g)].map(([, count]) => Number(count));
      expect(shown + hidden.reduce((sum, count) => sum + count, 0)).toBe(items.length);
    }
  });

  test.each([
    [120, 40],
    [80, 24],
    [60, 15],
  ])('keeps its height when the help opens and when something is wrong, at %i×%i', (columns, rows) => {
    const { length } = draw(columns, rows);
    expect(draw(columns, rows, { isHelpOpen: true })).toHaveLength(length);
    expect(draw(columns, rows, { problem: 'Tick at least one week with space first.' })).toHaveLength(length);
  });
});

describe('the line of keys', () => {
  test('has as many hints as fit, the first ones first but for the arrow keys, and always the help', () =>
    forAll([anyColumns, anySymbols], (columns, symbols) => {
      const line = hintLine(hints, columns, symbols);
      expect([...line].length).toBeLessThanOrEqual(columns);
      expect(line.endsWith('? help')).toBe(true);
      const wordsIn = (text: string) => text.trim().split(/ {2,}/).slice(0, -1);
      const shown = wordsIn(line);
      const all = wordsIn(hintLine(hints, 500, symbols));
      expect(all).toHaveLength(hints.length);
      const arrows = hints.flatMap(({ key }, index) => (key === 'move' ? [all[index]] : []));
      const others = all.filter((words) => !arrows.includes(words));
      const left = shown.filter((words) => !arrows.includes(words));
      expect(left).toEqual(others.slice(0, left.length));
      // Not one less than would have fitted; an arrow key gives way before anything else does.
      const next = left.length < others.length ? others[left.length] : undefined;
      if (next !== undefined) {
        expect(shown).toEqual(left);
        expect(line.length + 2 + next.length).toBeGreaterThan(columns);
      }
    }));

  test('names the keys as the table of keys does', () => {
    expect(hintLine(hints.slice(0, 3), 80, unicode)).toBe(' ↑↓ move   ←→ column   space toggle   ? help');
    expect(hintLine(hints.slice(0, 3), 80, ascii)).toBe(' up/down move   left/right column   space toggle   ? help');
    expect(hintLine([], 80, unicode)).toBe(' ? help');
  });
});
