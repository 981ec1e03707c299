/** The wizard on the screen: one frame, one list of finished lines, the step that is asked now, and the way out. */
import { Static, useApp } from 'ink';
import { useEffect, useRef, useState } from 'react';
import { interruption, type Outcome } from '../plan/account/events.js';
import type { AccountIdentity } from '../plan/account/inventory.js';
import type { RestorePlan } from '../plan/restore/restore.js';
import type { Answers } from '../plan/spec/answers.js';
import type { ConnectionFlags } from '../plan/spec/command-line.js';
import { accountWords } from '../wizard/account-words.js';
import type { CleanupPlan } from '../wizard/cleanup.js';
import { type RestoreRequest, restorePlanOf } from '../wizard/restore.js';
import { flows, flowTitles, stepNumber, stepTitles } from '../wizard/steps.js';
import { answersGiven } from '../wizard/suggested.js';
import { initialWizard, reduceWizard, type WizardStart, type WizardState } from '../wizard/wizard.js';
import { OutcomeLine } from './components/outcome-line.js';
import type { WizardEnd } from './end.js';
import { type Frame, FrameProvider, layoutOf } from './frame.js';
import { useAccount } from './hooks/use-account.js';
import { useExecution } from './hooks/use-execution.js';
import { useKeys } from './hooks/use-keys.js';
import { useLiveReducer } from './hooks/use-live-reducer.js';
import { useNow } from './hooks/use-now.js';
import { useTerminalSize } from './hooks/use-terminal-size.js';
import { StepView, type StepViewProps } from './step-view.js';
import type { Symbols } from './symbols.js';

export type AppProps = Pick<
  StepViewProps,
  'connection' | 'connect' | 'readBaselineFile' | 'selection' | 'hasBackup' | 'restore' | 'clock'
> & {
  readonly start: WizardStart;
  /** Writes a backup and returns its path, undefined where none is wanted; throws a UserError if it cannot. */
  readonly writeBackup: (plan: CleanupPlan, identity: AccountIdentity) => string | undefined;
  readonly symbols: Symbols;
  /** Aborted by a signal from outside: the wizard ends as with Ctrl-C. */
  readonly shutdown: AbortSignal;
  /** Called once, after the last frame. */
  readonly onEnd: (end: WizardEnd) => void;
};

