/** The wizard on the screen: one frame, one list of finished lines, the flow that is asked now, and the way out. */
import { Static, useApp } from 'ink';
import { useEffect, useRef, useState } from 'react';
import { interruption, type Outcome } from '../plan/account/events.js';
import { OutcomeLine } from './components/outcome-line.js';
import { endOf, type WizardEnd } from './end.js';
import { FlowView } from './flow-view.js';
import {
  initialWizard,
  outcomesOf,
  reduceWizard,
  type WizardStart,
  type WizardState,
  whereOf,
} from './flows/wizard.js';
import { type Frame, FrameProvider } from './frame.js';
import { useKeys } from './hooks/use-keys.js';
import { type LiveReducer, useLiveReducer } from './hooks/use-live-reducer.js';
import { useTerminalSize } from './hooks/use-terminal-size.js';
import { useNow } from './hooks/use-ticks.js';
import { layoutOf } from './layout.js';
import type { Outside } from './outside.js';
import type { Symbols } from './symbols.js';

export type AppProps = {
  readonly start: WizardStart;
  readonly outside: Outside;
  readonly symbols: Symbols;
  /** Aborted by a signal from outside: the wizard ends as with Ctrl-C. */
  readonly shutdown: AbortSignal;
  /** Called once, after the last frame. */
  readonly onEnd: (end: WizardEnd) => void;
};

export function App({ start, outside, symbols, shutdown, onEnd }: AppProps) {
  const wizard = useLiveReducer(reduceWizard, () => initialWizard(start));
  const { state, current, dispatch } = wizard;
  const { end, signals, leave, leaveForSandbox } = useEnding(wizard, outside, shutdown);
  const now = useNow(outside.clock.now);
  const frame = useFrameOf(state, outside, symbols);
  useComplete(end, onEnd);
  return (
    <FrameProvider value={frame}>
      <Static items={outcomesOf(state).filter((outcome) => !wasInterrupted(outcome))}>
        {(outcome) => <OutcomeLine key={outcome.operation.id} outcome={outcome} />}
      </Static>
      {end || hasStopped(state) ? null : (
        <FlowView
          state={state}
          current={current}
          dispatch={dispatch}
          outside={{ ...outside, ...signals }}
          cleanup={start.cleanup}
          now={now}
          leave={() => leave()}
          onSandbox={leaveForSandbox}
        />
      )}
    </FrameProvider>
  );
}

/** What Ctrl-C has kept from beginning is told as a number, at the end. */
function wasInterrupted(outcome: Outcome): boolean {
  return outcome.type === 'skipped' && outcome.reason === interruption;
}

/** Interrupted work has come to its end: there is nothing more to ask. */
function hasStopped(state: WizardState): boolean {
  return 'step' in state && state.step === 'done' && state.isStopped;
}

/** The ways out: leaving, Ctrl-C, a signal, and the end of work that was interrupted. */
function useEnding({ state, current, dispatch }: Wizard, { connection, clock }: Outside, shutdown: AbortSignal) {
  const [end, setEnd] = useState<WizardEnd>();
  const [stop, hurry] = useRef([new AbortController(), new AbortController()] as const).current;
  const leave = (interrupted?: { readonly exitCode: number }): void => {
    hurry.abort();
    setEnd({ ...endOf(current(), connection, clock.now()), ...interrupted });
  };
  /** While questions are asked it leaves; while calls are made it first lets those in flight end. */
  const interrupt = (): void => {
    const at = current();
    const isWorking = 'work' in at && at.step === 'progress';
    if (isWorking && !stop.signal.aborted) {
      stop.abort();
      dispatch({ flow: at.flow, event: { type: 'stopping' } });
    } else leave({ exitCode: 130 });
  };
  useKeys((press) => {
    if (press.kind === 'named' && press.name === 'ctrl-c') interrupt();
  });
  useSignal(shutdown, interrupt);
  const isStopped = hasStopped(state);
  useEffect(() => {
    if (isStopped) leave({ exitCode: 130 });
  }, [isStopped]);
  const leaveForSandbox = (): void => setEnd('sandbox');
  return { end, signals: { signal: stop.signal, hurry: hurry.signal }, leave, leaveForSandbox };
}

type Wizard = LiveReducer<WizardState, Parameters<typeof reduceWizard>[1]>;

/** The frame in the terminal as large as it is now. */
function useFrameOf(state: WizardState, { connection, locale }: Outside, symbols: Symbols): Frame {
  const size = useTerminalSize();
  const help = useLiveReducer(
    (_, isOpen: boolean) => isOpen,
    () => false,
  );
  return {
    ...layoutOf(size.columns, size.rows),
    ...whereOf(state),
    symbols,
    locale,
    isSandbox: connection.isSandbox === true,
    isHelpOpen: help.state,
    isHelpOpenNow: help.current,
    setHelpOpen: help.dispatch,
  };
}

/** Runs `onAbort` once when the signal is aborted. */
function useSignal(signal: AbortSignal, onAbort: () => void): void {
  const latest = useRef(onAbort);
  latest.current = onAbort;
  useEffect(() => {
    const run = (): void => latest.current();
    signal.addEventListener('abort', run, { once: true });
    return () => signal.removeEventListener('abort', run);
  }, [signal]);
}

/** The one place that ends Ink: from an effect, after the last state has been drawn (Shopify/cli #7217). */
function useComplete(end: WizardEnd | undefined, onEnd: (end: WizardEnd) => void): void {
  const { exit } = useApp();
  useEffect(() => {
    if (end === undefined) return;
    onEnd(end);
    exit();
  }, [end, onEnd, exit]);
}
