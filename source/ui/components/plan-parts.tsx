/** What reviews are made of: counts, findings, facts and the same thing as a command. */
import { Box } from 'ink';
import { type Finding, isBlocking } from '../../plan/account/finding.js';
import type { SummaryLine } from '../../plan/setup/summary.js';
import { commandRows } from '../command-lines.js';
import { useFrame } from '../frame.js';
import { Marked } from './marked.js';
import { NextStep } from './next-step.js';
import { Text } from './text.js';

/** The same thing without a screen, to copy. */
export function Commands({ commands, columns }: { readonly commands: readonly string[]; readonly columns: number }) {
  return (
    <>
      <Text tone="muted">To do the same in a script:</Text>
      {commands
        .flatMap((command) => commandRows(command, columns))
        .map((line) => (
          <Text key={line}>{line}</Text>
        ))}
    </>
  );
}

/** How many of what: `+ 8  maintenance windows`. */
export function Counts({ lines }: { readonly lines: readonly SummaryLine[] }) {
  const { size } = useFrame();
  return (
    <>
      {lines.map(({ sign, count, what, detail }) => (
        <Box key={`${sign}${what}`} gap={1} flexShrink={0}>
          <Box width={5} flexShrink={0}>
            <Text tone={sign === '+' ? 'success' : sign === '~' ? 'warning' : 'danger'}>{`${sign} ${count}`}</Text>
          </Box>
          <Box width={21} flexShrink={0}>
            <Text>{what}</Text>
          </Box>
          {size !== 'small' && <Text tone="muted">{detail}</Text>}
        </Box>
      ))}
    </>
  );
}

/** What stands in the way, with the ways out, and what may surprise. */
export function Findings({ findings, columns }: { readonly findings: readonly Finding[]; readonly columns: number }) {
  const { symbols } = useFrame();
  return (
    <>
      {findings.map((finding) => (
        <Box key={finding.message} flexDirection="column" flexShrink={0}>
          <Marked
            mark={isBlocking(finding) ? symbols.failed : symbols.warning}
            tone={isBlocking(finding) ? 'danger' : 'warning'}
            text={finding.message}
            columns={columns}
          />
          {isBlocking(finding) &&
            finding.nextSteps.map((step) => (
              <Box key={step} paddingLeft={2} flexShrink={0}>
                <NextStep step={step} indent={5} />
              </Box>
            ))}
        </Box>
      ))}
    </>
  );
}

export function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Box gap={2}>
      <Box width={10} flexShrink={0}>
        <Text tone="muted">{label}</Text>
      </Box>
      <Text>{value}</Text>
    </Box>
  );
}