export function App(props: AppProps) {
  const { start, connection, connect, clock, symbols, shutdown } = props;
  const { state, current, dispatch } = useLiveReducer(reduceWizard, () => initialWizard(start));
  const manager = useAccount({ state, dispatch, connect, restore: props.restore });
  const stop = useRef(new AbortController()).current;
  const work = useExecution({
    setup: state.agreed,
    cleanup: state.agreedCleanup,
    restore: state.agreedRestore,
    writeBackup: (plan) => {
      const { account: known } = current();
      // Nothing is agreed to before the account was read, and without its id a backup would be of nowhere.
      if (known.status !== 'read') throw new Error('The account is not read: there can be no backup.');
      return props.writeBackup(plan, known.identity);
    },
    manager,
    clock,
    signal: stop.signal,
  });
  /** What is ticked on the schedule screen and not answered yet. */
  const draft = useRef<Partial<Answers>>({});
  const [end, setEnd] = useState<WizardEnd>();
  const help = useLiveReducer(
    (_, isOpen: boolean) => isOpen,
    () => false,
  );
  const now = useNow(clock.now);
  const size = useTerminalSize();

  const leave = (exitCode: number, wantsSandbox = false): void => {
    const { flow, step, agreed, agreedCleanup, agreedRestore } = current();
    const answers = { ...current().answers, ...(step === 'schedule' || step === 'preview' ? draft.current : {}) };
    setEnd({
      exitCode,
      wantsSandbox,
      flow,
      step,
      answers,
      given: answersGiven({ ...current(), answers }),
      connection: connectionNow(current(), connection),
      plan: agreed,
      cleanup: agreedCleanup,
      selection: props.selection,
      hasBackup: props.hasBackup,
      restore: props.restore && { ...props.restore, plan: agreedRestore ?? idlePlan(current(), props.restore) },
      // What is in flight at a second Ctrl-C has no end of its own.
      work: { ...work.current(), endedAt: work.current().endedAt ?? clock.now() },
    });
  };
  /** While questions are asked it leaves; while calls are made it first lets those in flight end. */
  const interrupt = (): void => {
    const isCalling = current().step === 'progress' && work.current().phase !== 'ended';
    if (isCalling && !stop.signal.aborted) stop.abort();
    else leave(130);
    drawStopping(stop.signal.aborted);
  };
  const [, drawStopping] = useState(false);
  useKeys((press) => {
    if (press.kind === 'named' && press.name === 'ctrl-c') interrupt();
  });
  useSignal(shutdown, interrupt);
  useEndOfWork(
    work.state.phase,
    stop.signal,
    () => leave(130),
    () => dispatch({ type: 'finished' }),
  );
  useComplete(end, props.onEnd);

  const frame: Frame = {
    ...layoutOf(size.columns, size.rows),
    ...header(state),
    symbols,
    isSandbox: connection.isSandbox === true,
    isHelpOpen: help.state,
    isHelpOpenNow: help.current,
    setHelpOpen: help.dispatch,
  };
  return (
    <FrameProvider value={frame}>
      <Static items={work.state.execution.outcomes.filter((outcome) => !wasInterrupted(outcome))}>
        {(outcome) => <OutcomeLine key={outcome.operation.id} outcome={outcome} symbols={symbols} />}
      </Static>
      {end ? null : (
        <StepView
          {...props}
          state={state}
          manager={manager}
          dispatch={dispatch}
          work={work.state}
          isStopping={stop.signal.aborted}
          now={now}
          leave={leave}
          onDraft={(answers) => {
            draft.current = answers;
          }}
        />
      )}
    </FrameProvider>
  );
}

/** Where nothing is missing there is nothing to agree to: it is enough that the review has said so. */
function idlePlan({ step, account }: WizardState, request: RestoreRequest): RestorePlan | undefined {
  const plan = step === 'review' ? restorePlanOf(request, account) : undefined;
  return plan?.operations.length === 0 ? plan : undefined;
}

/** What Ctrl-C has kept from beginning is told as a number, at the end. */
function wasInterrupted(outcome: Outcome): boolean {
  return outcome.type === 'skipped' && outcome.reason === interruption;
}

function header({ step, flow, account, connection }: WizardState): Pick<Frame, 'crumbs' | 'position' | 'place'> {
  // Before a set-up begins no account is at stake.
  if (step === 'home' || step === 'preview')
    return { crumbs: step === 'home' ? [] : [stepTitles[step]], position: undefined, place: [] };
  const number = stepNumber(step, flow);
  const identity = 'identity' in account ? account.identity : undefined;
  return {
    crumbs: [flowTitles[flow], stepTitles[step]],
    position: number === undefined ? undefined : `${number} of ${flows[flow].length}`,
    place: [...(identity ? [accountWords(identity.account)] : []), ...(connection.region ? [connection.region] : [])],
  };
}

/** The flags that lead to this account again. */
function connectionNow({ connection, account }: WizardState, flags: ConnectionFlags): ConnectionFlags {
  const region = ('identity' in account ? account.identity?.region : undefined) ?? connection.region;
  return { ...flags, ...connection, region };
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

/** Leaves when interrupted work has come to its end, and goes to the last screen otherwise. */
function useEndOfWork(phase: string, stop: AbortSignal, onStopped: () => void, onFinished: () => void): void {
  const latest = useRef({ onStopped, onFinished });
  latest.current = { onStopped, onFinished };
  useEffect(() => {
    if (phase !== 'ended') return;
    if (stop.aborted) latest.current.onStopped();
    else latest.current.onFinished();
  }, [phase, stop]);
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
