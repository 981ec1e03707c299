/** The words of a set-up without a screen, where an account has names that would rather be something else. */
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../source/errors.js';
import { type ExecutionEvent, initialExecution, reduceExecution } from '../../source/plan/account/events.js';
import { eventText, outcomeText } from '../../source/views/text/lines.js';
import { checkText, planText, reportText } from '../../source/views/text/setup.js';
import { PlanningAccount } from '../helpers/planning.js';

const empty = await PlanningAccount.open();
const plan = await empty.plan();
const operation = plan.operations.find(({ kind }) => kind === 'CreatePatchBaseline');
if (operation === undefined) throw new Error('an empty plan');
const hostile = { ...operation, name: 'web\u001b]0;owned\u0007' };
const error = describeError(
  new UserError('Refused\u001b[1m.', { code: 'No', detail: 'because\u009b2J', nextSteps: ['Go\u0008.'] }),
);

const succeeded: ExecutionEvent = { type: 'succeeded', operation: hostile, resourceId: 'mw-\u001b[31m1' };
const failed: ExecutionEvent = { type: 'failed', operation: hostile, error };
const skipped: ExecutionEvent = { type: 'skipped', operation: hostile, reason: 'stopped\n' };

describe('an operation', () => {
  it('is one line without anything for the terminal', () => {
    expect(outcomeText(succeeded)).toBe('done     CreatePatchBaseline  web�]0;owned�  mw-�[31m1');
    expect(outcomeText(failed)).toBe('failed   CreatePatchBaseline  web�]0;owned�  because�2J');
    expect(outcomeText(skipped)).toBe('skipped  CreatePatchBaseline  web�]0;owned�  stopped�');
    expect(outcomeText({ type: 'succeeded', operation })).toBe('done     CreatePatchBaseline  Windows-0day-Important');
  });

  it('is counted when it ends', () => {
    const events: ExecutionEvent[] = [
      { type: 'started', operation },
      { type: 'throttled', operation, concurrency: 1 },
      { type: 'throttled', operation, concurrency: 2 },
      succeeded,
    ];
    let state = initialExecution(120);
    const lines = events.map((event) => {
      state = reduceExecution(state, event);
      return eventText(event, state);
    });
    expect(lines).toEqual([
      undefined,
      '  AWS asks to slow down: 1 call at a time from here',
      '  AWS asks to slow down: 2 calls at a time from here',
      '  1/120  done     CreatePatchBaseline  web�]0;owned�  mw-�[31m1',
    ]);
  });
});

describe('the plan', () => {
  it('shows warnings with what to do, and nothing to the terminal', () => {
    const finding = { severity: 'warning', code: 'x', message: 'Odd\u001b[2J.', nextSteps: ['Look\r.'] } as const;
    expect(planText({ ...plan, findings: [finding] }).slice(-3)).toEqual(['! Odd�[2J.', '  → Look�.', '']);
  });

  it('counts one call as one', async () => {
    const account = await PlanningAccount.open();
    await account.carryOut((await account.plan()).operations, 33);
    expect(planText(await account.plan())[0]).toBe('Plan default: 1 call, 33 kept');
  });
});

describe('the report', () => {
  const account = {
    region: 'eu-west-1',
    isSandbox: false,
    again: 'ssm-patch-wizard setup --yes',
    undo: 'ssm-patch-wizard cleanup --plan default',
    restore: (file: string) => `ssm-patch-wizard restore ${file} --yes`,
  };
  const done = plan.operations.map((each) => ({
    type: 'succeeded' as const,
    operation: each,
    resourceId: `id ${each.id}`,
  }));

  it('of a failed run says each failure and each next step once', () => {
    const events: ExecutionEvent[] = [failed, failed, skipped];
    const state = events.reduce(reduceExecution, initialExecution(3));
    expect(reportText({ plan: { ...plan, kept: 4 }, state, check: undefined, seconds: 1, account })).toEqual([
      '',
      'Not complete: 0 of 3 calls done, 2 failed, 1 not attempted.',
      '! CreatePatchBaseline web�]0;owned�: Refused�[1m.',
      '  because�2J',
      '! CreatePatchBaseline web�]0;owned�: Refused�[1m.',
      '  because�2J',
      '  → Go�.',
      '',
      'What exists is kept (4 resources, of plan default). To go on where it stopped:',
      '  ssm-patch-wizard setup --yes',
    ]);
  });

  it('of the sandbox says that nothing real has changed', () => {
    const state = done.reduce(reduceExecution, initialExecution(done.length));
    const lines = reportText({
      plan,
      state,
      check: undefined,
      seconds: 1.25,
      account: { ...account, isSandbox: true },
    });
    expect(lines[1]).toBe('Done: 34 calls in 1.3 s, 0 kept.');
    expect(lines.slice(-2)).toEqual([`  ${account.undo}`, 'This was the sandbox account; nothing real has changed.']);
  });

  it('of a run that pruned says how to bring back what went, complete or not', () => {
    const ended = done.reduce(reduceExecution, initialExecution(done.length));
    const broken = [failed].reduce(reduceExecution, initialExecution(1));
    for (const state of [ended, broken]) {
      const lines = reportText({ plan, state, check: undefined, backupFile: '/b.json', seconds: 1, account });
      expect(lines.slice(-2)).toEqual(['To bring back what was deleted:', '  ssm-patch-wizard restore /b.json --yes']);
    }
  });

  it('says how AWS’s dates compare', () => {
    const date = new Date('2026-12-01T03:00:00Z');
    expect(checkText(undefined)[0]).toContain('not verified');
    expect(checkText({ checked: 3, differences: [] })[0]).toContain('agrees with the preview on all 3 dates');
    const differences = [
      { window: 'A', expected: date, actual: undefined },
      { window: 'B', expected: undefined, actual: date },
    ];
    expect(checkText({ checked: 4, differences })).toEqual([
      "! AWS's own schedule differs from the preview on 2 of 4 dates:",
      '  A: preview 2026-12-01 03:00 UTC, AWS no run',
      '  B: preview no run, AWS 2026-12-01 03:00 UTC',
    ]);
  });
});
