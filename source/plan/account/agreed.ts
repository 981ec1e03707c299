/** What is tried again: whether all of it has been agreed to already, so that nobody has to be asked anew. */
import type { Guard, Operation } from './operations.js';

/**
 * Whether each operation is one of those that were agreed to, about a subject that is as it was then; of lists from which the work itself
 * takes entries, those that are left have to be as they were.
 */
export function isAgreed(operations: readonly Operation[], agreed: readonly Operation[]): boolean {
  const ids = new Set(agreed.map(({ id }) => id));
  const guards = new Map(
    agreed.flatMap(({ guards = [] }) => guards.map((guard) => [subjectKey(guard), guard] as const)),
  );
  return operations.every(
    ({ id, guards: now = [] }) => ids.has(id) && now.every((guard) => isAsBefore(guard, guards.get(subjectKey(guard)))),
  );
}

function subjectKey({ subject }: Guard): string {
  const { taskIds: _, ...rest } = { taskIds: undefined, ...subject };
  return JSON.stringify(rest);
}

function isAsBefore({ expected, shrinking = [] }: Guard, before: Guard | undefined): boolean {
  if (before === undefined) return false;
  const names = new Set([...Object.keys(expected), ...Object.keys(before.expected)]);
  return [...names].every((name) => {
    const [now, then] = [expected[name], before.expected[name]];
    return shrinking.includes(name) ? isPartOf(now, then) : text(now) === text(then);
  });
}

/** Entries of a list, or members by their ids. */
function isPartOf(now: unknown, then: unknown): boolean {
  if (Array.isArray(now) && Array.isArray(then)) {
    const entries = new Set(then.map(text));
    return now.every((entry) => entries.has(text(entry)));
  }
  const before = new Map(Object.entries(Object(then)));
  return Object.entries(Object(now)).every(([id, members]) => before.has(id) && text(before.get(id)) === text(members));
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
