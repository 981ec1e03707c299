/** The six digits that an MFA device shows: a profile's role is assumed with them. */
import type { ErrorDescription } from '../../../errors.js';
import { Screen } from '../../components/screen.js';
import { TextLine } from '../../components/text-line.js';
import { useTextEntry } from '../../hooks/use-picker.js';

export type CodeScreenProps = {
  /** Of a code that is needed, or was refused. */
  readonly error: ErrorDescription;
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  What code does your MFA device show?
 *
 *  Code: 123▏
 *
 *  The profile deploy asks for it: arn:aws:iam::121212121212:mfa/me.
 * ```
 */
export function CodeScreen({ error: { title, detail = '', code: kind }, onCode, onBack }: CodeScreenProps) {
  const line = useTextEntry({
    onSubmit: (typed) => {
      if (isCode.test(typed)) onCode(typed);
    },
    onBack,
    accepts: /\d/,
  });
  const isShort = line.text !== '' && !isCode.test(line.text);
  const refused = kind === 'mfa-code-refused' && line.text === '' ? title : undefined;
  return (
    <Screen
      question="What code does your MFA device show?"
      explanation={isShort ? 'The code has six digits.' : detail}
      problem={refused}
      keys={[
        { key: 'type', does: 'the six digits' },
        { key: 'submit', does: 'continue' },
        { key: 'back', does: 'back' },
      ]}
    >
      <TextLine label="Code:" line={line} placeholder="six digits" />
    </Screen>
  );
}

const isCode = /^\d{6}$/;
