/** What matters about a schedule at a glance: its number of windows, and what is worth knowing, warnings first. */
import { Box } from 'ink';
import type { Insight } from '../../schedule/insight-kinds.js';
import { brokenAtSpaces, withEllipsis } from '../clip.js';
import { useFrame } from '../frame.js';
import { keyLabel } from '../keys.js';
import type { Tone } from '../theme.js';
import { Text } from './text.js';

export type InsightLinesProps = {
  readonly windows: number;
  readonly windowsInUse: number;
  readonly windowQuota: number;
  readonly insights: readonly Insight[];
  readonly columns: number;
  /** Lines that may be used; what does not fit ends with an ellipsis and the key that shows all. @default as many as it takes */
  readonly rows?: number;
};

export function InsightLines(props: InsightLinesProps) {
  const { windows, windowsInUse, windowQuota, insights, columns, rows = Number.POSITIVE_INFINITY } = props;
  const { symbols } = useFrame();
  const more = `${keyLabel('facts', symbols)}: all`;
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
  const all = facts.flatMap(({ tone, text }) =>
    brokenAtSpaces(text, columns - 1).map((line) => ({ tone, text: line })),
  );
  const lines = all.slice(0, rows).map(({ tone, text }, line) => {
    const isCut = line === rows - 1 && all.length > rows;
    return { tone, text: isCut ? withEllipsis(text, columns - 1, `${symbols.ellipsis} ${more}`) : text };
  });
  return (
    <Box flexDirection="column" {...(Number.isFinite(rows) && { height: rows })} flexShrink={0}>
      {lines.map(({ tone, text }, line) => (
        <Text key={`${line}${text}`} tone={tone}>
          {text}
        </Text>
      ))}
    </Box>
  );
}
