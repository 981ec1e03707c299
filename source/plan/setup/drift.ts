/** Drift: what of an account is not as its plans' documents say, in words. A pause is none. */
import { type InventoryWindow, isPatchingTask } from '../account/inventory.js';
import type { FieldChange, Operation } from '../account/operations.js';
import type { OwnedInventory } from '../account/ownership.js';
import { approvalInWords } from '../baseline/words.js';
import type { Codec } from '../intent/codec.js';
import type { PlanDocument } from '../intent/document.js';
import { madeBy, ownerOf, planTag } from '../intent/names.js';
import { converge } from './converge.js';
import { ownTarget, ownTask } from './converge-window.js';
import { type DesiredResources, desiredResources } from './desired.js';

export interface Drift {
  readonly plan: string;
  /** The API operation that would mend it. */
  readonly kind: Operation['kind'];
  /** Name of the resource. */
  readonly name: string;
  /** Null where the resource is missing. */
  readonly id: string | null;
  /** API members that are not as the plan has them; empty where the resource is missing or one too many. */
  readonly members: readonly string[];
  /** One sentence. */
  readonly message: string;
}

/** The drift of every plan whose document the account keeps: whatever a set-up with that document would still do. */
export function findDrift(account: OwnedInventory, codec: Codec, now: Date): Drift[] {
  return account.records.flatMap(({ content }) =>
    content.kind === 'document' ? driftOf(content.document, account, codec, now) : [],
  );
}

function driftOf(document: PlanDocument, account: OwnedInventory, codec: Codec, now: Date): Drift[] {
  const desired = desiredResources(document, account, codec);
  const { operations } = converge(desired, { now, resume: false });
  const facts = factsOf(desired);
  const isConsequence = consequences(desired, operations);
  return [
    ...desired.unknownRules.map(({ operatingSystem, fileName }) => ({
      plan: document.plan,
      kind: 'CreatePatchBaseline' as const,
      name: operatingSystem,
      id: null,
      members: [],
      message: `The baseline with the rules of ${fileName} is missing.`,
    })),
    ...desired.baselines.flatMap(({ changedSince, definition, existing }) =>
      changedSince === undefined
        ? []
        : [
            {
              plan: document.plan,
              kind: 'UpdatePatchBaseline' as const,
              name: definition.Name,
              id: existing?.id ?? null,
              members: ['rules'],
              message: `The baseline ${definition.Name} was changed: it no longer has the rules of ${changedSince}. Now it approves: ${approvalInWords(definition)}.`,
            },
          ],
    ),
    ...operations
      .filter((operation) => !isConsequence(operation))
      .map((operation) => ({
        plan: document.plan,
        kind: operation.kind,
        name: operation.name,
        id: idOf(operation),
        members: (operation.changes ?? []).map(({ field }) => field),
        message: driftWords(operation, facts),
      })),
    ...surplus(desired),
  ];
}

/** The resource that an operation changes. */
function idOf({ input }: Operation): string | null {
  const known = input as Readonly<Record<string, unknown>>;
  const id = ['WindowTaskId', 'WindowTargetId', 'ResourceId', 'BaselineId', 'WindowId']
    .map((member) => known[member])
    .find((value) => value !== undefined);
  return typeof id === 'string' ? id : null;
}

/** Whether an operation only follows from another one: what is made anew gets its parts anew too. */
function consequences(desired: DesiredResources, operations: readonly Operation[]): (operation: Operation) => boolean {
  const ids = new Set(operations.map(({ id }) => id));
  const made = new Set(operations.filter(({ kind }) => /^(Create|RegisterTarget)/.test(kind)).map(({ id }) => id));
  const inTheWay = new Set(desired.windows.flatMap(({ inTheWay: other, wave }) => (other ? [wave.name] : [])));
  return ({ id, kind, changes = [] }) => {
    const [part, ...rest] = id.split('/');
    const wave = rest.join('/');
    if (kind === 'RegisterPatchBaselineForPatchGroup') return ids.has(id.replace(/^group/, 'group-back'));
    if (part !== 'window' && (part === 'target' || part === 'task') && made.has(`window/${wave}`)) return true;
    if (inTheWay.has(wave) && (part === 'target' || part === 'task')) return true;
    return made.has(`target/${wave}`) && changes.length > 0 && changes.every(({ field }) => field === 'Targets');
  };
}

