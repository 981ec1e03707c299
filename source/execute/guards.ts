/** Guards: what an operation is about is looked at again just before its call, and what has changed since stays as it is. */
import { differences } from '../plan/account/compare.js';
import { changedSince, type Outcome } from '../plan/account/events.js';
import type { Members } from '../plan/account/inventory.js';
import type { Guard, Operation, Subject } from '../plan/account/operations.js';
import { nodeIdOf } from '../plan/account/tagging.js';
import type { PaceClock } from './pace.js';
import type { PatchManager } from './patch-manager.js';

/** What was seen of a subject, and when; times in milliseconds. */
interface Look {
  readonly current: Members | undefined;
  readonly took: number;
  readonly answeredAt: number;
}

/** What of an operation may go out. */
export interface Passed {
  readonly type: 'passed';
  readonly operation: Operation;
  /** What of it does not. */
  readonly note?: string;
}

/**
 * The guards of a plan's operations. While a call is under way, what waits for nothing but such calls is looked at already; guards know
 * what the plan itself takes away meanwhile ({@link Guard}'s `shrinking`). A look that has waited longer than it took is not trusted any
 * more: its call was slow, or sent again, and the subject is looked at anew.
 */
export class Guards {
  readonly #manager: Pick<PatchManager, 'look'>;
  readonly #now: () => number;
  readonly #planned: ReadonlySet<string>;
  /** By the id of what they wait for. */
  readonly #waiting = new Map<string, Operation[]>();
  /** Ids of operations that were sent, or need not be. */
  readonly #passed = new Set<string>();
  /** By the id of the operation, one for each of its guards. */
  readonly #ahead = new Map<string, Promise<Look>[]>();
  /** Not answered yet, by subject: several operations share one. */
  readonly #unanswered = new Map<string, Promise<Look>>();

  constructor(operations: readonly Operation[], manager: Pick<PatchManager, 'look'>, { now }: Pick<PaceClock, 'now'>) {
    this.#manager = manager;
    this.#now = () => now().getTime();
    this.#planned = new Set(operations.map(({ id }) => id));
    for (const operation of operations.filter(({ guards }) => guards))
      for (const id of operation.dependsOn) this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), operation]);
  }

  /** Whether it was looked at ahead, so that its call should go out soon. */
  isLookedAt({ id }: Operation): boolean {
    return this.#ahead.has(id);
  }

  /**
   * How an operation ends without being sent: its subject is gone, is as wanted already, or has changed. Else what may go out, which it
   * has to at once. An attempt that follows a refused one passes again.
   */
  async pass(operation: Operation): Promise<Outcome | Passed> {
    const passed = await this.#pass(operation);
    if (passed.type !== 'skipped') this.#lookAhead(operation);
    return passed;
  }

  async #pass(operation: Operation): Promise<Outcome | Passed> {
    const { id, guards = [] } = operation;
    const ahead = this.#ahead.get(id);
    this.#ahead.delete(id);
    const looks = guards.map(async (guard, index) => {
      const early = await ahead?.[index];
      const isFresh = early && this.#now() - early.answeredAt <= early.took;
      return { guard, current: (isFresh ? early : await this.#look(guard.subject)).current };
    });
    for (const { guard, current } of await Promise.all(looks)) {
      const { wanted } = guard;
      if (current && guard.subject.kind === 'node-tags') return passNodes(operation, guard, current);
      if (current === undefined) return { type: 'succeeded', operation, note: goneAlready };
      if (wanted && isAlready(current, wanted)) return { type: 'succeeded', operation, note: soAlready };
      const fields = changedFields(current, guard);
      if (fields.length > 0) return { type: 'skipped', operation, reason: `${changedSince}: ${fields.join(', ')}` };
    }
    return { type: 'passed', operation };
  }

  /** Looks at what waits for this operation and for nothing else that was not sent. */
  #lookAhead({ id }: Operation): void {
    this.#passed.add(id);
    for (const next of this.#waiting.get(id) ?? []) {
      if (next.dependsOn.some((each) => this.#planned.has(each) && !this.#passed.has(each))) continue;
      const looks = (next.guards ?? []).map(({ subject }) => this.#look(subject));
      // Whoever does not come to its turn does not hear of a failure either.
      for (const look of looks) look.catch(() => {});
      this.#ahead.set(next.id, looks);
    }
  }

  #look(subject: Subject): Promise<Look> {
    const key = JSON.stringify(subject);
    const unanswered = this.#unanswered.get(key);
    if (unanswered) return unanswered;
    const startedAt = this.#now();
    const look = this.#manager
      .look(subject)
      .then((current) => ({ current, took: this.#now() - startedAt, answeredAt: this.#now() }))
      .finally(() => this.#unanswered.delete(key));
    this.#unanswered.set(key, look);
    return look;
  }
}

/** How it is noted of a subject that was as wanted already. */
const soAlready = 'already as wanted';

/**
 * Of several nodes each stands for itself: what is as wanted, or has changed, is left out of the call.
 * @param current without those that could not be looked at, which are not left out
 */
function passNodes(operation: Operation, { expected, wanted = {} }: Guard, current: Members): Outcome | Passed {
  const arns = Object.keys(expected);
  const open = arns.filter((arn) => !(arn in current) || current[arn] !== wanted[arn]);
  const isChanged = (arn: string) => arn in current && current[arn] !== expected[arn];
  const left = open.filter((arn) => !isChanged(arn));
  if (open.length === 0) return { type: 'succeeded', operation, note: soAlready };
  const reason = `${changedSince}: ${open.filter(isChanged).map(nodeIdOf).join(', ')}`;
  if (left.length === 0) return { type: 'skipped', operation, reason };
  return {
    type: 'passed',
    operation: 'ResourceARNList' in operation.input ? withNodes(operation, left) : operation,
    ...(left.length < open.length && { note: reason }),
  };
}

function withNodes(operation: Operation, ResourceARNList: readonly string[]): Operation {
  return { ...operation, input: { ...operation.input, ResourceARNList } } as Operation;
}

/** How it is noted of a subject that did not exist any more. */
export const goneAlready = 'already deleted';

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
