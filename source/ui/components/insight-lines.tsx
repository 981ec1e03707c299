/** What matters about a schedule at a glance: its number of windows, and what is worth knowing, warnings first. */
import { Box } from 'ink';
import type { Insight } from '../../schedule/insight-kinds.js';
import { brokenAtSpaces, withEllipsis } from '../clip.js';
import { useFrame } from '../frame.js';
import { keyLabel } from '../keys.js';
import type { Symbols } from '../symbols.js';
import { isQuotaUnknown, type WindowCount, windowCountWords } from '../words/limits.js';
import type { Line } from './lines-screen.js';
import { Text } from './text.js';

export interface ScheduleFacts extends WindowCount {
  readonly insights: readonly Insight[];
}

/** The facts as lines of so many columns. */
export function factLines(facts: ScheduleFacts, columns: number, symbols: Symbols): readonly Line[] {
  return broken([countLine(facts), ...insightLines(facts, symbols)], columns);
}

/** Where there are few rows, a warning is worth more than the count, unless there are too many windows. */
function factsFor(rows: number, facts: ScheduleFacts, columns: number, symbols: Symbols): readonly Line[] {
  const isWarned = facts.insights.some(({ severity }) => severity === 'warning');
  if (rows > 2 || !isWarned || countLine(facts).tone === 'danger') return factLines(facts, columns, symbols);
  return broken([...insightLines(facts, symbols), countLine(facts)], columns);
}

function countLine(count: WindowCount): Line {
  const isTooMany = count.windows + count.windowsInUse > count.windowQuota && !isQuotaUnknown(count);
  return { tone: isTooMany ? 'danger' : 'body', text: windowCountWords(count) };
}

function insightLines({ insights }: ScheduleFacts, { warning, dot }: Symbols): Line[] {
  return insights.map(({ severity, message }) =>
    severity === 'warning'
      ? { tone: 'warning' as const, text: `${warning} ${message}` }
      : { tone: 'muted' as const, text: `${dot} ${message}` },
  );
}

function broken(lines: readonly Line[], columns: number): Line[] {
  return lines.flatMap(({ tone, text }) => brokenAtSpaces(text, columns).map((line) => ({ tone, text: line })));
}

export type InsightLinesProps = ScheduleFacts & {
  readonly columns: number;
  /** Lines that may be used; what does not fit ends with an ellipsis and the key that shows all. */
  readonly rows: number;
};

export function InsightLines({ columns, rows, ...facts }: InsightLinesProps) {
  const { symbols } = useFrame();
  const all = factsFor(rows, facts, columns - 1, symbols);
  const more = `${symbols.ellipsis} ${keyLabel('facts', symbols)}: all`;
  return (
    <Box flexDirection="column" height={rows} flexShrink={0}>
      {all.slice(0, rows).map(({ tone, text }, line) => (
        <Text key={`${line}${text}`} tone={tone}>
          {line === rows - 1 && all.length > rows ? withEllipsis(text, columns - 1, more) : text}
        </Text>
      ))}
    </Box>
  );
}
