/** Groups by a tag that nodes have: which tag, then which group for each of its values. */
import { Box } from 'ink';
import { useMemo } from 'react';
import { counted } from '../../../plan/text/plural.js';
import { filterHint } from '../../components/filter-line.js';
import { FilteredList } from '../../components/filtered.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { menuHints } from '../../hints.js';
import { useFilteredList } from '../../hooks/use-filtered-list.js';
import { rowOf } from '../../lists/list.js';
import { tagKeysOf, valuesOf } from './asking.js';
import type { AskingStep } from './state.js';

type At<Step extends AskingStep['step']> = Extract<AskingStep, { readonly step: Step }>;

export type KeyScreenProps = {
  readonly state: At<'tag'>;
  readonly onPick: (key: string) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which tag decides the group of 12 nodes?
 *
 *  ❯ Environment   12 nodes   prod, dev, test
 *    Team          12 nodes   web, workplace, platform, …
 * ```
 */
export function KeyScreen({ state: { ids, sight }, onPick, onBack }: KeyScreenProps) {
  const { bodyRows } = useFrame();
  const keys = useMemo(() => tagKeysOf(ids, sight), [ids, sight]);
  const list = useFilteredList({
    items: keys,
    textOf: ({ key, values }) => [key, ...values.map(({ value }) => value)].join(' '),
    visible: bodyRows - 1,
    onPick: ({ key }) => onPick(key),
    onBack,
  });
  const width = columnOf(keys.map(({ key }) => key));
  return (
    <Screen
      question={`Which tag decides the group of ${counted(ids.length, 'node')}?`}
      explanation={
        sight.fleet.tagsRefused
          ? `Tags could not be read: ${sight.fleet.tagsRefused.title}`
          : 'Next, you choose a group for each of its values.'
      }
      keys={[...menuHints, filterHint, { key: 'back', does: 'back' }]}
    >
      <FilteredList
        list={list}
        empty="No tag matches the filter."
        renderItem={({ key, nodes, values }, isUnderCursor) => (
          <>
            <Box width={width} flexShrink={0}>
              <Text tone={isUnderCursor ? 'focus' : 'body'} wrap="truncate-middle">
                {key}
              </Text>
            </Box>
            <Box width={12} flexShrink={0}>
              <Text tone="muted">{counted(nodes, 'node')}</Text>
            </Box>
            <Text tone="muted">{values.map(({ value }) => value || '""').join(', ')}</Text>
          </>
        )}
      />
    </Screen>
  );
}

/** As wide as the longest, as far as there is room for what stands behind them. */
function columnOf(names: readonly string[]): number {
  return Math.min(40, Math.max(4, ...names.map(({ length }) => length)) + 2);
}

export type ValuesScreenProps = {
  readonly state: At<'values'>;
  /** The group of this value is to be chosen. */
  readonly onPick: (value: string) => void;
  readonly onTake: () => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which group for each value of Environment?
 *
 *  ❯ prod    8 nodes   → web-prod
 *    test    1 node    unchanged
 * ```
 */
export function ValuesScreen({ state, onPick, onTake, onBack }: ValuesScreenProps) {
  const { bodyRows, symbols } = useFrame();
  const { choice, ids, sight, at } = state;
  const { key, groups } = choice;
  const values = useMemo(() => valuesOf(key, ids, sight), [key, ids, sight]);
  const isReady = values.some(({ value }) => groups.get(value) !== undefined);
  const list = useFilteredList({
    items: values,
    textOf: ({ value }) => value,
    visible: bodyRows - 1,
    startAt: rowOf(values, ({ value }) => value === at),
    onPick: ({ value }) => onPick(value),
    onBack,
    onKey: (action) => {
      if (action === 'create' && isReady) onTake();
    },
  });
  const width = columnOf(values.map(({ value }) => value));
  return (
    <Screen
      question={`Which group for each value of ${key}?`}
      explanation={
        isReady
          ? 'c puts these groups into the table. Nothing is changed until you confirm the review.'
          : 'Enter chooses a group for the value under the cursor.'
      }
      keys={[
        { key: 'submit', does: 'choose group' },
        ...(isReady ? [{ key: 'create', does: 'use these' } as const] : []),
        { key: 'move', does: 'move' },
        filterHint,
        { key: 'back', does: 'back' },
      ]}
    >
      <FilteredList
        list={list}
        empty="No value matches the filter."
        renderItem={({ value, nodes }, isUnderCursor) => {
          const group = groups.get(value);
          return (
            <>
              <Box width={width} flexShrink={0}>
                <Text tone={isUnderCursor ? 'focus' : 'body'} wrap="truncate-middle">
                  {value || '""'}
                </Text>
              </Box>
              <Box width={12} flexShrink={0}>
                <Text tone="muted">{counted(nodes.length, 'node')}</Text>
              </Box>
              <Text tone={group === undefined ? 'muted' : 'success'}>
                {group === undefined ? 'unchanged' : `${symbols.step} ${group ?? 'none'}`}
              </Text>
            </>
          );
        }}
      />
    </Screen>
  );
}
