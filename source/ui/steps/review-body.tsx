/** What the review says: counts, findings, first runs, nodes, quotas and the same thing as a command. */
import { Box } from 'ink';
import { type Finding, isBlocking } from '../../plan/account/finding.js';
import type { SetupPlan } from '../../plan/setup/setup-plan.js';
import { type SummaryLine, summaryLines } from '../../plan/setup/summary.js';
import { quotas } from '../../plan/spec/quotas.js';
import type { Occurrence } from '../../schedule/occurrences.js';
import { dateWords, timeWords } from '../../wizard/words.js';
import { commandLines } from '../command-lines.js';
import { NextStep } from '../components/next-step.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';

export type ReviewBodyProps = {
  readonly plan: SetupPlan;
  readonly firstRuns: readonly Occurrence[];
  /** Command lines that give the same plan. */
  readonly commands: readonly string[];
};

export function ReviewBody({ plan, firstRuns, commands }: ReviewBodyProps) {
  const { columns, size } = useFrame();
  const gap = size === 'small' ? 0 : 1;
  const indent = size === 'small' ? 1 : 3;
  return (
    <Box flexDirection="column" paddingLeft={indent}>
      <Counts lines={summaryLines(plan)} />
      {plan.kept > 0 && <Text tone="muted">{`= ${plan.kept} as they should be already`}</Text>}
      <Findings findings={plan.findings} />
      <Box flexDirection="column" marginTop={gap}>
        <Fact label="First runs" value={firstRunsWords(firstRuns, plan.spec.timeZone)} />
        <Fact label="Quota" value={quotaWords(plan)} />
      </Box>
      <Box flexDirection="column" marginTop={gap}>
        <Commands commands={commands} columns={columns - indent - 1} />
      </Box>
    </Box>
  );
}

/** The same thing without a screen, to copy. */
export function Commands({ commands, columns }: { readonly commands: readonly string[]; readonly columns: number }) {
  return (
    <>
      <Text tone="muted">The same thing in a script:</Text>
      {commands
        .flatMap((command) => commandLines(command, columns))
        .map((line) => (
          <Text key={line} wrap="wrap">
            {line}
          </Text>
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
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { symbols } = useFrame();
  return (
    <>
      {findings.map((finding) => (
        <Box key={finding.message} flexDirection="column" flexShrink={0}>
          <Text tone={isBlocking(finding) ? 'danger' : 'warning'} wrap="wrap">
            {`${isBlocking(finding) ? symbols.failed : symbols.warning} ${finding.message}`}
          </Text>
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

function firstRunsWords(runs: readonly Occurrence[], timeZone: string): string {
  const [first] = runs;
  if (first === undefined) return 'none';
  const words = runs.map(
    ({ start }) => `${dateWords(start, timeZone).replace(/ {2}/, ' ').slice(0, -5)} ${timeWords(start, timeZone)}`,
  );
  return `${words.join(' · ')} · … (${timeZone})`;
}

function quotaWords({ inventory, operations, desired }: SetupPlan): string {
  const created = operations.filter(({ kind }) => kind === 'CreateMaintenanceWindow').length;
  const groups = Math.max(0, ...desired.baselines.map(({ patchGroups }) => patchGroups.length));
  const windows = inventory.windows.length + created;
  return `windows ${windows} of ${inventory.raisedQuotas?.windows ?? quotas.windows} · groups of a baseline ${groups} of ${quotas.groupsPerBaseline}`;
}
