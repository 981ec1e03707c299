/** The end of a clean-up: what went, what stayed and why, and the way back. */
import { Box } from 'ink';
import type { CleanupPlaceEnd } from '../../../jobs/cleanup.js';
import { proofs, undoneOf, whyStayed } from '../../../jobs/cleanup-result.js';
import type { Line } from '../../components/lines-screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import type { Symbols } from '../../symbols.js';
import { type DoneScreenProps, EndScreen } from '../work-screens.js';

/**
 * ```
 *  Done: 17 of 17 calls in 0.8 s.
 *
 *    ✔ Listed again: nothing of what was deleted is there any more.
 *      Backup   /home/jo/.local/state/ssm-patch-wizard/backups/….json
 * ```
 */
export function DoneScreen({ end, seconds, onLeave }: DoneScreenProps<CleanupPlaceEnd>) {
  const { symbols } = useFrame();
  const { state, isComplete, backupFile } = end;
  const calls = `${state.succeeded} of ${state.total} calls`;
  return (
    <EndScreen
      question={`${isComplete ? 'Done' : 'Not complete'}: ${calls} in ${seconds.toFixed(1)} s.`}
      explanation={`Enter leaves and prints ${leftBehind(isComplete, backupFile)}.`}
      mostRows={14}
      onLeave={onLeave}
    >
      <Box flexDirection="column" paddingLeft={2}>
        {[...leftLines(end, symbols), backupLine(backupFile)].map(({ tone, text }) => (
          <Text key={text} tone={tone} wrap="wrap">
            {text}
          </Text>
        ))}
      </Box>
    </EndScreen>
  );
}

/** What is proved to be gone, and what stayed with why. */
function leftLines({ state, isComplete, left }: CleanupPlaceEnd, { done, failed, warning }: Symbols): readonly Line[] {
  const { outcomes } = state;
  const unproved = `${warning} The account could not be listed again, so nothing is proved.`;
  return [
    ...(isComplete ? proofs(outcomes) : []).map((proof) => ({ tone: 'success', text: `${done} ${proof}` }) as const),
    ...(left?.map(({ summary }) => ({ tone: 'danger', text: `${failed} Still listed: ${summary}` }) as const) ?? [
      { tone: 'warning', text: unproved },
    ]),
    ...undoneOf(outcomes).map((stay) => {
      const why = whyStayed(stay, outcomes, ({ title }) => title);
      return { tone: 'warning', text: `${warning} ${stay.operation.name} stays: ${why}` } as const;
    }),
  ];
}

function backupLine(backupFile: string | undefined): Line {
  return { tone: 'body', text: `  Backup   ${backupFile ?? 'none was wanted'}` };
}

function leftBehind(isComplete: boolean, backupFile: string | undefined): string {
  const facts = isComplete ? 'this again' : 'what stayed and why';
  return backupFile === undefined ? facts : `${facts}, and the command that brings it back`;
}
