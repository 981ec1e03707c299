/** Which plan: those of the account, a new one, or windows that nobody's plan has. */
import { Box } from 'ink';
import { useMemo } from 'react';
import type { OwnedInventory } from '../../../plan/account/ownership.js';
import type { Codec } from '../../../plan/intent/codec.js';
import { List } from '../../components/list.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { menuHints } from '../../hints.js';
import { useMenu } from '../../hooks/use-menu.js';
import { rowOf } from '../../lists/list.js';
import { isSameTarget, type PlanTarget, planRows } from './plans.js';

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
 *  What would you like to change?
 *
 *  ❯ web         3rd Sat · 22:00 Paris · 4 windows · 12 nodes · next Sat 19 Dec 22:00 (in 23 days)
 *    db          last Sun · 05:00 Tokyo · 1 window · 2 nodes · ! 1 thing not as planned
 *    New plan    choose dates, see them, create windows
 *    Take over   8 windows that nobody's plan has: Week1Day2Unattended0300, …
 * ```
 */
export function PlanScreen({ inventory, target, codec, now, onChoose, onBack }: PlanScreenProps) {
  const { columns } = useFrame();
  const rows = useMemo(() => planRows(inventory, { codec, now }), [inventory, codec, now]);
  const startAt = rowOf(rows, (row) => isSameTarget(target, row.target));
  const cursor = useMenu({
    length: rows.length,
    startAt,
    onSubmit: (at) => {
      const row = rows[at];
      if (row) onChoose(row.target);
    },
    onBack,
  });
  const longest = Math.max(...rows.map(({ label }) => label.length));
  const width = Math.min(longest + 3, Math.floor(columns / 3));
  const under = rows[cursor];
  // What has no room in its row stands below whole.
  const isCut = (about: string): boolean => about.length > columns - width - 6;
  return (
    <Screen
      question="What would you like to change?"
      explanation={under && (isCut(under.about) ? `${under.about}. ${under.explanation}` : under.explanation)}
      keys={[...menuHints, { key: 'back', does: 'back' }]}
    >
      <PlanList rows={rows} cursor={cursor} width={width} />
    </Screen>
  );
}

type PlanListProps = {
  readonly rows: ReturnType<typeof planRows>;
  readonly cursor: number;
  readonly width: number;
};

function PlanList({ rows, cursor, width }: PlanListProps) {
  const { bodyRows } = useFrame();
  return (
    <List
      items={rows}
      cursor={cursor}
      rows={bodyRows}
      renderItem={({ label, about, isWarning }, isUnderCursor) => (
        <>
          <Box width={width} flexShrink={0}>
            <Text tone={isUnderCursor ? 'focus' : 'body'} wrap="truncate-middle">
              {label}
            </Text>
          </Box>
          <Text tone={isWarning ? 'warning' : 'muted'}>{about}</Text>
        </>
      )}
    />
  );
}
