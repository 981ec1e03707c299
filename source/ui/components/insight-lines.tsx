/** What matters about a schedule at a glance: its number of windows, and what is worth knowing, warnings first. */
import { Box } from 'ink';
import { plural } from '../../plan/text/plural.js';
import type { Insight } from '../../schedule/insight-kinds.js';
import { brokenAtSpaces, withEllipsis } from '../clip.js';
import { useFrame } from '../frame.js';
import { keyLabel } from '../keys.js';
import type { Symbols } from '../symbols.js';
import type { Line } from './lines-screen.js';
import { Text } from './text.js';

export interface ScheduleFacts {
  readonly windows: number;
  readonly windowsInUse: number;
  readonly windowQuota: number;
  readonly insights: readonly Insight[];
}

/** The facts as lines of so many columns. */
export function factLines(
  { windows, windowsInUse, windowQuota, insights }: ScheduleFacts,
  columns: number,
  { warning, dot }: Symbols,
): readonly Line[] {
  const total = windows + windowsInUse;
  const others = windowsInUse === 0 ? '' : ` beside ${windowsInUse} that exist`;
  const facts: readonly Line[] = [
    {
      tone: total > windowQuota ? 'danger' : 'body',
      text: `${windows} ${plural(windows, 'window')}${others}; the region takes ${windowQuota}`,
    },
    ...insights.map(({ severity, message }) =>
      severity === 'warning'
        ? { tone: 'warning' as const, text: `${warning} ${message}` }
        : { tone: 'muted' as const, text: `${dot} ${message}` },
    ),
  ];
  return facts.flatMap(({ tone, text }) => brokenAtSpaces(text, columns).map((line) => ({ tone, text: line })));
}

export type InsightLinesProps = ScheduleFacts & {
  readonly columns: number;
  /** Lines that may be used; what does not fit ends with an ellipsis and the key that shows all. */
  readonly rows: number;
};

export function InsightLines({ columns, rows, ...facts }: InsightLinesProps) {
  const { symbols } = useFrame();
  const all = factLines(facts, columns - 1, symbols);
  const more = `${symbols.ellipsis} ${keyLabel('facts', symbols)}: all`;
  return (
    <Box flexDirection="column" height={rows}>
      {all.slice(0, rows).map(({ tone, text }, line) => (
        <Text key={`${line}${text}`} tone={tone}>
          {line === rows - 1 && all.length > rows ? withEllipsis(text, columns - 1, more) : text}
        </Text>
      ))}
    </Box>
  );
}
