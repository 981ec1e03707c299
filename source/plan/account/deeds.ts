/** What calls have come to, in things, as people count: `8 windows, 1 baseline created`. */
import { counted } from '../text/plural.js';
import type { Outcome } from './events.js';
import type { Operation } from './operations.js';
import { isRegistration, thingCount, thingsOf, thingsWords } from './things.js';

/** `8 windows, 1 baseline created; 2 windows updated; 3 registrations deleted`: what operations do to things. */
export function deedsWords(operations: readonly Operation[]): string {
  const byDeed = new Map<Deed, Operation[]>();
  for (const { parts } of thingsOf(operations)) {
    const all = parts.flatMap((part) => part.operations);
    const own = deedOf(all.filter((operation) => !isRegistration(operation)));
    for (const operation of all) {
      const deed = isRegistration(operation) ? deedOf([operation]) : own;
      byDeed.set(deed, [...(byDeed.get(deed) ?? []), operation]);
    }
  }
  return deeds
    .flatMap((deed) => (byDeed.has(deed) ? [`${thingsWords(byDeed.get(deed) ?? [])} ${deed}`] : []))
    .join('; ');
}

/** In the order in which they are told. */
const deeds = ['created', 'updated', 'switched on', 'switched off', 'set', 'deleted'] as const;
type Deed = (typeof deeds)[number];

/** What is done to one thing, by all that is done to it. */
function deedOf(operations: readonly Operation[]): Deed {
  if (operations.some(({ kind }) => kind.startsWith('Delete') || kind === 'DeregisterPatchBaselineForPatchGroup'))
    return 'deleted';
  const isMade = operations.some(
    ({ kind, input }) =>
      kind.startsWith('Create') ||
      kind === 'RegisterPatchBaselineForPatchGroup' ||
      (kind === 'PutParameter' && !input.Overwrite),
  );
  if (isMade) return 'created';
  const [only, ...more] = operations;
  if (only === undefined || more.length > 0) return 'updated';
  if (only.kind === 'RegisterDefaultPatchBaseline') return 'set';
  const isSwitch = only.kind === 'UpdateMaintenanceWindow' && Object.keys(only.input).length === 2;
  if (!isSwitch || !('Enabled' in only.input)) return 'updated';
  return only.input.Enabled ? 'switched on' : 'switched off';
}

/** What of a run its end is told by. */
export interface RunEnd {
  readonly plan: { readonly operations: readonly Operation[] };
  readonly state: { readonly outcomes: readonly Outcome[] };
  /** Everything that was planned is done, as far as that can be seen. */
  readonly isComplete: boolean;
}

/** `Done: 8 windows, 1 record created in 1.2 s`, `Not complete: 3 of 9 things done`: how a run has ended, without a full stop. */
export function endWords({ plan: { operations }, state: { outcomes }, isComplete }: RunEnd, seconds: number): string {
  if (isComplete) return `Done: ${deedsWords(operations)} in ${secondsWords(seconds)}`;
  const done = new Set(outcomes.flatMap(({ type, operation }) => (type === 'succeeded' ? operation.id : [])));
  const count = thingCount(operations, ({ id }) => done.has(id));
  return `Not complete: ${count} of ${counted(thingCount(operations), 'thing')} done`;
}

/** `1.2 s`; what took no second is not measured. */
export function secondsWords(seconds: number): string {
  return seconds < 1 ? 'under 1 s' : `${seconds.toFixed(1)} s`;
}
