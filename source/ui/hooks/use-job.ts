/** A job on the screen: the work of the command, as it is without a screen; here its events are only passed on. */
import { describeError } from '../../errors.js';
import type { Job, JobEvent } from '../../jobs/job.js';
import type { Opened } from '../flows/opening/state.js';
import type { JobNews } from '../flows/work.js';
import type { FlowOutside } from '../outside.js';
import { useWhile } from './use-while.js';

export interface JobOnScreen<Plan, End> {
  readonly job: Pick<Job<Plan, readonly End[]>, 'plan'> & Partial<Pick<Job<Plan, readonly End[]>, 'carryOut'>>;
  /** The account to plan for while the screen waits for that; leaving the screen stops the reading. */
  readonly reading: Opened | undefined;
  /** What was agreed to, with its account, while it is carried out. */
  readonly working: { readonly opened: Opened; readonly plan: Plan } | undefined;
}

/** Runs what the step on the screen waits for. */
export function useJob<Plan, End>(
  { job, reading, working }: JobOnScreen<Plan, End>,
  outside: FlowOutside,
  dispatch: (news: JobNews<Plan, End>) => void,
): void {
  const context = { ...outside.clock, signal: outside.signal, hurry: outside.hurry };
  useWhile(reading, ({ open }, signal) =>
    passOn<Plan, End>(job.plan([open], { ...context, signal }), context.now, (news) => {
      if (!signal.aborted) dispatch(news);
    }),
  );
  useWhile(working?.plan, async (plan) => {
    // To its end, whatever becomes of the screen.
    if (working && job.carryOut)
      await passOn(job.carryOut([{ ...working.opened.open, plan }], context), context.now, dispatch);
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
