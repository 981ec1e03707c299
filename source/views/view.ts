/** What a view is: a job's plans, what happens, and its end, as lines. Pure, as all of this room. */
import type { Place } from '../jobs/job.js';
import type { ExecutionEvent, ExecutionState } from '../plan/account/events.js';

/** A plan and where it is for. */
export interface PlacedPlan<Plan> {
  readonly place: Place;
  readonly plan: Plan;
}

/** Why a plan was not carried out. */
export type Unapplied = 'nothing-to-do' | 'dry-run' | 'not-confirmed';

export interface View<Plan, End> {
  /** What would be done in one place. */
  plan(planned: PlacedPlan<Plan>): string[];
  /** A line for an operation, with the state of its place after that. */
  operation(event: ExecutionEvent, state: ExecutionState): string | undefined;
  /** The end of a run that has changed nothing, in one place. */
  unapplied(planned: PlacedPlan<Plan>, why: Unapplied, durationMs: number): string[];
  /** The end of a run that was carried out. */
  ended(end: End, durationMs: number): string[];
  readonly notices: Notices;
}

/** What is told about a run beside its result, with the same words in each form. */
export interface Notices {
  readonly backedUp: (file: string) => string;
  /** How a plan that was only shown is carried out. */
  readonly confirm: string;
}

export const setupNotices: Notices = {
  backedUp: (file) => `Backup of what is deleted: ${file}`,
  confirm: 'To apply this plan, run it again with --yes.',
};

export const cleanupNotices: Notices = {
  backedUp: (file) => `Backup: ${file}`,
  confirm: 'To delete this, run it again with --yes.',
};

/** Of `pause`, or of `resume`. */
export function pauseNotices(isPausing: boolean): Notices {
  const what = isPausing ? 'pause these windows' : 'resume these windows';
  return { ...setupNotices, confirm: `To ${what}, run it again with --yes.` };
}

export const restoreNotices: Notices = {
  ...cleanupNotices,
  confirm: 'To restore this, run it again with --yes.',
};
