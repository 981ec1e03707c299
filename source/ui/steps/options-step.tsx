/** The options: how the windows patch; everything is prefilled, Enter passes it by. */
import { Box } from 'ink';
import { useState } from 'react';
import type { Inventory } from '../../plan/account/inventory.js';
import type { Answers } from '../../plan/spec/answers.js';
import {
  explainOption,
  initialOptionsForm,
  optionRows,
  optionsAnswers,
  optionsProblem,
  reduceOptionsForm,
} from '../../wizard/options-form.js';
import type { KeyHint } from '../components/key-hints.js';
import { List } from '../components/list.js';
import { Screen } from '../components/screen.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { useLiveReducer } from '../hooks/use-live-reducer.js';
import { listMove } from '../hooks/use-menu.js';
import { editOf } from '../keys.js';

export type OptionsStepProps = {
  readonly answers: Answers;
  readonly inventory: Pick<Inventory, 'nodesByGroup'> | undefined;
  readonly onAnswer: (answers: Partial<Answers>) => void;
  readonly onBack: (answers: Partial<Answers>) => void;
};

const hints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'column', does: 'change', help: 'change the value under the cursor' },
  { key: 'type', does: 'a value', help: 'numbers, percentages, tags and names can be typed; ctrl-u clears' },
  { key: 'submit', does: 'next' },
  { key: 'back', does: 'back' },
];

/**
 * ```
 *  How should the windows patch? Enter takes these.
 *
 *  ❯ Operation           ‹ Install ›
 *    Reboot              if needed
 *    Duration, hours     1
 * ```
 */
export function OptionsStep({ answers, inventory, onAnswer, onBack }: OptionsStepProps) {
  const { bodyRows, symbols } = useFrame();
  const { state, current, dispatch } = useLiveReducer(reduceOptionsForm, () => initialOptionsForm(answers));
  const [problem, setProblem] = useState<string>();
  const items = optionRows(state);
  const rows = Math.min(bodyRows, items.length);
  const largestGroup = Math.max(0, ...[...(inventory?.nodesByGroup?.values() ?? [])].map(({ length }) => length));

  useScreenKeys(
    (action, press) => {
      const edit = editOf(press);
      setProblem(undefined);
      const move = listMove(action);
      if (move) dispatch({ type: 'move', move, visible: rows });
      else if (action === 'left') dispatch({ type: 'change', by: -1 });
      else if (action === 'right') dispatch({ type: 'change', by: 1 });
      else if (action === 'back')
        onBack(optionsProblem(current(), answers) ? answers : optionsAnswers(current(), answers));
      else if (action === 'submit') {
        const found = optionsProblem(current(), answers);
        if (found) setProblem(found);
        else onAnswer(optionsAnswers(current(), answers));
      } else if (edit) dispatch(edit);
    },
    { isTyping: () => optionRows(current())[current().cursor]?.kind === 'text' },
  );

  return (
    <Screen
      question="How should the windows patch?"
      aside="enter takes these"
      explanation={explainOption(state, largestGroup)}
      problem={problem}
      keys={hints.filter(({ key }) => key !== (items[state.cursor]?.kind === 'text' ? 'column' : 'type'))}
      bodyRows={rows}
    >
      <List
        items={items}
        cursor={state.cursor}
        rows={rows}
        renderItem={({ label, value, placeholder, kind }, isUnderCursor) => (
          <>
            <Box width={18} flexShrink={0}>
              <Text tone={isUnderCursor ? 'focus' : 'body'}>{label}</Text>
            </Box>
            <Text>
              {isUnderCursor && kind !== 'text' ? `${symbols.left} ${value} ${symbols.right}` : value}
              {value === '' && !isUnderCursor ? <Text tone="muted">{placeholder}</Text> : null}
            </Text>
            {isUnderCursor && kind === 'text' && (
              <Text>
                <Text tone="accent">{symbols.caret}</Text>
                {value === '' ? <Text tone="muted">{placeholder}</Text> : null}
              </Text>
            )}
          </>
        )}
      />
    </Screen>
  );
}
