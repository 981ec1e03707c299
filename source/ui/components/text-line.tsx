/** A line that is being typed, with its caret. */
import { Box } from 'ink';
import { useFrame } from '../frame.js';
import { Text } from './text.js';

export type TextLineProps = {
  readonly label: string;
  readonly text: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
};

/** ` Filter: lond▏` */
export function TextLine({ label, text, placeholder = '' }: TextLineProps) {
  const { symbols } = useFrame();
  return (
    <Box>
      <Box flexShrink={0}>
        <Text tone="muted">{` ${label} `}</Text>
      </Box>
      <Text>{text}</Text>
      <Text tone="accent">{symbols.caret}</Text>
      {text === '' && <Text tone="muted">{placeholder}</Text>}
    </Box>
  );
}
