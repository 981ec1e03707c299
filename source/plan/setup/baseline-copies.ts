/** Copies of a baseline: one takes 25 patch groups, so a larger plan has several of the same rules. */
import { type Inventory, type InventoryBaseline, patchGroupsOf, planOf } from '../account/inventory.js';
import { defaultQuotas } from '../account/quotas.js';
import type { BaselineDefinition } from '../baseline/baseline.js';
import { suffixed } from '../intent/names.js';
import type { KnownRules } from './known-rules.js';
import type { RuleSet } from './rule-sets.js';

/** A baseline with the patch groups that are registered with it. */
export interface DesiredBaseline {
  readonly definition: BaselineDefinition;
  /** Its rules are not those that the plan was made with, and only the file of this name has those. */
  readonly changedSince: string | undefined;
  /** At most 25 (quota patch groups per baseline). */
  readonly patchGroups: readonly string[];
  /** The plan's baseline that the account has for it; its name and rules may be others. */
  readonly existing: InventoryBaseline | undefined;
  /** Groups that are registered with {@link existing}, wanted or not. */
  readonly registered: ReadonlySet<string>;
  /** Groups of the plan that are registered with another baseline, by somebody or for another delay → that baseline's id. */
  readonly takenBack: ReadonlyMap<string, string>;
}

/** What of an account decides which baselines carry the groups. */
type Account = Pick<Inventory, 'windows' | 'baselines' | 'patchGroups'>;

/**
 * The baselines that carry the groups: `Name`, `Name-2`, `Name-3`, … of each set of rules. A plan's baselines of the system are taken
 * up, whatever they are called, and groups stay where they are registered, as long as that has their rules:
 * RegisterPatchBaselineForPatchGroup refuses to move one. Further groups fill the room that is left, and groups that
 * nobody wants any more still take theirs.
 */
export function baselineCopies(
  plan: string,
  { definition: { OperatingSystem: os }, changedSince }: KnownRules,
  sets: readonly RuleSet[],
  account: Account,
  takenOver: ReadonlySet<string> = new Set(),
): DesiredBaseline[] {
  const own = account.baselines.filter(
    (baseline) => (planOf(baseline) === plan || takenOver.has(baseline.id)) && baseline.operatingSystem === os,
  );
  return sets.flatMap((set) => {
    const ofSet = own.filter((baseline) => likeliestSet(baseline, sets, account) === set);
    return copiesOf(set, ofSet, account).map((copy) => ({
      ...copy,
      changedSince,
      takenBack: new Map([...lost(plan, copy, account), ...moved(copy, own, account)]),
    }));
  });
}

/** The set that a baseline of the plan is for: that with the most of its groups, so that a new date only makes another delay. */
function likeliestSet({ id, name }: InventoryBaseline, sets: readonly RuleSet[], { patchGroups: rows }: Account) {
  const ofBaseline = new Set(rows.filter((row) => row.baselineId === id).map(({ patchGroup }) => patchGroup));
  const likelihoods = sets.map(({ definition, patchGroups }) => {
    const isCalledSo = definition.Name === name;
    return patchGroups.filter((group) => ofBaseline.has(group)).length + (isCalledSo ? 0.5 : 0);
  });
  return sets[likelihoods.indexOf(Math.max(...likelihoods))];
}

function copiesOf({ definition, patchGroups: groups }: RuleSet, own: readonly InventoryBaseline[], account: Account) {
  const most = own.length + Math.ceil(groups.length / defaultQuotas['groups-per-baseline']);
  const definitions = Array.from({ length: most }, (_, index) => copyOf(definition, index + 1));
  // Two set-ups at once leave two of one name; the one that carries groups of the plan is to keep it.
  const carried = ({ id }: InventoryBaseline): number =>
    account.patchGroups.filter((row) => row.baselineId === id && groups.includes(row.patchGroup)).length;
  const ranked = own.toSorted((one, other) => carried(other) - carried(one));
  const named = definitions.map(({ Name }) => ranked.find(({ name }) => name === Name));
  const others = own.filter((baseline) => !named.includes(baseline));
  const copies = definitions.map((copy, index) => {
    const existing = named[index] ?? others.shift();
    const rows = account.patchGroups.filter((row) => row.baselineId === existing?.id);
    return {
      definition: copy,
      existing,
      registered: new Set(rows.map(({ patchGroup }) => patchGroup)),
      room: defaultQuotas['groups-per-baseline'] - rows.length,
      patchGroups: [] as string[],
    };
  });
  for (const group of groups) {
    const home = copies.find(({ registered }) => registered.has(group));
    const copy =
      home ?? copies.find(({ existing, room }) => existing && room > 0) ?? copies.find(({ room }) => room > 0);
    copy?.patchGroups.push(group);
    if (copy && !home) copy.room -= 1;
  }
  return copies.filter(({ patchGroups }) => patchGroups.length > 0).map(({ room: _, ...copy }) => copy);
}

type Copy = ReturnType<typeof copiesOf>[number];

/** The groups of a copy that are registered with another baseline of the plan: their delay is another one now. */
function moved({ patchGroups, existing }: Copy, own: readonly InventoryBaseline[], { patchGroups: rows }: Account) {
  return rows
    .filter((row) => row.baselineId !== existing?.id && own.some(({ id }) => id === row.baselineId))
    .filter(({ patchGroup }) => patchGroups.includes(patchGroup))
    .map(({ patchGroup, baselineId }) => [patchGroup, baselineId] as const);
}

/**
 * The groups that belong to the plan, because a window of the plan patches them and the plan has rules for the system, but
 * that somebody has registered with a baseline of no plan since. What the plan never had is not taken from others.
 */
function lost(
  plan: string,
  { definition: { OperatingSystem }, patchGroups }: Copy,
  { windows, baselines, patchGroups: rows }: Account,
): (readonly [string, string])[] {
  const ofPlans = baselines.filter((baseline) => planOf(baseline) !== undefined);
  const hasRules = ofPlans.some(
    (baseline) => planOf(baseline) === plan && baseline.operatingSystem === OperatingSystem,
  );
  if (!hasRules) return [];
  const patched = new Set(windows.filter((window) => planOf(window) === plan).flatMap(patchGroupsOf));
  return rows
    .filter((row) => row.operatingSystem === OperatingSystem && ofPlans.every(({ id }) => id !== row.baselineId))
    .filter(({ patchGroup }) => patchGroups.includes(patchGroup) && patched.has(patchGroup))
    .map(({ patchGroup, baselineId }) => [patchGroup, baselineId] as const);
}

function copyOf(definition: BaselineDefinition, number: number): BaselineDefinition {
  return number === 1 ? definition : { ...definition, Name: suffixed(definition.Name, `-${number}`) };
}
