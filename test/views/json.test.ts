/** JSON lines of runs: where they work, what has failed, and how to go on. */
import { describe, expect, it } from 'vitest';
import { planCleanup } from '../../source/jobs/cleanup.js';
import type { Outcome } from '../../source/plan/account/events.js';
import { cleanupItems } from '../../source/plan/cleanup/items.js';
import { cleanupWords } from '../../source/views/cleanup.js';
import { errorEvent, jsonLine, jsonView } from '../../source/views/json.js';
import { restoreWords } from '../../source/views/restore.js';
import { inventory, now, task, window } from '../helpers/inventory.js';
import { errorOf, operation, place, plan, stateOf, wordsOf } from './told.js';

const connection = { profile: 'ops' };
const error = errorOf('No.', 'You may not.', 'Ask for it.');
const setup = jsonView(wordsOf(connection));

const data = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a line', () => {
  it('has the version first and stands on one line', () => {
    expect(jsonLine({ event: 'x', text: 'a\nb' })).toBe('{"version":1,"event":"x","text":"a\\nb"}');
  });

  it('tells names as they are, and nothing to the terminal', () => {
    const document = { name: 'a\u009b2Jb\u202ec\u2028d\u001be\u{e0041}' };
    const line = jsonLine(document);
    expect(line).toBe('{"version":1,"name":"a\\u009b2Jb\\u202ec\\u2028d\\u001be\\udb40\\udc41"}');
    expect(JSON.parse(line)).toEqual({ version: 1, ...document });
  });

  it('of an error is an event, with its detail where it has one', () => {
    const event = { version: 1, event: 'error', code: 'Denied', message: 'No.', nextSteps: ['Ask for it.'] };
    expect(JSON.parse(errorEvent(error))).toEqual({ ...event, detail: 'You may not.' });
    expect(JSON.parse(errorEvent(errorOf('No.')))).toEqual({ ...event, nextSteps: [] });
  });
});

describe('the plan event', () => {
  it('says where, as whom, and where the credentials come from', () => {
    expect(data(setup.plan({ place, plan }))).toEqual([
      {
        ...{ version: 1, event: 'plan', account: '123456789012', region: 'eu-west-1' },
        identity: 'arn:aws:iam::123456789012:user/ops',
        credentials: 'profile ops, keys from the shared credentials file',
        ...{ operations: expect.any(Array), kept: 0, warnings: [] },
      },
    ]);
  });
});

describe('an operation', () => {
  it('that failed has its error with what to do', () => {
    expect(data([setup.operation({ type: 'failed', operation, error }, stateOf(1)) ?? ''])).toEqual([
      {
        ...{ version: 1, event: 'operation', id: operation.id, status: 'failed' },
        error: { code: 'Denied', message: 'You may not.', nextSteps: ['Ask for it.'] },
      },
    ]);
  });
});

describe('the summary', () => {
  const failed = plan.operations.map((operation): Outcome => ({ type: 'failed', operation, error }));

  it('of a set-up that is not complete has the command that goes on', () => {
    const state = stateOf(failed.length, ...failed);
    const [summary] = data(setup.ended({ place, plan, state, isComplete: false, check: undefined }, 12));
    expect(summary).toEqual({
      ...{ version: 1, event: 'summary', succeeded: 0, failed: 34, skipped: 0, kept: 0, durationMs: 12, paused: 0 },
      nextSteps: ['ssm-patch-wizard setup --yes --profile ops --region eu-west-1 -w 1 2 -d 2 3 -t 3 4'],
    });
  });

  it('of an unconfirmed run says how it is confirmed, of others that changed nothing has nothing', () => {
    const steps = (why: 'nothing-to-do' | 'dry-run' | 'not-confirmed') =>
      data(setup.unapplied({ place, plan }, why, 0))[0]?.nextSteps;
    expect(steps('not-confirmed')).toEqual(['To apply this plan, run it again with --yes.']);
    expect(steps('dry-run')).toEqual([]);
    expect(steps('nothing-to-do')).toEqual([]);
  });

  it('of a clean-up has the commands for what is left, and the one that looks where that is not clear', () => {
    const items = cleanupItems(inventory({ windows: [window('nightly', { tasks: [task('one')] })] }), now);
    const selection = { isAllPatching: false, only: ['nightly'], isDisabling: false };
    const cleanup = planCleanup(items, new Map([['mw-nightly', 'delete']]), selection, now);
    const view = jsonView(cleanupWords({ selection, hasBackup: true, isConfirmed: true, connection }));
    const end = (left: readonly never[] | undefined) => {
      const [operation] = cleanup.operations;
      if (operation === undefined) throw new Error('an empty plan');
      const state = stateOf(cleanup.operations.length, { type: 'failed', operation, error });
      return data(view.ended({ place, plan: cleanup, state, isComplete: false, left, backupFile: '/b.json' }, 0))[0];
    };
    const again = 'ssm-patch-wizard cleanup --only mw-nightly --yes --profile ops --region eu-west-1';
    expect(end([])).toMatchObject({ nextSteps: [again], backup: '/b.json', stillListed: [] });
    expect(end(undefined)).toMatchObject({
      nextSteps: [again, 'ssm-patch-wizard cleanup --dry-run --profile ops --region eu-west-1'],
      stillListed: null,
    });
  });

  it('of a restore has the command itself', () => {
    const restore = { operations: [], kept: 0, findings: [], renamed: [] };
    const call = { file: '/b.json', backup: { createdAt: now.toISOString() }, isForced: true, connection };
    const end = { place, plan: restore, state: stateOf(2), isComplete: false };
    const [summary] = data(jsonView(restoreWords(call)).ended(end, 0));
    expect(summary).toMatchObject({
      nextSteps: ['ssm-patch-wizard restore /b.json --yes --force --profile ops --region eu-west-1'],
      newIds: {},
    });
  });
});
