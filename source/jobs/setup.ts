/** The set-up job: the plan of the flags for what the account has, and its windows proved by AWS's own dates. */
import type { ExecutionState } from '../plan/account/events.js';
import type { Inventory } from '../plan/account/inventory.js';
import { type Backup, buildBackup } from '../plan/cleanup/backup.js';
import { nothingToAdopt, recallAdopted } from '../plan/setup/adopt.js';
import { planSetup, requireUnblocked, requireValid, type SetupPlan } from '../plan/setup/setup-plan.js';
import { unwantedChoice } from '../plan/setup/unwanted.js';
import { completeAnswers, type PartialAnswers, specOf } from '../plan/spec/answers.js';
import type { Consent } from '../plan/spec/consent.js';
import { patchGroupName } from '../plan/spec/names.js';
import type { PlanSpec } from '../plan/spec/spec.js';
import { carryOutEach } from './carry-out.js';
import type { Job, JobContext, OpenPlace, PlaceEnd, Planned } from './job.js';
import { readPlanNodes } from './plan-nodes.js';
import { planEach, type ReadingOptions, reading } from './reading.js';
import { checkSchedule, type ScheduleCheck, windowIds } from './schedule-check.js';

export interface SetupJobOptions {
  /** What flags have answered; the rest keeps its defaults or, where windows are taken over, is as those have it. */
  readonly flags: PartialAnswers;
  readonly consent: Consent;
  /** Writes the backup of what is pruned and syncs it to the disk; returns its path. */
  readonly writeBackup: (backup: Backup) => string;
}

export interface SetupPlaceEnd extends PlaceEnd<SetupPlan> {
  /** Absent where the run was not complete or AWS's schedule could not be read. */
  readonly check: ScheduleCheck | undefined;
}

export type SetupEnd = readonly SetupPlaceEnd[];

/** The job of `setup`. */
export function setupJob(options: SetupJobOptions): Job<SetupPlan, SetupEnd> {
  const { flags, consent, writeBackup } = options;
  return {
    plan: (places, context) =>
      planEach(places, async function* (open) {
        const account = yield* reading(open, context, (how) => readAccount(open, options, how));
        const { region } = open.place;
        return requireUnblocked(
          planSetup(account.spec, account.inventory, { consent, said: flags, now: context.now(), region }),
        );
      }),
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

/** What a prune deletes is backed up before the first call, as in a clean-up. */
function backUp(
  { place, plan }: Planned<SetupPlan>,
  writeBackup: SetupJobOptions['writeBackup'],
  { now }: JobContext,
): string | undefined {
  const { items, unwanted, consent } = plan;
  if (!consent.prune || unwanted.length === 0) return undefined;
  return writeBackup(buildBackup(items, unwantedChoice(unwanted), place, now()));
}

function isComplete({ succeeded, total }: ExecutionState): boolean {
  return succeeded === total;
}

/** What the plan has to know of the account, and the plan that flags and the account give. */
async function readAccount(
  open: OpenPlace,
  options: SetupJobOptions,
  { signal, onProgress }: ReadingOptions,
): Promise<{ readonly spec: PlanSpec; readonly inventory: Inventory }> {
  const inventory = await open.manager.readInventory({ signal, onProgress });
  const spec = wantedIn(inventory, options);
  const { plan, tagKey, slots } = spec;
  const groups = { plan, tagKey, patchGroups: slots.map(patchGroupName) };
  const nodes = await readPlanNodes(open, groups, inventory.windows, signal);
  return { spec, inventory: { ...inventory, ...nodes } };
}

/** What flags want of an account; what is taken over says the rest. */
function wantedIn(inventory: Inventory, { flags, consent }: SetupJobOptions): PlanSpec {
  const byDefault = completeAnswers(flags);
  if (!consent.adopt) return specOf(byDefault);
  const adopted = recallAdopted(byDefault.plan, inventory, flags);
  const hasDates = flags.days !== undefined || flags.times !== undefined;
  if (!adopted && !hasDates) throw nothingToAdopt(byDefault.plan, inventory, flags);
  const answers = completeAnswers(flags, adopted?.answers);
  // Scripts that ran twice have made fewer windows than weeks times days times hours: what is missing is not made.
  return requireValid({ ...specOf(answers), ...(hasDates || !adopted ? {} : { slots: adopted.slots }) });
}
