/** What the plans of several places have in common, and where one differs. */
import { counted, plural } from '../text/plural.js';
import type { Operation } from './operations.js';

interface Planned {
  readonly operations: readonly Operation[];
}

/** Where a plan is not as most are. */
export interface PlaceDifference<Plan> {
  readonly planned: Plan;
  /** Calls that most of the plans do not have. */
  readonly more: readonly Operation[];
  /** Calls of most of the plans that are not needed here. */
  readonly less: readonly Operation[];
}

/** The plans with the calls of most, and how each of the others differs; of two kinds that are as frequent, the first counts. */
export function placeDifferences<Plan extends Planned>(
  plans: readonly Plan[],
): { readonly alike: readonly Plan[]; readonly others: readonly PlaceDifference<Plan>[] } {
  const kinds = new Map<string, Plan[]>();
  for (const plan of plans) {
    const key = plan.operations.map(callOf).sort().join('\n');
    kinds.set(key, [...(kinds.get(key) ?? []), plan]);
  }
  const [alike = []] = [...kinds.values()].sort((a, b) => b.length - a.length);
  const usual = alike[0]?.operations ?? [];
  const others = plans
    .filter((plan) => !alike.includes(plan))
    .map((planned) => ({
      planned,
      more: without(planned.operations, usual),
      less: without(usual, planned.operations),
    }));
  return { alike, others };
}

/** What a call does, whatever the ids are where it is made. */
function callOf({ kind, name, changes = [] }: Operation): string {
  return `${kind} ${name} ${changes.map(({ field, from, to }) => `${field} ${from} ${to}`).join()}`;
}

function without(operations: readonly Operation[], others: readonly Operation[]): Operation[] {
  const known = new Set(others.map(callOf));
  return operations.filter((operation) => !known.has(callOf(operation)));
}

/** Names that a person reads. */
const mostNames = 3;

/** `2 more calls (CreateMaintenanceWindow a, …); 1 fewer call (CreatePatchBaseline b)` */
export function differenceWords({ more, less }: Pick<PlaceDifference<unknown>, 'more' | 'less'>): string {
  const named = (operations: readonly Operation[], count: string): string => {
    const names = operations.slice(0, mostNames).map(({ kind, name }) => `${kind} ${name}`);
    const rest = operations.length - names.length;
    return `${count} (${[...names, ...(rest > 0 ? [counted(rest, 'other')] : [])].join(', ')})`;
  };
  return [
    ...(more.length > 0 ? [named(more, `${more.length} more ${plural(more.length, 'call')}`)] : []),
    ...(less.length > 0 ? [named(less, `${less.length} fewer ${plural(less.length, 'call')}`)] : []),
  ].join('; ');
}
