/** Drift: how a plan's resources differ from what the plan was made for, in words. */
import { specOf } from './answers.js';
import type { Inventory } from './inventory.js';
import type { Operation } from './operations.js';
import { plansIn, recallAnswers } from './recall.js';
import { planSetup } from './setup-plan.js';

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
    const answers = recallAnswers(plan, inventory);
    if (answers === undefined) return [];
    const { operations } = planSetup(specOf(answers), inventory);
    // What waits for something that is missing is missing with it, and a change follows from one thing only.
    const missing = new Set(
      operations.filter(({ kind }) => kind === 'CreateMaintenanceWindow').map(({ name }) => name),
    );
    return operations
      .filter(({ kind, name }) => kind === 'CreateMaintenanceWindow' || !missing.has(name))
      .map((operation) => ({
        plan,
        kind: operation.kind,
        name: operation.name,
        message: driftWords(operation),
      }));
  });
}

function driftWords(operation: Operation): string {
  const { kind, name, changes = [] } = operation;
  const changed = changes.map(({ field, from, to }) => `${field} is ${from}, the plan has ${to}`).join('; ');
  switch (kind) {
    case 'CreateMaintenanceWindow':
      return `The window ${name} is missing.`;
    case 'UpdateMaintenanceWindow': {
      const isOff = changes.some(({ field, to }) => field === 'Enabled' && to === 'true');
      const others = changes.filter(({ field }) => field !== 'Enabled');
      if (isOff && others.length === 0) return `The window ${name} was switched off.`;
      return `The window ${name} was changed: ${changed}.`;
    }
    case 'RegisterTargetWithMaintenanceWindow':
      return `The window ${name} has lost its target.`;
    case 'UpdateMaintenanceWindowTarget':
      return `The target of ${name} was changed: ${changed}.`;
    case 'RegisterTaskWithMaintenanceWindow':
      return `The window ${name} has lost its patching task: it does nothing.`;
    case 'UpdateMaintenanceWindowTask':
      return `The task of ${name} was changed: ${changed}.`;
    case 'CreatePatchBaseline':
      return `The baseline ${name} is missing.`;
    case 'UpdatePatchBaseline':
      return `The baseline ${name} was changed: ${changed}.`;
    case 'RegisterPatchBaselineForPatchGroup':
      return `The patch group ${name} is not registered with the plan's baseline.`;
    case 'DeregisterPatchBaselineForPatchGroup':
      return `The patch group ${name} was moved to another baseline.`;
    case 'AddTagsToResource':
      return `Tags of ${name} were changed: ${changed}.`;
    default:
      return operation.summary;
  }
}
