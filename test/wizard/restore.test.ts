/** The restore's questions: in which order, what leads back, and that only what was agreed to is ever begun. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../source/errors.js';
import type { AccountIdentity } from '../../source/plan/account/inventory.js';
import { type Backup, buildBackup, requireSamePlace } from '../../source/plan/cleanup/backup.js';
import { patchingChoice } from '../../source/plan/cleanup/choice.js';
import { cleanupItems } from '../../source/plan/cleanup/items.js';
import { planRestore } from '../../source/plan/restore/restore.js';
import { defaultAnswers } from '../../source/plan/spec/answers.js';
import { offeredRegion, type RestoreRequest, restorePlanOf } from '../../source/wizard/restore.js';
import { stepNumber } from '../../source/wizard/steps.js';
import { initialWizard, reduceWizard, type WizardEvent, type WizardState } from '../../source/wizard/wizard.js';
import { emptyInventory } from '../plan/account-after.js';
import { inventory, now, ownTags, target, task, window } from '../plan/cleanup-account.js';

const identity: AccountIdentity = {
  account: '123456789012',
  arn: 'arn:aws:iam::123456789012:user/jo',
  partition: 'aws',
  region: 'eu-west-1',
  credentials: 'given directly',
};

const before = inventory({
  windows: [window('tue', { tags: ownTags(), targets: [target('t-1')], tasks: [task('task-1')] })],
});
const items = cleanupItems(before, now);
const backup: Backup = buildBackup(items, patchingChoice(items), identity, now);
const request: RestoreRequest = { file: 'backup.json', backup, isForced: false };
const plan = planRestore(backup, emptyInventory);

const opened: WizardState = initialWizard({
  flow: 'restore',
  answers: defaultAnswers,
  given: new Set(['region']),
  connection: { region: 'eu-west-1' },
});

function after(state: WizardState, ...events: readonly WizardEvent[]): WizardState {
  return events.reduce(reduceWizard, state);
}

const read: WizardEvent = { type: 'read', identity, inventory: emptyInventory };
const yes: WizardEvent = { type: 'answered', step: 'account' };
const confirmed: WizardEvent = { type: 'confirmed-restore', plan };
const reviewing = after(opened, read, yes);

describe('the order', () => {
  it('is account, review, progress, done', () => {
    expect([opened, reviewing, after(reviewing, confirmed)].map(({ step }) => step)).toEqual([
      'account',
      'review',
      'progress',
    ]);
    const done = after(reviewing, confirmed, { type: 'finished' });
    expect(done).toMatchObject({ step: 'done', agreedRestore: plan });
    expect((['account', 'review', 'progress', 'done'] as const).map((step) => stepNumber(step, 'restore'))).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it('from the review back to the account', () => {
    expect(after(reviewing, { type: 'back', step: 'review' }).step).toBe('account');
  });

  it('another region is asked for from the account, and leads back to it', () => {
    const asked = after(opened, read, { type: 'other-region' });
    expect(asked.step).toBe('region');
    expect(stepNumber('region', 'restore')).toBeUndefined();
    expect(after(asked, { type: 'back', step: 'region' })).toMatchObject({
      step: 'account',
      account: { status: 'read' },
    });
    // The account of another region is not the one that was read.
    expect(after(asked, { type: 'answered', step: 'region', connection: { region: 'us-east-1' } })).toMatchObject({
      step: 'account',
      connection: { region: 'us-east-1' },
      account: { status: 'unread' },
    });
    expect(after(reviewing, { type: 'other-region' })).toBe(reviewing);
  });
});

describe('the yes', () => {
  it('counts on the review of a restore alone', () => {
    expect(after(opened, read, confirmed)).toMatchObject({ step: 'account', agreedRestore: undefined });
    const setup = { ...reviewing, flow: 'setup' } as const;
    expect(after(setup, confirmed)).toBe(setup);
    const unread = after(reviewing, { type: 'reconnect' });
    expect(after(unread, confirmed)).toBe(unread);
  });

  it('is for good: nothing leads back, whatever is pressed', () => {
    const begun = after(reviewing, confirmed);
    const events: WizardEvent[] = [
      yes,
      read,
      confirmed,
      { type: 'back', step: 'progress' },
      { type: 'other-region' },
      { type: 'reconnect', connection: { region: 'us-east-1' } },
      { type: 'chose', flow: 'setup' },
      { type: 'failed', error: describeError(new Error('late')) },
      { type: 'confirmed-restore', plan: { ...plan, operations: [] } },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (pressed) => {
        expect(after(begun, ...pressed)).toBe(begun);
      }),
    );
  });
});

describe('the plan', () => {
  it('is what the account lacks of the backup; unknown before it was read', () => {
    expect(restorePlanOf(request, opened.account)).toBeUndefined();
    expect(restorePlanOf(request, reviewing.account)?.operations).toEqual(plan.operations);
    expect(plan.operations.length).toBeGreaterThan(0);
    const there = after(opened, { type: 'read', identity, inventory: before });
    expect(restorePlanOf(request, there.account)?.operations).toEqual([]);
  });
});

describe('where the account is not the right one', () => {
  function refused(region: string): WizardState {
    try {
      requireSamePlace(backup, { ...identity, region });
    } catch (error) {
      return after(opened, { type: 'failed', error: describeError(error) });
    }
    throw new Error('not refused');
  }

  it("the backup's region is offered where another one or none was tried", () => {
    expect(offeredRegion(request, refused('us-east-1').account, 'us-east-1')).toBe('eu-west-1');
    const nowhere = describeError(new UserError('No region.', { code: 'no-region' }));
    expect(offeredRegion(request, { status: 'failed', error: nowhere }, undefined)).toBe('eu-west-1');
  });

  it('and not where it would change nothing, or something else is wrong', () => {
    const elsewhere = { ...request, backup: { ...backup, account: '999999999999' } };
    expect(offeredRegion(elsewhere, refused('us-east-1').account, 'eu-west-1')).toBeUndefined();
    const denied = describeError(new UserError('No.', { code: 'AccessDenied' }));
    expect(offeredRegion(request, { status: 'failed', error: denied }, 'us-east-1')).toBeUndefined();
    expect(offeredRegion(request, reviewing.account, 'us-east-1')).toBeUndefined();
  });
});
