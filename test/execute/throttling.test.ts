/** Hard throttling survived, in a time of its own: waits end in their order, and none of it is real. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { executePlan } from '../../source/execute/execute-plan.js';
import { ThrottledError } from '../../source/execute/patch-manager.js';
import { type ExecutionEvent, initialExecution, reduceExecution } from '../../source/plan/account/events.js';
import { PlanningAccount } from '../helpers/planning.js';

/** Milliseconds that pass only while everybody waits. */
class Time {
  now = 0;
  #waiting: { readonly until: number; readonly end: () => void }[] = [];

  readonly wait = (milliseconds: number): Promise<void> =>
    new Promise((end) => {
      this.#waiting.push({ until: this.now + milliseconds, end });
    });

  async passUntil(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await turn();
      this.#waiting.sort((a, b) => a.until - b.until);
      const next = this.#waiting.shift();
      if (next === undefined) continue;
      this.now = Math.max(this.now, next.until);
      next.end();
    }
  }
}

/** The default set-up in an account that throttles every call for so long, each answer taking 50 ms. */
async function setUpThrottledFor(milliseconds: number, random: number) {
  const { operations } = await (await PlanningAccount.open()).plan();
  const time = new Time();
  const inFlight: number[] = [0];
  let now = 0;
  const manager = {
    look: async () => ({}),
    perform: async () => {
      now += 1;
      inFlight.push(now);
      await time.wait(50);
      now -= 1;
      if (time.now < milliseconds) throw new ThrottledError(undefined);
      return { resourceId: `id-${inFlight.length}` };
    },
  };
  const events: (ExecutionEvent & { readonly at: number })[] = [];
  let state = initialExecution(operations.length);
  let isOver = false;
  const run = (async () => {
    for await (const event of executePlan(operations, { manager, wait: time.wait, random: () => random })) {
      events.push({ ...event, at: time.now });
      state = reduceExecution(state, event);
    }
  })().finally(() => {
    isOver = true;
  });
  await time.passUntil(() => isOver);
  await run;
  return { events, state, inFlight, time: time.now };
}

describe('a minute in which AWS answers nothing but "slow down"', () => {
  it.each([0, 0.5, 0.999])('is survived, with jitter at %d, and the rest is done soon after', async (random) => {
    const { events, state, inFlight, time } = await setUpThrottledFor(60_000, random);
    expect(state).toMatchObject({ succeeded: 34, failed: 0, skipped: 0 });
    expect(time).toBeGreaterThan(60_000);
    expect(time).toBeLessThan(60_000 + 10_000);
    // Four at first, then halved down to one; afterwards it grows again.
    const limits = events.flatMap((event) => (event.type === 'throttled' ? [event.concurrency] : []));
    expect(limits.slice(0, 3)).toEqual([2, 1, 1]);
    expect(new Set(limits.slice(2))).toEqual(new Set([1]));
    const most = Math.max(...inFlight.slice(-20));
    expect(most).toBeGreaterThan(1);
  });
});
