/** Every call of a plan. */
import { Box } from 'ink';
import type { Operation } from '../../plan/account/operations.js';
import { changeWords } from '../../plan/setup/summary.js';
import { useFrame } from '../frame.js';
import { useMenu } from '../hooks/use-menu.js';
import { List } from './list.js';
import { Screen } from './screen.js';
import { Text } from './text.js';

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
  const cursor = useMenu({ length: operations.length, visible: bodyRows, onSubmit: onBack, onBack });
  const operation = operations[cursor];
  return (
    <Screen
      question="Every call; those that depend on others come after them."
      aside={`${cursor + 1} of ${operations.length}`}
      explanation={operation && [operation.summary, ...changeWords(operation)].join('. ')}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'page-down', does: 'a page' },
        { key: 'back', does: 'back' },
      ]}
    >
      <List
        items={operations}
        cursor={cursor}
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
