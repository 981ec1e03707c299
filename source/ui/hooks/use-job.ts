/** A job on the screen: the work of the command, as it is without a screen; here its events are only passed on. */
import { describeError } from '../../errors.js';
import type { Job, JobEvent } from '../../jobs/job.js';
import type { Opened } from '../flows/opening/state.js';
import type { JobNews } from '../flows/work.js';
import type { FlowOutside } from '../outside.js';
import { useWhile } from './use-while.js';

type JobOnScreen<Plan, End> = Pick<Job<Plan, readonly End[]>, 'plan'> & Partial<Job<Plan, readonly End[]>>;

/** A step of a flow, as far as a job works at it: `reading` for a plan, or `progress`. */
interface JobStep<Plan> {
  readonly step: string;
  readonly opened?: Opened | undefined;
  readonly plan?: Plan;
}

/** Runs what the step on the screen waits for. */
export function useJob<Plan, End>(
  job: JobOnScreen<Plan, End>,
  { step, opened, plan }: JobStep<Plan>,
  outside: FlowOutside,
  dispatch: (news: JobNews<Plan, End>) => void,
): void {
  const context = { ...outside.clock, signal: outside.signal, hurry: outside.hurry };
  // Leaving the screen stops the reading.
  useWhile(step === 'reading' ? opened : undefined, ({ open }, signal) =>
    passOn<Plan, End>(job.plan(open, { ...context, signal }), context.now, (news) => {
      if (!signal.aborted) dispatch(news);
    }),
  );
  useWhile(step === 'progress' ? plan : undefined, async (agreed) => {
    // To its end, whatever becomes of the screen.
    if (opened && job.carryOut)
      await passOn(job.carryOut([{ ...opened.open, plan: agreed }], context), context.now, dispatch);
  });
}

async function passOn<Plan, End>(
  events: AsyncIterable<JobEvent<Plan, readonly End[]>>,
  now: () => Date,
  dispatch: (news: JobNews<Plan, End>) => void,
): Promise<void> {
  let hasBegun = false;
  try {
    for await (const event of events) {
      hasBegun ||= event.type === 'operation';
      dispatch({ type: 'job', event, at: now() });
    }
  } catch (error) {
    // Where something has been changed, an error that no event tells is a bug.
    if (hasBegun) throw error;
    dispatch({ type: 'failed', error: describeError(error) });
  }
}
