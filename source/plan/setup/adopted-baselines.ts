/** Adopted baselines: which of those that patch a plan's groups become the plan's, and why the others do not. */
import { baselineDifferences } from '../account/compare.js';
import { type InventoryBaseline, planOf, stackOf } from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import {
  type BaselineDefinition,
  type OperatingSystem,
  operatingSystemLabels,
  operatingSystems,
} from '../baseline/baseline.js';
import { hasApprovalDelay } from '../baseline/operating-system.js';
import { baselineOf, type NamedChoice, systemOf } from '../intent/baseline-choice.js';
import { type BaselineChoice, type PlanDocument, patchGroupsIn } from '../intent/document.js';
import type { LeftAlone } from './desired.js';

interface AdoptedBaselines {
  /** In place of those that the document has for the same systems. */
  readonly choices: readonly BaselineChoice[];
  /** Of baselines that nobody's plan has. */
  readonly ids: readonly string[];
  readonly leftAlone: readonly LeftAlone[];
}

/**
 * The plan's baselines of systems for which its document has no rules, and those of nobody that stand for all groups of the plan
 * and for none else, where the document has no other rules. Any other is left alone: as the plan's it would come to other groups, or there would be two sets of rules.
 */
export function adoptedBaselines(document: PlanDocument, account: OwnedInventory): AdoptedBaselines {
  const found = operatingSystems.map((os) => ofSystem(os, document, account));
  return {
    choices: found.flatMap(({ choices }) => choices),
    ids: found.flatMap(({ ids }) => ids),
    leftAlone: found.flatMap(({ leftAlone }) => leftAlone),
  };
}

const none: AdoptedBaselines = { choices: [], ids: [], leftAlone: [] };

function ofSystem(os: OperatingSystem, document: PlanDocument, account: OwnedInventory): AdoptedBaselines {
  const { plan } = document;
  const groups = new Set(patchGroupsIn(document));
  const own = shortestFirst(account.baselines.filter((each) => planOf(each) === plan && each.operatingSystem === os));
  const rows = account.patchGroups.filter((row) => row.operatingSystem === os && groups.has(row.patchGroup));
  const registered = account.baselines.filter(({ id }) => rows.some((row) => row.baselineId === id));
  const free = shortestFirst(registered.filter((baseline) => planOf(baseline) === undefined));
  const [definition] = [...own, ...free].flatMap((baseline) => baseline.definition ?? []);
  if (definition === undefined) return none;
  const choice = document.baselines.find((each) => systemOf(each) === os);
  // Of rules that only a file knows those that are there are as good as any: a run that broke off has written down no others.
  const wanted = choice && baselineOf(choice);
  const keepsChoice = choice !== undefined && (wanted !== undefined || own.length > 0);
  const choices = keepsChoice ? [] : [choiceOfRules(definition)];
  const isOther = wanted !== undefined && baselineDifferences(definition, wanted).length > 0;
  const why = isOther
    ? `the plan has its own rules for ${operatingSystemLabels[os]}`
    : whyLeftAlone(os, [...own, ...free], registered, groups, account);
  if (why === undefined) return { choices, ids: free.map(({ id }) => id), leftAlone: [] };
  const leftAlone = free.map(({ name, id }) => ({ name, id, why }));
  return { choices: own.length > 0 ? choices : [], ids: [], leftAlone };
}

/** Copies for more than 25 groups are called Name-2, Name-3: the shortest name is the first. */
function shortestFirst(baselines: readonly InventoryBaseline[]): InventoryBaseline[] {
  return [...baselines].sort((a, b) => a.name.length - b.name.length);
}

/** @param taken those that are free, and those that are the plan's already */
function whyLeftAlone(
  os: OperatingSystem,
  taken: readonly InventoryBaseline[],
  registered: readonly InventoryBaseline[],
  groups: ReadonlySet<string>,
  { patchGroups }: OwnedInventory,
): string | undefined {
  const system = operatingSystemLabels[os];
  const isTaken = (baselineId: string): boolean => taken.some(({ id }) => id === baselineId);
  const ofTaken = patchGroups.filter(({ baselineId }) => isTaken(baselineId));
  const foreign = ofTaken.find(({ patchGroup }) => !groups.has(patchGroup));
  const served = ofTaken.filter(({ patchGroup }) => groups.has(patchGroup));
  const [first, ...more] = taken;
  const stack = taken.map(stackOf).find((name) => name !== undefined);
  if (registered.some(({ id }) => !isTaken(id)))
    return `some of the groups are registered with another plan's baseline for ${system}`;
  if (stack !== undefined) return `it belongs to the CloudFormation stack ${stack}`;
  if (taken.some(({ isDefault }) => isDefault)) return `it is the default baseline for ${system}`;
  if (foreign) return `the patch group ${foreign.patchGroup}, which is not in the plan, is also registered with it`;
  if (served.length < groups.size) return `not all patch groups of the plan are registered with it`;
  if (more.some((other) => first && !hasSameRules(other, first)))
    return `the groups have different rules for ${system}`;
  return undefined;
}

/** Whatever they are called. */
function hasSameRules({ definition: one }: InventoryBaseline, { definition: other }: InventoryBaseline): boolean {
  if (one === undefined || other === undefined) return false;
  return baselineDifferences(one, { ...other, Name: one.Name }).length === 0;
}

/** The choice that stands for rules: by a name of ours where they are the same, else as those of a file. */
function choiceOfRules(definition: BaselineDefinition): BaselineChoice {
  const { OperatingSystem: os, ApprovalRules, Name } = definition;
  const approveAfterDays = hasApprovalDelay(os) ? ApprovalRules?.PatchRules[0]?.ApproveAfterDays : undefined;
  const named: readonly NamedChoice[] = [
    { kind: 'zero-day' },
    { kind: 'aws-rules', os },
    { kind: 'aws-rules', os, approveAfterDays },
  ];
  const same = named.find((choice) => baselineDifferences(definition, baselineOf(choice)).length === 0);
  return same ?? { kind: 'file', fileName: `${Name}.json`, rules: { definition } };
}
