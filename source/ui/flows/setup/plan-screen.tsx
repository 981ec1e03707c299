/** Which plan: those of the account, a new one, or windows that nobody's plan has. */
import { Box } from 'ink';
import { useMemo } from 'react';
import type { OwnedInventory } from '../../../plan/account/ownership.js';
import type { Codec } from '../../../plan/intent/codec.js';
import { filterHint } from '../../components/filter-line.js';
import { FilteredList } from '../../components/filtered.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { menuHints } from '../../hints.js';
import { useFilteredList } from '../../hooks/use-filtered-list.js';
import { rowOf } from '../../lists/list.js';
import { isSameTarget, type PlanRow, type PlanTarget, planRows } from './plans.js';

export type PlanScreenProps = {
  readonly inventory: OwnedInventory;
  /** What was chosen before. */
  readonly target: PlanTarget | undefined;
  readonly codec: Codec;
  readonly now: Date;
  readonly onChoose: (target: PlanTarget) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which plan would you like to work on?
 *
 *  ❯ web         3rd Sat · 22:00 Paris · 4 windows · 12 nodes · next Sat 19 Dec 22:00 (in 23 days)
 *    db          last Sun · 05:00 Tokyo · 1 window · 2 nodes · ! 1 thing differs from the plan
 *    New plan    choose dates and create windows
 *    Take over   8 windows in no plan: Week1Day2Unattended0300, …
 * ```
 */
export function PlanScreen({ inventory, target, codec, now, onChoose, onBack }: PlanScreenProps) {
  const { bodyRows, columns } = useFrame();
  const rows = useMemo(() => planRows(inventory, { codec, now }), [inventory, codec, now]);
  const list = useFilteredList({
    items: rows,
    textOf: ({ label, about }) => `${label} ${about}`,
    visible: bodyRows - 1,
    startAt: rowOf(rows, (row) => isSameTarget(target, row.target)),
    onPick: (row) => onChoose(row.target),
    onBack,
  });
  const longest = Math.max(...rows.map(({ label }) => label.length));
  const width = Math.min(longest + 3, Math.floor(columns / 3));
  const under = list.items[list.cursor];
  // What has no room in its row stands below whole.
  const isCut = (about: string): boolean => about.length > columns - width - 6;
  return (
    <Screen
      question="Which plan would you like to work on?"
      explanation={under && (isCut(under.about) ? `${under.about}. ${under.explanation}` : under.explanation)}
      keys={[...menuHints, filterHint, { key: 'back', does: 'back' }]}
    >
      <FilteredList
        list={list}
        empty="No plan matches the filter."
        renderItem={(row, isUnderCursor) => <Row {...row} width={width} isUnderCursor={isUnderCursor} />}
      />
    </Screen>
  );
}

type RowProps = PlanRow & { readonly width: number; readonly isUnderCursor: boolean };

function Row({ label, about, isWarning, width, isUnderCursor }: RowProps) {
  return (
    <>
      <Box width={width} flexShrink={0}>
        <Text tone={isUnderCursor ? 'focus' : 'body'} wrap="truncate-middle">
          {label}
        </Text>
      </Box>
      <Text tone={isWarning ? 'warning' : 'muted'}>{about}</Text>
    </>
  );
}
