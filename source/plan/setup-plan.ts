/** The set-up plan: a spec against an inventory, with everything that review, dry run and the real run have to agree on. */
import { UserError } from '../errors.js';
import { converge } from './converge.js';
import { type DesiredResources, desiredResources } from './desired.js';
import type { Inventory } from './inventory.js';
import type { Operation } from './operations.js';
import { type Finding, isBlocking, preflight } from './preflight.js';
import type { PlanSpec } from './spec.js';
import { specProblems } from './validate.js';

export interface SetupPlan {
  readonly spec: PlanSpec;
  readonly desired: DesiredResources;
  readonly inventory: Inventory;
  readonly operations: readonly Operation[];
  readonly kept: number;
  readonly findings: readonly Finding[];
}

/** The plan of a valid spec (see {@link requireValid}). */
export function planSetup(spec: PlanSpec, inventory: Inventory): SetupPlan {
  const desired = desiredResources(spec, inventory);
  const { operations, kept } = converge(desired);
  return { spec, desired, inventory, operations, kept, findings: preflight(desired, inventory, operations) };
}

/**
 * Passes a spec on if nothing is wrong with it.
 * @throws UserError that names every problem at once
 */
export function requireValid(spec: PlanSpec): PlanSpec {
  const [first, ...more] = specProblems(spec);
  if (first === undefined) return spec;
  throw new UserError(first.message, {
    code: first.code,
    detail: more.map(({ message }) => message).join('\n') || undefined,
    nextSteps: [first, ...more].map(({ nextStep }) => nextStep),
  });
}

/**
 * Passes a plan on if nothing stands in its way.
 * @throws UserError that names every blocking finding; nothing has been changed then
 */
export function requireUnblocked(plan: SetupPlan): SetupPlan {
  const [first, ...more] = plan.findings.filter(isBlocking);
  if (first === undefined) return plan;
  throw new UserError(first.message, {
    code: first.code,
    detail: [...more.map(({ message }) => message), 'Nothing was changed.'].join('\n'),
    nextSteps: [...new Set([first, ...more].flatMap(({ nextSteps }) => nextSteps))],
  });
}
