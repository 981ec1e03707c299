/** The end of a restore: what came back and under which ids, what did not and why. */
import { Box } from 'ink';
import type { RestorePlaceEnd } from '../../../jobs/restore.js';
import { restoredIds, restoredIdWords } from '../../../jobs/restored-ids.js';
import { endWords } from '../../../plan/account/deeds.js';
import type { Outcome } from '../../../plan/account/events.js';
import type { RestorePlan } from '../../../plan/restore/restore.js';
import { Marked } from '../../components/marked.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { spelled } from '../../symbols.js';
import { UndoneLines } from '../undone-lines.js';
import { type DoneScreenProps, EndScreen } from '../work-screens.js';

/**
 * ```
 *  Done: 2 windows, 2 registrations, 1 baseline, 1 record created in 1.8 s.
 *
 *    Old and new ids:
 *    mw-0c50858d01EXAMPLE → mw-0a1feb7704a3279a9  Week1Day2Unattended0300
 * ```
 */
export function DoneScreen({ end, seconds, ways, onLeave }: DoneScreenProps<RestorePlaceEnd>) {
  const { size } = useFrame();
  const { plan, isComplete } = end;
  const { outcomes } = end.state;
  const indent = size === 'small' ? 1 : 3;
  return (
    <EndScreen
      question={`${endWords(end, seconds)}.`}
      explanation={
        isComplete
          ? 'Enter quits and prints the old and new ids.'
          : 'Enter quits and prints what happened and the command to continue. What was restored is kept.'
      }
      ways={ways}
      onLeave={onLeave}
    >
      <Box flexDirection="column" paddingLeft={indent}>
        <UndoneLines outcomes={outcomes} verbs={['was not restored', 'were not restored']} indent={indent} />
        <Box flexDirection="column" marginTop={isComplete || size === 'small' ? 0 : 1}>
          <RestoredIds plan={plan} outcomes={outcomes} />
        </Box>
      </Box>
    </EndScreen>
  );
}

export type RestoredIdsProps = {
  readonly plan: Pick<RestorePlan, 'renamed'>;
  readonly outcomes: readonly Outcome[];
};

/**
 * ```
 * Old and new ids:
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
      <Text tone="muted">{isAllThere ? 'Already restored, with new ids:' : 'Old and new ids:'}</Text>
      {ids.map((each) => {
        const line = spelled(restoredIdWords(isAllThere ? { ...each, isThereAlready: false } : each), symbols);
        // A name beside a long id would only break both.
        const hasRoom = line.length + 2 + each.name.length <= room;
        return hasRoom ? (
          <Text key={each.before}>
            {line}
            <Text tone="muted">{`  ${each.name}`}</Text>
          </Text>
        ) : (
          <Marked key={each.before} text={line} columns={room} />
        );
      })}
    </>
  );
}
