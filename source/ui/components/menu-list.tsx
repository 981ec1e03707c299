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

/** Before a label, with the gap after it, and a column of air. */
const indent = 5;
/** With the gap after it. */
const letterWidth = 4;

/**
 * ```
 *  ❯ Set up patching   c   choose dates, see them, create windows
 *    Preview dates     d   no account needed
 * ```
 */
export function MenuList({ items, cursor, rows = items.length }: MenuListProps) {
  const { size, columns } = useFrame();
  const hasLetters = items.some(({ letter }) => letter !== undefined);
  const longest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  const width = Math.min(
    longest(items.map(({ label }) => label)) + 2,
    columns - indent - (hasLetters ? letterWidth : 0),
  );
  // Where there is little room words are shown only if none of them is cut.
  const room = columns - indent - width - (hasLetters ? letterWidth : 0);
  const hasAbout = size !== 'small' || longest(items.map(({ about = '' }) => about)) <= room;
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
