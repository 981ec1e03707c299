/** The screens of work in progress and of its end, for every flow that changes something. */
import { Box } from 'ink';
import type { ComponentType, ReactNode } from 'react';
import { OutcomeLine } from '../components/outcome-line.js';
import { Problem } from '../components/problem.js';
import { Screen } from '../components/screen.js';
import { Scroll, useScroll } from '../components/scroll.js';
import { Spinner } from '../components/spinner.js';
import { Text } from '../components/text.js';
import { useFrame } from '../frame.js';
import type { KeyHint } from '../hints.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import type { Action } from '../keys.js';
import { durationOf, type Work, type WorkStep } from './work.js';

export interface WorkWords {
  readonly calling: string;
  readonly stopping: string;
  /** What follows the calls, if anything does. */
  readonly checking?: { readonly question: string; readonly label: string };
  /** What is told where nothing was begun. */
  readonly refused: string;
}

export type DoneScreenProps<End> = {
  readonly end: End;
  readonly seconds: number;
  readonly now: Date;
  readonly onLeave: () => void;
};

export type WorkScreensProps<Plan, End> = {
  readonly state: WorkStep<Plan, End>;
  readonly words: WorkWords;
  readonly now: () => Date;
  readonly onLeave: () => void;
  readonly Done: ComponentType<DoneScreenProps<End>>;
};

export function WorkScreens<Plan, End>({ state, words, now, onLeave, Done }: WorkScreensProps<Plan, End>) {
  switch (state.step) {
    case 'progress':
      return <ProgressScreen work={state.work} seconds={durationOf(state.work, now()) / 1000} words={words} />;
    case 'refused':
      return (
        <EndScreen
          question={words.refused}
          explanation="Enter leaves and prints this again."
          mostRows={16}
          onLeave={onLeave}
        >
          <Problem error={state.error} />
        </EndScreen>
      );
    case 'done':
      return <Done end={state.end} seconds={state.durationMs / 1000} now={now()} onLeave={onLeave} />;
    default:
      return state satisfies never;
  }
}

export type EndScreenProps = {
  readonly question: string;
  readonly explanation: string;
  readonly mostRows: number;
  /** Ways on from here, beside leaving. */
  readonly ways?: readonly Way[];
  readonly onLeave: () => void;
  readonly children: ReactNode;
};

/** A key that leads on from the end of something. */
export type Way = KeyHint & { readonly key: Action; readonly go: () => void };

/**
 * The last screen, which may have more to say than the terminal has rows.
 * ```
 *  Nothing was deleted.
 *
 *  ✘ The backup cannot be written.
 *    …
 * ```
 */
export function EndScreen({ question, explanation, mostRows, ways = [], onLeave, children }: EndScreenProps) {
  const { bodyRows } = useFrame();
  const scroll = useScroll();
  useScreenKeys((action) => {
    if (action === 'page-up' || action === 'page-down') scroll.turn(action === 'page-up' ? -1 : 1);
    else if (action === 'submit' || action === 'back') onLeave();
    else ways.find(({ key }) => key === action)?.go();
  });
  const rows = Math.min(bodyRows, mostRows);
  return (
    <Screen
      question={question}
      explanation={explanation}
      keys={[{ key: 'submit', does: 'leave' }, ...ways, ...scroll.hints]}
    >
      <Scroll rows={rows} scroll={scroll}>
        {children}
      </Scroll>
    </Screen>
  );
}

type ProgressScreenProps = {
  readonly work: Work;
  /** Since the work began. */
  readonly seconds: number;
  readonly words: WorkWords;
};

const runningRows = 3;

/**
 * What runs, and below it what has ended, the last first.
 * ```
 *  ━━━━━━━━━━━━━━━━━━━━━━━━────────────  26 of 33   6.1/s   throttled twice, slowed down
 *  ⠼ RegisterTaskWithMaintenanceWindow  Week2Day3Unattended0300
 *  ✔ RegisterTargetWithMaintenanceWindow  Week2Day3Unattended0300
 * ```
 */
function ProgressScreen({ work, seconds, words }: ProgressScreenProps) {
  useScreenKeys(() => {});
  const { bodyRows } = useFrame();
  const { execution, isStopping, isChecking } = work;
  const running = execution.running.slice(0, runningRows);
  const checking = isChecking ? words.checking : undefined;
  return (
    <Screen
      question={
        isStopping ? 'Stopping: the calls in flight are being finished.' : (checking?.question ?? words.calling)
      }
      explanation={isStopping ? 'Ctrl-C again leaves at once.' : words.stopping}
      keys={[]}
    >
      <Bar execution={execution} seconds={isChecking ? 0 : seconds} />
      {checking && <Spinner label={checking.label} />}
      {running.map(({ id, kind, name }) => (
        <Spinner key={id} label={`${kind}  ${name}`} />
      ))}
      {execution.outcomes
        .slice(running.length + 1 - bodyRows)
        .reverse()
        .map((outcome) => (
          <OutcomeLine key={outcome.operation.id} outcome={outcome} />
        ))}
    </Screen>
  );
}

function Bar({ execution, seconds }: Pick<Work, 'execution'> & Pick<ProgressScreenProps, 'seconds'>) {
  const { columns, symbols } = useFrame();
  const { succeeded, failed, total, throttled } = execution;
  const made = succeeded + failed;
  const width = Math.max(10, Math.min(50, columns - 45));
  const full = total === 0 ? 0 : Math.round((made / total) * width);
  const rate = seconds > 0.5 ? `${(made / seconds).toFixed(1)}/s` : '';
  const slowed = throttled === 0 ? '' : `throttled ${throttled === 1 ? 'once' : `${throttled} times`}, slowed down`;
  return (
    <Box gap={2} paddingLeft={1}>
      <Box flexShrink={0}>
        <Text tone="accent">{symbols.barFull.repeat(full)}</Text>
        <Text tone="muted">{symbols.barEmpty.repeat(width - full)}</Text>
      </Box>
      <Box flexShrink={0}>
        <Text>{`${made} of ${total}`}</Text>
      </Box>
      <Text tone="muted">{rate}</Text>
      <Text tone="warning">{slowed}</Text>
    </Box>
  );
}
