/** The review: what it offers, and what each tick makes of the plan. */
import { inspect } from 'node:util';
import { UpdateMaintenanceWindowCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { OperationKind } from '../../../../source/plan/account/operations.js';
import { scriptWave } from '../../../../source/plan/intent/waves.js';
import { type Consent, noConsent } from '../../../../source/plan/setup/consent.js';
import { explanationOf, questionOf, reviewChoices } from '../../../../source/ui/flows/setup/review-words.js';
import type { SetupEvent } from '../../../../source/ui/flows/setup/state.js';
import { consentOf, type SetupState } from '../../../../source/ui/flows/setup/steps.js';
import { kinds, makeForeignWindow } from '../../../helpers/planning.js';
import { accountWith, few, slot } from '../../../plan/setup/documents.js';
import { after, answered, back, edited, planOf, readAgain, setup, walkedTo, wizard } from './driven.js';

const [, paused] = few().waves;
const thursday = slot(4, 4, 5);
const foreign = {
  patchGroup: scriptWave(thursday).patchGroup,
  window: { Name: scriptWave(thursday).window, Schedule: 'cron(0 5 ? * THU#4 *)' },
};

/** An account with something for each tick: a window that is no longer wanted, one that is switched off, one in the way. */
const account = await accountWith(few({ waves: [...few().waves, scriptWave(slot(2, 5, 1))] }), few());
const held = (await account.read()).windows.find(({ name }) => name === paused?.window);
await account.ssm.send(new UpdateMaintenanceWindowCommand({ WindowId: held?.id, Enabled: false }));
await makeForeignWindow(account.ssm, foreign);
const read = await account.read();
const file = few({ waves: [...few().waves, scriptWave(thursday)] });
const reviewing = walkedTo('review', wizard({ file }), read);

const tick = (consent: keyof Consent): SetupEvent => ({ type: 'toggled', consent });
const consents = (state: SetupState) => (state.step === 'review' ? consentOf(state) : undefined);
const labels = (state: SetupState) => reviewChoices(planOf(state), { on: '[x]', off: '[ ]' }).map(({ label }) => label);

/** All of a plan; its items carry functions, which are equal to none but themselves. */
const shown = (state: SetupState) => inspect(planOf(state), { depth: null, maxArrayLength: null });

/** The counts that differ, of those after. */
function changed(before: SetupState, now: SetupState): Partial<Record<OperationKind, number>> {
  const [was, is] = [kinds(planOf(before)), kinds(planOf(now))];
  const differ = [...new Set([...Object.keys(was), ...Object.keys(is)])] as OperationKind[];
  return Object.fromEntries(differ.filter((kind) => was[kind] !== is[kind]).map((kind) => [kind, is[kind] ?? 0]));
}

describe('a tick', () => {
  it('is offered for what it is about', () => {
    expect(labels(reviewing)).toEqual([
      'Leave, nothing is changed',
      '[ ] Also delete 2 things that this plan no longer wants',
      '[ ] Take over 1 window as it is',
      '[ ] End the pause of 1 window',
      'Show every call',
      'Change an answer',
    ]);
    // What stood in the way of all is taken over.
    expect(labels(after(reviewing, tick('adopt'), tick('resume')))).toEqual([
      'Apply: make 5 calls',
      '[ ] Also delete 2 things that this plan no longer wants',
      '[x] Take over 1 window as it is',
      '[x] End the pause',
      'Show every call',
      'Change an answer',
      'Leave, nothing is changed',
    ]);
  });

  const deleted = {
    ...{ DeleteMaintenanceWindow: 1, DeregisterPatchBaselineForPatchGroup: 1 },
    ...{ DeregisterTargetFromMaintenanceWindow: 1, DeregisterTaskFromMaintenanceWindow: 1 },
  };
  const takenOver = {
    ...{ AddTagsToResource: 1, UpdateMaintenanceWindowTarget: 1 },
    ...{ CreateMaintenanceWindow: 0, RegisterTargetWithMaintenanceWindow: 0, RegisterTaskWithMaintenanceWindow: 0 },
  };

  it.each<[keyof Consent, ReturnType<typeof changed>]>([
    ['prune', deleted],
    ['adopt', takenOver],
    ['resume', { UpdateMaintenanceWindow: 1 }],
  ])('to %s changes the plan by what it says, and back', (consent, calls) => {
    const ticked = after(reviewing, tick(consent));
    expect(consents(ticked)).toEqual({ ...noConsent, [consent]: true });
    expect(changed(reviewing, ticked)).toEqual(calls);
    expect(shown(after(ticked, tick(consent)))).toBe(shown(reviewing));
  });

  it('that a flag has given can be taken back, too', () => {
    for (const consent of ['prune', 'adopt', 'resume'] as const) {
      const given = walkedTo('review', wizard({ file, consent: { [consent]: true } }), read);
      expect(consents(given)).toEqual({ ...noConsent, [consent]: true });
      const taken = after(given, tick(consent));
      expect(consents(taken)).toEqual(noConsent);
      expect(planOf(after(taken, tick(consent))).operations).toEqual(planOf(given).operations);
    }
  });

  it('to deletions ends with the answers that it was given for', () => {
    const ticked = after(reviewing, tick('prune'), tick('resume'), tick('adopt'));
    const there = after(ticked, { type: 'revise', step: 'schedule' });
    for (const state of [answered(there), setup(back(there))]) {
      expect(consents(state)).toEqual({ ...noConsent, adopt: true });
    }
    const given = walkedTo('review', wizard({ file, consent: { prune: true } }), read);
    expect(consents(answered(after(given, { type: 'revise', step: 'options' })))).toMatchObject({ prune: true });
  });
});

it('what was changed since windows were ticked to be taken over stays when they are not, or in another account', () => {
  const changed = edited(after(reviewing, tick('adopt')), { task: { maxErrors: '9' } });
  const document = { ...file, task: { ...file.task, maxErrors: '9' } };
  expect(after(changed, tick('adopt')).answering.document).toEqual(document);
  const other = answered(readAgain(after(changed, { type: 'revise', step: 'account' })));
  expect(other.answering).toMatchObject({ document, takingOver: undefined });
});

describe('the words', () => {
  const [nothing, unchanged] = [walkedTo('review'), walkedTo('review', wizard({ file: few() }), read)];

  it.each<[string, SetupState, string, string]>([
    ['a first set-up', nothing, 'Create this?', 'Create: make 34 calls'],
    ['something in the way', reviewing, 'This cannot be created as it is.', 'Leave, nothing is changed'],
    ['changes', after(reviewing, tick('adopt')), 'Apply these changes?', 'Apply: make 4 calls'],
    ['nothing but leftovers', unchanged, 'Nothing to create or change.', 'Leave, nothing is changed'],
  ])('of %s', (_, state, question, first) => {
    expect(questionOf(planOf(state))).toBe(question);
    expect(labels(state)[0]).toBe(first);
  });

  it('say that nothing is done yet, that nothing can be, or what is deleted', () => {
    expect(explanationOf(planOf(nothing))).toContain('Nothing has been changed so far');
    expect(explanationOf(planOf(reviewing))).toContain('Something is in the way');
    expect(explanationOf(planOf(after(reviewing, tick('prune'), tick('adopt'))))).toContain('after a backup');
  });
});
