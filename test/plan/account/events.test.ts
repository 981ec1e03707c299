import { expect, it } from 'vitest';
import { describeError, UserError } from '../../../source/errors.js';
import { type ExecutionEvent, initialExecution, reduceExecution } from '../../../source/plan/account/events.js';
import { operation } from '../../helpers/operations.js';

const [a, b, c] = [operation('a'), operation('b'), operation('c')];
const error = describeError(new UserError('No.', { code: 'No' }));

it('folds events into what runs, what has ended and how often AWS asked to slow down', () => {
  const events: ExecutionEvent[] = [
    { type: 'started', operation: a },
    { type: 'started', operation: b },
    { type: 'throttled', operation: a, concurrency: 2 },
    { type: 'throttled', operation: a, concurrency: 1 },
    { type: 'succeeded', operation: b, resourceId: 'mw-1' },
    { type: 'failed', operation: a, error },
    { type: 'skipped', operation: c, reason: 'stopped' },
  ];
  const states = events.map((_, index) => events.slice(0, index + 1).reduce(reduceExecution, initialExecution(3)));
  expect(states.map(({ running }) => running.map(({ id }) => id).join())).toEqual([
    'a',
    'a,b',
    'a,b',
    'a,b',
    'a',
    '',
    '',
  ]);
  expect(states.at(-1)).toEqual({
    total: 3,
    outcomes: [events[4], events[5], events[6]],
    running: [],
    succeeded: 1,
    failed: 1,
    skipped: 1,
    throttled: 2,
    pace: { calls: 1, isNew: true },
  });
});
