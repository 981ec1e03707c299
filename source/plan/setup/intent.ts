/** Intent: the document that a set-up works towards, from a file, the account's record and flags. The same for every view. */
import { type ErrorDescription, UserError } from '../../errors.js';
import { type OwnedInventory, plansIn, recordOf } from '../account/ownership.js';
import { documentOf } from '../account/records.js';
import type { PlanDocument } from '../intent/document.js';
import { type FlagAnswers, withFlags } from '../intent/flags.js';
import { defaultDocument } from '../intent/waves.js';
import { adoption, type Intent, leftAloneWords } from './adoption.js';
import type { Consent } from './consent.js';
import { nothingTakenOver, type TakenOver } from './desired.js';

/** What somebody has asked for, before the account is known. */
export interface Request {
  readonly flags: FlagAnswers;
  /** A plan document that was given as a file. */
  readonly file?: PlanDocument | undefined;
  readonly consent: Consent;
  /** False where the account is not to keep the document (`--no-record`). */
  readonly keepsRecord: boolean;
}

/**
 * The document that a request means in an account: the file's, else the one that the account keeps, else the defaults; with the
 * answers of flags in place of its own. Taking over adds waves for windows; without dates from anywhere it has only those.
 * @param newPlan the document of a plan that is not there yet, before flags
 * @throws UserError where the record cannot be read, where flags do not fit, and where there is nothing to take over
 */
export function intentOf(
  { flags, file, consent, keepsRecord }: Request,
  account: OwnedInventory,
  newPlan: (plan: string) => PlanDocument = defaultDocument,
): Intent {
  const plan = flags.plan ?? file?.plan ?? defaultDocument().plan;
  if (keepsRecord && account.recordsRefused) throw recordsRefused(account.recordsRefused);
  const record = documentOf(recordOf(plan, account), { isReplaced: file !== undefined });
  const kept = file ?? record;
  const base = kept ?? newPlan(plan);
  if (!consent.adopt) return { document: withFlags(base, flags), takenOver: nothingTakenOver };
  const { when, ...others } = flags;
  const isNew = kept === undefined;
  const asked = when ? withFlags(base, { when, task: {} }) : { ...base, waves: isNew ? [] : base.waves };
  const { document, takenOver } = adoption(asked, account, { isNew, hasDates: when !== undefined });
  if (document.waves.length === 0) throw nothingToAdopt(plan, account, takenOver);
  return { document: withFlags(document, others), takenOver };
}

function recordsRefused({ title, code, detail, nextSteps }: ErrorDescription): UserError {
  return new UserError(title, {
    code,
    detail: [detail, 'Without the record, the wizard does not know what the plan wants. Nothing was changed.']
      .filter(Boolean)
      .join('\n'),
    nextSteps: [
      ...nextSteps,
      'Or continue without the record: --no-record. Drift and previous answers are then unknown.',
    ],
    exitCode: 1,
  });
}

/** Who only takes over has not asked for windows at the default dates. */
function nothingToAdopt(plan: string, account: OwnedInventory, { leftAlone }: TakenOver): UserError {
  const others = plansIn(account).filter((other) => other !== plan);
  return new UserError(`There is nothing to take over into plan ${plan}.`, {
    code: 'nothing-to-adopt',
    detail: [
      'The wizard can take over a window that belongs to no plan and has one patching task and one patch group as its target. There is none here.',
      ...(leftAlone.length > 0 ? [leftAloneWords(leftAlone)] : []),
      'Nothing was changed.',
    ].join('\n'),
    nextSteps: [
      ...(others.length > 0
        ? [`If another plan has already taken over the windows, name it with --plan: ${others.join(', ')}.`]
        : []),
      'To set up a new plan, leave out --adopt, or give its dates with --weeks, --days and --hours, or with --wave.',
    ],
  });
}
