/** The status: what the account has about patching now, page by page. */
import { statusJob } from '../../../jobs/status.js';
import { statusDocument } from '../../../plan/status/status.js';
import { statusText } from '../../../plan/status/text.js';
import { LinesScreen, linesIndent } from '../../components/lines-screen.js';
import { useFrame } from '../../frame.js';
import { useJob } from '../../hooks/use-job.js';
import type { FlowOutside } from '../../outside.js';
import { OpeningScreens } from '../opening/screens.js';
import { useOpening } from '../opening/use-opening.js';
import { ReadingScreen } from '../reading-screen.js';
import type { StatusEvent, StatusState } from './state.js';

export type StatusScreensProps = {
  readonly state: StatusState;
  readonly dispatch: (event: StatusEvent) => void;
  readonly outside: FlowOutside;
};

export function StatusScreens({ state, dispatch, outside }: StatusScreensProps) {
  const toOpening = (event: Extract<StatusEvent, { type: 'opening' }>['event']): void =>
    dispatch({ type: 'opening', event });
  useOpening(state.step === 'opening' ? state.opening : undefined, outside, toOpening);
  const reading = state.step === 'reading' ? state.opened : undefined;
  useJob({ job: statusJob(), reading, working: undefined }, outside, dispatch);
  switch (state.step) {
    case 'opening':
      return (
        <OpeningScreens
          opening={state.opening}
          connect={outside.connect}
          promise="Nothing is changed: it is only looked at."
          dispatch={toOpening}
          onYes={() => dispatch({ type: 'agreed' })}
          onBack={() => dispatch({ type: 'back', step: state.opening.step })}
        />
      );
    case 'reading':
    case 'unread':
      return (
        <ReadingScreen
          state={state}
          question="Reading what this account has about patching."
          onBack={() => dispatch({ type: 'back', step: state.step })}
        />
      );
    case 'status':
      return <StatusScreen {...state} onBack={() => dispatch({ type: 'back', step: state.step })} />;
    default:
      return state satisfies never;
  }
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
