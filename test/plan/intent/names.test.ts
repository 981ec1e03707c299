/** Names and tags, and what is read of them again. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  givenTagKeys,
  givenTagsValue,
  ownerInformation,
  ownerOf,
  patchGroupName,
  planOfRecord,
  recordName,
  tagsTag,
  windowName,
} from '../../../source/plan/intent/names.js';
import type { Slot } from '../../../source/schedule/slot.js';
import { anyPlanName, anySlot } from './arbitraries.js';

const time = { hour: 3, minute: 5 };

it.each<[Slot, string, string]>([
  [{ kind: 'nth-weekday', week: 1, weekday: 2, time }, 'Week1Day2Unattended0305', 'Week 1 Day 2 - Unattended - 03:05'],
  [
    { kind: 'nth-weekday', week: 'L', weekday: 0, time },
    'WeekLDay0Unattended0305',
    'Week L Day 0 - Unattended - 03:05',
  ],
  [
    { kind: 'after-patch-tuesday', days: 20, time },
    'PatchTuesdayPlus20Unattended0305',
    'Patch Tuesday + 20 - Unattended - 03:05',
  ],
])('%j has the names of the original scripts', (slot, window, group) => {
  expect(windowName(slot)).toBe(window);
  expect(patchGroupName(slot)).toBe(group);
});

it('each slot has names of its own', () => {
  fc.assert(
    fc.property(anySlot, anySlot, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      expect(windowName(one) === windowName(other)).toBe(isSame);
      expect(patchGroupName(one) === patchGroupName(other)).toBe(isSame);
    }),
  );
});

it('a target says its plan, and its wave where that fits', () => {
  expect(ownerInformation('web', 'dev')).toBe('ssm-patch-wizard plan=web wave=dev');
  fc.assert(
    fc.property(anyPlanName, anyPlanName, (plan, wave) => {
      const information = ownerInformation(plan, wave);
      expect(information.length).toBeLessThanOrEqual(128);
      const fits = `ssm-patch-wizard plan=${plan} wave=${wave}`.length <= 128;
      expect(ownerOf(information)).toEqual(fits ? { plan, wave } : { plan });
    }),
  );
});

it.each([
  undefined,
  '',
  'web',
  'ssm-patch-wizard',
  'ssm-patch-wizard plan=',
  'ssm-patch-wizard plan=web wave=',
  'ssm-patch-wizard plan=-x',
  'ssm-patch-wizard plan=a wave=-x',
  'x ssm-patch-wizard plan=web',
  'ssm-patch-wizard plan=web and more',
])('a target of somebody else names no plan: %j', (information) => {
  expect(ownerOf(information)).toBeUndefined();
});

it('a record is named after its plan', () => {
  fc.assert(fc.property(anyPlanName, (plan) => planOfRecord(recordName(plan)) === plan));
  for (const name of [
    '',
    '/patch-wizard/plans/',
    '/patch-wizard/plans/a/b',
    '/patch-wizard/plans',
    '/other/web',
    'web',
  ]) {
    expect(planOfRecord(name)).toBeUndefined();
  }
});

it('the given tags are listed by their keys, where they fit', () => {
  const tags = { Team: 'ops', Cost: '1' };
  expect(givenTagsValue(tags)).toBe('Cost=Team');
  expect(givenTagKeys({ [tagsTag]: 'Cost=Team' })).toEqual(['Cost', 'Team']);
  expect(givenTagsValue({})).toBeUndefined();
  expect(givenTagsValue({ ['a'.repeat(128)]: '', ['b'.repeat(128)]: '' })).toBeUndefined();
  expect(givenTagKeys({})).toEqual([]);
});
