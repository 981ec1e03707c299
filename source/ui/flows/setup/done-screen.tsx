/** The end: what exists now, whether AWS agrees about the dates, and what comes next. */
import { Box } from 'ink';
import type { SetupPlaceEnd } from '../../../jobs/setup.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { plural } from '../../../plan/text/plural.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { dateWords, timeWords } from '../../words/dates.js';

export type DoneScreenProps = {
  readonly end: SetupPlaceEnd;
  readonly seconds: number;
  readonly now: Date;
  readonly onLeave: () => void;
};

/**
 * ```
 *  Done: 33 calls in 5.4 s.
 *
 *    ✔ AWS's own schedule agrees with the preview on all 24 dates checked.
 *      First run   Tue 1 Dec 2026 03:00 Europe/London
 *      Next        tag your nodes: a window patches the nodes that carry its patch group
 * ```
 */
export function DoneScreen({ end, seconds, now, onLeave }: DoneScreenProps) {
  useScreenKeys((action) => {
    if (action === 'submit' || action === 'back') onLeave();
  });
  const { symbols } = useFrame();
  const { plan, check, isComplete } = end;
  const { succeeded, total } = end.state;
  return (
    <Screen
      question={
        isComplete
          ? `Done: ${succeeded} ${plural(succeeded, 'call')} in ${seconds.toFixed(1)} s.`
          : `Not complete: ${succeeded} of ${total} calls done. What exists is kept.`
      }
      explanation={
        isComplete
          ? 'Enter leaves and prints what comes next, first the commands that tag nodes into each patch group.'
          : 'Enter leaves and prints what happened and the command that goes on where it stopped.'
      }
      keys={[{ key: 'submit', does: 'leave' }]}
      bodyRows={5}
    >
      <Box flexDirection="column" paddingLeft={2}>
        <FailureLines state={end.state} />
        {isComplete && <CheckLine check={check} />}
        {isComplete && plan.paused > 0 && (
          <Text tone="warning">{`${symbols.warning} ${plan.paused} ${plural(plan.paused, 'window')} of ${plan.document.waves.length} paused: no runs before that ends`}</Text>
        )}
        {isComplete && plan.paused === 0 && <Text>{`  First run   ${firstRunWords(plan, now)}`}</Text>}
        {isComplete && (
          <Text>{'  Next        tag your nodes: a window patches the nodes that carry its patch group'}</Text>
        )}
      </Box>
    </Screen>
  );
}

function FailureLines({ state }: Pick<SetupPlaceEnd, 'state'>) {
  const { symbols } = useFrame();
  const failure = state.outcomes.find((outcome) => outcome.type === 'failed');
  if (failure?.type !== 'failed') return null;
  return (
    <>
      <Text tone="danger" wrap="wrap">{`${symbols.failed} ${failure.operation.name}: ${failure.error.title}`}</Text>
      <Text tone="muted" wrap="wrap">
        {failure.error.detail}
      </Text>
    </>
  );
}

function firstRunWords({ document }: SetupPlan, now: Date): string {
  const scheduled = document.waves.map((wave) => scheduledWindow(document, wave));
  const [first] = planOccurrences(scheduled, { from: now, count: 1 });
  if (first === undefined) return 'none';
  const { timeZone } = first;
  return `${dateWords(first.start, timeZone).replace(/ {2}/, ' ')} ${timeWords(first.start, timeZone)} ${timeZone}`;
}

function CheckLine({ check }: Pick<SetupPlaceEnd, 'check'>) {
  const { symbols } = useFrame();
  if (check === undefined) {
    return (
      <Text tone="warning">{`${symbols.warning} AWS's own schedule could not be read; the dates are not verified.`}</Text>
    );
  }
  const { checked, differences } = check;
  if (checked === 0) return <Text>AWS lists no run to compare with the preview.</Text>;
  if (differences.length === 0) {
    return (
      <Text tone="success">
        {`${symbols.done} AWS's own schedule agrees with the preview on all ${checked} dates checked.`}
      </Text>
    );
  }
  return (
    <Text tone="danger" wrap="wrap">
      {`${symbols.failed} AWS's own schedule differs from the preview on ${differences.length} of ${checked} dates; they are listed when you leave.`}
    </Text>
  );
}
