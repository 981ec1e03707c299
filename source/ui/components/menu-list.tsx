/** A menu: a few choices, each with a word about it. */
import { Box } from 'ink';
import { useFrame } from '../frame.js';
import { letterWidth, menuColumns } from '../layout.js';
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
 *  ❯ Set up patching   c   choose dates and create windows
 *    Preview dates     d   see dates without an account
 * ```
 */
export function MenuList({ items, cursor, rows = items.length }: MenuListProps) {
  const { size, columns } = useFrame();
  const hasLetters = items.some(({ letter }) => letter !== undefined);
  const { width, hasAbout } = menuColumns(items, { columns, size, hasLetters });
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
            <Box width={letterWidth - 1} flexShrink={0}>
              <Text tone="key">{letter}</Text>
            </Box>
          )}
          {hasAbout && <Text tone="muted">{about}</Text>}
        </>
      )}
    />
  );
}
