/** Drift: what of an account is not as its plans' documents say, in words. A pause is none. */
import type { FieldChange, Operation } from '../account/operations.js';
import type { OwnedInventory } from '../account/ownership.js';
import { approvalInWords } from '../baseline/words.js';
import type { Codec } from '../intent/codec.js';
import type { PlanDocument } from '../intent/document.js';
import { planTag } from '../intent/names.js';
import { converge } from './converge.js';
import { type DesiredResources, desiredResources } from './desired.js';
import { fieldWords } from './field-words.js';
import { surplusOf } from './surplus.js';

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
  /** What it is now → what the plan has, in words: `open 6 → 1 h`; empty where the resource is missing or one too many. */
  readonly changes: readonly string[];
}

/** Of one plan, with no members and changes where none are said. */
type PlanDrift = Omit<Drift, 'plan' | 'members' | 'changes'> & Partial<Pick<Drift, 'members' | 'changes'>>;

/** The drift of every plan whose document the account keeps: whatever a set-up with that document would still do. */
export function findDrift(account: OwnedInventory, codec: Codec, now: Date): Drift[] {
  return account.records.flatMap(({ plan, content }) => {
    const drifts = content.kind === 'document' ? driftOf(content.document, account, codec, now) : [];
    return drifts.map((drift) => ({ plan, members: [], changes: [], ...drift }));
  });
}

function driftOf(document: PlanDocument, account: OwnedInventory, codec: Codec, now: Date): PlanDrift[] {
  const desired = desiredResources(document, account, codec);
  const { operations } = converge(desired, { now, resume: false });
  const isConsequence = consequences(desired, operations);
  return [
    ...desired.unknownRules.map(
      ({ operatingSystem, fileName }): PlanDrift => ({
        kind: 'CreatePatchBaseline',
        name: operatingSystem,
        id: null,
        message: `The baseline with the rules from ${fileName} is missing.`,
      }),
    ),
    ...desired.baselines.flatMap(({ changedSince, definition: rules, existing }): PlanDrift[] => {
      if (changedSince === undefined) return [];
      const message = `The baseline ${rules.Name} was changed: it no longer has the rules from ${changedSince}. It now approves: ${approvalInWords(rules)}.`;
      return [{ kind: 'UpdatePatchBaseline', name: rules.Name, id: existing?.id ?? null, members: ['rules'], message }];
    }),
    ...operations
      .filter((operation) => !isConsequence(operation))
      .map((operation) => ({
        kind: operation.kind,
        name: operation.name,
        id: idOf(operation),
        members: (operation.changes ?? []).map(({ field }) => field),
        changes: operation.changes === undefined ? [] : fieldWords(operation, desired),
        message: driftWords(operation, desired),
      })),
    ...desired.windows.flatMap((window) => surplusOf(document.plan, window)),
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
  return ({ id, kind, input, changes = [] }) => {
    const [part, ...rest] = id.split('/');
    const wave = rest.join('/');
    if (kind === 'RegisterPatchBaselineForPatchGroup')
      return typeof input.BaselineId !== 'string' || ids.has(id.replace(/^group/, 'group-back'));
    if ((part === 'target' || part === 'task') && (made.has(`window/${wave}`) || inTheWay.has(wave))) return true;
    return made.has(`target/${wave}`) && changes.length > 0 && changes.every(({ field }) => field === 'Targets');
  };
}

function driftWords(operation: Operation, { baselines, windows }: DesiredResources): string {
  const { id, kind, name, changes = [] } = operation;
  const changed = changes.map(changedWords).join('; ');
  const ofGroup = baselines.filter(({ patchGroups }) => patchGroups.includes(name));
  const own = ofGroup.find(({ definition }) => id.endsWith(`/${definition.OperatingSystem}/${name}`))?.definition.Name;
  switch (kind) {
    case 'CreateMaintenanceWindow': {
      const { inTheWay } = windows.find(({ wave }) => id === `window/${wave.name}`) ?? {};
      if (inTheWay === undefined) return `The window ${name} is missing.`;
      return `The window ${name} (${inTheWay.id}) is no longer marked as the plan's: setup --adopt takes it back.`;
    }
    case 'UpdateMaintenanceWindow':
      return `The window ${name} was changed: ${changed}.`;
    case 'RegisterTargetWithMaintenanceWindow':
      return `The window ${name} has lost its target, so it patches nothing.`;
    case 'UpdateMaintenanceWindowTarget':
      return `The target of ${name} was changed: ${changed}.`;
    case 'RegisterTaskWithMaintenanceWindow':
      return `The window ${name} has lost its patching task, so it patches nothing.`;
    case 'UpdateMaintenanceWindowTask':
      return `The task of ${name} was changed: ${changed}.`;
    case 'CreatePatchBaseline':
      return `The baseline ${name} is missing.`;
    case 'UpdatePatchBaseline': {
      const now = baselines.find(({ existing }) => existing?.id === operation.input.BaselineId)?.existing?.definition;
      return `The baseline ${name} was changed: ${changed}.${now ? ` It now approves: ${approvalInWords(now)}.` : ''}`;
    }
    case 'RegisterPatchBaselineForPatchGroup':
      return `The patch group ${name} is not registered with ${own}.`;
    case 'DeregisterPatchBaselineForPatchGroup':
      return `The patch group ${name} was moved from ${own} to ${operation.input.BaselineId}.`;
    case 'AddTagsToResource':
      return tagWords(operation);
    case 'RemoveTagsFromResource':
      return `The tags of ${name} were changed: ${changed}.`;
    default:
      return operation.summary;
  }
}

/** Without the plan's tag a clean-up of the plan does not find it, so that tag is named by itself. */
function tagWords({ name, input, changes = [] }: Extract<Operation, { kind: 'AddTagsToResource' }>): string {
  const others = changes.filter(({ field, from }) => field !== planTag || from !== 'not set');
  const words = `The tags of ${name} were changed: ${others.map(changedWords).join('; ')}.`;
  if (others.length === changes.length) return words;
  const what = input.ResourceType === 'PatchBaseline' ? 'baseline' : 'window';
  const lost = `The ${what} ${name} (${input.ResourceId}) has lost its tag ${planTag}.`;
  return others.length === 0 ? lost : `${lost} ${words}`;
}

/** Rules and the like are longer than a line: their names have to do. */
const longestValue = 60;

function changedWords({ field, from, to }: FieldChange): string {
  const isLong = from.length > longestValue || to.length > longestValue;
  if (isLong) return `${field} differs from the plan`;
  return `${field} is ${from} (plan: ${to === 'not set' ? 'none' : to})`;
}
