/** Carries out a plan: an operation starts when all that it depends on has succeeded, several run at a time. */
import { describeError } from '../errors.js';
import { type ExecutionEvent, interruption, overloaded, unanswered, waitsFor } from '../plan/account/events.js';
import { type Operation, resolveInput } from '../plan/account/operations.js';
import { Guards, goneAlready } from './guards.js';
import { Pace, type PaceClock } from './pace.js';
import { type PatchManager, throttlingCode } from './patch-manager.js';

export interface ExecuteOptions extends PaceClock {
  readonly manager: Pick<PatchManager, 'perform' | 'look'>;
  /** Aborted: nothing new starts, what runs is waited for, the rest is skipped. */
  readonly signal?: AbortSignal | undefined;
  /**
   * What a failure means for the operations that do not depend on it. `stop`: what fails one call (permissions, quotas,
   * credentials) would most often fail the next ones too, and a run is finished by running again. `go-on`: each stands
   * for itself, as in a clean-up.
   * @default 'stop'
   */
  readonly afterFailure?: 'stop' | 'go-on' | undefined;
}

/**
 * Runs the operations and yields what happens, in order. It ends by itself and never throws for a failed operation.
 * What depends on something that failed or was skipped is skipped too. An operation with guards first looks at their
 * subjects: what is gone already counts as done, what is no longer as it was read is skipped.
 * @param operations every operation after those that it depends on
 */
export async function* executePlan(
  operations: readonly Operation[],
  options: ExecuteOptions,
): AsyncGenerator<ExecutionEvent, void, undefined> {
  const pace = new Pace(callsAtOnce, options);
  const guards = new Guards(operations, options.manager, options);
  const results = new Map<string, string>();
  const planned = new Set(operations.map(({ id }) => id));
  const waiting = new Set(operations);
  const done = new Set<string>();
  const undone = new Map<string, string>();
  const running = new Map<Operation, Promise<Attempted>>();
  const failures = new Failures();

  while (waiting.size > 0 || running.size > 0) {
    for (const operation of inTurn(waiting, guards)) {
      const missing = operation.dependsOn.find((id) => undone.has(id));
      const reason =
        stopReason(failures, options) ?? (missing && `${waitsFor} ${undone.get(missing)}, which was not done`);
      if (reason !== undefined) {
        waiting.delete(operation);
        undone.set(operation.id, operation.name);
        yield { type: 'skipped', operation, reason };
      } else if (running.size < pace.limit && operation.dependsOn.every((id) => done.has(id) || !planned.has(id))) {
        waiting.delete(operation);
        yield { type: 'started', operation };
        running.set(operation, nextOf(attempts(operation, { results, guards, pace }, options)));
      }
    }
    if (running.size === 0) {
      if (waiting.size > 0) throw new Error('the operations of the plan wait for each other');
      return;
    }
    const { event, more } = await Promise.race(running.values());
    const { operation } = event;
    if (event.type === 'throttled') running.set(operation, nextOf(more));
    else running.delete(operation);
    failures.count(event);
    if (event.type === 'failed' || event.type === 'skipped') undone.set(operation.id, operation.name);
    if (event.type === 'succeeded') {
      done.add(operation.id);
      if (event.resourceId !== undefined) results.set(operation.id, event.resourceId);
    }
    yield event;
  }
}

/** What was looked at already comes first, before its look is too old: window by window things go, not halves of all of them. */
function inTurn(waiting: Iterable<Operation>, guards: Guards): Operation[] {
  return [...waiting].sort((a, b) => Number(guards.isLookedAt(b)) - Number(guards.isLookedAt(a)));
}

/** Why nothing new may start. */
function stopReason(failures: Failures, { signal, afterFailure = 'stop' }: ExecuteOptions): string | undefined {
  if (signal?.aborted) return interruption;
  const { first, outage } = failures;
  return first && afterFailure === 'stop' ? `stopped after ${first.name} failed` : outage;
}

/** Operations that were given up for the same, after which the rest is not tried: each would wait for minutes as well. */
const fewGivenUp = 3;

/** What the failures of a run say about what was not tried yet. */
class Failures {
  first: Operation | undefined;
  /** Why the rest would fail as well; undefined while there is hope. */
  outage: string | undefined;
  #refused = 0;
  /** Since the last that succeeded: a connection that is lost now and then is no outage. */
  #unanswered = 0;

  count(event: ExecutionEvent): void {
    if (event.type === 'succeeded') this.#unanswered = 0;
    if (event.type !== 'failed') return;
    this.first ??= event.operation;
    const { code } = event.error;
    if (code === throttlingCode) this.#refused += 1;
    else if (isNoAnswer.test(code)) this.#unanswered += 1;
    if (this.#refused >= fewGivenUp) this.outage ??= overloaded;
    if (this.#unanswered >= fewGivenUp) this.outage ??= unanswered;
  }
}

/** Codes of lost connections and of answers that did not come (Node's names, and the SDK's). */
const isNoAnswer = /^(E[A-Z]+|TimeoutError)$/;

/** A window's target and registrations wait for it, and its task for them, so there are never many at a time. */
const callsAtOnce = { start: 16, most: 32 };

type Attempts = AsyncGenerator<ExecutionEvent, ExecutionEvent>;

/** What has happened to an operation, and its further attempts, where it was throttled. */
interface Attempted {
  readonly event: ExecutionEvent;
  readonly more: Attempts;
}

/** What the operations of a run share. */
interface Sending {
  /** Operation id → id of the resource that it created. */
  readonly results: ReadonlyMap<string, string>;
  readonly guards: Guards;
  readonly pace: Pace;
}

async function nextOf(more: Attempts): Promise<Attempted> {
  return { event: (await more.next()).value, more };
}

/** One operation: that it was throttled, each time, then its end; never throws. */
async function* attempts(
  operation: Operation,
  { results, guards, pace }: Sending,
  { manager, signal }: ExecuteOptions,
): Attempts {
  const send = async (): Promise<ExecutionEvent> => {
    const passed = await guards.pass(operation);
    if (passed.type !== 'passed') return passed;
    const { kind, input } = passed.operation;
    const { resourceId, wasGone } = await manager.perform(kind, resolveInput(input, results));
    const note = wasGone ? goneAlready : passed.note;
    return { type: 'succeeded', operation, resourceId, ...(note && { note }) };
  };
  try {
    const sent = pace.attempts(send, signal);
    for (;;) {
      const next = await sent.next();
      if (next.done) return next.value;
      yield { type: 'throttled', operation, concurrency: next.value };
    }
  } catch (error) {
    if (signal?.aborted && error === signal.reason) return { type: 'skipped', operation, reason: interruption };
    return { type: 'failed', operation, error: describeError(error) };
  }
}
