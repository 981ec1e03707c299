/** The wizard on the screen: one frame, the flow that is asked now, and the way out. */
import { useApp } from 'ink';
import { useEffect, useRef, useState } from 'react';
import { endOf, type WizardEnd } from './end.js';
import { EnterGuard } from './enter-guard.js';
import { FlowView } from './flow-view.js';
import type { FlowEnd } from './flows/end-text.js';
import {
  initialWizard,
  reduceWizard,
  type WizardEvent,
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
  /** Draws the last frame again. */
  readonly redraw: () => void;
  /** To the shell, until it goes on with the program. */
  readonly suspend: () => void;
  /** Called once, after the last frame. */
  readonly onEnd: (end: WizardEnd) => void;
};

export function App({ start, outside, symbols, shutdown, redraw, suspend, onEnd }: AppProps) {
  const { wizard, told } = useWizard(start, outside);
  const { state, current, dispatch } = wizard;
  const { end, signals, leave, leaveFor } = useEnding(wizard, told, outside, shutdown);
  const now = useNow(outside.clock.now);
  const enterGuard = useEnterGuard();
  const frame = {
    ...useFrameOf(wizard, outside, () => leave()),
    symbols,
    enterGuard,
    leaveForSandbox: () => leaveFor('sandbox'),
  };
  useKeys((press) => {
    if (press.kind !== 'named') return;
    if (press.name === 'ctrl-l') redraw();
    else if (press.name === 'ctrl-z') suspend();
  });
  useComplete(end, onEnd);
  return (
    <FrameProvider value={frame}>
      {end || hasStopped(state) ? null : (
        <FlowView
          state={state}
          current={current}
          dispatch={dispatch}
          outside={{ ...outside, ...signals }}
          cleanup={start.cleanup}
          now={now}
          onStatus={() => dispatch({ flow: 'any', event: { type: 'status' } })}
          onBackups={() => dispatch({ flow: 'any', event: { type: 'backups', backups: outside.findBackups() } })}
          leave={() => leave()}
          onSeveral={(several) => leaveFor({ several, told })}
        />
      )}
    </FrameProvider>
  );
}

/** The guard of Enter, which listens when Ink, whose effects come before ours, has had a turn of the event loop to read what is there. */
function useEnterGuard(): EnterGuard {
  const [guard] = useState(() => new EnterGuard(() => performance.now()));
  useEffect(() => {
    let turn = setImmediate(() => {
      turn = setImmediate(() => guard.listens());
    });
    return () => clearImmediate(turn);
  }, [guard]);
  return guard;
}

/** The flows, and what those have told that were gone on from: it is printed when the screen is gone. */
function useWizard(start: WizardStart, { connection, clock }: Outside) {
  const wizard = useLiveReducer(reduceWizard, () => initialWizard(start));
  const told = useRef<FlowEnd[]>([]).current;
  const { current } = wizard;
  const dispatch = (event: WizardEvent): void => {
    const before = current();
    wizard.dispatch(event);
    if (isAtEnd(before) && !isAtEnd(current())) told.push(endOf(before, connection, clock.now()));
  };
  return { wizard: { ...wizard, dispatch }, told };
}

/** Work has come to its end, or could not begin. */
function isAtEnd(state: WizardState): boolean {
  return 'step' in state && (state.step === 'done' || state.step === 'refused');
}

/** Interrupted work has come to its end: there is nothing more to ask. */
function hasStopped(state: WizardState): boolean {
  return 'step' in state && state.step === 'done' && state.isStopped;
}

/** The ways out: leaving, Ctrl-C, a signal, and the end of work that was interrupted. */
function useEnding(
  { state, current, dispatch }: Wizard,
  told: readonly FlowEnd[],
  { connection, clock }: Outside,
  shutdown: AbortSignal,
) {
  const [end, setEnd] = useState<WizardEnd>();
  const [stop, hurry] = useRef([new AbortController(), new AbortController()] as const).current;
  const leave = (interrupted?: { readonly exitCode: number }): void => {
    hurry.abort();
    setEnd({ ...endAfter(told, current(), endOf(current(), connection, clock.now())), ...interrupted });
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
  return { end, signals: { signal: stop.signal, hurry: hurry.signal }, leave, leaveFor: setEnd };
}

/** All that has happened, in order: that nothing was changed on the last screen is no news then. */
function endAfter(told: readonly FlowEnd[], state: WizardState, end: FlowEnd): FlowEnd {
  const isNews = isAtEnd(state) || ('step' in state && state.step === 'progress');
  const ends = isNews || told.length === 0 ? [...told, end] : told;
  return {
    out: ends.flatMap(({ out }) => out),
    err: ends.flatMap(({ err }) => err),
    exitCode: ends.at(-1)?.exitCode ?? end.exitCode,
  };
}

type Wizard = LiveReducer<WizardState, WizardEvent>;

/** The frame in the terminal as large as it is now. */
function useFrameOf(
  { state, current, dispatch }: Wizard,
  { connection, locale }: Outside,
  leave: () => void,
): Omit<Frame, 'symbols' | 'enterGuard' | 'leaveForSandbox'> {
  const size = useTerminalSize();
  const help = useLiveReducer(
    (_, isOpen: boolean) => isOpen,
    () => false,
  );
  return {
    ...layoutOf(size.columns, size.rows),
    ...whereOf(state),
    locale,
    isSandbox: connection.isSandbox === true,
    isHelpOpen: help.state,
    isHelpOpenNow: help.current,
    setHelpOpen: help.dispatch,
    goHome: () => (current().flow === 'home' ? leave() : dispatch({ flow: 'any', event: { type: 'home' } })),
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
