/** The line of keys at the foot of a screen, and the same keys as a table when help is open: one list for both. */
import { Box } from 'ink';
import { useFrame } from '../frame.js';
import { keyLabel } from '../keys.js';
import type { Symbols } from '../symbols.js';
import { Text } from './text.js';

/** One key and what it does on this screen: a word for the line, a sentence for the help. */
export interface KeyHint {
  readonly key: Parameters<typeof keyLabel>[0];
  readonly does: string;
  /** @default does */
  readonly help?: string;
}

export type KeyHintsProps = { readonly hints: readonly KeyHint[] };

/** ` ↑↓ move   enter choose   esc back   ? help` */
export function KeyHints({ hints }: KeyHintsProps) {
  const { columns, symbols } = useFrame();
  return <Text tone="muted">{hintLine(hints, columns, symbols)}</Text>;
}

/** As many hints as fit, the most important first; the way to the others, help, is always there. */
export function hintLine(hints: readonly KeyHint[], columns: number, symbols: Symbols): string {
  const help = `${keyLabel('help', symbols)} help`;
  let line = '';
  for (const { key, does } of hints) {
    const longer = `${line}${keyLabel(key, symbols)} ${does}   `;
    if (longer.length + help.length + 1 > columns) break;
    line = longer;
  }
  return ` ${line}${help}`;
}

/** The table behind `?`. */
export function KeyHelp({ hints }: KeyHintsProps) {
  const { symbols } = useFrame();
  const all: readonly KeyHint[] = [...hints, { key: 'quit', does: 'quit', help: 'leave; what exists by then is said' }];
  return (
    <Box flexDirection="column" paddingLeft={2}>
      {all.map(({ key, does, help = does }) => (
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
