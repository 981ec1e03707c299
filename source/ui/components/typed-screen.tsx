/** A confirmation that no key alone gives: a word, or a number, has to be typed. */
import { useState } from 'react';
import { isConfirmedBy } from '../../plan/account/confirmation.js';
import { useTextEntry } from '../hooks/use-picker.js';
import { Screen } from './screen.js';
import { TextLine } from './text-line.js';

export type TypedScreenProps = {
  readonly question: string;
  readonly explanation: string;
  /** `yes`, or an account's id: what has to be typed. */
  readonly expected: string;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Type yes to create 34 things in 1234 5678 9012, eu-west-1.
 *
 *  Type: ye▏
 *
 *  Nothing has been changed yet.
 *  type yes   enter confirm   esc back   ? help
 * ```
 */
export function TypedScreen({ question, explanation, expected, onConfirm, onBack }: TypedScreenProps) {
  const [wrong, setWrong] = useState<string>();
  const isNumber = /^\d+$/.test(expected);
  const problem = isNumber
    ? `That is not ${expected}, the account at the top of the screen. Nothing was changed.`
    : `That is not ${expected}. Nothing was changed.`;
  const line = useTextEntry({
    onSubmit: (typed) => {
      if (isConfirmedBy(typed, { expected })) onConfirm();
      else setWrong(typed);
    },
    onBack,
    // One key too many on the questions before must not stand here.
    accepts: isNumber ? /[\d ]/ : /[\p{L} ]/u,
  });
  return (
    <Screen
      question={question}
      explanation={explanation}
      problem={wrong !== undefined && wrong === line.text.trim() ? problem : undefined}
      keys={[
        { key: 'type', does: isNumber ? 'the twelve digits' : expected, help: `${expected}, to confirm` },
        { key: 'submit', does: 'confirm' },
        { key: 'back', does: 'back' },
      ]}
    >
      <TextLine
        label={isNumber ? 'Account:' : 'Answer:'}
        line={line}
        placeholder={isNumber ? 'twelve digits' : expected}
      />
    </Screen>
  );
}
