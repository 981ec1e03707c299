/** The preview's one screen: dates that are chosen before any account. */
import { defaultQuotas } from '../../../plan/account/quotas.js';
import { ScheduleScreens } from '../schedule/screens.js';
import type { PreviewEvent, PreviewState } from './state.js';

export type PreviewScreensProps = {
  readonly state: PreviewState;
  readonly dispatch: (event: PreviewEvent) => void;
  readonly now: Date;
};

export function PreviewScreens({ state, dispatch, now }: PreviewScreensProps) {
  return (
    <ScheduleScreens
      {...state}
      task={state.session.answering.document.task}
      windowsInUse={0}
      windowQuota={defaultQuotas.windows}
      now={now}
      nextWords="set up with these"
      dispatch={(event) => dispatch({ type: 'schedule', event })}
      onAnswer={() => dispatch({ type: 'answered' })}
      onBack={() => dispatch({ type: 'back' })}
    />
  );
}
