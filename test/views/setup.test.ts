/** The words of a set-up without a screen, where an account has names that would rather be something else. */
import { describe, expect, it } from 'vitest';
import type { SetupPlaceEnd } from '../../source/jobs/setup.js';
import type { Outcome } from '../../source/plan/account/events.js';
import { warning } from '../../source/plan/account/finding.js';
import { makeForeignWindow, PlanningAccount } from '../helpers/planning.js';
import { accountWith, few, grid } from '../plan/setup/documents.js';
import { errorOf, hostile, operation, place, plan, stateOf, wordsOf } from './told.js';

const done = plan.operations.map((operation): Outcome => ({ type: 'succeeded', operation }));
const words = wordsOf();

function endOf(outcomes: readonly Outcome[], more: Partial<SetupPlaceEnd> = {}): SetupPlaceEnd {
  const state = stateOf(outcomes.length, ...outcomes);
  return { place, plan, state, isComplete: state.succeeded === state.total, check: undefined, ...more };
}

describe('the plan', () => {
  it('shows warnings with what to do, and nothing to the terminal', () => {
    const findings = [warning('x', 'Odd\u001b[2J.', ['Look\r.'])];
    expect(words.plan({ ...plan, findings }).slice(-3)).toEqual(['! Odd�[2J.', '  → Look�.', '']);
  });

  it('counts one call as one', async () => {
    const account = await PlanningAccount.open();
    await account.setUp();
    const [{ id: WindowId } = { id: '' }] = (await account.read()).windows;
    await account.ssm.updateMaintenanceWindow({ WindowId, Duration: 5 });
    expect(words.plan(await account.plan())[0]).toBe('Plan default: 1 call, 33 kept');
  });
});

describe('nothing to do', () => {
  it.each([
    ['paused', 'the account already matches the plan'],
    ['no-longer-wanted', 'everything in the plan is there, and more than that, see above'],
    ['surplus', 'everything in the plan is there, and more than that, see above'],
  ])('beside the finding %s: %s', (code, why) => {
    expect(words.whyNothing({ ...plan, findings: [warning(code, 'See there.')] })).toBe(why);
  });
});

describe('the report', () => {
  it('of a failed run says each failure and each next step once', () => {
    const error = errorOf('Refused\u001b[1m.', 'because\u009b2J', 'Go\u0008.');
    const failed: Outcome = { type: 'failed', operation: hostile, error };
    const skipped: Outcome = { type: 'skipped', operation, reason: 'stopped' };
    const end = endOf([failed, failed, skipped], { plan: { ...plan, kept: 4 } });
    expect(words.report(end, 1)).toEqual([
      '',
      'Not complete: 0 of 18 things done. 2 of 3 calls failed, 1 not attempted.',
      ...['! CreatePatchBaseline web�]0;owned�: Refused�[1m.', '  because�2J'],
      ...['! CreatePatchBaseline web�]0;owned�: Refused�[1m.', '  because�2J'],
      '  → Go�.',
      '',
      'What exists is kept (4 resources of plan default). To continue:',
      '  ssm-patch-wizard setup --yes --region eu-west-1 -w 1 2 -d 2 3 -t 3 4',
    ]);
  });

  it('of the sandbox says that nothing real has changed', () => {
    const lines = wordsOf({ isSandbox: true }).report(endOf(done), 1.25);
    expect(lines[1]).toBe('Done: 8 windows, 8 registrations, 1 baseline, 1 record created in 1.3 s, 0 kept.');
    expect(lines.slice(-2)).toEqual([
      '  ssm-patch-wizard cleanup --plan default --sandbox --region eu-west-1',
      'This was the sandbox account. Nothing real was changed.',
    ]);
  });

  it.each([[done], [done.slice(1).map((each): Outcome => ({ ...each, type: 'skipped', reason: 'stopped' }))]])(
    'of a run that pruned says how to bring back what went, complete or not',
    (outcomes) => {
      expect(words.report(endOf(outcomes, { backupFile: '/b.json' }), 1).slice(-2)).toEqual([
        ...['To restore what was deleted:', '  ssm-patch-wizard restore /b.json --yes --region eu-west-1'],
      ]);
    },
  );

  it('of a change says how to go back, not how to delete all; of a take-over how to give it back', async () => {
    const account = await accountWith(few());
    const changed = await account.plan({ flags: { task: { durationHours: 2 } } });
    const outcomes = changed.operations.map((operation): Outcome => ({ type: 'succeeded', operation }));
    const back = '  ssm-patch-wizard setup --yes --region eu-west-1 --plan default --duration 1';
    const done = words.report(endOf(outcomes, { plan: changed }), 1);
    expect(done.slice(-2)).toEqual(['To go back to the previous answers:', back]);
    expect(done.join()).not.toContain('cleanup');
    const failed = outcomes.map((each): Outcome => ({ ...each, type: 'skipped', reason: 'stopped' }));
    const half = endOf([...outcomes.slice(0, 1), ...failed.slice(1)], { plan: changed });
    expect(words.report(half, 1)).toContain(back);
    expect(words.report(endOf(failed, { plan: changed }), 1)).not.toContain(back);

    const foreign = await PlanningAccount.open();
    const { patchGroup, window: Name } = few().waves[0] ?? {};
    await makeForeignWindow(foreign.ssm, { window: { Name }, patchGroup });
    const plan = await foreign.setUp({ consent: { adopt: true } });
    const adopted = endOf(
      plan.operations.map((operation): Outcome => ({ type: 'succeeded', operation })),
      { plan },
    );
    expect(words.report(adopted, 1)).toContain('To release what was taken over, without deleting it:');
  });

  it('of a run that was to switch windows off and broke off names the command that does', async () => {
    const account = await accountWith(few());
    const plan = await account.plan({ flags: { when: grid([1], [2], [3]) }, consent: { disable: true } });
    const [window] = plan.leftovers;
    const outcomes = plan.operations.map((operation): Outcome => ({ type: 'skipped', operation, reason: 'stopped' }));
    expect(words.report(endOf(outcomes, { plan }), 1).at(-1)).toBe(
      `  ssm-patch-wizard cleanup --yes --disable --region eu-west-1 --only ${window?.id}`,
    );
  });

  it('says how AWS’s dates compare', () => {
    const date = new Date('2026-12-01T03:00:00Z');
    const compared = (check: SetupPlaceEnd['check']) => words.report(endOf(done, { check }), 1).slice(2);
    expect(compared(undefined)[0]).toContain('not verified');
    expect(compared({ checked: 3, differences: [] })[0]).toContain('agrees with the preview on all 3 dates');
    const differences = [
      { window: 'A', expected: date, actual: undefined },
      { window: 'B', expected: undefined, actual: date },
    ];
    expect(compared({ checked: 4, differences }).slice(0, 3)).toEqual([
      "! AWS's own schedule differs from the preview on 2 of 4 dates:",
      '  A: preview 2026-12-01 03:00 UTC, AWS no run',
      '  B: preview no run, AWS 2026-12-01 03:00 UTC',
    ]);
  });
});
