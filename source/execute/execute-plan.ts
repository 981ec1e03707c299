/** Carries out a plan: an operation starts when all that it depends on has succeeded, several run at a time. */
import { describeError } from '../errors.js';
import { differences } from '../plan/account/compare.js';
import { changedSince, type ExecutionEvent, interruption, waitsFor } from '../plan/account/events.js';
import type { Members } from '../plan/account/inventory.js';
import { type Guard, type Operation, resolveInput } from '../plan/account/operations.js';
import { backoff, Pace } from './pace.js';
import { type PatchManager, ThrottledError } from './patch-manager.js';

export interface ExecuteOptions {
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
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** 0 ≤ random() < 1, for jitter. */
  readonly random: () => number;
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
  const pace = new Pace();
  const results = new Map<string, string>();
  const done = new Set<string>();
  const planned = new Set(operations.map(({ id }) => id));
  const waiting = new Set(operations);
  const undone = new Map<string, string>();
  const events = new EventQueue();
  let running = 0;
  let failure: Operation | undefined;

  while (waiting.size > 0 || running > 0) {
    for (const operation of waiting) {
      const missing = operation.dependsOn.find((id) => undone.has(id));
      const reason =
        stopReason(failure, options) ?? (missing && `${waitsFor} ${undone.get(missing)}, which was not done`);
      if (reason !== undefined) {
        waiting.delete(operation);
        undone.set(operation.id, operation.name);
        yield { type: 'skipped', operation, reason };
      } else if (running < pace.limit && operation.dependsOn.every((id) => done.has(id) || !planned.has(id))) {
        waiting.delete(operation);
        running += 1;
        yield { type: 'started', operation };
        void carryOut(operation, results, pace, options, (event) => events.push(event));
      }
    }
    if (running === 0 && waiting.size > 0) throw new Error('the operations of the plan wait for each other');
    for (const event of await events.take(running)) {
      if (event.type !== 'throttled') running -= 1;
      if (event.type === 'failed') failure ??= event.operation;
      if (event.type === 'failed' || event.type === 'skipped') undone.set(event.operation.id, event.operation.name);
      if (event.type === 'succeeded') {
        done.add(event.operation.id);
        if (event.resourceId !== undefined) results.set(event.operation.id, event.resourceId);
      }
      yield event;
    }
  }
}

/** Why nothing new may start. */
function stopReason(
  failure: Operation | undefined,
  { signal, afterFailure = 'stop' }: ExecuteOptions,
): string | undefined {
  if (signal?.aborted) return interruption;
  return failure && afterFailure === 'stop' ? `stopped after ${failure.name} failed` : undefined;
}

/** Milliseconds of waiting after which an operation that AWS throttles is given up. */
const throttlingBudget = 120_000;

/** One operation to its end, retried while AWS throttles; never rejects. */
async function carryOut(
  operation: Operation,
  results: ReadonlyMap<string, string>,
  pace: Pace,
  { manager, signal, wait, random }: ExecuteOptions,
  emit: (event: ExecutionEvent) => void,
): Promise<void> {
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const early = await lookFirst(operation, manager);
      if (early !== undefined) {
        emit(early);
        return;
      }
      const { resourceId, wasGone } = await manager.perform(operation.kind, resolveInput(operation.input, results));
      pace.succeeded();
      emit({ type: 'succeeded', operation, resourceId, ...(wasGone && { note: goneAlready }) });
      return;
    } catch (error) {
      if (!(error instanceof ThrottledError) || waited >= throttlingBudget) {
        emit({ type: 'failed', operation, error: describeError(error) });
        return;
      }
      pace.throttled();
      emit({ type: 'throttled', operation, concurrency: pace.limit });
      const pause = backoff(attempt, random());
      waited += pause;
      await wait(pause, signal);
      if (signal?.aborted) {
        emit({ type: 'skipped', operation, reason: interruption });
        return;
      }
    }
  }
}

const goneAlready = 'was gone already';

/** How an operation ends without being sent, if what it is about is gone, as wanted already, or has changed. */
async function lookFirst(
  operation: Operation,
  manager: Pick<PatchManager, 'look'>,
): Promise<ExecutionEvent | undefined> {
  for (const guard of operation.guards ?? []) {
    const current = await manager.look(guard.subject);
    const { wanted } = guard;
    if (current === undefined) return { type: 'succeeded', operation, note: goneAlready };
    if (wanted && isAlready(current, wanted)) return { type: 'succeeded', operation, note: 'was so already' };
    const fields = changedFields(current, guard);
    if (fields.length > 0) return { type: 'skipped', operation, reason: `${changedSince}: ${fields.join(', ')}` };
  }
  return undefined;
}

function isAlready(current: Members, wanted: Members): boolean {
  return Object.entries(wanted).every(([member, value]) => current[member] === value);
}

/** `Schedule, Targets.OwnerInformation`: what is otherwise than the guard expects. */
function changedFields(current: Members, { expected, shrinking = [] }: Guard): string[] {
  const left = Object.fromEntries(shrinking.map((field) => [field, withoutLost(expected[field], current[field])]));
  const fields = differences(current, { ...expected, ...left }).flatMap(({ field }) => {
    const now = current[field];
    const before = expected[field];
    if (!shrinking.includes(field) || !isById(now) || !isById(before)) return [field];
    const inside = Object.entries(now).flatMap(([id, members]) => differences(members, before[id] ?? members));
    // A new entry has nothing that it could be compared with.
    return inside.length === 0 ? [field] : inside.map((change) => `${field}.${change.field}`);
  });
  return [...new Set(fields)];
}

/** The entries of a list, or by id, that are still there. */
function withoutLost(expected: unknown, current: unknown): unknown {
  if (isById(expected) && isById(current)) {
    return Object.fromEntries(Object.entries(expected).filter(([id]) => id in current));
  }
  const now = Array.isArray(current) ? current : [];
  return Array.isArray(expected) ? expected.filter((entry) => now.includes(entry)) : [];
}

function isById(value: unknown): value is Readonly<Record<string, Members>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Events from several running operations, taken in the order in which they came. */
class EventQueue {
  #events: ExecutionEvent[] = [];
  #arrived: (() => void) | undefined;

  push(event: ExecutionEvent): void {
    this.#events.push(event);
    this.#arrived?.();
  }

  /** What has come so far; waits for at least one event while something is running. */
  async take(running: number): Promise<readonly ExecutionEvent[]> {
    if (this.#events.length === 0 && running > 0) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    const taken = this.#events;
    this.#events = [];
    return taken;
  }
}
