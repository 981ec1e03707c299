/** Drift: how a plan's resources differ from what the plan was made for, in words. */

import type { Inventory } from '../account/inventory.js';
import type { FieldChange, Operation } from '../account/operations.js';
import type { BaselineDefinition } from '../baseline/baseline.js';
import { approvalInWords } from '../baseline/words.js';
import { slotsOf, specOf } from '../spec/answers.js';
import { type ConnectionFlags, planCommand, setupCommand } from '../spec/command-line.js';
import { planTag } from '../spec/names.js';
import { plansIn, recallPlan } from './recall.js';
import { planSetup, type SetupPlan } from './setup-plan.js';

export interface Drift {
  readonly plan: string;
  /** The API operation that would mend it. */
  readonly kind: Operation['kind'];
  /** Name of the resource. */
  readonly name: string;
  /** One sentence. */
  readonly message: string;
}

/**
 * What somebody has changed since, of every plan in the account: a plan's answers are read back from the account, and
 * whatever a set-up with them would still do is drift.
 */
export function findDrift(inventory: Inventory): Drift[] {
  return plansIn(inventory).flatMap((plan) => {
    const recalled = recallPlan(plan, inventory);
    if (recalled === undefined) return [];
    const { answers, slots, hasBaselines } = recalled;
    const { spec, desired, operations } = planSetup({ ...specOf(answers), slots }, inventory);
    const ofBaselines = (kind: Operation['kind']): boolean => /PatchBaseline/.test(kind);
    return [
      ...(hasBaselines ? [] : [withoutBaseline(plan)]),
      ...driftOf({ spec, desired, operations: operations.filter(({ kind }) => hasBaselines || !ofBaselines(kind)) }),
    ];
  });
}

/** Which system a baseline was for is not known any more when it is gone. */
function withoutBaseline(plan: string): Drift {
  const message = `The plan has no patch baseline any more: its nodes are patched with AWS's default or somebody else's.`;
  return { plan, kind: 'CreatePatchBaseline', name: plan, message };
}

/** The drift of one plan: whatever its set-up would do, less what only follows from something else. */
function driftOf({ spec, desired, operations }: Pick<SetupPlan, 'spec' | 'desired' | 'operations'>): Drift[] {
  const ids = new Set(operations.map(({ id }) => id));
  const created = new Set(operations.filter(({ kind }) => /^(Create|RegisterTarget)/.test(kind)).map(({ id }) => id));
  const follows = ({ id, kind, name, changes = [] }: Operation): boolean => {
    if (id.startsWith('unwanted/')) return true;
    if (kind === 'RegisterPatchBaselineForPatchGroup') return ids.has(id.replace(/^group/, 'group-back'));
    if (id !== `window/${name}` && created.has(`window/${name}`)) return true;
    return created.has(`target/${name}`) && changes.length > 0 && changes.every(({ field }) => field === 'Targets');
  };
  const facts: Facts = {
    baselineOfGroup: new Map(
      desired.baselines.flatMap(({ definition: { OperatingSystem, Name }, patchGroups }) =>
        patchGroups.map((group) => [`${OperatingSystem}/${group}`, Name] as const),
      ),
    ),
    rules: new Map(desired.baselines.map(({ definition, existing }) => [definition.Name, existing?.definition])),
  };
  return operations
    .filter((operation) => !follows(operation))
    .map((operation) => {
      const { kind, name } = operation;
      return { plan: spec.plan, kind, name, message: driftWords(operation, facts) };
    });
}

interface Facts {
  /** `WINDOWS/group` → the baseline that the plan has for it. */
  readonly baselineOfGroup: ReadonlyMap<string, string>;
  /** What each baseline approves now. */
  readonly rules: ReadonlyMap<string, BaselineDefinition | undefined>;
}

function driftWords(operation: Operation, { baselineOfGroup, rules }: Facts): string {
  const { id, kind, name, changes = [] } = operation;
  const changed = changes.map(changedWords).join('; ');
  const baseline = baselineOfGroup.get(id.replace(/^group(-back)?\//, '')) ?? "the plan's baseline";
  switch (kind) {
    case 'CreateMaintenanceWindow':
      return `The window ${name} is missing.`;
    case 'UpdateMaintenanceWindow': {
      const isOff = changes.some(({ field, to }) => field === 'Enabled' && to === 'true');
      const others = changes.filter(({ field }) => field !== 'Enabled');
      const off = isOff ? `The window ${name} was switched off.` : '';
      if (others.length === 0) return off;
      return `${off} The window ${name} was changed: ${others.map(changedWords).join('; ')}.`.trim();
    }
    case 'RegisterTargetWithMaintenanceWindow':
      return `The window ${name} has lost its target: it patches nothing.`;
    case 'UpdateMaintenanceWindowTarget':
      return `The target of ${name} was changed: ${changed}.`;
    case 'RegisterTaskWithMaintenanceWindow':
      return `The window ${name} has lost its patching task: it does nothing.`;
    case 'UpdateMaintenanceWindowTask':
      return `The task of ${name} was changed: ${changed}.`;
    case 'CreatePatchBaseline':
      return `The baseline ${name} is missing.`;
    case 'UpdatePatchBaseline': {
      const now = rules.get(name);
      return `The baseline ${name} was changed: ${changed}.${now ? ` Now it approves: ${approvalInWords(now)}.` : ''}`;
    }
    case 'RegisterPatchBaselineForPatchGroup':
      return `The patch group ${name} is not registered with ${baseline}.`;
    case 'DeregisterPatchBaselineForPatchGroup':
      return `The patch group ${name} was moved from ${baseline} to ${operation.input.BaselineId}.`;
    case 'AddTagsToResource':
      return tagWords(operation);
    case 'RemoveTagsFromResource':
      return `Tags of ${name} were changed: ${changed}.`;
    default:
      return operation.summary;
  }
}

/** Without the plan's tag a clean-up of the plan does not find it, so that tag is named by itself. */
function tagWords({ name, input, changes = [] }: Extract<Operation, { kind: 'AddTagsToResource' }>): string {
  const others = changes.filter(({ field, from }) => field !== planTag || from !== 'not set');
  const words = `Tags of ${name} were changed: ${others.map(changedWords).join('; ')}.`;
  if (others.length === changes.length) return words;
  const what = input.ResourceType === 'PatchBaseline' ? 'baseline' : 'window';
  const lost = `The ${what} ${name} (${input.ResourceId}) has lost its tag ${planTag}.`;
  return others.length === 0 ? lost : `${lost} ${words}`;
}

/** Rules and the like are longer than a line: their names have to do. */
const longestValue = 60;

function changedWords({ field, from, to }: FieldChange): string {
  const isLong = from.length > longestValue || to.length > longestValue;
  if (isLong) return `${field} is not as the plan has it`;
  return `${field} is ${from}, the plan has ${to === 'not set' ? 'none' : to}`;
}

/**
 * The command that shows a plan's drift and mends it. Rules from a file are not on the command line, nor are dates that
 * are no longer weeks times days times hours: there the wizard shows what it has found.
 */
export function mendCommand(plan: string, inventory: Inventory, connection: ConnectionFlags): string {
  const recalled = recallPlan(plan, inventory);
  const isOnCommandLine =
    recalled?.hasBaselines === true &&
    recalled.answers.baselines.every(({ kind }) => kind !== 'file') &&
    slotsOf(recalled.answers).length === recalled.slots.length;
  const command = isOnCommandLine ? setupCommand(recalled.answers, connection) : planCommand(plan, connection);
  return command.replace(' --yes', '');
}
