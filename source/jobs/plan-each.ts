/** The plans of several places: what fails in one is nothing to the others. */
import { describeError } from '../errors.js';
import type { Job, JobContext, OpenPlace, Planned, PlanningEvent, RefusedPlace } from './job.js';
import { together } from './together.js';

/** What could be planned, and what not. */
export interface PlannedPlaces<Plan> {
  readonly planned: readonly Planned<Plan>[];
  readonly refused: readonly RefusedPlace[];
}

/**
 * The plans of all places. An interruption is thrown.
 * @param check throws a UserError for a plan that something is in the way of
 */
export async function* planEach<Plan>(
  job: Pick<Job<Plan, never>, 'plan'>,
  places: readonly OpenPlace[],
  context: JobContext,
  check: (plan: Plan) => unknown = () => {},
): AsyncGenerator<PlanningEvent<Plan>, PlannedPlaces<Plan>> {
  const planning = async function* (
    open: OpenPlace,
  ): AsyncGenerator<PlanningEvent<Plan>, Planned<Plan> | RefusedPlace> {
    try {
      const planned = yield* job.plan(open, context);
      check(planned.plan);
      return planned;
    } catch (error) {
      if (context.signal.aborted) throw error;
      return { place: open.place, error: describeError(error) };
    }
  };
  const ends = yield* together(places.map((open) => () => planning(open)));
  return { planned: ends.filter((end) => 'plan' in end), refused: ends.filter((end) => 'error' in end) };
}
