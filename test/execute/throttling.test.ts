/** Hard throttling survived, in a time of its own: waits end in their order, and none of it is real. */
import { describe, expect, it } from 'vitest';
import { executePlan } from '../../source/execute/execute-plan.js';
import { ThrottledError } from '../../source/execute/patch-manager.js';
import { type ExecutionEvent, initialExecution, reduceExecution } from '../../source/plan/account/events.js';
import { PlanningAccount } from '../helpers/planning.js';
import { Time } from './time.js';

/** The default set-up in an account that throttles every call for so long, each answer taking 50 ms. */
async function setUpThrottledFor(milliseconds: number, random: number) {
  const { operations } = await (await PlanningAccount.open()).plan();
  const time = new Time(() => random);
  const inFlight: number[] = [0];
  let now = 0;
  const manager = {
    look: async () => ({}),
    perform: async () => {
      now += 1;
      inFlight.push(now);
      await time.wait(50);
      now -= 1;
      if (time.at < milliseconds) throw new ThrottledError(undefined);
      return { resourceId: `id-${inFlight.length}` };
    },
  };
  const events: (ExecutionEvent & { readonly at: number })[] = [];
  let state = initialExecution(operations.length);
  const run = async () => {
    const { now, random, wait } = time;
    for await (const event of executePlan(operations, { manager, now, random, wait })) {
      events.push({ ...event, at: time.at });
      state = reduceExecution(state, event);
    }
  };
  await time.pass(run());
  return { events, state, inFlight, time: time.at };
}

describe('a minute in which AWS answers nothing but "slow down"', () => {
  it.each([0, 0.5, 0.999])('is survived, with jitter at %d, and the rest is done soon after', async (random) => {
    const { events, state, inFlight, time } = await setUpThrottledFor(60_000, random);
    expect(state).toMatchObject({ succeeded: 34, failed: 0, skipped: 0 });
    expect(time).toBeGreaterThan(60_000);
    expect(time).toBeLessThan(60_000 + 10_000);
    // Sixteen at first, halved down to one; afterwards it grows again.
    const limits = events.flatMap((event) => (event.type === 'throttled' ? [event.concurrency] : []));
    expect([...new Set(limits)]).toEqual([8, 4, 2, 1]);
    const most = Math.max(...inFlight.slice(-20));
    expect(most).toBeGreaterThan(1);
  });
});
