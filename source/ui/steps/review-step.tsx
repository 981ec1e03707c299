/** The review: everything that will be created, when it runs first, and the explicit yes. */
import { Box } from 'ink';
import { useMemo, useState } from 'react';
import { isBlocking } from '../../plan/account/finding.js';
import type { Inventory } from '../../plan/account/inventory.js';
import { planSetup, type SetupPlan } from '../../plan/setup/setup-plan.js';
import { type Answers, specOf } from '../../plan/spec/answers.js';
import { saveCommands } from '../../plan/spec/aws-commands.js';
import { type ConnectionFlags, setupCommand } from '../../plan/spec/command-line.js';
import type { Consent } from '../../plan/spec/consent.js';
import { plural } from '../../plan/text/plural.js';
import { planOccurrences } from '../../schedule/occurrences.js';
import type { SetupStep } from '../../wizard/steps.js';
import { MenuList } from '../components/menu-list.js';
import { Screen } from '../components/screen.js';
import { Scroll, useScroll } from '../components/scroll.js';
import { useFrame } from '../frame.js';
import { useMenu } from '../hooks/use-menu.js';
import { ReviewBody } from './review-body.js';
import { OperationsScreen, ReviseScreen } from './review-screens.js';

export type ReviewStepProps = {
  readonly answers: Answers;
  readonly inventory: Inventory;
  readonly connection: ConnectionFlags;
  readonly consent: Consent;
  readonly now: Date;
  readonly onToggle: (consent: keyof Consent) => void;
  readonly onConfirm: (plan: SetupPlan) => void;
  readonly onRevise: (step: SetupStep) => void;
  readonly onBack: () => void;
  readonly onQuit: () => void;
};

/** The review with its two side screens: every call, and the questions that can be changed. */
export function ReviewStep(props: ReviewStepProps) {
  const { answers, inventory, consent, now } = props;
  const plan = useMemo(
    () => planSetup(specOf(answers), inventory, { consent, now, region: props.connection.region }),
    [answers, inventory, consent, now, props.connection.region],
  );
  const [aside, setAside] = useState<'operations' | 'revise'>();
  // Back from a side screen the cursor is where it was, not on what applies the plan.
  const [startAt, setStartAt] = useState(0);
  const close = (): void => setAside(undefined);
  if (aside === 'operations') return <OperationsScreen operations={plan.operations} onBack={close} />;
  if (aside === 'revise') return <ReviseScreen onChoose={props.onRevise} onBack={close} />;
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

type ReviewScreenProps = ReviewStepProps & {
  readonly plan: SetupPlan;
  readonly startAt: number;
  readonly onAside: (screen: 'operations' | 'revise', row: number) => void;
};

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
  const { plan, answers, connection, now } = props;
  const { bodyRows, size, symbols } = useFrame();
  const box = (isTicked: boolean): string => (isTicked ? symbols.on : symbols.off);
  const gap = size === 'small' ? 0 : 1;
  const calls = plan.operations.length;
  const isBlocked = plan.findings.some(isBlocking);
  const leave = { label: 'Leave, nothing is changed', choose: props.onQuit };
  const ticks = [
    ...(plan.unwanted.length > 0
      ? [
          {
            label: `${box(plan.consent.prune)} Also delete ${plan.unwanted.length} ${plural(plan.unwanted.length, 'thing')} that this plan no longer wants`,
            choose: () => props.onToggle('prune'),
          },
        ]
      : []),
    ...(plan.adoptable.length > 0
      ? [
          {
            label: `${box(plan.consent.adopt)} Take over ${plan.adoptable.length} ${plural(plan.adoptable.length, 'window')} of the original scripts`,
            choose: () => props.onToggle('adopt'),
          },
        ]
      : []),
  ];
  const isReady = calls > 0 && !isBlocked;
  const choices = [
    ...(isReady
      ? [{ label: `${applyWord(plan)}: make ${calls} ${plural(calls, 'call')}`, choose: () => props.onConfirm(plan) }]
      : // A tick must not move under the cursor to what applies it.
        ticks.slice(0, 1).map(() => leave)),
    ...ticks,
    ...(calls > 0 ? [{ label: 'Show every call', choose: (row: number) => props.onAside('operations', row) }] : []),
    { label: 'Change an answer', choose: (row: number) => props.onAside('revise', row) },
    ...(isReady || ticks.length === 0 ? [leave] : []),
  ];
  const scroll = useScroll();
  const cursor = useMenu({
    length: choices.length,
    startAt: props.startAt,
    onSubmit: (row) => choices[row]?.choose(row),
    onToggle: (row) => ticks.find((tick) => tick === choices[row])?.choose(),
    onBack: props.onBack,
    onPage: scroll.turn,
  });
  const rows = Math.min(bodyRows, mostRows);
  const firstRuns = useMemo(
    () =>
      planOccurrences(
        plan.desired.windows.map(({ definition, slot }) => ({
          window: definition.Name,
          when: slot,
          timeZone: answers.timeZone,
          durationHours: answers.task.durationHours,
        })),
        { from: now, count: 4 },
      ),
    [plan, now, answers],
  );
  return (
    <Screen
      question={questionOf(plan, isBlocked)}
      aside={`plan ${answers.plan}`}
      explanation={explanationOf(plan, isBlocked)}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        ...(ticks.length > 0 ? [{ key: 'toggle', does: 'tick' } as const] : []),
        { key: 'back', does: 'back' },
        ...scroll.hints,
      ]}
      bodyRows={rows}
    >
      <Scroll rows={rows - choices.length - gap} scroll={scroll}>
        <ReviewBody
          plan={plan}
          firstRuns={firstRuns}
          commands={[
            ...saveCommands(answers.baselines, connection.region),
            setupCommand(answers, connection, plan.consent),
          ]}
        />
      </Scroll>
      <Box flexShrink={0} marginTop={gap}>
        <MenuList items={choices} cursor={cursor} />
      </Box>
    </Screen>
  );
}

/** Rows that the longest review takes; beyond them the menu would be far from what it is about. */
const mostRows = 24;

function questionOf(plan: SetupPlan, isBlocked: boolean): string {
  if (isBlocked) return 'This cannot be created as it is.';
  if (plan.operations.length === 0) {
    const isClean = plan.unwanted.length === 0;
    return isClean ? 'Nothing to do: the account is as the plan wants it.' : 'Nothing to create or change.';
  }
  return applyWord(plan) === 'Create' ? 'Create this?' : 'Apply these changes?';
}

function explanationOf({ unwanted, consent }: SetupPlan, isBlocked: boolean): string {
  if (isBlocked) return 'Something is in the way: nothing can be created before it is solved.';
  if (unwanted.length > 0 && consent.prune) return 'What is deleted goes last, after a backup; restore brings it back.';
  return 'Nothing has been changed so far. What is created is tagged with the plan and can be taken away again.';
}

function applyWord({ operations }: SetupPlan): 'Create' | 'Apply' {
  return operations.every(({ kind }) => /^(Create|Register)/.test(kind)) ? 'Create' : 'Apply';
}
