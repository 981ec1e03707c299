/** The review: everything that will be created, when it runs first, and the explicit yes. */
import { Box } from 'ink';
import { useMemo, useState } from 'react';
import { isBlocking } from '../../../plan/account/finding.js';
import type { Codec } from '../../../plan/intent/codec.js';
import { type ConnectionFlags, setupCommand } from '../../../plan/intent/command-line.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import type { Consent } from '../../../plan/setup/consent.js';
import { planSetup, type SetupPlan } from '../../../plan/setup/setup-plan.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { MenuList } from '../../components/menu-list.js';
import { OperationsScreen } from '../../components/operations-screen.js';
import { Screen } from '../../components/screen.js';
import { Scroll, useScroll } from '../../components/scroll.js';
import { useFrame } from '../../frame.js';
import { useMenu } from '../../hooks/use-menu.js';
import { asksPlan, intentOfAnswers } from './answering.js';
import { ReviewBody } from './review-body.js';
import { explanationOf, questionOf, type ReviewChoice, reviewChoices } from './review-words.js';
import { ReviseScreen } from './revise-screen.js';
import { consentOf, type ReviewStep, type RevisedStep } from './steps.js';

export type ReviewScreensProps = {
  readonly state: ReviewStep;
  /** For commands to copy. */
  readonly connection: ConnectionFlags;
  readonly codec: Codec;
  readonly now: Date;
  readonly onToggle: (consent: keyof Consent) => void;
  readonly onConfirm: (plan: SetupPlan) => void;
  readonly onRevise: (step: RevisedStep) => void;
  readonly onBack: () => void;
  readonly onQuit: () => void;
};

/** The review with its two side screens: every call, and the questions that can be changed. */
export function ReviewScreens(props: ReviewScreensProps) {
  const plan = usePlan(props);
  const [aside, setAside] = useState<'operations' | 'revise'>();
  // Back from a side screen the cursor is where it was, not on what applies the plan.
  const [startAt, setStartAt] = useState(0);
  const close = (): void => setAside(undefined);
  if (aside === 'operations') return <OperationsScreen operations={plan.operations} onBack={close} />;
  if (aside === 'revise') {
    const { answering, opened } = props.state;
    const hasPlans = asksPlan(answering, opened.inventory);
    return <ReviseScreen hasPlans={hasPlans} onChoose={props.onRevise} onBack={close} />;
  }
  return (
    <ReviewScreen
      {...props}
      plan={plan}
      startAt={startAt}
      onAside={(screen, row) => {
        setStartAt(row);
        setAside(screen);
      }}
    />
  );
}

/** The plan of the answers, made anew only where it would be another one. */
function usePlan({ state, connection, codec, now }: ReviewScreensProps): SetupPlan {
  const { answering, opened } = state;
  const { inventory } = opened;
  const { prune, adopt, resume } = consentOf(state);
  const { region } = connection;
  return useMemo(() => {
    const { keepsRecord } = answering.request;
    const options = { codec, now, consent: { prune, adopt, resume }, keepsRecord, region };
    return planSetup(intentOfAnswers(answering), inventory, options);
  }, [answering, inventory, codec, prune, adopt, resume, now, region]);
}

type ReviewScreenProps = ReviewScreensProps & {
  readonly plan: SetupPlan;
  readonly startAt: number;
  readonly onAside: (screen: 'operations' | 'revise', row: number) => void;
};

/** Rows that the longest review takes; beyond them the menu would be far from what it is about. */
const mostRows = 24;

/**
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
function ReviewScreen(props: ReviewScreenProps) {
  const { plan, state, connection, startAt, onBack } = props;
  const { document } = plan;
  const { bodyRows, size, symbols } = useFrame();
  const gap = size === 'small' ? 0 : 1;
  const isBlocked = plan.findings.some(isBlocking);
  const choices = reviewChoices(plan, symbols);
  const hasTicks = choices.some(({ type }) => type === 'tick');
  const scroll = useScroll();
  const cursor = useMenu({
    length: choices.length,
    startAt,
    onSubmit: (row) => choose(choices[row], row, props),
    onToggle: (row) => choices[row]?.type === 'tick' && choose(choices[row], row, props),
    onBack,
    onPage: scroll.turn,
  });
  const rows = Math.min(bodyRows, mostRows);
  const firstRuns = useFirstRuns(props);
  const noRecord = !state.answering.request.keepsRecord;
  const commands = [setupCommand(document, connection, { ...plan.consent, noRecord })];
  return (
    <Screen
      question={questionOf(plan, isBlocked)}
      aside={`plan ${document.plan}`}
      explanation={explanationOf(plan, isBlocked)}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        ...(hasTicks ? [{ key: 'toggle', does: 'tick' } as const] : []),
        { key: 'back', does: 'back' },
        ...scroll.hints,
      ]}
      bodyRows={rows}
    >
      <Scroll rows={rows - choices.length - gap} scroll={scroll}>
        <ReviewBody plan={plan} firstRuns={firstRuns} commands={commands} />
      </Scroll>
      <Box flexShrink={0} marginTop={gap}>
        <MenuList items={choices} cursor={cursor} />
      </Box>
    </Screen>
  );
}

function choose(choice: ReviewChoice | undefined, row: number, props: ReviewScreenProps): void {
  if (choice?.type === 'apply') props.onConfirm(props.plan);
  else if (choice?.type === 'tick') props.onToggle(choice.consent);
  else if (choice?.type === 'aside') props.onAside(choice.screen, row);
  else if (choice?.type === 'leave') props.onQuit();
}

function useFirstRuns({ plan, now }: ReviewScreenProps) {
  return useMemo(() => {
    const { document } = plan;
    const windows = document.waves.map((wave) => scheduledWindow(document, wave));
    return planOccurrences(windows, { from: now, count: 4 });
  }, [plan, now]);
}
