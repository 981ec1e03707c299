import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, Pace } from '../../source/execute/pace.js';

describe('the number of calls at a time', () => {
  const after = (pace: Pace, successes: number): number => {
    for (let success = 0; success < successes; success += 1) pace.succeeded();
    return pace.limit;
  };

  it('is four at first, and grows by one for as many successes as there are calls at a time, up to sixteen', () => {
    const pace = new Pace();
    expect([0, 3, 1, 4, 1, 5].map((successes) => after(pace, successes))).toEqual([4, 4, 5, 5, 6, 6]);
    expect(after(pace, 1000)).toBe(16);
  });

  it('halves when AWS asks to slow down, and then grows half as fast', () => {
    const pace = new Pace();
    expect(after(pace, 4 + 5 + 6 + 7)).toBe(8);
    pace.throttled();
    expect([0, 7, 1].map((successes) => after(pace, successes))).toEqual([4, 4, 5]);
  });

  it('stays between one and the most, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (answers) => {
        const pace = new Pace();
        for (const isThrottled of answers) {
          if (isThrottled) pace.throttled();
          else pace.succeeded();
          expect(pace.limit).toBeGreaterThanOrEqual(1);
          expect(pace.limit).toBeLessThanOrEqual(16);
        }
      }),
    );
  });
});

describe('the pause before a call is sent again', () => {
  it.each([
    [1, 0, 62.5],
    [1, 0.999999, 250],
    [2, 0, 125],
    [6, 0, 2000],
    [6, 0.999999, 8000],
    [100, 0, 2000],
  ])('attempt %i, random %f: %f ms', (attempt, random, pause) => {
    expect(backoff(attempt, random)).toBeCloseTo(pause, 1);
  });
});
