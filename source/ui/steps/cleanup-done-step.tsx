/** The end of a clean-up: what went, what stayed and why, and the way back. */
import { Box } from 'ink';
import { isDone, proofs, whyStayed } from '../../execute/cleanup.js';
import type { Outcome } from '../../execute/events.js';
import { clip } from '../clip.js';
import { Problem } from '../components/problem.js';
import { Screen } from '../components/screen.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import type { Work } from '../hooks/use-execution.js';
import { useScreenKeys } from '../hooks/use-keys.js';

export type CleanupDoneStepProps = {
  readonly work: Work;
  readonly seconds: number;
  readonly onLeave: () => void;
};

/**
 * ```
 *  Done: 17 of 17 calls in 0.8 s.
 *
 *    ✔ Listed again: nothing of what was deleted is there any more.
 *      Backup   /home/jo/.local/state/ssm-patch-wizard/backups/….json
 * ```
 */
export function CleanupDoneStep({ work, seconds, onLeave }: CleanupDoneStepProps) {
  const { columns, symbols } = useFrame();
  useScreenKeys((action) => {
    if (action === 'submit' || action === 'back') onLeave();
  });
  const { execution, outcome } = work;
  const { succeeded, total } = execution;
  const stayed = execution.outcomes.filter(({ type }) => type !== 'succeeded');
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
      keys={[{ key: 'submit', does: 'leave' }]}
      bodyRows={9}
    >
      {outcome.refusal ? (
        <Problem error={outcome.refusal} />
      ) : (
        <Box flexDirection="column" paddingLeft={2}>
          {(isComplete ? proofs(execution.outcomes) : [])
            .flatMap((proof) => clip(`${symbols.done} ${proof}`, columns - 3, 2, symbols.ellipsis))
            .map((row) => (
              <Text key={row} tone="success">
                {row}
              </Text>
            ))}
          {outcome.left === undefined && (
            <Text tone="warning">{`${symbols.warning} The account could not be listed again, so nothing is proved.`}</Text>
          )}
          {(outcome.left ?? []).slice(0, 2).map(({ id, summary }) => (
            <Text key={id} tone="danger">{`${symbols.failed} Still listed: ${summary}`}</Text>
          ))}
          {stayed.slice(0, 3).map((stay) => (
            <Box key={stay.operation.id} flexDirection="column">
              {clip(stayWords(stay), columns - 3, 2, symbols.ellipsis).map((row) => (
                <Text key={row} tone="warning">
                  {row}
                </Text>
              ))}
            </Box>
          ))}
          {stayed.length > 3 && <Text tone="warning">{`${symbols.warning} and ${stayed.length - 3} more`}</Text>}
          <Text>{`  Backup   ${outcome.backupFile ?? 'none was wanted'}`}</Text>
        </Box>
      )}
    </Screen>
  );
}

function leftBehind(isComplete: boolean, backupFile: string | undefined): string {
  const facts = isComplete ? 'this again' : 'what stayed and why';
  return backupFile === undefined ? facts : `${facts}, and the command that brings it back`;
}
