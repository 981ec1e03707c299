import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, Pace } from '../../source/execute/pace.js';

describe('the number of calls at a time', () => {
  it('grows by one for as many successes as there are calls at a time', () => {
    const pace = new Pace(2, 4);
    const limits = Array.from({ length: 12 }, () => {
      pace.succeeded();
      return pace.limit;
    });
    expect(limits).toEqual([2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4]);
  });

  it('halves when AWS asks to slow down, and then grows half as fast', () => {
    const pace = new Pace(8, 16);
    pace.throttled();
    expect(pace.limit).toBe(4);
    for (let success = 0; success < 7; success += 1) pace.succeeded();
    expect(pace.limit).toBe(4);
    pace.succeeded();
    expect(pace.limit).toBe(5);
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
