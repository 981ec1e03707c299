/** A list with a cursor that scrolls inside a fixed number of rows. */
import { Box } from 'ink';
import type { ReactNode } from 'react';
import { useFrame } from '../frame.js';
import { firstVisible } from '../lists/list.js';
import { Text } from './text.js';

export type ListProps<Item> = {
  readonly items: readonly Item[];
  readonly cursor: number;
  /** Rows that the list takes, always; fewer only where the body has fewer. */
  readonly rows: number;
  /** @default true; false where another part of the screen has the keys */
  readonly isFocused?: boolean;
  /** Only the number of hidden rows, where the column is too narrow for a word. @default false */
  readonly isNarrow?: boolean;
  /** Shown where there are no items. */
  readonly empty?: string;
  /** Whether it is ticked, where rows can be: only screen readers are told here. */
  readonly isChecked?: (item: Item) => boolean;
  readonly renderItem: (item: Item, isUnderCursor: boolean) => ReactNode;
};

/**
 * ```
 *  ❯ eu-west-1   Europe (Ireland)
 *    eu-west-2   Europe (London)       ▾ 12 more
 * ```
 */
export function List<Item>({
  items,
  cursor,
  rows: wantedRows,
  isFocused = true,
  isNarrow = false,
  empty = '',
  isChecked,
  renderItem,
}: ListProps<Item>) {
  const { bodyRows, symbols } = useFrame();
  const rows = Math.min(wantedRows, bodyRows);
  const first = firstVisible(cursor, items.length, rows);
  const below = items.length - first - rows;
  return (
    <Box flexDirection="column" height={rows}>
      {items.length === 0 && <Text tone="muted"> {empty}</Text>}
      {items.slice(first, first + rows).map((item, index) => {
        const isUnderCursor = first + index === cursor;
        const isFirst = index === 0 && first > 0;
        const isLast = index === rows - 1 && below > 0;
        const word = isNarrow ? '' : ' more';
        const more = isFirst ? `${symbols.less} ${first}${word}` : isLast ? `${symbols.more} ${below}${word}` : '';
        return (
          <Box
            key={first + index}
            gap={1}
            aria-role={isChecked ? 'checkbox' : 'option'}
            aria-state={{ selected: isUnderCursor && isFocused, checked: isChecked?.(item) === true }}
          >
            <Box flexShrink={0} aria-hidden>
              <Text tone="focus">{isUnderCursor && isFocused ? ` ${symbols.pointer}` : '  '}</Text>
            </Box>
            {renderItem(item, isUnderCursor && isFocused)}
            {more !== '' && (
              <Box flexShrink={0}>
                <Text tone="muted">{more}</Text>
              </Box>
            )}
          </Box>
        );
      })}
    </Box>
  );
}
