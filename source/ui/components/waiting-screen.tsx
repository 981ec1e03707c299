/** A screen while the account is read, or where that has failed. */
import type { ErrorDescription } from '../../errors.js';
import type { InventoryProgress } from '../../plan/account/inventory.js';
import { progressWords } from '../../wizard/account-words.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { Problem } from './problem.js';
import { Screen } from './screen.js';
import { Spinner } from './spinner.js';

export type WaitingScreenProps = {
  readonly question: string;
  readonly progress: InventoryProgress | undefined;
  readonly error: ErrorDescription | undefined;
  readonly onBack: () => void;
};

/**
 * ```
 *  Finding everything about patching here.
 *
 *  ⠼ read so far: 7 windows, 3 baselines, 5 patch groups, 12 nodes
 * ```
 */
export function WaitingScreen({ question, progress, error, onBack }: WaitingScreenProps) {
  useScreenKeys((action) => {
    if (action === 'back') onBack();
  });
  return (
    <Screen
      question={question}
      explanation={error ? 'Nothing was changed.' : 'Only reading: nothing is changed.'}
      keys={[{ key: 'back', does: 'back' }]}
      bodyRows={10}
    >
      {error ? <Problem error={error} /> : <Spinner label={`read so far: ${progressWords(progress)}`} />}
    </Screen>
  );
}