/** A second thing for one wave, with the plan's marks: nodes are patched twice. */
function surplus({ document: { plan }, windows }: DesiredResources): Drift[] {
  const drift = (kind: Operation['kind'], name: string, id: string, message: string): Drift => ({
    ...{ plan, kind, name, id, members: [], message },
  });
  return windows.flatMap((desired) => {
    const { existing, wave } = desired;
    const furtherWindows = desired.surplus.map(({ name, id }) =>
      drift(
        'DeleteMaintenanceWindow',
        name,
        id,
        `The window ${name} (${id}) is a second one for the wave ${wave.name}.`,
      ),
    );
    if (existing === undefined) return furtherWindows;
    const name = existing.name;
    const target = ownTarget(plan, desired, existing);
    const task = ownTask(plan, existing);
    return [
      ...furtherWindows,
      ...existing.targets
        .filter((each) => each !== target && ownerOf(each.ownerInformation ?? '')?.plan === plan)
        .map(({ id }) =>
          drift(
            'DeregisterTargetFromMaintenanceWindow',
            name,
            id,
            `The window ${name} has a second target of the plan (${id}).`,
          ),
        ),
      ...furtherTasks(plan, existing)
        .filter((each) => each !== task)
        .map(({ id }) =>
          drift(
            'DeregisterTaskFromMaintenanceWindow',
            name,
            id,
            `The window ${name} has a second patching task (${id}).`,
          ),
        ),
    ];
  });
}

function furtherTasks(plan: string, { tasks }: InventoryWindow): InventoryWindow['tasks'] {
  return tasks.filter(
    (task) =>
      isPatchingTask(task) ||
      task.runCommand?.Comment === madeBy(plan) ||
      task.description?.endsWith(`(${madeBy(plan)})`),
  );
}

interface Facts {
  /** `WINDOWS/group` → the baseline that the plan has for it. */
  readonly baselineOfGroup: ReadonlyMap<string, string>;
  /** What each baseline approves now. */
  readonly approvals: ReadonlyMap<string, string>;
  /** Windows of nobody's plan that stand where the plan's own should. */
  readonly inTheWay: ReadonlyMap<string, InventoryWindow>;
}

function factsOf({ baselines, windows }: DesiredResources): Facts {
  return {
    baselineOfGroup: new Map(
      baselines.flatMap(({ definition: { OperatingSystem, Name }, patchGroups }) =>
        patchGroups.map((group) => [`${OperatingSystem}/${group}`, Name] as const),
      ),
    ),
    approvals: new Map(
      baselines.flatMap(({ definition, existing }) =>
        existing?.definition ? [[definition.Name, approvalInWords(existing.definition)] as const] : [],
      ),
    ),
    inTheWay: new Map(
      windows.flatMap(({ inTheWay, wave }) => (inTheWay ? [[`window/${wave.name}`, inTheWay] as const] : [])),
    ),
  };
}

function driftWords(operation: Operation, { baselineOfGroup, approvals, inTheWay }: Facts): string {
  const { id, kind, name, changes = [] } = operation;
  const changed = changes.map(changedWords).join('; ');
  const baseline = baselineOfGroup.get(id.replace(/^group(-back)?\//, '')) ?? "the plan's baseline";
  switch (kind) {
    case 'CreateMaintenanceWindow': {
      const other = inTheWay.get(id);
      if (other === undefined) return `The window ${name} is missing.`;
      return `The window ${name} (${other.id}) no longer says that it is the plan's: setup --adopt takes it back.`;
    }
    case 'UpdateMaintenanceWindow':
      return `The window ${name} was changed: ${changed}.`;
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
      const now = approvals.get(name);
      return `The baseline ${name} was changed: ${changed}.${now ? ` Now it approves: ${now}.` : ''}`;
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
