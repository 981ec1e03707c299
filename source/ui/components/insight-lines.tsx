/** What matters about a schedule at a glance: its number of windows, and what is worth knowing, warnings first. */
import { Box } from 'ink';
import type { Insight } from '../../schedule/insight-kinds.js';
import { useFrame } from '../frame.js';
import { Text } from './text.js';

export type InsightLinesProps = {
  readonly windows: number;
  readonly windowsInUse: number;
  readonly windowQuota: number;
  readonly insights: readonly Insight[];
  /** Lines that may be used; what does not fit is cut off at the end. */
  readonly rows: number;
};

export function InsightLines({ windows, windowsInUse, windowQuota, insights, rows }: InsightLinesProps) {
  const { symbols } = useFrame();
  const total = windows + windowsInUse;
  const others = windowsInUse === 0 ? '' : ` beside ${windowsInUse} that exist`;
  const own = `${windows} ${windows === 1 ? 'window' : 'windows'}`;
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Box flexShrink={0}>
        <Text tone={total > windowQuota ? 'danger' : 'body'} wrap="wrap">
          {`${own}${others}; the region takes ${windowQuota}`}
        </Text>
      </Box>
      {insights.map(({ kind, severity, message }) => (
        <Box key={`${kind}${message}`} flexShrink={0}>
          <Text tone={severity === 'warning' ? 'warning' : 'muted'} wrap="wrap">
            {`${severity === 'warning' ? symbols.warning : symbols.dot} ${message}`}
          </Text>
        </Box>
      ))}
    </Box>
  );
}
