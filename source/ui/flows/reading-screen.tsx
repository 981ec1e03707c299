/** A screen while the account is read for a plan, or where that has failed. */
import { Problem } from '../components/problem.js';
import { Screen } from '../components/screen.js';
import { Spinner } from '../components/spinner.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { progressWords } from '../words/account.js';
import type { ReadingStep } from './work.js';

export type ReadingScreenProps = {
  readonly state: ReadingStep;
  /** While it is read. */
  readonly question: string;
  /** @default 'This account cannot be read.' */
  readonly failure?: string;
  readonly onBack: () => void;
};

/**
 * ```
 *  Finding everything about patching here.
 *
 *  ⠼ read so far: 7 windows, 3 baselines, 5 patch groups, 12 nodes
 * ```
 */
export function ReadingScreen(props: ReadingScreenProps) {
  const { state, question, failure = 'This account cannot be read.', onBack } = props;
  useScreenKeys((action) => {
    if (action === 'back') onBack();
  });
  const isFailed = state.step === 'unread';
  return (
    <Screen
      question={isFailed ? failure : question}
      explanation={isFailed ? 'Nothing was changed.' : 'Only reading: nothing is changed.'}
      keys={[{ key: 'back', does: 'back' }]}
      bodyRows={10}
    >
      {isFailed ? <Problem error={state.error} /> : <Spinner label={`read so far: ${progressWords(state.progress)}`} />}
    </Screen>
  );
}
