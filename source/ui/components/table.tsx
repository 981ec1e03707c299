/** A table with a header and a cursor that scrolls inside a fixed number of rows; `hooks/use-shown-columns.ts` lays it out. */
import { Box } from 'ink';
import { inColumn, type TableRow } from '../cells.js';
import { useFrame } from '../frame.js';
import { firstVisible } from '../lists/list.js';
import { type Column, columnGap, type Meaning, type ShownColumn } from '../lists/table.js';
import type { Tone } from '../theme.js';
import { Text } from './text.js';

export type TableProps = {
  readonly columns: readonly Column[];
  readonly shown: readonly ShownColumn[];
  readonly rows: readonly TableRow[];
  readonly cursor: number;
  /** Rows that it takes, the header among them. */
  readonly height: number;
  /** The column that it is sorted by, by its place among all. */
  readonly sorted?: { readonly column: number; readonly isDown: boolean } | undefined;
  /** @default true; false where another part of the screen has the keys */
  readonly isFocused?: boolean;
  /** Shown where there are no rows. */
  readonly empty: string;
};

/**
 * ```
 *    WINDOW                NEXT RUN ▾               PLAN     NODES
 *  ❯ Week1Day2…0300        Tue 1 Dec 03:00 London   default      4
 *    web-prod              Sat 19 Dec 22:00 Paris   web          2
 * ```
 */
export function Table({ columns, shown, rows, cursor, height, sorted, isFocused = true, empty }: TableProps) {
  const { symbols } = useFrame();
  const visible = Math.max(1, height - 1);
  const first = firstVisible(cursor, rows.length, visible);
  const arrow = sorted?.isDown ? symbols.more : symbols.less;
  const titles = shown.map(({ index, width }): Piece => {
    const isSorted = sorted?.column === index;
    const text = `${columns[index]?.title ?? ''}${isSorted ? ` ${arrow}` : ''}`;
    return { text: inColumn({ text }, width, columns[index], symbols), tone: isSorted ? 'accent' : 'muted' };
  });
  return (
    <Box flexDirection="column" height={height} aria-role="table">
      <Box>
        <Row pieces={titles} pointer=" " />
      </Box>
      {rows.length === 0 && <Text tone="muted">{`   ${empty}`}</Text>}
      {rows.slice(first, first + visible).map(({ id, cells }, index) => {
        const isUnderCursor = isFocused && first + index === cursor;
        const pieces = shown.map((column, place): Piece => {
          const cell = cells[column.index] ?? { text: '' };
          const text = inColumn(cell, column.width, columns[column.index], symbols);
          return { text, tone: isUnderCursor && place === 0 ? 'focus' : meaningTones[cell.meaning ?? 'plain'] };
        });
        return (
          <Box key={id} aria-state={{ selected: isUnderCursor }}>
            <Row pieces={pieces} pointer={isUnderCursor ? symbols.pointer : ' '} />
          </Box>
        );
      })}
    </Box>
  );
}

interface Piece {
  readonly text: string;
  readonly tone: Tone;
}

function Row({ pieces, pointer }: { readonly pieces: readonly Piece[]; readonly pointer: string }) {
  return (
    <>
      <Box flexShrink={0} aria-hidden>
        <Text tone="focus">{` ${pointer} `}</Text>
      </Box>
      <Text>
        {pieces.map(({ text, tone }, index) => (
          <Text key={String(index)} tone={tone}>
            {(index === 0 ? '' : ' '.repeat(columnGap)) + (index === pieces.length - 1 ? text.trimEnd() : text)}
          </Text>
        ))}
      </Text>
    </>
  );
}

/** How what a cell means looks. */
export const meaningTones: Readonly<Record<Meaning, Tone>> = {
  plain: 'body',
  muted: 'muted',
  good: 'success',
  warning: 'warning',
  bad: 'danger',
};
