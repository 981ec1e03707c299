/** All pages of a list. */
import { expect, it } from 'vitest';
import { allPages } from '../../source/aws/paging.js';

it.each([undefined, ''])('pages end with the token %j', async (last) => {
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
