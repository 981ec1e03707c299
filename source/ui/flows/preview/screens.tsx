/** The preview's one screen: dates that are chosen before any account. */
import { defaultQuotas } from '../../../plan/account/quotas.js';
import type { FlowProps } from '../../outside.js';
import { ScheduleScreens } from '../schedule/screens.js';
import type { PreviewEvent, PreviewState } from './state.js';

/** Without an account nobody else's windows are known. */
const noOthers: readonly [] = [];

export function PreviewScreens({ state, dispatch, now }: FlowProps<PreviewState, PreviewEvent>) {
  return (
    <ScheduleScreens
      {...state}
      plan={state.session.answering.document.plan}
      isInUse={() => false}
      task={state.session.answering.document.task}
      others={noOthers}
      windowQuota={defaultQuotas.windows}
      now={now}
      nextWords="set up with these"
      dispatch={(event) => dispatch({ type: 'schedule', event })}
      onAnswer={() => dispatch({ type: 'answered' })}
      onBack={() => dispatch({ type: 'back' })}
    />
  );
}
