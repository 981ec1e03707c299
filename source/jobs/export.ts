/** The job of `export --from-account`: a plan's document as an account has it, and what there is for it. It only reads. */
import type { PlanDocument } from '../plan/intent/document.js';
import { type FlagAnswers, withFlags } from '../plan/intent/flags.js';
import { type DesiredResources, desiredResources } from '../plan/setup/desired.js';
import { documentFromAccount } from '../plan/setup/from-account.js';
import type { Job } from './job.js';
import { readAccount } from './read-account.js';
import { planEach } from './reading.js';

export interface ExportPlan {
  /** With the answers of the flags. */
  readonly document: PlanDocument;
  readonly desired: DesiredResources;
}

/** The job, which has nothing to carry out. */
export function exportJob(plan: string, flags: FlagAnswers = { task: {} }): Pick<Job<ExportPlan, never>, 'plan'> {
  return {
    plan: (places, { codec, signal }) =>
      planEach(places, { signal }, async ({ manager }, options) => {
        const account = await readAccount(manager, codec, { ...options, details: 'all' });
        const document = withFlags(documentFromAccount(plan, account, codec), flags);
        return { document, desired: desiredResources(document, account, codec) };
      }),
  };
}
