/** Into which group? */
import { useMemo } from 'react';
import { filterHint } from '../../components/filter-line.js';
import { FilteredTable } from '../../components/filtered.js';
import { Screen } from '../../components/screen.js';
import { useFrame } from '../../frame.js';
import { useFilteredList } from '../../hooks/use-filtered-list.js';
import { useShownColumns } from '../../hooks/use-shown-columns.js';
import { positionWords } from '../../lists/table.js';
import { nothing, row } from '../status/rows.js';
import type { NodesSight } from './sight.js';
import { groupColumns, groupRows, noGroup } from './words.js';

export type GroupScreenProps = {
  readonly question: string;
  readonly sight: NodesSight;
  readonly now: Date;
  /** Null takes nodes off their group. */
  readonly onPick: (group: string | null) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which group should 3 nodes be in?                                          1 of 9
 *
 *    GROUP                               PLAN      NEXT RUN                 NODES
 *  ❯ web-dev                             web       Tue 8 Dec 03:00 London       3
 *    none                                          never                        4
 * ```
 */
export function GroupScreen({ question, sight, now, onPick, onBack }: GroupScreenProps) {
  const { bodyRows } = useFrame();
  const rows = useMemo(() => [...groupRows(sight, now), none], [sight, now]);
  const shown = useShownColumns(groupColumns, rows);
  const list = useFilteredList({
    items: rows,
    textOf: ({ searched }) => searched,
    visible: bodyRows - 2,
    onPick: ({ id }) => onPick(id === noGroup ? null : id),
    onBack,
  });
  return (
    <Screen
      question={question}
      aside={positionWords(list.cursor, list.items.length)}
      explanation={list.items[list.cursor]?.about()}
      keys={[
        { key: 'submit', does: 'choose' },
        { key: 'move', does: 'move' },
        filterHint,
        { key: 'back', does: 'back' },
      ]}
    >
      <FilteredTable list={list} columns={groupColumns} shown={shown} empty="No group matches the filter." />
    </Screen>
  );
}

const none = row({
  id: noGroup,
  plan: undefined,
  cells: [{ text: 'none', meaning: 'warning' }, nothing, nothing, { text: 'never', meaning: 'warning' }, nothing],
  names: [],
  about: () => 'Removes the tag, so no plan patches the nodes.',
});
