/** Hard throttling survived, in a time of its own: waits end in their order, and none of it is real. */
import { describe, expect, it } from 'vitest';
import { readsAtOnce } from '../../source/aws/clients.js';
import { UserError } from '../../source/errors.js';
import { executePlan } from '../../source/execute/execute-plan.js';
import { Pace } from '../../source/execute/pace.js';
import { type PatchManager, ThrottledError } from '../../source/execute/patch-manager.js';
import {
  type ExecutionEvent,
  initialExecution,
  overloaded,
  reduceExecution,
  unanswered,
} from '../../source/plan/account/events.js';
import type { Operation } from '../../source/plan/account/operations.js';
import { RateLimit } from '../../source/sandbox/faults.js';
import { operation } from '../helpers/operations.js';
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

it('at five calls a second, three who read 46 windows at once are all answered, at that rate', async () => {
  const time = new Time(() => 0.5);
  const { now, random, wait } = time;
  const limit = new RateLimit(5, () => time.at);
  const call = async () => {
    await wait(20);
    if (!limit.take()) throw new ThrottledError(undefined);
  };
  const calls = 46 * 4 + 10;
  const read = () => {
    const pace = new Pace(readsAtOnce, { now, random, wait });
    return Promise.all(Array.from({ length: calls }, () => pace.run(call)));
  };
  await time.pass(Promise.all([read(), read(), read()]));
  expect(time.at).toBeLessThan(2 * ((3 * calls) / 5) * 1000);
});

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

describe('what never ends by itself ends in minutes, for all of a clean-up', () => {
  /** A hundred deletions that wait for nothing but their guards, in an account that answers so from the first call on. */
  async function end(answers: { readonly reads?: Error; readonly writes?: (id: string) => Error | undefined }) {
    const time = new Time();
    const reads = new Pace({ start: 64, most: 80 }, time);
    const answered = async (milliseconds: number, error: Error | undefined) => {
      await time.wait(milliseconds);
      if (error) throw error;
    };
    const manager: Pick<PatchManager, 'look' | 'perform'> = {
      look: async () => {
        const read = () => reads.run(() => answered(50, answers.reads));
        await Promise.all([read(), read(), read(), read()]);
        return {};
      },
      perform: async (_, input) => {
        const error = answers.writes?.('ResourceId' in input ? input.ResourceId : '');
        // Three attempts of a minute each, as the SDK makes them.
        await answered(error === silence ? 180_000 : 50, error);
        return {};
      },
    };
    const operations = Array.from({ length: 100 }, (_, index): Operation => {
      const windowId = `mw-${index}`;
      return { ...operation(windowId), guards: [{ subject: { kind: 'window', windowId }, expected: {} }] };
    });
    let state = initialExecution(operations.length);
    const run = async () => {
      const { now, random, wait } = time;
      const options = { manager, now, random, wait, afterFailure: 'go-on' as const };
      for await (const event of executePlan(operations, options)) state = reduceExecution(state, event);
    };
    await time.pass(run());
    const reasons = state.outcomes.flatMap((outcome) => (outcome.type === 'skipped' ? [outcome.reason] : []));
    return { ...state, reasons: [...new Set(reasons)], seconds: time.at / 1000 };
  }

  const slowDown = new ThrottledError(undefined);
  const silence = new UserError('AWS does not answer.', { code: 'TimeoutError', exitCode: 1 });
  const lost = new UserError('AWS does not answer.', { code: 'ECONNRESET', exitCode: 1 });
  /** Every second call. */
  const even = (error: Error) => (id: string) => (Number(id.slice(3)) % 2 === 0 ? error : undefined);

  it.each<[string, Parameters<typeof end>[0], string, number, number]>([
    ['every deletion throttled', { writes: () => slowDown }, overloaded, 0, 150],
    ['every look throttled', { reads: slowDown }, overloaded, 0, 150],
    ['some deletions throttled for ever, the others answered', { writes: even(slowDown) }, overloaded, 50, 450],
    ['no deletion answered', { writes: () => silence }, unanswered, 0, 400],
  ])('%s', async (_, answers, reason, succeeded, seconds) => {
    const state = await end(answers);
    expect(state.reasons).toEqual([reason]);
    expect(state.succeeded).toBeLessThanOrEqual(succeeded);
    expect(state.succeeded + state.failed + state.skipped).toBe(100);
    expect(state.failed).toBeGreaterThanOrEqual(3);
    expect(state.seconds).toBeLessThan(seconds);
  });

  it('but a connection that is lost now and then ends nothing', async () => {
    expect(await end({ writes: even(lost) })).toMatchObject({ succeeded: 50, failed: 50, skipped: 0 });
  });
});
