/** The runs of a window, as the details of the status have them. */
import { expect, it } from 'vitest';
import { windowRuns } from '../../source/jobs/window-runs.js';
import { memorySandbox } from '../helpers/memory-account.js';
import { windowId } from './runs.js';

const signal = new AbortController().signal;

it('has those that were, the newest first, and the next as AWS says them', async () => {
  let at = new Date('2026-11-23T10:00:00Z');
  const sandbox = memorySandbox({ now: () => at });
  const id = (await windowId(sandbox, 'web-tier-patching')) ?? '';
  at = new Date('2026-12-15T10:00:00Z');
  const { past, next } = await windowRuns({ manager: await sandbox.connect() }, id, signal);
  if ('title' in past || 'title' in next) throw new Error('nothing is refused');
  expect(past[0]).toMatchObject({
    start: new Date('2026-12-13T02:00:00Z'),
    status: expect.stringMatching(/^[A-Z_]+$/),
  });
  expect(past[0]?.end?.getTime()).toBeGreaterThan(Date.parse('2026-12-13T02:00:00Z'));
  expect(next.map((date) => date.toISOString().slice(0, 16))).toEqual([
    ...['2027-01-10T02:00', '2027-02-14T02:00', '2027-03-14T02:00', '2027-04-11T01:00', '2027-05-09T01:00'],
  ]);
});

it('is told each by itself where the other may not be read', async () => {
  const sandbox = memorySandbox();
  const id = (await windowId(sandbox, 'web-tier-patching')) ?? '';
  await sandbox.faults({ kind: 'access-denied', operation: 'DescribeMaintenanceWindowExecutions' });
  const { past, next } = await windowRuns({ manager: await sandbox.connect() }, id, signal);
  expect(past).toMatchObject({
    title: 'These credentials are not allowed to call ssm:DescribeMaintenanceWindowExecutions.',
  });
  expect(next).toHaveLength(5);
});
