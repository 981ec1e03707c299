/** The restore's screens: which belongs to which step. */
import type { ReactNode } from 'react';
import { restoreJob } from '../../../jobs/restore.js';
import { requireSamePlace } from '../../../plan/cleanup/backup.js';
import { useJob } from '../../hooks/use-job.js';
import type { FlowProps } from '../../outside.js';
import { ArrivalScreens } from '../opening/screens.js';
import { connectionOf } from '../opening/state.js';
import { WorkScreens } from '../work-screens.js';
import { BackupsScreen } from './backups-screen.js';
import { DoneScreen } from './done-screen.js';
import { ReviewScreens } from './review-screens.js';
import { offeredRegion, type RestoreEvent, type RestoreState, type RestoringState } from './state.js';

export function RestoreScreens(props: FlowProps<RestoreState, RestoreEvent>): ReactNode {
  const { state, dispatch } = props;
  if (state.step !== 'backups') return <RestoringScreens {...props} state={state} />;
  return (
    <BackupsScreen
      backups={state.backups}
      startAt={state.startAt}
      account={state.session.opened?.open.place.account}
      now={props.now}
      onPick={(row) => dispatch({ type: 'picked', row })}
      onBack={() => dispatch({ type: 'back', step: 'backups' })}
    />
  );
}

function RestoringScreens({
  state,
  dispatch,
  outside,
  now,
  onStatus,
  leave,
}: FlowProps<RestoringState, RestoreEvent>): ReactNode {
  const { request } = state;
  useJob(restoreJob(request), state, outside, dispatch);
  switch (state.step) {
    case 'region':
    case 'account':
    case 'reading':
    case 'unread': {
      const region = offeredRegion(state);
      return (
        <ArrivalScreens
          state={state}
          outside={outside}
          promise="Nothing is changed until you confirm the review."
          reading="Comparing the account with the backup."
          // What is there says nothing about a backup of somewhere else.
          requirePlace={request.isForced ? undefined : (place) => requireSamePlace(request.backup, place)}
          offer={region === undefined ? undefined : { region, label: 'where the backup was made' }}
          dispatch={dispatch}
          onLeave={state.from ? undefined : leave}
        />
      );
    }
    case 'review':
      return (
        <ReviewScreens
          request={request}
          plan={state.plan}
          place={state.opened.open.place}
          now={now}
          connection={{ ...outside.connection, ...connectionOf(state) }}
          onConfirm={() => dispatch({ type: 'confirmed', at: outside.clock.now() })}
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
          onAgain={() => dispatch({ type: 'again' })}
          onStatus={onStatus}
          onLeave={leave}
          Done={DoneScreen}
        />
      );
    default:
      return state satisfies never;
  }
}

const words = {
  calling: 'Restoring. What already exists is kept as it is.',
  stopping: 'Ctrl-C stops after the calls in progress. Run it again to continue where it stopped.',
  refused: 'Nothing was restored.',
};
