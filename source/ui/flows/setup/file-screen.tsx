/** Asks for the JSON file of a baseline and says what is wrong with it. */
import { useState } from 'react';
import type { ErrorDescription } from '../../../errors.js';
import { Problem } from '../../components/problem.js';
import { Screen } from '../../components/screen.js';
import { TextLine } from '../../components/text-line.js';
import { useTextEntry } from '../../hooks/use-text-entry.js';

export type FileScreenProps = {
  /** Returns what is wrong with the file, if anything. */
  readonly onSubmit: (fileName: string) => ErrorDescription | undefined;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which JSON file is the baseline in?
 *  File: baselines/linux.json▏
 * ```
 */
export function FileScreen({ onSubmit, onBack }: FileScreenProps) {
  const [error, setError] = useState<ErrorDescription>();
  const text = useTextEntry({ onSubmit: (fileName) => setError(onSubmit(fileName)), onBack });
  return (
    <Screen
      question="Which JSON file is the baseline in?"
      explanation="As CreatePatchBaseline takes it, or as aws ssm get-patch-baseline prints it."
      keys={[
        { key: 'type', does: 'a path', help: 'the path of the file; ctrl-u clears it' },
        { key: 'submit', does: 'read it' },
        { key: 'back', does: 'back' },
      ]}
      bodyRows={12}
    >
      <TextLine label="File:" text={text} placeholder="path of a JSON file" />
      {error && <Problem error={error} />}
    </Screen>
  );
}
