/** The end of a clean-up: what went, what stayed and why, and the way back. */
import { Box } from 'ink';
import type { CleanupPlaceEnd } from '../../../jobs/cleanup.js';
import { proofs } from '../../../jobs/cleanup-result.js';
import { endWords } from '../../../plan/account/deeds.js';
import { type MarkedLine as Line, Marked } from '../../components/marked.js';
import { useFrame } from '../../frame.js';
import type { Symbols } from '../../symbols.js';
import { UndoneLines } from '../undone-lines.js';
import { type DoneScreenProps, EndScreen } from '../work-screens.js';

/**
 * ```
 *  Done: 8 windows, 32 registrations, 4 baselines, 1 record deleted in 2.8 s.
 *
 *    ✔ Verified: AWS no longer lists what was deleted.
 *      Backup   /home/jo/.local/state/ssm-patch-wizard/backups/….json
 * ```
 */
export function DoneScreen({ end, seconds, ways, onLeave }: DoneScreenProps<CleanupPlaceEnd>) {
  const { symbols } = useFrame();
  const { state, isComplete, backupFile } = end;
  const proved = provedLines(end, symbols);
  return (
    <EndScreen
      question={`${endWords(end, seconds)}.`}
      explanation={`Enter quits and prints ${leftBehind(isComplete, backupFile)}.`}
      ways={ways}
      onLeave={onLeave}
    >
      <Box flexDirection="column" paddingLeft={2}>
        <Lines lines={proved} />
        <UndoneLines outcomes={state.outcomes} verbs={['remains', 'remain']} indent={2} />
        <Lines lines={[backupLine(backupFile)]} />
      </Box>
    </EndScreen>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const { columns } = useFrame();
  return lines.map((line) => <Marked key={line.text} {...line} columns={columns - 3} />);
}

/** What is proved to be gone, and what is not. */
function provedLines(
  { state, isComplete, left }: CleanupPlaceEnd,
  { done, failed, warning }: Symbols,
): readonly Line[] {
  const unproved = 'The account could not be read again, so the result is not verified.';
  return [
    ...(isComplete ? proofs(state.outcomes) : []).map(
      (proof) => ({ mark: done, tone: 'success', text: proof }) as const,
    ),
    ...(left?.map(({ summary }) => ({ mark: failed, tone: 'danger', text: `Still there: ${summary}` }) as const) ?? [
      { mark: warning, tone: 'warning', text: unproved },
    ]),
  ];
}

function backupLine(backupFile: string | undefined): Line {
  return { mark: ' ', tone: 'body', text: `Backup   ${backupFile ?? 'none'}` };
}

function leftBehind(isComplete: boolean, backupFile: string | undefined): string {
  const facts = isComplete ? 'this again' : 'what was kept and why';
  return backupFile === undefined ? facts : `${facts}, and the restore command`;
}
