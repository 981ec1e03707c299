/** A confirmation that no key alone gives: a word, or a number, has to be typed. */
import { useState } from 'react';
import { useTextEntry } from '../hooks/use-picker.js';
import { Screen } from './screen.js';
import { TextLine } from './text-line.js';

export type TypedScreenProps = {
  readonly question: string;
  readonly explanation: string;
  /** What has to be typed; spaces do not count. */
  readonly expected: string;
  /** In front of what is typed. */
  readonly label: string;
  /** While nothing is typed: what it looks like. */
  readonly placeholder: string;
  /** Said of anything else that was entered. */
  readonly problem: string;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  To make these 34 calls in account 1234 5678 9012, eu-west-1, type yes.
 *
 *  Type: ye▏
 *
 *  Nothing has been changed so far.
 *  type the word   enter go ahead   esc back   ? help
 * ```
 */
export function TypedScreen({ expected, label, placeholder, onConfirm, onBack, ...words }: TypedScreenProps) {
  const [wrong, setWrong] = useState<string>();
  const isNumber = /^\d+$/.test(expected);
  const line = useTextEntry({
    onSubmit: (typed) => {
      if (typed.replaceAll(' ', '').toLowerCase() === expected) onConfirm();
      else setWrong(typed);
    },
    onBack,
    // One key too many on the questions before must not stand here.
    accepts: isNumber ? /[\d ]/ : /[\p{L} ]/u,
  });
  return (
    <Screen
      question={words.question}
      explanation={words.explanation}
      problem={wrong !== undefined && wrong === line.text.trim() ? words.problem : undefined}
      keys={[
        { key: 'type', does: isNumber ? 'the twelve digits' : 'the word' },
        { key: 'submit', does: 'go ahead' },
        { key: 'back', does: 'back' },
      ]}
    >
      <TextLine label={label} line={line} placeholder={placeholder} />
    </Screen>
  );
}
