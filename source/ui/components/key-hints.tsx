/** The line of keys at the foot of a screen, and the same keys as a table when help is open: one list for both. */
import { Box } from 'ink';
import { useFrame } from '../frame.js';
import { hintLine, type KeyHint, withQuit } from '../hints.js';
import { keyLabel } from '../keys.js';
import { Text } from './text.js';

type KeyHintsProps = { readonly hints: readonly KeyHint[] };

/** ` ↑↓ move   enter choose   esc back   ? help` */
export function KeyHints({ hints }: KeyHintsProps) {
  const { columns, symbols } = useFrame();
  return <Text tone="muted">{hintLine(hints, columns, symbols)}</Text>;
}

/** The table behind `?`. */
export function KeyHelp({ hints }: KeyHintsProps) {
  const { symbols } = useFrame();
  return (
    <Box flexDirection="column" paddingLeft={2}>
      {withQuit(hints).map(({ key, does, help = does }) => (
        <Box key={key} gap={2}>
          <Box width={10} flexShrink={0}>
            <Text tone="accent">{keyLabel(key, symbols)}</Text>
          </Box>
          <Text>{help}</Text>
        </Box>
      ))}
    </Box>
  );
}
