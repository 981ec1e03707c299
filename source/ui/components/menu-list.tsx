/** A menu: a few choices, each with a word about it. */
import { Box } from 'ink';
import { useFrame } from '../frame.js';
import { List } from './list.js';
import { Text } from './text.js';

export interface MenuItem {
  readonly label: string;
  readonly about?: string | undefined;
  /** The key that chooses it from wherever the cursor is. */
  readonly letter?: string | undefined;
}

export type MenuListProps = {
  readonly items: readonly MenuItem[];
  readonly cursor: number;
  /** @default items.length */
  readonly rows?: number;
};

/**
 * ```
 *  ❯ Set up patching   c   choose dates, see them, create windows
 *    Preview dates     d   no account needed
 * ```
 */
export function MenuList({ items, cursor, rows = items.length }: MenuListProps) {
  const { size } = useFrame();
  const hasLetters = items.some(({ letter }) => letter !== undefined);
  const width = Math.max(...items.map(({ label }) => label.length)) + 2;
  return (
    <List
      items={items}
      cursor={cursor}
      rows={rows}
      renderItem={({ label, about, letter }, isUnderCursor) => (
        <>
          <Box width={width} flexShrink={0}>
            <Text tone={isUnderCursor ? 'focus' : 'body'}>{label}</Text>
          </Box>
          {hasLetters && (
            <Box width={3} flexShrink={0}>
              <Text tone="key">{letter}</Text>
            </Box>
          )}
          {size !== 'small' && <Text tone="muted">{about}</Text>}
        </>
      )}
    />
  );
}
