import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from '../../source/execute/pace.js';
import { ThrottledError } from '../../source/execute/patch-manager.js';
import { RateLimit } from '../../source/sandbox/faults.js';
import { forSome } from '../helpers/properties.js';
import { Time } from './time.js';

const refusal = new ThrottledError(undefined);

/** So many calls that are there at once, each answered, or refused, after 50 ms. */
async function calls(count: number, isRefused: (at: number) => boolean, time = new Time()) {
  const pace = new Pace({ start: 64, most: 80 }, time);
  let running = 0;
  const seen = { most: 0, refusals: 0, limits: [] as number[] };
  const send = async () => {
    running += 1;
    seen.most = Math.max(seen.most, running);
    seen.limits.push(pace.limit);
    const refused = isRefused(time.at);
    await time.wait(50);
    running -= 1;
    if (!refused) return 'answer';
    seen.refusals += 1;
    throw refusal;
  };
  const all = Promise.allSettled(Array.from({ length: count }, () => pace.run(send)));
  const answers = await time.pass(all);
  return { ...seen, failed: answers.filter(({ status }) => status === 'rejected').length, time: time.at };
}

describe('the pace', () => {
  it('is a round trip for as many calls as may run at a time', async () => {
    expect(await calls(64, () => false)).toMatchObject({ most: 64, failed: 0, time: 50 });
    expect(await calls(256, () => false)).toMatchObject({ failed: 0, time: 4 * 50 });
  });

  it('grows while all is well, to the most', async () => {
    expect(await calls(4000, () => false)).toMatchObject({ most: 80, failed: 0 });
  });

  it.each([2, 5, 20, 50])('at a limit of %d a second takes at most a fifth longer than the limit itself', (perSecond) =>
    forSome(3, [fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true }))], async (random) => {
      const time = new Time(() => random.next().value);
      const limit = new RateLimit(perSecond, () => time.at);
      const count = 40 * perSecond;
      const end = await calls(count, () => !limit.take(), time);
      expect(end.failed).toBe(0);
      // A bucket holds what is allowed in a second.
      expect(end.time).toBeLessThan(1.2 * (count / perSecond - 1) * 1000 + 1000);
      // Those that were out at once, and then one for each call, or six a second where fewer than that may go.
      expect(end.refusals).toBeLessThan(64 + Math.max(count, 6 * 40));
    }),
  );

  it('stays between one and the most, whatever is refused, and loses no call', () =>
    forSome(20, [fc.infiniteStream(fc.boolean())], async (refused) => {
      const end = await calls(100, () => refused.next().value);
      expect(end).toMatchObject({ failed: 0 });
      expect(Math.min(...end.limits)).toBeGreaterThanOrEqual(1);
      expect(Math.max(...end.limits)).toBeLessThanOrEqual(80);
    }));

  it('gives up where nothing but refusals come for two minutes, without hammering', async () => {
    const end = await calls(10, () => true);
    expect(end.failed).toBe(10);
    expect(end.time).toBeGreaterThan(120_000);
    expect(end.time).toBeLessThan(200_000);
    expect(end.refusals).toBeLessThan(10 + 200_000 / 2500);
  });

  it('passes on what else a call throws, at once, and lets the next one run', async () => {
    const time = new Time();
    const pace = new Pace({ start: 1, most: 1 }, time);
    const failure = new Error('refused for good');
    await expect(pace.run(() => Promise.reject(failure))).rejects.toBe(failure);
    expect(await pace.run(async () => 'next')).toBe('next');
  });

  it('ends a wait when it is interrupted', async () => {
    const time = new Time();
    const pace = new Pace({ start: 1, most: 1 }, time);
    const controller = new AbortController();
    const work = pace.run(() => {
      controller.abort();
      return Promise.reject(refusal);
    }, controller.signal);
    await expect(time.pass(work)).rejects.toThrow('aborted');
    expect(await time.pass(pace.run(async () => 'next'))).toBe('next');
  });
});
