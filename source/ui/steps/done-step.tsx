/** The end: what exists now, whether AWS agrees about the dates, and what comes next. */
import { Box } from 'ink';
import type { ErrorDescription } from '../../errors.js';
import type { ScheduleCheck } from '../../jobs/schedule-check.js';
import type { ExecutionState } from '../../plan/account/events.js';
import type { SetupPlan } from '../../plan/setup/setup-plan.js';
import { planOccurrences } from '../../schedule/occurrences.js';
import { dateWords, timeWords } from '../../wizard/words.js';
import { Problem } from '../components/problem.js';
import { Screen } from '../components/screen.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';

export type DoneStepProps = {
  readonly plan: SetupPlan;
  readonly execution: ExecutionState;
  readonly check: ScheduleCheck | undefined;
  /** Why nothing was begun, if it was not. */
  readonly refusal: ErrorDescription | undefined;
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
export function DoneStep(props: DoneStepProps) {
  return props.refusal ? <RefusedScreen refusal={props.refusal} onLeave={props.onLeave} /> : <EndScreen {...props} />;
}

function RefusedScreen({ refusal, onLeave }: { readonly refusal: ErrorDescription; readonly onLeave: () => void }) {
  useScreenKeys((action) => {
    if (action === 'submit' || action === 'back') onLeave();
  });
  return (
    <Screen question="Nothing was changed." keys={[{ key: 'submit', does: 'leave' }]} bodyRows={7}>
      <Problem error={refusal} />
    </Screen>
  );
}

function EndScreen({ plan, execution, check, seconds, now, onLeave }: DoneStepProps) {
  const { symbols } = useFrame();
  useScreenKeys((action) => {
    if (action === 'submit' || action === 'back') onLeave();
  });
  const { succeeded, total } = execution;
  const isComplete = succeeded === total;
  const failure = execution.outcomes.find((outcome) => outcome.type === 'failed');
  const { timeZone } = plan.spec;
  const first = planOccurrences(
    plan.desired.windows.map(({ definition, slot }) => ({
      window: definition.Name,
      when: slot,
      timeZone,
      durationHours: plan.spec.task.durationHours,
    })),
    { from: now, count: 1 },
  )[0];
  const firstRun = first
    ? `${dateWords(first.start, timeZone).replace(/ {2}/, ' ')} ${timeWords(first.start, timeZone)} ${timeZone}`
    : 'none';
  return (
    <Screen
      question={
        isComplete
          ? `Done: ${succeeded} calls in ${seconds.toFixed(1)} s.`
          : `Not complete: ${succeeded} of ${total} calls done. What exists is kept.`
      }
      explanation={
        isComplete
          ? 'Enter leaves and prints the commands that tag nodes into each patch group, and the one that undoes it all.'
          : 'Enter leaves and prints what happened and the command that goes on where it stopped.'
      }
      keys={[{ key: 'submit', does: 'leave' }]}
      bodyRows={5}
    >
      <Box flexDirection="column" paddingLeft={2}>
        {failure?.type === 'failed' && (
          <>
            <Text
              tone="danger"
              wrap="wrap"
            >{`${symbols.failed} ${failure.operation.name}: ${failure.error.title}`}</Text>
            <Text tone="muted" wrap="wrap">
              {failure.error.detail}
            </Text>
          </>
        )}
        {isComplete && <CheckLine check={check} />}
        {isComplete && <Text>{`  First run   ${firstRun}`}</Text>}
        {isComplete && (
          <Text>{'  Next        tag your nodes: a window patches the nodes that carry its patch group'}</Text>
        )}
      </Box>
    </Screen>
  );
}

function CheckLine({ check }: Pick<DoneStepProps, 'check'>) {
  const { symbols } = useFrame();
  if (check === undefined) {
    return (
      <Text tone="warning">{`${symbols.warning} AWS's own schedule could not be read; the dates are not verified.`}</Text>
    );
  }
  const { checked, differences } = check;
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
