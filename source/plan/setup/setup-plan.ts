/** The set-up plan: a spec against an inventory, with everything that review, dry run and the real run have to agree on. */
import { UserError } from '../../errors.js';
import { type Finding, isBlocking } from '../account/finding.js';
import { type Inventory, type InventoryWindow, planOf } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import { type CleanupItem, cleanupItems } from '../cleanup/items.js';
import { type Consent, noConsent } from '../spec/consent.js';
import { windowName } from '../spec/names.js';
import type { PlanSpec } from '../spec/spec.js';
import { specProblems } from '../spec/validate.js';
import { windowsToAdopt, withAdopted } from './adopt.js';
import { converge } from './converge.js';
import { type DesiredResources, desiredResources } from './desired.js';
import { preflight } from './preflight.js';
import { type Said, type ScriptWindows, scriptWindows } from './script-windows.js';
import { withStrays } from './strays.js';
import { pruning, unwantedItems, withoutItems } from './unwanted.js';
import { unwantedMarks } from './unwanted-marks.js';

export interface SetupPlan {
  readonly spec: PlanSpec;
  readonly desired: DesiredResources;
  readonly inventory: Inventory;
  readonly operations: readonly Operation[];
  readonly kept: number;
  readonly findings: readonly Finding[];
  readonly consent: Consent;
  /** Everything about patching in the account, so that a backup of what is pruned knows what has stayed. */
  readonly items: readonly CleanupItem[];
  /** What the plan made before and no longer wants; among the operations only with consent. */
  readonly unwanted: readonly CleanupItem[];
  /** Windows of the original scripts at dates of the plan; taken over only with consent. */
  readonly adoptable: readonly InventoryWindow[];
}

export interface PlanOptions {
  readonly consent?: Consent;
  /** What flags have answered: windows of the original scripts are changed to it, and to nothing else. */
  readonly said?: Said | undefined;
  /** For words such as "it runs in 40 minutes". */
  readonly now?: Date;
  /** For commands to copy. */
  readonly region?: string | undefined;
}

/** The plan of a valid spec (see {@link requireValid}). */
export function planSetup(
  given: PlanSpec,
  inventory: Inventory,
  { consent = noConsent, said, now = new Date(0), region }: PlanOptions = {},
): SetupPlan {
  const known = withStrays(inventory, given.plan, given.slots);
  const scripts = scriptWindows(known.windows, given.plan, said);
  const spec = consent.adopt ? withoutLeftAlone(given, known, scripts) : given;
  const adoptable = windowsToAdopt(known, spec, scripts.adoptable);
  const account = consent.adopt ? withAdopted(known, spec, adoptable) : known;
  const desired = desiredResources(spec, account);
  const { operations: needed, kept } = converge(desired);
  const items = cleanupItems(account, now);
  const { going: unwanted, staying } = unwantedItems(desired, account, items);
  const marks = unwantedMarks(spec, desired, consent.prune ? withoutItems(account, unwanted) : account);
  const operations = [...needed, ...marks];
  const adoptableElsewhere = scripts.adoptable.filter((window) => !adoptable.includes(window));
  return {
    spec,
    desired,
    inventory,
    operations: consent.prune ? [...operations, ...pruning(unwanted, operations)] : operations,
    kept,
    findings: preflight({
      ...{
        desired,
        operations,
        unwanted,
        staying,
        adoptable,
        adoptableElsewhere,
        leftAlone: scripts.leftAlone,
        consent,
        region,
      },
      inventory: account,
    }),
    consent,
    items,
    unwanted,
    adoptable,
  };
}

/** Without the dates of script windows that are left alone: a new window would patch what they stopped patching. */
function withoutLeftAlone(spec: PlanSpec, { windows }: Inventory, { adoptable, leftAlone }: ScriptWindows): PlanSpec {
  const own = windows.filter((window) => planOf(window) === spec.plan);
  const there = new Set([...own, ...adoptable].map(({ name }) => name));
  const left = new Set(leftAlone.map(({ window }) => window.name).filter((name) => !there.has(name)));
  return { ...spec, slots: spec.slots.filter((slot) => !left.has(windowName(slot))) };
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
 * @throws UserError that names every finding, the blocking ones first; nothing has been changed then
 */
export function requireUnblocked<Plan extends Pick<SetupPlan, 'findings'>>(plan: Plan): Plan {
  const [first, ...more] = plan.findings;
  if (first === undefined || !isBlocking(first)) return plan;
  const messages = more.map((finding) => (isBlocking(finding) ? finding.message : `Besides: ${finding.message}`));
  throw new UserError(first.message, {
    code: first.code,
    detail: [...messages, 'Nothing was changed.'].join('\n'),
    nextSteps: [...new Set(plan.findings.filter(isBlocking).flatMap(({ nextSteps }) => nextSteps))],
  });
}
