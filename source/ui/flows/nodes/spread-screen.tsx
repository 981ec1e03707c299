/** Over which groups are nodes spread? */
import { useMemo } from 'react';
import { counted } from '../../../plan/text/plural.js';
import { filterHint } from '../../components/filter-line.js';
import { FilteredTable } from '../../components/filtered.js';
import { Screen } from '../../components/screen.js';
import { useFrame } from '../../frame.js';
import { useFilteredList } from '../../hooks/use-filtered-list.js';
import { useShownColumns } from '../../hooks/use-shown-columns.js';
import { positionWords } from '../../lists/table.js';
import { spreadSight } from './asking.js';
import type { AskingStep } from './state.js';
import { groupColumns, groupRows } from './words.js';

export type SpreadScreenProps = {
  readonly state: Extract<AskingStep, { readonly step: 'spread' }>;
  readonly now: Date;
  readonly onTick: (groups: readonly string[]) => void;
  readonly onTake: () => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which groups should 12 nodes be spread over?                                1 of 8
 *
 *    GROUP                                 PLAN   NEXT RUN                 NODES
 *  ❯ ◼ web-a                               web    Tue 8 Dec 03:00 London       6
 *    ◼ web-b                               web    Tue 15 Dec 03:00 London      6
 * ```
 */
export function SpreadScreen({ state, now, onTick, onTake, onBack }: SpreadScreenProps) {
  const { bodyRows } = useFrame();
  const { groups, ids, sight } = state;
  const after = useMemo(() => spreadSight(groups, ids, sight), [groups, ids, sight]);
  const rows = useMemo(
    () =>
      groupRows(sight, now, after).map((each) => {
        const [first = { text: '' }, ...rest] = each.cells;
        return { ...each, cells: [{ ...first, mark: groups.includes(each.id) ? 'on' : 'off' } as const, ...rest] };
      }),
    [groups, sight, after, now],
  );
  const shown = useShownColumns(groupColumns, rows);
  const isReady = groups.length > 1;
  const list = useFilteredList({
    items: rows,
    textOf: ({ searched }) => searched,
    visible: bodyRows - 2,
    onPick: () => {
      if (isReady) onTake();
    },
    onBack,
    onKey: (action, _, under) => {
      if (action === 'toggle' && under)
        onTick(groups.includes(under.id) ? groups.filter((name) => name !== under.id) : [...groups, under.id]);
      else if (action === 'all') onTick(groups.length === rows.length ? [] : rows.map(({ id }) => id));
      else if (action === 'create' && isReady) onTake();
    },
  });
  const crowded = after.findings.find(({ code }) => code === 'service-together')?.message;
  return (
    <Screen
      question={`Which groups should ${counted(ids.length, 'node')} be spread over?`}
      aside={positionWords(list.cursor, list.items.length)}
      explanation={
        isReady
          ? (crowded ?? 'Nodes that look like one service go into different groups, so they are not patched together.')
          : 'Mark two or more groups. Nodes that look like one service are kept apart.'
      }
      keys={[
        { key: 'toggle', does: 'mark' },
        ...(isReady ? [{ key: 'submit', does: 'spread' } as const] : []),
        { key: 'all', does: 'mark all' },
        { key: 'move', does: 'move' },
        filterHint,
        { key: 'back', does: 'back' },
      ]}
    >
      <FilteredTable list={list} columns={groupColumns} shown={shown} empty="No group matches the filter." />
    </Screen>
  );
}
