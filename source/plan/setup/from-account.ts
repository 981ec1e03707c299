/** A plan's document as an account has it, with the rules of its baselines in full: what can be written into a file. */
import { UserError } from '../../errors.js';
import { planOf } from '../account/inventory.js';
import { type OwnedInventory, plansIn, recordOf } from '../account/ownership.js';
import { documentOf } from '../account/records.js';
import type { Codec } from '../intent/codec.js';
import type { BaselineChoice, PlanDocument } from '../intent/document.js';
import { defaultDocument } from '../intent/waves.js';
import { nearestWords } from '../text/spelling.js';
import { adoption } from './adoption.js';
import { knownRules } from './known-rules.js';

/**
 * The document that the account keeps; where it keeps none, the one that says what the plan's windows are.
 * @param account read with every member of every resource
 * @throws UserError for a plan that is not there, for records that may not be read, and for rules that no baseline has any more
 */
export function documentFromAccount(plan: string, account: OwnedInventory, codec: Codec): PlanDocument {
  if (account.recordsRefused) {
    const { title, code, detail = '', nextSteps } = account.recordsRefused;
    throw new UserError(title, { code, detail, nextSteps, exitCode: 1 });
  }
  const kept = documentOf(recordOf(plan, account));
  if (kept) return { ...kept, baselines: kept.baselines.map((choice) => inFull(choice, plan, account, codec)) };
  const own = { ...account, windows: account.windows.filter((window) => planOf(window) === plan) };
  const { document } = adoption({ ...defaultDocument(plan), waves: [] }, own, { isNew: true, hasDates: false });
  if (document.waves.length > 0) return document;
  const plans = plansIn(account);
  const [near] = nearestWords(plan, plans);
  throw new UserError(`Plan ${plan} does not exist in this account and region.`, {
    code: 'unknown-plan',
    nextSteps: [
      ...(near ? [`Did you mean ${near}?`] : []),
      plans.length > 0
        ? `The plans are: ${plans.join(', ')}.`
        : 'Leave out --from-account to export a plan from flags.',
    ],
  });
}

function inFull(choice: BaselineChoice, plan: string, account: OwnedInventory, codec: Codec): BaselineChoice {
  if (choice.kind !== 'file' || 'definition' in choice.rules) return choice;
  const known = knownRules(plan, choice, account, codec);
  if ('definition' in known && !known.changedSince) return { ...choice, rules: { definition: known.definition } };
  throw new UserError(`No baseline of plan ${plan} still has the rules from ${choice.fileName}.`, {
    code: 'rules-unknown',
    detail: 'The account keeps only a digest of them, and the baseline that had them was changed or deleted.',
    nextSteps: [`Set up the plan again with the file: setup --plan ${plan} --baseline-file ${choice.fileName}`],
    exitCode: 1,
  });
}
