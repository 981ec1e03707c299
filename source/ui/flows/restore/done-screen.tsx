/** The end of a restore: what came back and under which ids, what did not and why. */
import { Box } from 'ink';
import type { RestorePlaceEnd } from '../../../jobs/restore.js';
import type { Outcome } from '../../../plan/account/events.js';
import { restoreLines } from '../../../plan/restore/summary.js';
import { NextStep } from '../../components/next-step.js';
import { Counts } from '../../components/plan-parts.js';
import { Screen } from '../../components/screen.js';
import { Scroll, useScroll } from '../../components/scroll.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { RestoredIds } from './id-lines.js';

export type DoneScreenProps = {
  readonly end: RestorePlaceEnd;
  readonly seconds: number;
  readonly onLeave: () => void;
};

const mostRows = 20;

/**
 * ```
 *  Done: 9 of 9 calls in 0.8 s.
 *
 *    + 2  maintenance windows   Week1Day2Unattended0300, Week1Day2Unattended0400
 *    …
 *    New ids against the old ones:
 *    mw-0c50858d01EXAMPLE → mw-0a1feb7704a3279a9  Week1Day2Unattended0300
 * ```
 */
export function DoneScreen({ end, seconds, onLeave }: DoneScreenProps) {
  const { bodyRows, size } = useFrame();
  const scroll = useScroll();
  useScreenKeys((action) => {
    if (action === 'page-up' || action === 'page-down') scroll.turn(action === 'page-up' ? -1 : 1);
    else if (action === 'submit' || action === 'back') onLeave();
  });
  const { plan, isComplete } = end;
  const { outcomes, succeeded, total } = end.state;
  const rows = Math.min(bodyRows, mostRows);
  const made = outcomes.filter(({ type }) => type === 'succeeded').map(({ operation }) => operation);
  return (
    <Screen
      question={`${isComplete ? 'Done' : 'Not complete'}: ${succeeded} of ${total} calls in ${seconds.toFixed(1)} s.`}
      explanation={
        isComplete
          ? 'Enter leaves and prints the new ids against the old ones.'
          : 'Enter leaves and prints what happened and the command that goes on: what is there by now is kept.'
      }
      keys={[{ key: 'submit', does: 'leave' }, ...scroll.hints]}
      bodyRows={rows}
    >
      <Scroll rows={rows} scroll={scroll}>
        <Box flexDirection="column" paddingLeft={size === 'small' ? 1 : 3}>
          <Undone outcomes={outcomes} />
          <Counts lines={restoreLines({ operations: made })} />
          <Box flexDirection="column" marginTop={size === 'small' ? 0 : 1}>
            <RestoredIds plan={plan} outcomes={outcomes} />
          </Box>
        </Box>
      </Scroll>
    </Screen>
  );
}

/** Each failure with what AWS answered, then what to do about them, then what waits for them. */
function Undone({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const { symbols } = useFrame();
  const failed = outcomes.filter((outcome) => outcome.type === 'failed');
  const skipped = outcomes.filter((outcome) => outcome.type === 'skipped');
  const steps = [...new Set(failed.flatMap(({ error }) => error.nextSteps))];
  return (
    <>
      {failed.map(({ operation, error }) => (
        <Text key={operation.id} tone="danger" wrap="wrap">
          {`${symbols.failed} ${operation.kind} ${operation.name}: ${error.detail ?? error.title}`}
        </Text>
      ))}
      {steps.map((step) => (
        <Box key={step} paddingLeft={2} flexShrink={0}>
          <NextStep step={step} indent={5} />
        </Box>
      ))}
      {skipped.map(({ operation, reason }) => (
        <Text key={operation.id} tone="warning" wrap="wrap">
          {`${symbols.warning} ${operation.kind} ${operation.name}: ${reason}`}
        </Text>
      ))}
    </>
  );
}
