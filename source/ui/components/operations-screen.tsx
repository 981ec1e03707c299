/** Every call of a plan. */
import { Box } from 'ink';
import type { Operation } from '../../plan/account/operations.js';
import { changeWords } from '../../plan/setup/summary.js';
import { useFrame } from '../frame.js';
import { useFilteredList } from '../hooks/use-filtered-list.js';
import { filterHint } from './filter-line.js';
import { FilteredList } from './filtered.js';
import { Screen } from './screen.js';
import { Text } from './text.js';

export type OperationsScreenProps = { readonly operations: readonly Operation[]; readonly onBack: () => void };

/**
 * ```
 *  Every call, each after those it needs                                       1 of 33
 *
 *  ❯ CreatePatchBaseline       Windows-0day-Important
 *    CreateMaintenanceWindow   Week1Day2Unattended0300
 * ```
 */
export function OperationsScreen({ operations, onBack }: OperationsScreenProps) {
  const { bodyRows, size } = useFrame();
  const list = useFilteredList({
    items: operations,
    textOf: ({ kind, name }) => `${kind} ${name}`,
    visible: bodyRows - 1,
    onBack,
  });
  const { items, cursor } = list;
  const operation = items[cursor];
  return (
    <Screen
      question="Every call, each after those it needs"
      aside={`${items.length === 0 ? 0 : cursor + 1} of ${items.length}`}
      explanation={operation && [operation.summary, ...changeWords(operation)].join('. ')}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'page-down', does: 'scroll' },
        filterHint,
        { key: 'back', does: 'back' },
      ]}
    >
      <FilteredList
        list={list}
        empty="No call matches the filter."
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
