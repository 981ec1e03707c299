/** Beside the review: which answer to change. */
import { MenuList } from '../../components/menu-list.js';
import { Screen } from '../../components/screen.js';
import { useMenu } from '../../hooks/use-menu.js';
import { questions, type RevisedStep, stepTitles } from './steps.js';

export type ReviseScreenProps = {
  /** Whether the account has plans to choose from. */
  readonly hasPlans: boolean;
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
export function ReviseScreen({ hasPlans, onChoose, onBack }: ReviseScreenProps) {
  const revisable = questions.filter((step) => step !== 'review' && (step !== 'plan' || hasPlans));
  const cursor = useMenu({
    length: revisable.length,
    onSubmit: (row) => {
      const step = revisable[row];
      if (step && step !== 'review') onChoose(step);
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
      bodyRows={revisable.length}
    >
      <MenuList items={revisable.map((step) => ({ label: stepTitles[step] }))} cursor={cursor} />
    </Screen>
  );
}
