/** The set-up job: what a request means in an account, made true there, and its windows proved by AWS's own dates. */
import type { PatchManager } from '../execute/patch-manager.js';
import type { ExecutionState } from '../plan/account/events.js';
import { type Backup, buildBackup } from '../plan/cleanup/backup.js';
import { requireValid } from '../plan/intent/validate.js';
import { intentOf, type Request } from '../plan/setup/intent.js';
import { leftoversChoice } from '../plan/setup/leftovers.js';
import { planSetup, type SetupPlan } from '../plan/setup/setup-plan.js';
import { carryOutEach } from './carry-out.js';
import type { Job, JobContext, PlaceEnd, Planned } from './job.js';
import { nodesOfPlan, readAccount } from './read-account.js';
import { planEach, type ReadingOptions, reading } from './reading.js';
import { checkSchedule, type ScheduleCheck, windowIds } from './schedule-check.js';

export interface SetupJobOptions {
  readonly request: Request;
  /** Writes the backup of what is pruned and syncs it to the disk; returns its path. */
  readonly writeBackup: (backup: Backup) => string;
}

export interface SetupPlaceEnd extends PlaceEnd<SetupPlan> {
  /** Absent where the run was not complete or AWS's schedule could not be read. */
  readonly check: ScheduleCheck | undefined;
}

export type SetupEnd = readonly SetupPlaceEnd[];

/** The job of `setup`. */
export function setupJob({ request, writeBackup }: SetupJobOptions): Job<SetupPlan, SetupEnd> {
  return {
    plan: (places, context) =>
      planEach(places, (open) =>
        reading(open, context, (options) => planFor(open.manager, request, context, open.place.region, options)),
      ),
    carryOut: (planned, context) =>
      carryOutEach(
        planned,
        {
          afterFailure: 'stop',
          backUp: (each) => backUp(each, writeBackup, context),
          isChecked: (state) => isComplete(state) && !context.signal.aborted,
          conclude: async ({ manager, plan }, state, isChecked) => {
            const compare = () =>
              checkSchedule(manager, plan, windowIds(plan, state.outcomes), context.now(), context.signal);
            // A failed comparison leaves the dates unverified, which the report says.
            const check = isChecked ? await compare().catch(() => undefined) : undefined;
            return { isComplete: isComplete(state), check };
          },
        },
        context,
      ),
  };
}

/** The plan of a request. What is taken over has to be read with every member. */
async function planFor(
  manager: PatchManager,
  request: Request,
  { codec, now }: JobContext,
  region: string,
  options: ReadingOptions,
): Promise<SetupPlan> {
  const { consent, keepsRecord } = request;
  const account = await readAccount(manager, codec, { ...options, isComplete: consent.adopt });
  const intent = intentOf(request, account);
  requireValid(intent.document);
  const nodes = await nodesOfPlan(manager, intent.document, account, options.signal);
  return planSetup(intent, { ...account, ...nodes }, { codec, now: now(), consent, keepsRecord, region });
}

/** What a prune deletes is backed up before the first call, as in a clean-up. */
function backUp(
  { place, plan }: Planned<SetupPlan>,
  writeBackup: SetupJobOptions['writeBackup'],
  { now }: JobContext,
): string | undefined {
  const { items, leftovers, consent } = plan;
  if (!consent.prune || leftovers.length === 0) return undefined;
  return writeBackup(buildBackup(items, leftoversChoice(leftovers), place, now()));
}

function isComplete({ succeeded, total }: ExecutionState): boolean {
  return succeeded === total;
}
