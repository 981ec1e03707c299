/** The clean-up's screens: which belongs to which step. */
import type { ReactNode } from 'react';
import { cleanupJob } from '../../../jobs/cleanup.js';
import { useJob } from '../../hooks/use-job.js';
import type { FlowOutside } from '../../outside.js';
import { OpeningScreens } from '../opening/screens.js';
import { useOpening } from '../opening/use-opening.js';
import { ReadingScreen } from '../reading-screen.js';
import { WorkScreens } from '../work-screens.js';
import { ChooseScreen } from './choose-screen.js';
import { ConfirmScreens } from './confirm-screens.js';
import { DoneScreen } from './done-screen.js';
import type { CleanupEvent, CleanupState } from './state.js';

export type CleanupScreensProps = {
  readonly state: CleanupState;
  /** The state after all keys, even those that are not drawn yet. */
  readonly current: () => CleanupState | undefined;
  readonly dispatch: (event: CleanupEvent) => void;
  readonly outside: FlowOutside;
  readonly leave: () => void;
};

export function CleanupScreens(props: CleanupScreensProps): ReactNode {
  const { state, dispatch, outside, leave } = props;
  const toOpening = (event: Extract<CleanupEvent, { type: 'opening' }>['event']): void =>
    dispatch({ type: 'opening', event });
  useOpening(state.step === 'opening' ? state.opening : undefined, outside, toOpening);
  const { selection, hasBackup } = state.request;
  useJob(
    {
      job: cleanupJob({ selection, writeBackup: hasBackup ? outside.writeBackup : undefined }),
      reading: state.step === 'reading' ? state.opened : undefined,
      working: state.step === 'progress' ? state : undefined,
    },
    outside,
    dispatch,
  );
  switch (state.step) {
    case 'opening':
      return (
        <OpeningScreens
          opening={state.opening}
          connect={outside.connect}
          promise="Nothing is changed before you have confirmed each thing by name."
          dispatch={toOpening}
          onYes={() => dispatch({ type: 'agreed' })}
          onBack={() => dispatch({ type: 'back', step: state.opening.step })}
        />
      );
    case 'reading':
    case 'unread':
    case 'choose':
    case 'confirm':
      return <ChoosingScreens {...props} state={state} />;
    case 'progress':
    case 'refused':
    case 'done':
      return (
        <WorkScreens
          state={state}
          words={words}
          now={outside.clock.now}
          onLeave={leave}
          renderDone={(end, seconds) => <DoneScreen end={end} seconds={seconds} onLeave={leave} />}
        />
      );
    default:
      return state satisfies never;
  }
}

type At<Step extends CleanupState['step']> = Omit<CleanupScreensProps, 'state'> & {
  readonly state: Extract<CleanupState, { readonly step: Step }>;
};

function ChoosingScreens(props: At<'reading' | 'unread' | 'choose' | 'confirm'>): ReactNode {
  const { state, current, dispatch, outside } = props;
  const onBack = (): void => dispatch({ type: 'back', step: state.step });
  switch (state.step) {
    case 'reading':
    case 'unread':
      return (
        <ReadingScreen
          state={state}
          question="Finding everything about patching here."
          // The account may have been read, and what flags have named is not there, or cannot go.
          failure={
            state.step === 'unread' && state.error.exitCode === 2
              ? 'What the flags name cannot be chosen.'
              : 'This account cannot be read.'
          }
          onBack={onBack}
        />
      );
    case 'choose':
      return (
        <ChooseScreen
          list={state.list}
          current={() => {
            const at = current();
            return at?.step === 'choose' ? at.list : state.list;
          }}
          dispatch={(event) => dispatch({ type: 'choose', event })}
          onChoose={() => dispatch({ type: 'chosen' })}
          onBack={onBack}
        />
      );
    case 'confirm':
      return (
        <ConfirmScreens
          asked={state.asked}
          account={state.opened.open.place.account}
          hasBackup={state.request.hasBackup}
          dispatch={(event) => dispatch({ type: 'confirm', event })}
          onConfirm={() => dispatch({ type: 'confirmed', at: outside.clock.now() })}
          onBack={onBack}
        />
      );
    default:
      return state satisfies never;
  }
}

const words = {
  calling: 'Cleaning up. Each thing is looked at again just before its call.',
  stopping: 'Ctrl-C stops after the calls in flight; what has not gone by then stays.',
  checking: { question: 'Listing again: gone means not found there.', label: 'reading the account again' },
  refused: 'Nothing was deleted.',
};
