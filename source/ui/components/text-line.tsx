/** A line that is being typed, with its caret. */
import { Box } from 'ink';
import { useFrame } from '../frame.js';
import type { TextLine as Line } from '../lists/text-line.js';
import { Text } from './text.js';

export type TextLineProps = {
  readonly label: string;
  readonly line: Line;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  /** False where the keys are not for it now: no caret. @default true */
  readonly isActive?: boolean;
};

/** ` Filter: lond▏` */
export function TextLine({ label, line: { text, caret }, placeholder = '', isActive = true }: TextLineProps) {
  const { symbols } = useFrame();
  return (
    <Box aria-role="textbox">
      <Box flexShrink={0}>
        <Text tone="muted">{` ${label} `}</Text>
      </Box>
      <Text>
        {text.slice(0, caret)}
        {isActive && <Text tone="accent">{symbols.caret}</Text>}
        {text.slice(caret)}
      </Text>
      {text === '' && <Text tone="muted">{placeholder}</Text>}
    </Box>
  );
}
