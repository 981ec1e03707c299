/** What to do next, with a command in it that can be copied as it stands. */
import { Box } from 'ink';
import { stepLines } from '../command-lines.js';
import { useFrame } from '../frame.js';
import { Text } from './text.js';

/**
 * ```
 * → Or free the group:
 *   aws ssm deregister-patch-baseline-for-patch-group --baseline-id pb-0123 \
 *     --patch-group 'Week 1 Day 2 - Unattended - 03:00'
 * ```
 * @param indent what the surroundings take on the left
 */
export function NextStep({ step, indent }: { readonly step: string; readonly indent: number }) {
  const { columns, symbols } = useFrame();
  const mark = `${symbols.step} `;
  return (
    <Box flexShrink={0}>
      <Box width={mark.length} flexShrink={0}>
        <Text>{mark}</Text>
      </Box>
      <Box flexDirection="column">
        {stepLines(step, columns - indent - mark.length - 1).map((line) => (
          <Text key={line}>{line}</Text>
        ))}
      </Box>
    </Box>
  );
}
