/** The job of `export --from-account`: a plan's document as an account has it. It only reads. */
import type { PlanDocument } from '../plan/intent/document.js';
import { documentFromAccount } from '../plan/setup/from-account.js';
import type { Job } from './job.js';
import { readAccount } from './read-account.js';
import { planEach } from './reading.js';

/** The job, which has nothing to carry out. */
export function exportJob(plan: string): Pick<Job<PlanDocument, never>, 'plan'> {
  return {
    plan: (places, { codec, signal }) =>
      planEach(places, { signal }, async ({ manager }, options) =>
        documentFromAccount(plan, await readAccount(manager, codec, { ...options, details: 'all' }), codec),
      ),
  };
}
