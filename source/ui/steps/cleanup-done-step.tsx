/** The end of a clean-up: what went, what stayed and why, and the way back. */
import { Box } from 'ink';
import { isDone, proofs, undoneOf, whyStayed } from '../../jobs/cleanup-result.js';
import type { Outcome } from '../../plan/account/events.js';
import { Problem } from '../components/problem.js';
import { Screen } from '../components/screen.js';
import { Scroll, useScroll } from '../components/scroll.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import type { Work } from '../hooks/use-execution.js';
import { useScreenKeys } from '../hooks/use-keys.js';

export type CleanupDoneStepProps = {
  readonly work: Work;
  readonly seconds: number;
  readonly onLeave: () => void;
};

const mostRows = 14;

/**
 * ```
 *  Done: 17 of 17 calls in 0.8 s.
 *
 *    ✔ Listed again: nothing of what was deleted is there any more.
 *      Backup   /home/jo/.local/state/ssm-patch-wizard/backups/….json
 * ```
 */
export function CleanupDoneStep({ work, seconds, onLeave }: CleanupDoneStepProps) {
  const { bodyRows, symbols } = useFrame();
  const scroll = useScroll();
  useScreenKeys((action) => {
    if (action === 'page-up' || action === 'page-down') scroll.turn(action === 'page-up' ? -1 : 1);
    else if (action === 'submit' || action === 'back') onLeave();
  });
  const rows = Math.min(bodyRows, mostRows);
  const { execution, outcome } = work;
  const { succeeded, total } = execution;
  const stayed = undoneOf(execution.outcomes);
  const stayWords = (stay: Outcome) =>
    `${symbols.warning} ${stay.operation.name} stays: ${whyStayed(stay, execution.outcomes, ({ title }) => title)}`;
  // Where it was refused nothing was begun, and nothing listed.
  const isComplete = isDone(execution, outcome.left);
  return (
    <Screen
      question={
        outcome.refusal
          ? 'Nothing was deleted.'
          : `${isComplete ? 'Done' : 'Not complete'}: ${succeeded} of ${total} calls in ${seconds.toFixed(1)} s.`
      }
      explanation={`Enter leaves and prints ${outcome.refusal ? 'this again' : leftBehind(isComplete, outcome.backupFile)}.`}
      keys={[{ key: 'submit', does: 'leave' }, ...scroll.hints]}
      bodyRows={rows}
    >
      {outcome.refusal ? (
        <Problem error={outcome.refusal} />
      ) : (
        <Scroll rows={rows} scroll={scroll}>
          <Box flexDirection="column" paddingLeft={2}>
            {(isComplete ? proofs(execution.outcomes) : []).map((proof) => (
              <Text key={proof} tone="success" wrap="wrap">{`${symbols.done} ${proof}`}</Text>
            ))}
            {outcome.left === undefined && (
              <Text
                tone="warning"
                wrap="wrap"
              >{`${symbols.warning} The account could not be listed again, so nothing is proved.`}</Text>
            )}
            {(outcome.left ?? []).map(({ id, summary }) => (
              <Text key={id} tone="danger" wrap="wrap">{`${symbols.failed} Still listed: ${summary}`}</Text>
            ))}
            {stayed.map((stay) => (
              <Text key={stay.operation.id} tone="warning" wrap="wrap">
                {stayWords(stay)}
              </Text>
            ))}
            <Text wrap="wrap">{`  Backup   ${outcome.backupFile ?? 'none was wanted'}`}</Text>
          </Box>
        </Scroll>
      )}
    </Screen>
  );
}

function leftBehind(isComplete: boolean, backupFile: string | undefined): string {
  const facts = isComplete ? 'this again' : 'what stayed and why';
  return backupFile === undefined ? facts : `${facts}, and the command that brings it back`;
}
