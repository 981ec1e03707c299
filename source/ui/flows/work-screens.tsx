/** The screens of work in progress and of its end, for every flow that changes something. */
import type { ReactNode } from 'react';
import { RefusedScreen } from '../components/refused-screen.js';
import { ProgressScreen, type ProgressWords } from './progress-screen.js';
import { durationOf, type WorkStep } from './work.js';

export type WorkScreensProps<Plan, End> = {
  readonly state: WorkStep<Plan, End>;
  /** `refused`: what is told where nothing was begun. */
  readonly words: ProgressWords & { readonly refused: string };
  readonly now: () => Date;
  readonly onLeave: () => void;
  readonly renderDone: (end: End, seconds: number) => ReactNode;
};

export function WorkScreens<Plan, End>({ state, words, now, onLeave, renderDone }: WorkScreensProps<Plan, End>) {
  switch (state.step) {
    case 'progress':
      return <ProgressScreen work={state.work} seconds={durationOf(state.work, now()) / 1000} words={words} />;
    case 'refused':
      return <RefusedScreen question={words.refused} error={state.error} onLeave={onLeave} />;
    case 'done':
      return renderDone(state.end, state.durationMs / 1000);
    default:
      return state satisfies never;
  }
}
