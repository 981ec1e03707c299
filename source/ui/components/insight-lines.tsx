/** What matters about a schedule at a glance: its number of windows, and what is worth knowing, warnings first. */
import { Box } from 'ink';
import type { Insight } from '../../schedule/insight-kinds.js';
import { clip } from '../clip.js';
import { useFrame } from '../frame.js';
import type { Tone } from '../theme.js';
import { Text } from './text.js';

export type InsightLinesProps = {
  readonly windows: number;
  readonly windowsInUse: number;
  readonly windowQuota: number;
  readonly insights: readonly Insight[];
  readonly columns: number;
  /** Lines that may be used; what does not fit ends with an ellipsis. */
  readonly rows: number;
};

export function InsightLines(props: InsightLinesProps) {
  const { windows, windowsInUse, windowQuota, insights, columns, rows } = props;
  const { symbols } = useFrame();
  const total = windows + windowsInUse;
  const others = windowsInUse === 0 ? '' : ` beside ${windowsInUse} that exist`;
  const own = `${windows} ${windows === 1 ? 'window' : 'windows'}`;
  const facts: readonly { readonly tone: Tone; readonly text: string }[] = [
    { tone: total > windowQuota ? 'danger' : 'body', text: `${own}${others}; the region takes ${windowQuota}` },
    ...insights.map(({ severity, message }) =>
      severity === 'warning'
        ? { tone: 'warning' as const, text: `${symbols.warning} ${message}` }
        : { tone: 'muted' as const, text: `${symbols.dot} ${message}` },
    ),
  ];
  const lines: { readonly tone: Tone; readonly text: string }[] = [];
  for (const { tone, text } of facts) {
    const room = rows - lines.length;
    if (room > 0) lines.push(...clip(text, columns - 1, room, symbols.ellipsis).map((line) => ({ tone, text: line })));
  }
  return (
    <Box flexDirection="column" height={rows}>
      {lines.map(({ tone, text }, line) => (
        <Text key={`${line}${text}`} tone={tone}>
          {text}
        </Text>
      ))}
    </Box>
  );
}
