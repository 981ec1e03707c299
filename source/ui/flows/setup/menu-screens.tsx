/** The questions that are answered by one row of a menu: which plan, and beside the review which answer to change. */
import { type MenuItem, MenuList } from '../../components/menu-list.js';
import { Screen } from '../../components/screen.js';
import { useFrame } from '../../frame.js';
import { useMenu } from '../../hooks/use-menu.js';
import { rowOf } from '../../lists/list.js';
import { type AccountPlans, isSameTarget, type PlanTarget, planRows } from './plans.js';
import { type RevisedStep, stepTitles } from './steps.js';

type Row = MenuItem & { readonly explanation: string };

type MenuScreenProps<Item extends Row> = {
  readonly question: string;
  readonly items: readonly Item[];
  /** Whether a row is under the cursor at first. @default the first */
  readonly isStart?: (item: Item) => boolean;
  readonly backWords: string;
  readonly onChoose: (item: Item) => void;
  readonly onBack: () => void;
};

const mostRows = 16;

function MenuScreen<Item extends Row>(props: MenuScreenProps<Item>) {
  const { question, items, isStart = () => false, backWords, onChoose, onBack } = props;
  const { bodyRows } = useFrame();
  const cursor = useMenu({
    length: items.length,
    startAt: rowOf(items, isStart),
    onSubmit: (row) => {
      const item = items[row];
      if (item) onChoose(item);
    },
    onBack,
  });
  const rows = Math.min(bodyRows, items.length, mostRows);
  return (
    <Screen
      question={question}
      explanation={items[cursor]?.explanation}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'back', does: backWords },
      ]}
      bodyRows={rows}
    >
      <MenuList items={items} cursor={cursor} rows={rows} />
    </Screen>
  );
}

export type PlanScreenProps = {
  readonly plans: AccountPlans;
  /** What was chosen before. */
  readonly target: PlanTarget | undefined;
  readonly onChoose: (target: PlanTarget) => void;
  readonly onBack: () => void;
};

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
  return (
    <MenuScreen
      question="Which plan?"
      items={planRows(plans)}
      isStart={(row) => isSameTarget(target, row.target)}
      backWords="back"
      onChoose={(row) => onChoose(row.target)}
      onBack={onBack}
    />
  );
}

export type ReviseScreenProps = {
  readonly steps: readonly RevisedStep[];
  readonly onChoose: (step: RevisedStep) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which answer do you want to change?
 *
 *  ❯ Region
 *    Account
 * ```
 */
export function ReviseScreen({ steps, onChoose, onBack }: ReviseScreenProps) {
  const explanation = 'The other answers stay as they are; afterwards you are back at the review.';
  return (
    <MenuScreen
      question="Which answer do you want to change?"
      items={steps.map((step) => ({ step, label: stepTitles[step], explanation }))}
      backWords="back to the review"
      onChoose={({ step }) => onChoose(step)}
      onBack={onBack}
    />
  );
}
