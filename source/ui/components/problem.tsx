/** An error on the screen: what happened, what it means, what to do next. */
import { Box } from 'ink';
import type { ErrorDescription } from '../../errors.js';
import { useFrame } from '../frame.js';
import { NextStep } from './next-step.js';
import { Text } from './text.js';

/**
 * ```
 *  ✘ These credentials may not call ssm:DescribeMaintenanceWindows.
 *    User: arn:aws:… is not authorized to perform: …
 *    → Ask for a policy with: {"Effect":"Allow",…}
 * ```
 */
export function Problem({ error: { title, detail, nextSteps } }: { readonly error: ErrorDescription }) {
  const { symbols } = useFrame();
  return (
    <Box flexDirection="column" paddingLeft={1}>
      <Text tone="danger" wrap="wrap">{`${symbols.failed} ${title}`}</Text>
      {detail?.split('\n').map((line) => (
        <Box key={line} paddingLeft={2}>
          <Text tone="muted" wrap="wrap">
            {line}
          </Text>
        </Box>
      ))}
      {nextSteps.map((step) => (
        <Box key={step} paddingLeft={2}>
          <NextStep step={step} indent={3} />
        </Box>
      ))}
    </Box>
  );
}
