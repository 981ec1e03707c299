/** The end of a restore: what came back and under which ids, what did not and why. */
import { Box } from 'ink';
import type { RestorePlaceEnd } from '../../../jobs/restore.js';
import { restoredIds, restoredIdWords } from '../../../jobs/restored-ids.js';
import type { Outcome } from '../../../plan/account/events.js';
import { blocking, type Finding, warning } from '../../../plan/account/finding.js';
import type { RestorePlan } from '../../../plan/restore/restore.js';
import { restoreLines } from '../../../plan/restore/summary.js';
import { Counts, Findings } from '../../components/plan-parts.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { spelled } from '../../symbols.js';
import { type DoneScreenProps, EndScreen } from '../work-screens.js';

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
export function DoneScreen({ end, seconds, onLeave }: DoneScreenProps<RestorePlaceEnd>) {
  const { size } = useFrame();
  const { plan, isComplete } = end;
  const { outcomes, succeeded, total } = end.state;
  const made = outcomes.filter(({ type }) => type === 'succeeded').map(({ operation }) => operation);
  return (
    <EndScreen
      question={`${isComplete ? 'Done' : 'Not complete'}: ${succeeded} of ${total} calls in ${seconds.toFixed(1)} s.`}
      explanation={
        isComplete
          ? 'Enter leaves and prints the new ids against the old ones.'
          : 'Enter leaves and prints what happened and the command that goes on: what is there by now is kept.'
      }
      mostRows={20}
      onLeave={onLeave}
    >
      <Box flexDirection="column" paddingLeft={size === 'small' ? 1 : 3}>
        <Findings findings={undone(outcomes)} />
        <Counts lines={restoreLines({ operations: made })} />
        <Box flexDirection="column" marginTop={size === 'small' ? 0 : 1}>
          <RestoredIds plan={plan} outcomes={outcomes} />
        </Box>
      </Box>
    </EndScreen>
  );
}

/** Each failure with what AWS answered, after the last what to do about them, then what waits for them. */
function undone(outcomes: readonly Outcome[]): readonly Finding[] {
  const failed = outcomes.filter((outcome) => outcome.type === 'failed');
  const skipped = outcomes.filter((outcome) => outcome.type === 'skipped');
  const steps = [...new Set(failed.flatMap(({ error }) => error.nextSteps))];
  return [
    ...failed.map(({ operation: { kind, name }, error: { code, detail, title } }, index) =>
      blocking(code, `${kind} ${name}: ${detail ?? title}`, index === failed.length - 1 ? steps : []),
    ),
    ...skipped.map(({ operation: { kind, name }, reason }) => warning('skipped', `${kind} ${name}: ${reason}`)),
  ];
}

export type RestoredIdsProps = {
  readonly plan: Pick<RestorePlan, 'renamed'>;
  readonly outcomes: readonly Outcome[];
};

/**
 * ```
 * New ids against the old ones:
 * mw-0c50858d01EXAMPLE → mw-0a1feb7704a3279a9  Week1Day2Unattended0300
 * ```
 */
export function RestoredIds({ plan, outcomes }: RestoredIdsProps) {
  const { columns, symbols, size } = useFrame();
  const ids = restoredIds(plan, outcomes);
  if (ids.length === 0) return null;
  const isAllThere = ids.every(({ isThereAlready }) => isThereAlready);
  const room = columns - (size === 'small' ? 2 : 4);
  return (
    <>
      <Text tone="muted">{isAllThere ? 'Brought back before, under new ids:' : 'New ids against the old ones:'}</Text>
      {ids.map((each) => {
        const line = spelled(restoredIdWords(isAllThere ? { ...each, isThereAlready: false } : each), symbols);
        // A name beside a long id would only break both.
        const hasRoom = line.length + 2 + each.name.length <= room;
        return (
          <Text key={each.before} wrap="wrap">
            {line}
            <Text tone="muted">{hasRoom ? `  ${each.name}` : ''}</Text>
          </Text>
        );
      })}
    </>
  );
}
