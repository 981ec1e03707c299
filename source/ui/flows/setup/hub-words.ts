/** What the hub asks, offers and refuses. */

import type { Place } from '../../../jobs/job.js';
import { typedConfirmation } from '../../../plan/account/confirmation.js';
import { isBlocking } from '../../../plan/account/finding.js';
import type { Operation } from '../../../plan/account/operations.js';
import { changesOf } from '../../../plan/setup/changes.js';
import { activeLeftovers, windowsToSwitchOff } from '../../../plan/setup/leftovers.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { counted } from '../../../plan/text/plural.js';
import { accountWords } from '../../words/account.js';
import type { Answering } from './answering.js';
import { unwantedWords } from './hub-rows.js';
import { whyNotSeveral } from './several.js';
import type { HubChoices, LeftoverChoice } from './steps.js';

/** Whether nobody has decided yet what becomes of what the plan no longer wants and what still does something. */
export function isUndecided({ leftovers, document }: SetupPlan, choices: HubChoices): boolean {
  return choices.leftovers === undefined && activeLeftovers(leftovers, document).length > 0;
}

/** What was decided about these leftovers, or about more of which they are the rest, for the same answers. */
export function decidedBefore(
  agreed: Answering['agreed'],
  { leftovers, document }: Pick<SetupPlan, 'leftovers' | 'document'>,
): LeftoverChoice | undefined {
  if (agreed === undefined || leftovers.length === 0) return undefined;
  const ids = new Set(agreed.leftovers.map(({ id }) => id));
  const isSame = JSON.stringify(agreed.document) === JSON.stringify(document);
  if (!isSame || !leftovers.every(({ id }) => ids.has(id))) return undefined;
  if (agreed.consent.prune) return 'delete';
  if (agreed.consent.disable) return 'disable';
  return activeLeftovers(agreed.leftovers, document).length > 0 ? 'leave' : undefined;
}

/**
 * Why there is nothing to go ahead with; undefined where there is.
 * @param others further regions
 */
export function whyNot(plan: SetupPlan, choices: HubChoices, others: readonly string[] = []): string | undefined {
  const blocker = plan.findings.find(isBlocking);
  if (blocker) return `This blocks the plan: ${blocker.message}`;
  if (others.length > 0) return whyNotSeveral(plan);
  if (plan.operations.length > 0 || isUndecided(plan, choices)) return undefined;
  return 'Nothing to create or change: the account already matches the plan.';
}

/** What going ahead does: `create` where nothing that is there changes. */
export function applyWord({ operations }: Pick<SetupPlan, 'operations'>): 'create' | 'apply' {
  const isNew = (operation: Operation): boolean =>
    operation.kind === 'PutParameter' ? !operation.input.Overwrite : /^(Create|Register)/.test(operation.kind);
  return operations.length > 0 && operations.every(isNew) ? 'create' : 'apply';
}

/** The question above the rows. */
export function hubQuestion(plan: SetupPlan, choices: HubChoices): string {
  if (plan.findings.some(isBlocking)) return 'This plan cannot be applied as it is.';
  if (plan.operations.length > 0) return applyWord(plan) === 'create' ? 'Create this plan?' : 'Apply these changes?';
  return isUndecided(plan, choices) ? 'What should happen to the leftovers?' : 'The account already matches this plan.';
}

/** What has to be typed before anything is written: a word, or where things are deleted the account's id. */
export function confirmationOf(
  plan: SetupPlan,
  { account, region, profile }: Pick<Place, 'account' | 'region' | 'profile'>,
) {
  const { created, changed, deleted } = changesOf(plan).things;
  const things = (count: number): string => counted(count, 'thing');
  const counts = [
    ...(created > 0 ? [`create ${things(created)}`] : []),
    ...(changed > 0 ? [`change ${things(changed)}`] : []),
    ...(deleted > 0 ? [`delete ${things(deleted)}`] : []),
  ];
  const parts = counts.length > 0 ? counts : [`make ${counted(plan.operations.length, 'call')}`];
  const what = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  const where = profile === undefined ? accountWords(account) : `${profile} (${accountWords(account)})`;
  const { expected } = typedConfirmation(plan.operations, account);
  const type = expected === 'yes' ? expected : 'the account id';
  const backup = expected === account ? ' A backup is written first.' : '';
  return {
    question: `Type ${type} to ${what} in ${where}, ${region}.`,
    explanation: `Nothing has been changed yet.${backup}`,
    expected,
  };
}

interface LeftoverOffer {
  readonly choice: LeftoverChoice;
  readonly label: string;
  readonly about: string;
  readonly explanation: string;
}

/** What can become of what the plan no longer wants. */
export function leftoverOffers({ leftovers }: Pick<SetupPlan, 'leftovers'>): readonly LeftoverOffer[] {
  const windows = windowsToSwitchOff(leftovers).length;
  const off: LeftoverOffer = {
    choice: 'disable',
    label: 'Switch off',
    about: `${counted(windows, 'window')}; keep the rest`,
    explanation: 'Nothing is deleted. The windows stop patching and can be switched on again.',
  };
  return [
    {
      choice: 'delete',
      label: 'Delete',
      about: `${counted(leftovers.length, 'thing')}, after everything else`,
      explanation: 'A backup is written first; restore re-creates what is in it.',
    },
    ...(windows > 0 ? [off] : []),
    {
      choice: 'leave',
      label: 'Keep',
      about: 'as they are; windows continue to patch',
      explanation: 'Nodes in their groups are still patched on the old dates.',
    },
  ];
}

/** `What should happen to 2 windows that plan web no longer needs?` */
export function leftoverQuestion(plan: Pick<SetupPlan, 'leftovers' | 'document'>): string {
  return `What should happen to ${unwantedWords(plan)} that plan ${plan.document.plan} no longer needs?`;
}
