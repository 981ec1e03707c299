/** The baseline question: which operating systems are patched, and which patches are approved. */
import { Box } from 'ink';
import { useState } from 'react';
import { describeError, type ErrorDescription } from '../../errors.js';
import type { InventoryNode } from '../../plan/account/inventory.js';
import { type BaselineDefinition, operatingSystems } from '../../plan/baseline/baseline.js';
import type { Answers } from '../../plan/spec/answers.js';
import {
  type BaselineRow,
  baselineAnswers,
  baselineRows,
  explainBaseline,
  initialBaselineQuestion,
  reduceBaselineQuestion,
} from '../../wizard/baseline-choice.js';
import type { KeyHint } from '../components/key-hints.js';
import { List } from '../components/list.js';
import { Screen } from '../components/screen.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { useLiveReducer } from '../hooks/use-live-reducer.js';
import { listMove } from '../hooks/use-menu.js';
import { FileScreen } from './file-screen.js';

export type BaselineStepProps = {
  readonly answers: Answers;
  readonly nodes: readonly InventoryNode[];
  /** Throws a UserError for a file that cannot be used. */
  readonly readBaselineFile: (fileName: string) => BaselineDefinition;
  readonly onAnswer: (answers: Partial<Answers>) => void;
  readonly onBack: (answers: Partial<Answers>) => void;
};

const hints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'toggle', does: 'toggle', help: 'patch this operating system, or not' },
  { key: 'column', does: 'rules', help: 'other rules; digits set the approval delay in days' },
  { key: 'submit', does: 'next' },
  { key: 'back', does: 'back' },
  { key: 'file', does: 'JSON file', help: 'take a baseline from a JSON file' },
];

/**
 * ```
 *  Which operating systems, and which patches?
 *
 *  ❯ ◉ Windows Server           AWS's rules, after 7 days        5 nodes
 *    ◉ Amazon Linux 2023        AWS's rules, but after 3 days    4 nodes
 *    ◯ Ubuntu Server            AWS's rules, at once
 *
 *  Approves: Critical and security updates (severity Critical, Important), 7 days after release.
 * ```
 */
export function BaselineStep({ answers, nodes, readBaselineFile, onAnswer, onBack }: BaselineStepProps) {
  const { bodyRows } = useFrame();
  const { state, current, dispatch } = useLiveReducer(reduceBaselineQuestion, () =>
    initialBaselineQuestion(answers.baselines),
  );
  const [isEnteringFile, setEnteringFile] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const rows = Math.min(bodyRows, operatingSystems.length);

  if (isEnteringFile) {
    return (
      <FileScreen
        onSubmit={(fileName): ErrorDescription | undefined => {
          try {
            dispatch({ type: 'file', fileName, definition: readBaselineFile(fileName) });
            setEnteringFile(false);
            return undefined;
          } catch (error) {
            return describeError(error);
          }
        }}
        onBack={() => setEnteringFile(false)}
      />
    );
  }
  return (
    <BaselineScreen
      rows={rows}
      items={baselineRows(state, nodes)}
      cursor={state.cursor}
      explanation={explainBaseline(state)}
      problem={isRefused ? 'Tick at least one operating system with space first.' : undefined}
      dispatch={(event) => {
        setRefused(false);
        dispatch(event);
      }}
      onFile={() => setEnteringFile(true)}
      onAnswer={() => {
        const baselines = baselineAnswers(current());
        if (baselines.length === 0) setRefused(true);
        else onAnswer({ baselines });
      }}
      onBack={() => {
        const baselines = baselineAnswers(current());
        // Back may lead to the review, where none at all would be windows that patch with the account's defaults.
        onBack(baselines.length === 0 ? {} : { baselines });
      }}
    />
  );
}

type BaselineScreenProps = {
  readonly rows: number;
  readonly items: readonly BaselineRow[];
  readonly cursor: number;
  readonly explanation: string;
  readonly problem: string | undefined;
  readonly dispatch: (event: Parameters<typeof reduceBaselineQuestion>[1]) => void;
  readonly onFile: () => void;
  readonly onAnswer: () => void;
  readonly onBack: () => void;
};

function BaselineScreen(props: BaselineScreenProps) {
  const { rows, items, cursor, explanation, problem, dispatch } = props;
  const { symbols, size } = useFrame();
  useScreenKeys((action, press) => {
    const move = listMove(action);
    if (move) dispatch({ type: 'move', move, visible: rows });
    else if (action === 'toggle') dispatch({ type: 'toggle' });
    else if (action === 'left') dispatch({ type: 'rules', by: -1 });
    else if (action === 'right') dispatch({ type: 'rules', by: 1 });
    else if (action === 'file') props.onFile();
    else if (action === 'submit') props.onAnswer();
    else if (action === 'back') props.onBack();
    else if (press.kind === 'text' && /\d/.test(press.text)) dispatch({ type: 'digit', digit: press.text });
  });
  return (
    <Screen
      question="Which operating systems, and which patches?"
      explanation={explanation}
      problem={problem}
      keys={hints}
      bodyRows={rows}
    >
      <List
        items={items}
        cursor={cursor}
        rows={rows}
        renderItem={({ label, isChosen, rules, nodes }, isUnderCursor) => (
          <>
            <Box flexShrink={0}>
              <Text tone={isChosen ? 'accent' : 'muted'}>{isChosen ? symbols.on : symbols.off}</Text>
            </Box>
            <Box width={size === 'small' ? 19 : 29} flexShrink={0}>
              <Text tone={isUnderCursor ? 'focus' : 'body'}>{label}</Text>
            </Box>
            <Box width={size === 'small' ? 25 : 36} flexShrink={0}>
              <Text tone={isChosen ? 'body' : 'muted'}>{rules}</Text>
            </Box>
            <Text tone="muted">{nodes}</Text>
          </>
        )}
      />
    </Screen>
  );
}
