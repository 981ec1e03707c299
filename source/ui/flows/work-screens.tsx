/** The screens of work in progress and of its end, for every flow that changes something. */
import type { ComponentType, ReactNode } from 'react';
import type { Operation } from '../../plan/account/operations.js';
import { Problem } from '../components/problem.js';
import { Screen } from '../components/screen.js';
import { Scroll, useScroll } from '../components/scroll.js';
import { useFrame } from '../frame.js';
import type { KeyHint } from '../hints.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import type { Action } from '../keys.js';
import { ProgressScreen, type WorkWords } from './progress-screen.js';
import { durationOf, type WorkStep } from './work.js';

export type DoneScreenProps<End> = {
  readonly end: End;
  readonly seconds: number;
  readonly now: Date;
  /** Ways on from here, beside leaving. */
  readonly ways?: readonly Way[];
  readonly onLeave: () => void;
};

export type WorkScreensProps<Plan, End> = {
  readonly state: WorkStep<Plan, End>;
  readonly words: WorkWords;
  readonly now: () => Date;
  /** Reads the account and does again what has failed or was not done. */
  readonly onAgain?: () => void;
  /** To what there is now. */
  readonly onStatus?: () => void;
  /** What Enter does at the end. @default quit */
  readonly leaveWords?: string;
  /** Ways on from the end that only this work has. */
  readonly waysFrom?: (end: End) => readonly Way[];
  readonly onLeave: () => void;
  readonly Done: ComponentType<DoneScreenProps<End>>;
};

export function WorkScreens<
  Plan extends { readonly operations: readonly Operation[] },
  End extends { readonly isComplete: boolean },
>({ state, words, now, onAgain, onStatus, leaveWords, waysFrom, onLeave, Done }: WorkScreensProps<Plan, End>) {
  const again = waysOn({ onAgain });
  switch (state.step) {
    case 'progress': {
      const { plan, work } = state;
      return (
        <ProgressScreen operations={plan.operations} work={work} elapsed={durationOf(work, now())} words={words} />
      );
    }
    case 'refused':
      return (
        <EndScreen
          question={words.refused}
          explanation={
            leaveWords === undefined ? 'Enter quits and prints this again.' : 'This is printed again when you quit.'
          }
          ways={again}
          leaveWords={leaveWords}
          onLeave={onLeave}
        >
          <Problem error={state.error} />
        </EndScreen>
      );
    case 'done': {
      const { end, durationMs } = state;
      const ways = [...waysOn({ onAgain: end.isComplete ? undefined : onAgain, onStatus }), ...(waysFrom?.(end) ?? [])];
      return <Done end={end} seconds={durationMs / 1000} now={now()} ways={ways} onLeave={onLeave} />;
    }
    default:
      return state satisfies never;
  }
}

/** A key that leads on from the end of something. */
export type Way = KeyHint & { readonly key: Action; readonly go: () => void };

/** The ways on that every work has; home is on every screen. */
export function waysOn({ onAgain, onStatus }: Ways): readonly Way[] {
  return [
    ...(onAgain
      ? [
          {
            key: 'again',
            does: 'try again',
            help: 'read the account again, and do the rest',
            go: onAgain,
          } as const,
        ]
      : []),
    ...(onStatus
      ? [{ key: 'status', does: 'status', help: 'see what the account has now', go: onStatus } as const]
      : []),
  ];
}

type Ways = Partial<Record<'onAgain' | 'onStatus', (() => void) | undefined>>;

export type EndScreenProps = {
  readonly question: string;
  readonly explanation: string;
  /** Ways on from here, beside leaving. */
  readonly ways?: readonly Way[];
  /** What Enter does. @default quit */
  readonly leaveWords?: string | undefined;
  readonly onLeave: () => void;
  readonly children: ReactNode;
};

/**
 * The last screen, which may have more to say than the terminal has rows.
 * ```
 *  Nothing was deleted.
 *
 *  ✘ The backup cannot be written.
 *    …
 * ```
 */
export function EndScreen({
  question,
  explanation,
  ways = [],
  leaveWords = 'quit',
  onLeave,
  children,
}: EndScreenProps) {
  const { bodyRows } = useFrame();
  const scroll = useScroll();
  useScreenKeys((action) => {
    if (action === 'page-up' || action === 'up') scroll.turn(-1);
    else if (action === 'page-down' || action === 'down') scroll.turn(1);
    else if (action === 'submit' || action === 'back') onLeave();
    else ways.find(({ key }) => key === action)?.go();
  });
  return (
    <Screen
      question={question}
      explanation={explanation}
      keys={[{ key: 'submit', does: leaveWords }, ...ways, { key: 'home', does: 'menu' }, ...scroll.hints]}
    >
      <Scroll rows={bodyRows} scroll={scroll}>
        {children}
      </Scroll>
    </Screen>
  );
}
