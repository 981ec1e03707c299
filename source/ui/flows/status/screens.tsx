/** The status: what the account has about patching now, page by page. */
import { statusJob } from '../../../jobs/status.js';
import { statusDocument } from '../../../plan/status/status.js';
import { statusText } from '../../../plan/status/text.js';
import { LinesScreen, linesIndent } from '../../components/lines-screen.js';
import { useFrame } from '../../frame.js';
import { useJob } from '../../hooks/use-job.js';
import type { FlowProps } from '../../outside.js';
import { ArrivalScreens } from '../opening/screens.js';
import type { StatusEvent, StatusState } from './state.js';

export function StatusScreens({ state, dispatch, outside }: FlowProps<StatusState, StatusEvent>) {
  useJob(statusJob(), state, outside, dispatch);
  if (state.step === 'status') {
    return <StatusScreen {...state} onBack={() => dispatch({ type: 'back', step: state.step })} />;
  }
  return (
    <ArrivalScreens
      state={state}
      outside={outside}
      promise="Nothing is changed: it is only looked at."
      reading="Reading what this account has about patching."
      dispatch={dispatch}
    />
  );
}

type StatusScreenProps = Pick<Extract<StatusState, { readonly step: 'status' }>, 'facts' | 'at'> & {
  readonly onBack: () => void;
};

/**
 * ```
 *  What this account has about patching now
 *
 *    WINDOW                   NEXT RUN                     IN      PLAN     TARGETS  NODES
 *  ❯ Week1Day2Unattended0300  Tue 2026-12-01 03:00 +00:00  7 days  default  1        4
 * ```
 */
function StatusScreen({ facts, at, onBack }: StatusScreenProps) {
  const { columns } = useFrame();
  const lines = statusText(statusDocument(facts), { now: at, width: columns - linesIndent });
  return (
    <LinesScreen
      question="What this account has about patching now"
      explanation="Set up mends drift; clean up takes things away, with a backup."
      lines={lines.map((text) => ({ tone: 'body', text }))}
      onBack={onBack}
    />
  );
}
