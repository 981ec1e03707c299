/** What a set-up may be about: the plans that an account has, a new one, or windows that nobody's plan has. */
import { planOf } from '../../../plan/account/inventory.js';
import { type OwnedInventory, plansIn } from '../../../plan/account/ownership.js';
import { defaultDocument } from '../../../plan/intent/waves.js';
import { adoptableWindows } from '../../../plan/setup/adoption.js';
import { plural } from '../../../plan/text/plural.js';

export interface AccountPlans {
  readonly plans: readonly { readonly name: string; readonly windows: number }[];
  /** Names of patching windows that nobody's plan has and that one can take over. */
  readonly free: readonly string[];
}

export type PlanTarget =
  | { readonly kind: 'plan'; readonly name: string }
  | { readonly kind: 'new' }
  /** A new plan of windows that are there. */
  | { readonly kind: 'adopt' };

/** The plans of an account, and the windows that nobody's plan has. */
export function plansOf(account: OwnedInventory): AccountPlans {
  const plans = plansIn(account).map((name) => ({
    name,
    windows: account.windows.filter((window) => planOf(window) === name).length,
  }));
  return { plans, free: adoptableWindows(account).map(({ name }) => name) };
}

/** Whether there is anything to choose. */
export function hasChoice({ plans, free }: AccountPlans): boolean {
  return plans.length + free.length > 0;
}

/** `default`, or `default-2` where a plan has that name. */
export function freeName(plans: AccountPlans['plans']): string {
  const taken = new Set(plans.map(({ name }) => name));
  const { plan } = defaultDocument();
  for (let number = 2, name: string = plan; ; number += 1) {
    if (!taken.has(name)) return name;
    name = `${plan}-${number}`;
  }
}

export interface PlanRow {
  readonly label: string;
  readonly about: string;
  /** What follows from it. */
  readonly explanation: string;
  readonly target: PlanTarget;
}

/** A row for each: `web   4 windows`, `New plan`, `Take over 8 windows`. */
export function planRows({ plans, free }: AccountPlans): readonly PlanRow[] {
  const count = (windows: number): string => `${windows} ${plural(windows, 'window')}`;
  const kept = plans.map(({ name, windows }) => ({
    label: name,
    about: count(windows),
    explanation: `The next questions have the answers of plan ${name}; what you change is applied to its windows.`,
    target: { kind: 'plan', name } as const,
  }));
  const fresh: PlanRow = {
    label: 'New plan',
    about: 'choose dates, see them, create windows',
    explanation: 'Its windows come beside those that are there. The plan is named among the options.',
    target: { kind: 'new' },
  };
  const adopt: PlanRow = {
    label: `Take over ${count(free.length)}`,
    about: `that nobody's plan has: ${free.join(', ')}`,
    explanation:
      'They become a plan as they are: nothing of them is made anew, and nothing changes that you do not change.',
    target: { kind: 'adopt' },
  };
  return [...kept, fresh, ...(free.length > 0 ? [adopt] : [])];
}

/** Whether two choices are the same one. */
export function isSameTarget(a: PlanTarget | undefined, b: PlanTarget): boolean {
  return a?.kind === b.kind && (a.kind !== 'plan' || b.kind !== 'plan' || a.name === b.name);
}
