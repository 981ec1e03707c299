/** The review's side screens: every call of the plan, and which answer to change. */
import { Box } from 'ink';
import type { Operation } from '../../plan/account/operations.js';
import { changeWords } from '../../plan/setup/summary.js';
import { moveCursor } from '../../wizard/list.js';
import { type SetupStep, stepTitles } from '../../wizard/steps.js';
import { List } from '../components/list.js';
import { MenuList } from '../components/menu-list.js';
import { Screen } from '../components/screen.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { useLiveReducer } from '../hooks/use-live-reducer.js';
import { listMove, useMenu } from '../hooks/use-menu.js';

export type OperationsScreenProps = { readonly operations: readonly Operation[]; readonly onBack: () => void };

/**
 * ```
 *  Every call; those that depend on others come after them.                    1 of 33
 *
 *  ❯ CreatePatchBaseline       Windows-0day-Important
 *    CreateMaintenanceWindow   Week1Day2Unattended0300
 * ```
 */
export function OperationsScreen({ operations, onBack }: OperationsScreenProps) {
  const { bodyRows, size } = useFrame();
  const { state, dispatch } = useLiveReducer(
    (cursor: number, move: Parameters<typeof moveCursor>[1]) => moveCursor(cursor, move, operations.length, bodyRows),
    () => 0,
  );
  useScreenKeys((action) => {
    const move = listMove(action);
    if (move) dispatch(move);
    else if (action === 'back' || action === 'submit') onBack();
  });
  const operation = operations[state];
  return (
    <Screen
      question="Every call; those that depend on others come after them."
      aside={`${state + 1} of ${operations.length}`}
      explanation={operation && [operation.summary, ...changeWords(operation)].join('. ')}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'page-down', does: 'a page' },
        { key: 'back', does: 'back to the review' },
      ]}
      bodyRows={bodyRows}
    >
      <List
        items={operations}
        cursor={state}
        rows={bodyRows}
        renderItem={({ kind, name }, isUnderCursor) => (
          <>
            <Box width={size === 'small' ? 28 : 38} flexShrink={0}>
              <Text tone="muted">{kind}</Text>
            </Box>
            <Text tone={isUnderCursor ? 'focus' : 'body'}>{name}</Text>
          </>
        )}
      />
    </Screen>
  );
}

export type ReviseScreenProps = { readonly onChoose: (step: SetupStep) => void; readonly onBack: () => void };

const questions = ['region', 'account', 'baseline', 'schedule', 'options'] as const satisfies readonly SetupStep[];

/**
 * ```
 *  Which answer do you want to change?
 *
 *  ❯ Region
 *    Account
 * ```
 */
export function ReviseScreen({ onChoose, onBack }: ReviseScreenProps) {
  const cursor = useMenu({
    length: questions.length,
    onSubmit: (row) => {
      const step = questions[row];
      if (step) onChoose(step);
    },
    onBack,
  });
  return (
    <Screen
      question="Which answer do you want to change?"
      explanation="The other answers stay as they are; afterwards you are back at the review."
      keys={[
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'back', does: 'back to the review' },
      ]}
      bodyRows={questions.length}
    >
      <MenuList items={questions.map((step) => ({ label: stepTitles[step] }))} cursor={cursor} />
    </Screen>
  );
}
