/** The work in progress: one live block; what has ended scrolls away above it. */
import { Box } from 'ink';
import { Screen } from '../components/screen.js';
import { Spinner } from '../components/spinner.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import type { Work } from './work.js';

export interface ProgressWords {
  readonly calling: string;
  readonly stopping: string;
  /** What follows the calls, if anything does. */
  readonly checking?: { readonly question: string; readonly label: string };
}

export type ProgressScreenProps = {
  readonly work: Work;
  /** Since the work began. */
  readonly seconds: number;
  readonly words: ProgressWords;
};

const runningRows = 3;

/**
 * ```
 *  ━━━━━━━━━━━━━━━━━━━━━━━━────────────  26 of 33   6.1/s   throttled twice, slowed down
 *  ⠼ RegisterTaskWithMaintenanceWindow  Week2Day3Unattended0300
 * ```
 */
export function ProgressScreen({ work, seconds, words }: ProgressScreenProps) {
  useScreenKeys(() => {});
  const { execution, isStopping, isChecking } = work;
  const checking = isChecking ? words.checking : undefined;
  return (
    <Screen
      question={
        isStopping ? 'Stopping: the calls in flight are being finished.' : (checking?.question ?? words.calling)
      }
      explanation={isStopping ? 'Ctrl-C again leaves at once.' : words.stopping}
      keys={[]}
      bodyRows={runningRows + 1}
    >
      <Bar execution={execution} seconds={isChecking ? 0 : seconds} />
      {checking && <Spinner label={checking.label} />}
      {execution.running.slice(0, runningRows).map(({ id, kind, name }) => (
        <Spinner key={id} label={`${kind}  ${name}`} />
      ))}
    </Screen>
  );
}

function Bar({ execution, seconds }: Pick<Work, 'execution'> & Pick<ProgressScreenProps, 'seconds'>) {
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
