/** What the review says: counts, findings, first runs, nodes, quotas and the same thing as a command. */
import { Box } from 'ink';
import { defaultQuotas } from '../../../plan/account/quotas.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { summaryLines } from '../../../plan/setup/summary.js';
import type { Occurrence } from '../../../schedule/occurrences.js';
import { Commands, Counts, Fact, Findings } from '../../components/plan-parts.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { dateWords, timeWords } from '../../words/dates.js';

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
        <Fact label="First runs" value={firstRunsWords(firstRuns, plan)} />
        <Fact label="Quota" value={quotaWords(plan)} />
      </Box>
      <Box flexDirection="column" marginTop={gap}>
        <Commands commands={commands} columns={columns - indent - 1} />
      </Box>
    </Box>
  );
}

function firstRunsWords(runs: readonly Occurrence[], { document: { timeZone }, paused }: SetupPlan): string {
  const [first] = runs;
  if (first === undefined) return 'none';
  const words = runs.map(
    ({ start, timeZone: zone }) =>
      `${dateWords(start, zone).replace(/ {2}/, ' ').slice(0, -5)} ${timeWords(start, zone)}${zone === timeZone ? '' : ` ${zone}`}`,
  );
  return `${paused > 0 ? 'but for the pause: ' : ''}${words.join(' · ')} · … (${timeZone})`;
}

function quotaWords({ account, operations, desired }: SetupPlan): string {
  const created = operations.filter(({ kind }) => kind === 'CreateMaintenanceWindow').length;
  const groups = Math.max(0, ...desired.baselines.map(({ patchGroups }) => patchGroups.length));
  const windows = account.windows.length + created;
  return `windows ${windows} of ${account.raisedQuotas?.windows ?? defaultQuotas.windows} · groups of a baseline ${groups} of ${defaultQuotas['groups-per-baseline']}`;
}
