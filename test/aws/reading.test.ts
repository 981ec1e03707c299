/** Many calls at a time, but not too many, and all pages. */
import { describe, expect, it } from 'vitest';
import { concurrently } from '../../source/aws/concurrently.js';
import { allPages } from '../../source/aws/paging.js';

describe('reading many things', () => {
  it('keeps their order and never does more than a few at a time', async () => {
    const items = Array.from({ length: 30 }, (_, index) => index);
    let running = 0;
    let most = 0;
    const results = await concurrently(items, 4, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < item % 5; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 2;
    });
    expect(results).toEqual(items.map((item) => item * 2));
    expect(most).toBe(4);
  });

  it('starts nothing more once one has failed', async () => {
    const started: number[] = [];
    const work = concurrently([0, 1, 2, 3, 4, 5], 2, async (item) => {
      started.push(item);
      await Promise.resolve();
      if (item === 1) throw new Error('refused');
    });
    await expect(work).rejects.toThrow('refused');
    await new Promise((resolve) => setImmediate(resolve));
    expect(started.length).toBeLessThanOrEqual(3);
  });

  it('of nothing is nothing', async () => {
    expect(await concurrently([], 4, async () => 1)).toEqual([]);
  });
});

describe('pages', () => {
  it.each([undefined, ''])('end with the token %j', async (last) => {
    const asked: (string | undefined)[] = [];
    const counts: number[] = [];
    const all = await allPages(
      async (token) => {
        asked.push(token);
        const page = asked.length;
        return { items: page === 2 ? undefined : [page], NextToken: page < 3 ? `token ${page}` : last };
      },
      ({ items }) => items,
      (soFar) => counts.push(soFar),
    );
    expect(all).toEqual([1, 3]);
    expect(asked).toEqual([undefined, 'token 1', 'token 2']);
    expect(counts).toEqual([1, 1, 2]);
  });
});
