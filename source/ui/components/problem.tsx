/** An error on the screen: what happened, what it means, what to do next. */
import { Box } from 'ink';
import type { ErrorDescription } from '../../errors.js';
import { brokenAtSpaces } from '../clip.js';
import { useFrame } from '../frame.js';
import { mostSentence } from '../layout.js';
import { NextStep } from './next-step.js';
import { Text } from './text.js';

/**
 * ```
 *  ✘ These credentials may not call ssm:DescribeMaintenanceWindows.
 *    Refused to arn:aws:…: ssm:DescribePatchGroups, ssm:ListTagsForResource (9 times).
 *    → Ask for a policy with: {"Effect":"Allow",…}
 * ```
 */
export function Problem({ error: { title, detail, nextSteps } }: { readonly error: ErrorDescription }) {
  const { symbols, columns } = useFrame();
  // Beside the mark, with a column of air on both sides.
  const room = Math.min(mostSentence, columns - 4);
  return (
    <Box flexDirection="column" paddingLeft={1}>
      {brokenAtSpaces(title, room).map((line, index) => (
        <Text key={line} tone="danger">{`${index === 0 ? symbols.failed : ' '} ${line}`}</Text>
      ))}
      {detail
        ?.split('\n')
        .flatMap((line) => brokenAtSpaces(line, room))
        .map((line) => (
          <Text key={line} tone="muted">{`  ${line}`}</Text>
        ))}
      {nextSteps.map((step) => (
        <Box key={step} paddingLeft={2}>
          <NextStep step={step} indent={3} />
        </Box>
      ))}
    </Box>
  );
}
