/** The job of `export --from-account`: a plan's document as an account has it, and what there is for it. It only reads. */
import { recordOf } from '../plan/account/ownership.js';
import type { PlanDocument } from '../plan/intent/document.js';
import { type FlagAnswers, withFlags } from '../plan/intent/flags.js';
import { type DesiredResources, desiredResources } from '../plan/setup/desired.js';
import { documentFromAccount } from '../plan/setup/from-account.js';
import { beside, type NotTaken } from '../plan/setup/plan-resources.js';
import type { Job } from './job.js';
import { readAccount } from './read-account.js';
import { planAt } from './reading.js';

export interface ExportPlan {
  /** With the answers of the flags. */
  readonly document: PlanDocument;
  readonly desired: DesiredResources;
  /** What else the account has of the plan. */
  readonly found: { readonly record: string | undefined; readonly unwanted: readonly NotTaken[] };
}

/** The job, which has nothing to carry out. */
export function exportJob(plan: string, flags: FlagAnswers = { task: {} }): Pick<Job<ExportPlan, never>, 'plan'> {
  return {
    plan: (open, { codec, now, signal }) =>
      planAt(open, { signal }, async ({ manager }, options) => {
        const account = await readAccount(manager, { codec, now }, { ...options, details: 'all' });
        const document = withFlags(documentFromAccount(plan, account, codec), flags);
        const desired = desiredResources(document, account, codec);
        const record = recordOf(document.plan, account)?.value;
        return { document, desired, found: { record, unwanted: beside(desired, account) } };
      }),
  };
}
