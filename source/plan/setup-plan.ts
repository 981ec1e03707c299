/** The set-up plan: a spec against an inventory, with everything that review, dry run and the real run have to agree on. */
import { UserError } from '../errors.js';
import { adoptableWindows, withAdopted } from './adopt.js';
import type { CleanupItem } from './cleanup-items.js';
import { converge } from './converge.js';
import { type DesiredResources, desiredResources } from './desired.js';
import type { Inventory, InventoryWindow } from './inventory.js';
import type { Operation } from './operations.js';
import { type Finding, isBlocking, preflight } from './preflight.js';
import type { PlanSpec } from './spec.js';
import { pruning, unwantedItems } from './unwanted.js';
import { specProblems } from './validate.js';

export interface SetupPlan {
  readonly spec: PlanSpec;
  readonly desired: DesiredResources;
  readonly inventory: Inventory;
  readonly operations: readonly Operation[];
  readonly kept: number;
  readonly findings: readonly Finding[];
  readonly consent: Consent;
  /** What the plan made before and no longer wants; among the operations only with consent. */
  readonly unwanted: readonly CleanupItem[];
  /** Windows of the original scripts; taken over only with consent. */
  readonly adoptable: readonly InventoryWindow[];
}

/** What needs a yes of its own. */
export interface Consent {
  /** Delete what the plan made before and no longer wants. */
  readonly prune: boolean;
  /** Take over windows and baselines that the original scripts made. */
  readonly adopt: boolean;
}

export const noConsent: Consent = { prune: false, adopt: false };

export interface PlanOptions {
  readonly consent?: Consent;
  /** For words such as "it runs in 40 minutes". */
  readonly now?: Date;
}

/** The plan of a valid spec (see {@link requireValid}). */
export function planSetup(
  spec: PlanSpec,
  inventory: Inventory,
  { consent = noConsent, now = new Date(0) }: PlanOptions = {},
): SetupPlan {
  const adoptable = adoptableWindows(inventory);
  const account = consent.adopt ? withAdopted(inventory, spec.plan) : inventory;
  const desired = desiredResources(spec, account);
  const { operations, kept } = converge(desired);
  const unwanted = unwantedItems(desired, account, now);
  return {
    spec,
    desired,
    inventory,
    operations: consent.prune ? [...operations, ...pruning(unwanted, operations)] : operations,
    kept,
    findings: preflight({ desired, inventory: account, operations, unwanted, adoptable, consent }),
    consent,
    unwanted,
    adoptable,
  };
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
