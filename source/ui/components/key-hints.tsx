/** The rows of keys at the foot of a screen, and the same keys as a table when help is open: one list for both. */
import { Box } from 'ink';
import { useFrame } from '../frame.js';
import { allKeys, hintGap, hintRows, type KeyHint, mostHintRows } from '../hints.js';
import { keyLabel } from '../keys.js';
import { Text } from './text.js';

type KeyHintsProps = { readonly hints: readonly KeyHint[] };

/** ` ↑↓ move   enter choose   esc back   ? help`, at the foot of its rows. */
export function KeyHints({ hints }: KeyHintsProps) {
  const { columns, symbols, isHelpOpen } = useFrame();
  const rows = isHelpOpen ? [[{ key: 'any key', does: 'closes help' }]] : hintRows(hints, columns, symbols);
  return (
    <Box height={mostHintRows} flexDirection="column" justifyContent="flex-end">
      {rows.map((row, index) => (
        <Box key={String(index)} paddingLeft={1} gap={hintGap}>
          {row.map(({ key, does }) => (
            <Text key={key}>
              <Text tone="key">{key}</Text>
              <Text tone="muted">{` ${does}`}</Text>
            </Text>
          ))}
        </Box>
      ))}
    </Box>
  );
}

/** The table behind `?`: sentences, or, where there are more keys than rows, words in two columns. */
export function KeyHelp({ hints }: KeyHintsProps) {
  const { bodyRows, columns, symbols } = useFrame();
  const keys = allKeys(hints);
  const isLong = keys.length > bodyRows;
  return (
    <Box flexDirection="column" flexWrap="wrap" height={bodyRows} paddingLeft={2}>
      {keys.map(({ key, does, help = does }) => (
        <Box key={key} gap={2} width={isLong ? Math.floor((columns - 2) / 2) : columns - 2} flexShrink={0}>
          <Box width={10} flexShrink={0}>
            <Text tone="key">{keyLabel(key, symbols)}</Text>
          </Box>
          <Text>{isLong ? does : help}</Text>
        </Box>
      ))}
    </Box>
  );
}
