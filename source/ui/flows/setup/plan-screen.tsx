/** Which plan: one of those that are there, a new one, or one of windows that nobody's plan has. */
import { MenuList } from '../../components/menu-list.js';
import { Screen } from '../../components/screen.js';
import { useFrame } from '../../frame.js';
import { useMenu } from '../../hooks/use-menu.js';
import { type AccountPlans, explainTarget, isSameTarget, type PlanTarget, planRows } from './plans.js';

export type PlanScreenProps = {
  readonly plans: AccountPlans;
  /** What was chosen before. */
  readonly target: PlanTarget | undefined;
  readonly onChoose: (target: PlanTarget) => void;
  readonly onBack: () => void;
};

const mostRows = 16;

/**
 * ```
 *  Which plan?
 *
 *  ❯ web                   4 windows
 *    New plan              choose dates, see them, create windows
 *    Take over 8 windows   that nobody's plan has: Week1Day2Unattended0300, …
 * ```
 */
export function PlanScreen({ plans, target, onChoose, onBack }: PlanScreenProps) {
  const { bodyRows } = useFrame();
  const rows = planRows(plans);
  const cursor = useMenu({
    length: rows.length,
    startAt: Math.max(
      0,
      rows.findIndex((row) => isSameTarget(target, row.target)),
    ),
    onSubmit: (row) => {
      const chosen = rows[row];
      if (chosen) onChoose(chosen.target);
    },
    onBack,
  });
  const visible = Math.min(bodyRows, rows.length, mostRows);
  const under = rows[cursor];
  return (
    <Screen
      question="Which plan?"
      explanation={under && explainTarget(under.target)}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'back', does: 'back' },
      ]}
      bodyRows={visible}
    >
      <MenuList items={rows} cursor={cursor} rows={visible} />
    </Screen>
  );
}
