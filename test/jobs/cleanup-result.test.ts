/** What is said after a clean-up: only what listing the account again has proved. */
import { describe, expect, it } from 'vitest';
import { isDone, proofs } from '../../source/jobs/cleanup-result.js';
import { initialExecution, type Outcome, reduceExecution } from '../../source/plan/account/events.js';
import type { Operation } from '../../source/plan/account/operations.js';
import { cleanupItems } from '../../source/plan/cleanup/items.js';
import { teardown } from '../../source/plan/cleanup/teardown.js';
import { baseline, inventory, now, task, window } from '../helpers/inventory.js';

const account = inventory({
  windows: [window('nightly', { tasks: [task('task')] }), window('weekly', { tasks: [task('other')] })],
  baselines: [baseline('corp', { isDefault: true })],
});

function operations(choice: Readonly<Record<string, 'delete' | 'disable'>>): Operation[] {
  return teardown(cleanupItems(account, now), new Map(Object.entries(choice)));
}

const succeeded = (operation: Operation): Outcome => ({ type: 'succeeded', operation });

describe('what is proved', () => {
  const deleted = 'Verified: AWS no longer lists what was deleted.';
  const off = 'Verified: what was switched off is off.';
  const reset = "Verified: AWS's baseline is the default again.";
  it.each<[string, Parameters<typeof operations>[0], string[]]>([
    ['a window deleted', { 'mw-nightly': 'delete' }, [deleted]],
    ['a window switched off', { 'mw-nightly': 'disable' }, [off]],
    ['a default reset', { 'default/WINDOWS': 'delete' }, [reset]],
    ['all of it', { 'default/WINDOWS': 'delete', 'pb-corp': 'delete', 'mw-weekly': 'disable' }, [deleted, reset, off]],
  ])('%s', (_, choice, words) => {
    expect(proofs(operations(choice).map(succeeded))).toEqual(words);
  });
});

describe('done', () => {
  const [first, ...rest] = operations({ 'mw-nightly': 'delete' });
  const half = [first as Operation].map(succeeded).reduce(reduceExecution, initialExecution(2));
  const all = rest.map(succeeded).reduce(reduceExecution, half);

  it('is what AWS has confirmed and lists no more', () => {
    expect(isDone(all, [])).toBe(true);
    expect(isDone(half, [])).toBe(false);
    expect(isDone(all, rest)).toBe(false);
    expect(isDone(all, undefined)).toBe(false);
  });
});
