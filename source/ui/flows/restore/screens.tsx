/** The restore's screens: which belongs to which step. */
import type { ReactNode } from 'react';
import { restoreJob } from '../../../jobs/restore.js';
import { useJob } from '../../hooks/use-job.js';
import type { FlowOutside } from '../../outside.js';
import { OpeningScreens } from '../opening/screens.js';
import { connectionOf } from '../opening/state.js';
import { useOpening } from '../opening/use-opening.js';
import { ReadingScreen } from '../reading-screen.js';
import { WorkScreens } from '../work-screens.js';
import { DoneScreen } from './done-screen.js';
import { ReviewScreens } from './review-screens.js';
import { offeredRegion, type RestoreEvent, type RestoreState, requirePlaceOf } from './state.js';

export type RestoreScreensProps = {
  readonly state: RestoreState;
  readonly dispatch: (event: RestoreEvent) => void;
  readonly outside: FlowOutside;
  readonly leave: () => void;
};

export function RestoreScreens(props: RestoreScreensProps): ReactNode {
  const { state, dispatch, outside, leave } = props;
  const { clock } = outside;
  const toOpening = (event: Extract<RestoreEvent, { type: 'opening' }>['event']): void =>
    dispatch({ type: 'opening', event });
  useOpening(state.step === 'opening' ? state.opening : undefined, outside, toOpening, (place) =>
    requirePlaceOf(state.request, place),
  );
  useJob(
    {
      job: restoreJob(state.request),
      reading: state.step === 'reading' ? state.opened : undefined,
      working: state.step === 'progress' ? state : undefined,
    },
    outside,
    dispatch,
  );
  switch (state.step) {
    case 'opening':
      return <Opening {...props} state={state} toOpening={toOpening} />;
    case 'reading':
    case 'unread':
      return (
        <ReadingScreen
          state={state}
          question="Comparing the account with the backup."
          onBack={() => dispatch({ type: 'back', step: state.step })}
        />
      );
    case 'review':
      return (
        <ReviewScreens
          request={state.request}
          plan={state.plan}
          connection={{ ...outside.connection, ...connectionOf(state.opened) }}
          onConfirm={() => dispatch({ type: 'confirmed', at: clock.now() })}
          onBack={() => dispatch({ type: 'back', step: 'review' })}
          onQuit={leave}
        />
      );
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

type OpeningProps = Omit<RestoreScreensProps, 'state'> & {
  readonly state: Extract<RestoreState, { readonly step: 'opening' }>;
  readonly toOpening: (event: Extract<RestoreEvent, { type: 'opening' }>['event']) => void;
};

function Opening({ state, dispatch, toOpening, outside, leave }: OpeningProps) {
  const { opening, request } = state;
  const region = offeredRegion(request, opening);
  return (
    <OpeningScreens
      isFirst
      offer={region === undefined ? undefined : { region, label: 'which the backup is of' }}
      opening={opening}
      connect={outside.connect}
      promise="Nothing is changed before you confirm the review."
      dispatch={toOpening}
      onYes={() => dispatch({ type: 'agreed' })}
      onBack={() => (opening.step === 'account' ? leave() : dispatch({ type: 'back', step: 'region' }))}
    />
  );
}

const words = {
  calling: 'Restoring. What is there already stays as it is.',
  stopping: 'Ctrl-C stops after the calls in flight. Running it again later goes on where it stopped.',
  refused: 'Nothing was restored.',
};
