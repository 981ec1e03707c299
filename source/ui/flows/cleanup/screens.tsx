/** The clean-up's screens: which belongs to which step. */
import type { ReactNode } from 'react';
import { cleanupJob } from '../../../jobs/cleanup.js';
import { useJob } from '../../hooks/use-job.js';
import type { FlowProps } from '../../outside.js';
import { ArrivalScreens } from '../opening/screens.js';
import { WorkScreens } from '../work-screens.js';
import { ChooseScreen } from './choose-screen.js';
import { ConfirmScreens } from './confirm-screens.js';
import { DoneScreen } from './done-screen.js';
import type { CleanupEvent, CleanupState } from './state.js';

export function CleanupScreens({
  state,
  current,
  dispatch,
  outside,
  now,
  onStatus,
  onBackups,
  leave,
}: FlowProps<CleanupState, CleanupEvent>): ReactNode {
  const { selection, hasBackup } = state.request;
  const { writeBackup, findBackups } = outside;
  const job = cleanupJob({ selection, findBackups, writeBackup: hasBackup ? writeBackup : undefined });
  useJob(job, state, outside, dispatch);
  const onBack = (): void => dispatch({ type: 'back', step: state.step });
  switch (state.step) {
    case 'region':
    case 'account':
    case 'reading':
    case 'unread':
      return (
        <ArrivalScreens
          state={state}
          outside={outside}
          promise="Nothing is changed until you confirm each item by name."
          reading="Finding everything related to patching."
          dispatch={dispatch}
        />
      );
    case 'choose':
      return (
        <ChooseScreen
          list={state.list}
          now={now}
          current={() => {
            const at = current();
            return 'list' in at ? at.list : state.list;
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
          now={now}
          account={state.opened.open.place.account}
          hasBackup={hasBackup}
          dispatch={(event) => dispatch({ type: 'confirm', event })}
          onConfirm={() => dispatch({ type: 'confirmed', at: outside.clock.now() })}
          onBack={onBack}
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
          waysFrom={({ backupFile }) => (backupFile === undefined ? [] : [{ ...wayBack, go: onBackups }])}
          onLeave={leave}
          Done={DoneScreen}
        />
      );
    default:
      return state satisfies never;
  }
}

const wayBack = { key: 'undo', does: 'restore', help: 'open the backups; this one comes first' } as const;

const words = {
  calling: 'Cleaning up. Each item is checked again just before its call.',
  stopping: 'Ctrl-C stops after the calls in progress. What is not deleted by then is kept.',
  checking: { question: 'Checking that the deleted items are gone.', label: 'reading the account again' },
  refused: 'Nothing was deleted.',
};
