/** The set-up job: what a request means in an account, made true there, and its windows proved by AWS's own dates. */
import { type Backup, buildBackup, nodesBackup } from '../plan/cleanup/backup.js';
import { requireValid } from '../plan/intent/validate.js';
import { questionsOf, sendsRules } from '../plan/setup/filter-findings.js';
import { intentOf, type Request } from '../plan/setup/intent.js';
import { leftoversChoice } from '../plan/setup/leftovers.js';
import { planSetup, type SetupPlan } from '../plan/setup/setup-plan.js';
import { carryOutEach } from './carry-out.js';
import { type Doubles, takeDoublesAway } from './doubles.js';
import type { Job, JobContext, OpenPlace, PlaceEnd } from './job.js';
import { filterValuesFor, nodesOfPlan, readAccount } from './read-account.js';
import { planAt, type ReadingOptions } from './reading.js';
import { checkSchedule, type ScheduleCheck } from './schedule-check.js';
import { readSettled } from './settling.js';

export interface SetupJobOptions {
  readonly request: Request;
  /** Writes the backup of what is pruned and syncs it to the disk; returns its path. */
  readonly writeBackup: (backup: Backup) => string;
}

export interface SetupPlaceEnd extends PlaceEnd<SetupPlan> {
  /** Absent where the run was not complete or AWS's schedule could not be read: then the dates are not verified. */
  readonly check: ScheduleCheck | undefined;
  /** What another set-up had made at the same time, or lists had not shown; absent where nothing was there twice. */
  readonly doubles?: Doubles | undefined;
}

export type SetupEnd = readonly SetupPlaceEnd[];

/** The job of `setup`. */
export function setupJob({ request, writeBackup }: SetupJobOptions): Job<SetupPlan, SetupEnd> {
  return {
    plan: (open, context) => planAt(open, context, (_, options) => planFor(open, request, context, options)),
    carryOut: (planned, context) =>
      carryOutEach<SetupPlan, Pick<SetupPlaceEnd, 'check' | 'doubles'> & Partial<SetupPlaceEnd>>(
        planned,
        {
          afterFailure: 'stop',
          // What a prune deletes, and the former tags of nodes, are backed up before the first call.
          backUp: ({ place, plan: { items, leftovers, consent, nodes } }) => {
            const tagging = nodes?.changes ?? [];
            const going = consent.prune ? leftovers : [];
            if (going.length + tagging.length === 0) return undefined;
            const backup = buildBackup(items, leftoversChoice(going), place, context.now());
            return writeBackup({ ...backup, nodes: nodesBackup(tagging, place, context.now()).nodes });
          },
          proof: {
            none: { check: undefined },
            ask: async (each, state, listed) => {
              const [check, doubles] = await Promise.all([
                checkSchedule(each.manager, each.plan, state.outcomes, context).catch(() => undefined),
                takeDoublesAway(each, { ...state, listed }, writeBackup, context).catch(() => undefined),
              ]);
              return { check, doubles, ...(doubles && doubles.left.length > 0 && { isComplete: false }) };
            },
          },
        },
        context,
      ),
  };
}

/** The plan of a request. What is taken over, or backed up and deleted, has to be read with every member. */
async function planFor(
  { manager }: OpenPlace,
  request: Request,
  context: JobContext,
  options: ReadingOptions,
): Promise<SetupPlan> {
  const { consent, keepsRecord } = request;
  const details = consent.adopt || consent.prune ? 'all' : 'plans';
  const { codec, now } = context;
  const account = await readSettled(() => readAccount(manager, context, { ...options, details }), context, 'reading');
  const intent = intentOf(request, account);
  requireValid(intent.document);
  const nodes = await nodesOfPlan(manager, intent.document, account, options.signal);
  const counted = { ...account, ...nodes };
  const planning = { codec, now: now(), consent, keepsRecord };
  const plan = planSetup(intent, counted, planning);
  if (!plan.operations.some(sendsRules) || questionsOf(intent.document).length === 0) return plan;
  const filters = await filterValuesFor(manager, intent.document, counted, options.signal);
  return planSetup(intent, { ...counted, ...filters }, planning);
}
