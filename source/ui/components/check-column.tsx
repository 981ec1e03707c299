/** A column of check boxes. */
import { Box } from 'ink';
import { useFrame } from '../frame.js';
import { List } from './list.js';
import { Text } from './text.js';

export type CheckColumnProps = {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly isTicked: boolean }[];
  readonly cursor: number;
  /** Rows that can be seen, without the title. */
  readonly visible: number;
  readonly width: number;
  readonly isFocused: boolean;
};

/**
 * ```
 *     Weekday
 *     ◻ Monday
 *   ❯ ◼ Tuesday
 * ```
 */
export function CheckColumn({ title, rows, cursor, visible, width, isFocused }: CheckColumnProps) {
  const { symbols } = useFrame();
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      <Text tone={isFocused ? 'focus' : 'muted'}>{`   ${title}`}</Text>
      <List
        items={rows}
        cursor={cursor}
        rows={visible}
        isFocused={isFocused}
        isNarrow
        isChecked={({ isTicked }) => isTicked}
        renderItem={({ label, isTicked }, isUnderCursor) => (
          <Text tone={isUnderCursor ? 'focus' : 'body'}>
            <Text tone={isTicked ? 'accent' : 'muted'}>{isTicked ? symbols.on : symbols.off}</Text>
            {` ${label}`}
          </Text>
        )}
      />
    </Box>
  );
}
