/** The work in progress: one live block; what has ended scrolls away above it. */
import { Box } from 'ink';
import type { ExecutionState } from '../../plan/account/events.js';
import { Screen } from '../components/screen.js';
import { Spinner } from '../components/spinner.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';

export type ProgressStepProps = {
  readonly execution: ExecutionState;
  /** Since the work began. */
  readonly seconds: number;
  /** Ctrl-C was pressed once: what runs is being finished. */
  readonly isStopping: boolean;
  /** All calls have ended and what they have made is being looked at. */
  readonly isChecking: boolean;
  readonly flow: 'setup' | 'cleanup' | 'restore';
};

const runningRows = 3;

/**
 * ```
 *  ━━━━━━━━━━━━━━━━━━━━━━━━────────────  26 of 33   6.1/s   throttled twice, slowed down
 *  ⠼ RegisterTaskWithMaintenanceWindow  Week2Day3Unattended0300
 * ```
 */
export function ProgressStep({ execution, seconds, isStopping, isChecking, flow }: ProgressStepProps) {
  useScreenKeys(() => {});
  const { running } = execution;
  const checking = isChecking ? words[flow].checking : undefined;
  return (
    <Screen
      question={
        isStopping ? 'Stopping: the calls in flight are being finished.' : (checking?.question ?? words[flow].calling)
      }
      explanation={isStopping ? 'Ctrl-C again leaves at once.' : words[flow].stopping}
      keys={[]}
      bodyRows={runningRows + 1}
    >
      <Bar execution={execution} seconds={isChecking ? 0 : seconds} />
      {checking && <Spinner label={checking.label} />}
      {running.slice(0, runningRows).map(({ id, kind, name }) => (
        <Spinner key={id} label={`${kind}  ${name}`} />
      ))}
    </Screen>
  );
}

interface ProgressWords {
  readonly calling: string;
  readonly stopping: string;
  /** What follows the calls, if anything does. */
  readonly checking?: { readonly question: string; readonly label: string };
}

const words: Readonly<Record<ProgressStepProps['flow'], ProgressWords>> = {
  setup: {
    calling: 'Setting up.',
    stopping: 'Ctrl-C stops after the calls in flight. Running it again later goes on where it stopped.',
    checking: {
      question: "Comparing AWS's own schedule with the preview.",
      label: 'DescribeMaintenanceWindowSchedule of every window',
    },
  },
  cleanup: {
    calling: 'Cleaning up. Each thing is looked at again just before its call.',
    stopping: 'Ctrl-C stops after the calls in flight; what has not gone by then stays.',
    checking: { question: 'Listing again: gone means not found there.', label: 'reading the account again' },
  },
  restore: {
    calling: 'Restoring. What is there already stays as it is.',
    stopping: 'Ctrl-C stops after the calls in flight. Running it again later goes on where it stopped.',
  },
};

function Bar({ execution, seconds }: Pick<ProgressStepProps, 'execution' | 'seconds'>) {
  const { columns, symbols } = useFrame();
  const { succeeded, failed, total, throttled } = execution;
  const made = succeeded + failed;
  const width = Math.max(10, Math.min(50, columns - 45));
  const full = total === 0 ? 0 : Math.round((made / total) * width);
  const rate = seconds > 0.5 ? `${(made / seconds).toFixed(1)}/s` : '';
  const slowed = throttled === 0 ? '' : `throttled ${throttled === 1 ? 'once' : `${throttled} times`}, slowed down`;
  return (
    <Box gap={2} paddingLeft={1}>
      <Box flexShrink={0}>
        <Text tone="accent">{symbols.barFull.repeat(full)}</Text>
        <Text tone="muted">{symbols.barEmpty.repeat(width - full)}</Text>
      </Box>
      <Box flexShrink={0}>
        <Text>{`${made} of ${total}`}</Text>
      </Box>
      <Text tone="muted">{rate}</Text>
      <Text tone="warning">{slowed}</Text>
    </Box>
  );
}
