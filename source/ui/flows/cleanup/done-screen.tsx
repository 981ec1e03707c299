/** The end of a clean-up: what went, what stayed and why, and the way back. */
import { Box } from 'ink';
import type { CleanupPlaceEnd } from '../../../jobs/cleanup.js';
import { proofs, undoneOf, whyStayed } from '../../../jobs/cleanup-result.js';
import type { Outcome } from '../../../plan/account/events.js';
import { Screen } from '../../components/screen.js';
import { Scroll, useScroll } from '../../components/scroll.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { useScreenKeys } from '../../hooks/use-keys.js';

export type DoneScreenProps = {
  readonly end: CleanupPlaceEnd;
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
export function DoneScreen({ end, seconds, onLeave }: DoneScreenProps) {
  const { bodyRows } = useFrame();
  const scroll = useScroll();
  useScreenKeys((action) => {
    if (action === 'page-up' || action === 'page-down') scroll.turn(action === 'page-up' ? -1 : 1);
    else if (action === 'submit' || action === 'back') onLeave();
  });
  const rows = Math.min(bodyRows, mostRows);
  const { state, isComplete, backupFile } = end;
  const calls = `${state.succeeded} of ${state.total} calls`;
  return (
    <Screen
      question={`${isComplete ? 'Done' : 'Not complete'}: ${calls} in ${seconds.toFixed(1)} s.`}
      explanation={`Enter leaves and prints ${leftBehind(isComplete, backupFile)}.`}
      keys={[{ key: 'submit', does: 'leave' }, ...scroll.hints]}
      bodyRows={rows}
    >
      <Scroll rows={rows} scroll={scroll}>
        <Box flexDirection="column" paddingLeft={2}>
          <Left {...end} />
          <Text wrap="wrap">{`  Backup   ${backupFile ?? 'none was wanted'}`}</Text>
        </Box>
      </Scroll>
    </Screen>
  );
}

/** What is proved to be gone, and what stayed with why. */
function Left({ state, isComplete, left }: CleanupPlaceEnd) {
  const { symbols } = useFrame();
  const { outcomes } = state;
  const stayWords = (stay: Outcome): string =>
    `${symbols.warning} ${stay.operation.name} stays: ${whyStayed(stay, outcomes, ({ title }) => title)}`;
  return (
    <>
      {(isComplete ? proofs(outcomes) : []).map((proof) => (
        <Text key={proof} tone="success" wrap="wrap">{`${symbols.done} ${proof}`}</Text>
      ))}
      {left === undefined && (
        <Text
          tone="warning"
          wrap="wrap"
        >{`${symbols.warning} The account could not be listed again, so nothing is proved.`}</Text>
      )}
      {(left ?? []).map(({ id, summary }) => (
        <Text key={id} tone="danger" wrap="wrap">{`${symbols.failed} Still listed: ${summary}`}</Text>
      ))}
      {undoneOf(outcomes).map((stay) => (
        <Text key={stay.operation.id} tone="warning" wrap="wrap">
          {stayWords(stay)}
        </Text>
      ))}
    </>
  );
}

function leftBehind(isComplete: boolean, backupFile: string | undefined): string {
  const facts = isComplete ? 'this again' : 'what stayed and why';
  return backupFile === undefined ? facts : `${facts}, and the command that brings it back`;
}
