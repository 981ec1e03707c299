/** What the review asks and offers. */
import { isBlocking } from '../../../plan/account/finding.js';
import { planOf } from '../../../plan/account/inventory.js';
import type { Operation } from '../../../plan/account/operations.js';
import type { Consent } from '../../../plan/setup/consent.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { plural } from '../../../plan/text/plural.js';

export type ReviewChoice = { readonly label: string } & (
  | { readonly type: 'apply' }
  /** A yes of its own. */
  | { readonly type: 'tick'; readonly consent: keyof Consent }
  | { readonly type: 'aside'; readonly screen: 'operations' | 'revise' }
  | { readonly type: 'leave' }
);

const leave: ReviewChoice = { type: 'leave', label: 'Leave, nothing is changed' };

/** @param symbols how a ticked and an empty box look */
export function reviewChoices(
  plan: SetupPlan,
  symbols: { readonly on: string; readonly off: string },
): readonly ReviewChoice[] {
  const calls = plan.operations.length;
  const isReady = calls > 0 && !plan.findings.some(isBlocking);
  const ticks = ticksOf(plan, symbols);
  const apply: ReviewChoice = {
    type: 'apply',
    label: `${applyWord(plan)}: make ${calls} ${plural(calls, 'call')}`,
  };
  return [
    // A tick must not move under the cursor to what applies it.
    ...(isReady ? [apply] : ticks.slice(0, 1).map(() => leave)),
    ...ticks,
    ...(calls > 0 ? [{ type: 'aside', screen: 'operations', label: 'Show every call' } as const] : []),
    { type: 'aside', screen: 'revise', label: 'Change an answer' },
    ...(isReady || ticks.length === 0 ? [leave] : []),
  ];
}

function ticksOf(
  { consent, leftovers, desired, paused, document }: SetupPlan,
  { on, off }: Parameters<typeof reviewChoices>[1],
): readonly ReviewChoice[] {
  const things = `${leftovers.length} ${plural(leftovers.length, 'thing')}`;
  const inTheWay = desired.windows.flatMap((window) => window.inTheWay ?? []);
  const taken = desired.windows.filter(({ existing }) => existing && planOf(existing) !== document.plan);
  const adoptable = consent.adopt ? taken.length : inTheWay.length;
  const windows = `${adoptable} ${plural(adoptable, 'window')}`;
  const isPaused = paused > 0 || consent.resume;
  const prune: ReviewChoice = {
    type: 'tick',
    consent: 'prune',
    label: `${consent.prune ? on : off} Also delete ${things} that this plan no longer wants`,
  };
  const adopt: ReviewChoice = {
    type: 'tick',
    consent: 'adopt',
    label: `${consent.adopt ? on : off} Take over ${windows} as ${adoptable === 1 ? 'it is' : 'they are'}`,
  };
  const resume: ReviewChoice = {
    type: 'tick',
    consent: 'resume',
    label: `${consent.resume ? on : off} End the pause${consent.resume ? '' : ` of ${paused} ${plural(paused, 'window')}`}`,
  };
  return [...(leftovers.length > 0 ? [prune] : []), ...(adoptable > 0 ? [adopt] : []), ...(isPaused ? [resume] : [])];
}

export function questionOf(plan: SetupPlan, isBlocked: boolean): string {
  if (isBlocked) return 'This cannot be created as it is.';
  if (plan.operations.length === 0) {
    const isClean = plan.leftovers.length === 0;
    return isClean ? 'Nothing to do: the account is as the plan wants it.' : 'Nothing to create or change.';
  }
  return applyWord(plan) === 'Create' ? 'Create this?' : 'Apply these changes?';
}

export function explanationOf({ leftovers, consent }: SetupPlan, isBlocked: boolean): string {
  if (isBlocked) return 'Something is in the way: nothing can be created before it is solved.';
  if (leftovers.length > 0 && consent.prune)
    return 'What is deleted goes last, after a backup; restore brings it back.';
  return 'Nothing has been changed so far. What is created is tagged with the plan and can be taken away again.';
}

function applyWord({ operations }: SetupPlan): 'Create' | 'Apply' {
  const isNew = (operation: Operation): boolean =>
    operation.kind === 'PutParameter' ? !operation.input.Overwrite : /^(Create|Register)/.test(operation.kind);
  return operations.every(isNew) ? 'Create' : 'Apply';
}
