/** The review: everything that will be created, when it runs first, and the explicit yes. */
import { Box } from 'ink';
import { useMemo, useState } from 'react';
import { type ConnectionFlags, setupCommand } from '../../../plan/intent/command-line.js';
import { planSetup, type SetupPlan } from '../../../plan/setup/setup-plan.js';
import { summaryLines } from '../../../plan/setup/summary.js';
import { MenuScreen } from '../../components/menu-screen.js';
import { OperationsScreen } from '../../components/operations-screen.js';
import { Commands, Counts, Fact, Findings } from '../../components/plan-parts.js';
import { Text } from '../../components/text.js';
import { TypedScreen } from '../../components/typed-screen.js';
import { useFrame } from '../../frame.js';
import type { FlowProps } from '../../outside.js';
import { intentOfAnswers } from './answering.js';
import {
  confirmationOf,
  explanationOf,
  firstRunsWords,
  questionOf,
  quotaWords,
  type ReviewChoice,
  reviewChoices,
} from './review-words.js';
import type { SetupEvent } from './state.js';
import { consentOf, questionsOf, type ReviewStep, stepTitles } from './steps.js';

export type ReviewScreensProps = FlowProps<ReviewStep, SetupEvent>;

/** Rows that the longest review takes; beyond them the menu would be far from what it is about. */
const mostRows = 24;

/**
 * The review with its two side screens: every call, and the questions that can be changed.
 * ```
 *  Create this?
 *
 *    + 1  patch baseline        Windows-0day-Important · …
 *    + 8  maintenance windows   1 h each, …
 *    …
 *  ❯ Create: make 33 calls
 *    Show every call
 *    Change an answer
 *    Leave, nothing is changed
 * ```
 */
export function ReviewScreens(props: ReviewScreensProps) {
  const { state, dispatch } = props;
  const { symbols, isSandbox } = useFrame();
  const plan = usePlan(props);
  const [aside, setAside] = useState<'operations' | 'revise' | 'confirm'>();
  // Back from a side screen the cursor is where it was, not on what applies the plan; each menu has its own, by its key.
  const [startAt, setStartAt] = useState(0);
  const close = (): void => setAside(undefined);
  if (aside === 'operations') return <OperationsScreen operations={plan.operations} onBack={close} />;
  if (aside === 'revise') {
    const steps = questionsOf(state).filter((step) => step !== 'review');
    return (
      <MenuScreen
        key={aside}
        question="Which answer do you want to change?"
        explanation="The other answers stay as they are; afterwards you are back at the review."
        choices={steps.map((step) => ({
          label: stepTitles[step],
          choose: () => dispatch({ type: 'revise', step }),
        }))}
        onBack={close}
        wayOut={{ key: 'back', does: 'back to the review' }}
      />
    );
  }
  const confirm = (): void => dispatch({ type: 'confirmed', plan, at: props.outside.clock.now() });
  if (aside === 'confirm') {
    const words = confirmationOf(plan, state.opened.open.place);
    return <TypedScreen key={aside} {...words} onConfirm={confirm} onBack={close} />;
  }
  const choose = (choice: ReviewChoice, row: number): void => {
    if (choice.type === 'apply' && isSandbox) confirm();
    else if (choice.type === 'apply') setAside('confirm');
    else if (choice.type === 'tick') dispatch({ type: 'toggled', consent: choice.consent });
    else if (choice.type === 'leave') props.leave();
    else {
      setStartAt(row);
      setAside(choice.screen);
    }
  };
  return (
    <MenuScreen
      key="review"
      question={questionOf(plan)}
      aside={`plan ${plan.document.plan}`}
      explanation={explanationOf(plan)}
      choices={reviewChoices(plan, symbols).map((choice) => ({
        label: choice.label,
        isTick: choice.type === 'tick',
        choose: (row) => choose(choice, row),
      }))}
      startAt={startAt}
      onBack={() => dispatch({ type: 'back', step: 'review' })}
      mostRows={mostRows}
    >
      <ReviewBody {...props} plan={plan} />
    </MenuScreen>
  );
}

/** The plan of the answers, made anew only where it would be another one. */
function usePlan(props: ReviewScreensProps): SetupPlan {
  const { state, outside, now } = props;
  const { answering, opened } = state;
  const { inventory } = opened;
  const { codec } = outside.clock;
  const { prune, adopt, resume } = consentOf(state);
  const { region } = connectionOf(props);
  return useMemo(() => {
    const { keepsRecord } = answering.request;
    const options = { codec, now, consent: { prune, adopt, resume }, keepsRecord, region };
    return planSetup(intentOfAnswers(answering), inventory, options);
  }, [answering, inventory, codec, prune, adopt, resume, now, region]);
}

/** Flags that lead to the account on the screen. */
function connectionOf({ state, outside }: ReviewScreensProps): ConnectionFlags {
  return { ...outside.connection, ...state.opened.connection };
}

/** Counts, findings, first runs, quotas and the same thing as a command. */
function ReviewBody(props: ReviewScreensProps & { readonly plan: SetupPlan }) {
  const { plan, state, now } = props;
  const { columns, size } = useFrame();
  const gap = size === 'small' ? 0 : 1;
  const indent = size === 'small' ? 1 : 3;
  const { document, consent, paused } = plan;
  const firstRuns = useMemo(() => firstRunsWords(document, now, 4), [document, now]);
  const noRecord = !state.answering.request.keepsRecord;
  const command = setupCommand(document, connectionOf(props), { ...consent, noRecord });
  return (
    <Box flexDirection="column" paddingLeft={indent}>
      <Counts lines={summaryLines(plan)} />
      {plan.kept > 0 && <Text tone="muted">{`= ${plan.kept} as they should be already`}</Text>}
      <Findings findings={plan.findings} />
      <Box flexDirection="column" marginTop={gap}>
        <Fact label="First runs" value={`${paused > 0 ? 'but for the pause: ' : ''}${firstRuns}`} />
        <Fact label="Quota" value={quotaWords(plan)} />
      </Box>
      <Box flexDirection="column" marginTop={gap}>
        <Commands commands={[command]} columns={columns - indent - 1} />
      </Box>
    </Box>
  );
}
