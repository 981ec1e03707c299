/**
 * Carrying out, as every job does it: all backups first, then in every place the calls, what can be proved of them, and what lists show of it.
 */
import { type ExecuteOptions, executePlan } from '../execute/execute-plan.js';
import { type ExecutionState, initialExecution, reduceExecution } from '../plan/account/events.js';
import type { Operation } from '../plan/account/operations.js';
import type { JobContext, PlaceEnd, Planned, WorkEvent } from './job.js';
import { baselinesListed } from './made-listed.js';
import { together } from './together.js';
import { windowsListed } from './windows-listed.js';

/** What is a job's own. */
export interface Work<Plan, Found> extends Required<Pick<ExecuteOptions, 'afterFailure'>> {
  /** Writes the backup that a plan needs and returns its path. */
  readonly backUp?: (planned: Planned<Plan>) => string | undefined;
  /** What the account itself says when the calls have ended; a run that was stopped has nothing to prove. */
  readonly proof?: {
    readonly none: Found;
    readonly ask: (planned: Planned<Plan>, state: ExecutionState, listed: Listing) => Promise<Found>;
  };
}

type Listing = ReturnType<typeof windowsListed>;

interface Operations {
  readonly operations: readonly Operation[];
}

/**
 * How everything has ended, place by place: complete where every call has succeeded, unless the proof says otherwise. What fails in
 * one place is nothing to the others.
 */
export async function* carryOutEach<Plan extends Operations, Found>(
  planned: readonly Planned<Plan>[],
  work: Work<Plan, Found>,
  context: JobContext,
): AsyncGenerator<WorkEvent<(PlaceEnd<Plan> & Found)[]>, (PlaceEnd<Plan> & Found)[]> {
  const { backUp } = work;
  const backupFiles: (string | undefined)[] = [];
  for (const each of planned) {
    const file = backUp?.(each);
    backupFiles.push(file);
    if (file !== undefined) yield { type: 'backed-up', place: each.place, file };
  }
  const end = yield* together(
    planned.map(
      (each, index) => () => carryOutIn<Plan, Found>({ ...each, backupFile: backupFiles[index] }, work, context),
    ),
  );
  yield { type: 'ended', end };
  return end;
}

/** How it has ended in one place. */
async function* carryOutIn<Plan extends Operations, Found>(
  { backupFile, ...planned }: Planned<Plan> & Pick<PlaceEnd<Plan>, 'backupFile'>,
  { afterFailure, proof }: Work<Plan, Found>,
  context: JobContext,
): AsyncGenerator<WorkEvent<never>, PlaceEnd<Plan> & Found> {
  const { place, plan } = planned;
  const state = yield* calls(planned, afterFailure, context);
  const isComplete = state.succeeded === state.total;
  const isAsked = proof && !context.signal.aborted && (afterFailure === 'go-on' || isComplete);
  if (isAsked) yield { type: 'checking', place };
  const listed = windowsListed(planned.manager, state, context);
  const baselines = baselinesListed(planned.manager, state, context);
  const found = isAsked ? await proof.ask(planned, state, listed) : proof?.none;
  await Promise.all([listed, baselines]);
  return { place, plan, state, isComplete, backupFile, ...found } as PlaceEnd<Plan> & Found;
}

/** How the calls of one place have ended; what still runs when it has to be hurried is left alone. */
async function* calls<Plan extends Operations>(
  { place, manager, plan }: Planned<Plan>,
  afterFailure: ExecuteOptions['afterFailure'],
  { signal, hurry, now, wait, random }: JobContext,
): AsyncGenerator<WorkEvent<never>, ExecutionState> {
  let state = initialExecution(plan.operations.length);
  const events = executePlan(plan.operations, { manager, signal, afterFailure, now, wait, random });
  for await (const event of untilAborted(events, hurry)) {
    state = reduceExecution(state, event);
    yield { type: 'operation', place, event };
  }
  return state;
}

async function* untilAborted<Event>(events: AsyncIterator<Event>, signal: AbortSignal): AsyncGenerator<Event> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  for (;;) {
    const next = await Promise.race([events.next(), aborted]);
    if (next === undefined || next.done) return;
    yield next.value;
  }
}
