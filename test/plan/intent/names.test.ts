/** Names and tags, and what is read of them again. */
import { expect, it } from 'vitest';
import {
  givenTagKeys,
  givenTagsValue,
  ownerInformation,
  ownerOf,
  planOfRecord,
  recordName,
  tagsTag,
} from '../../../source/plan/intent/names.js';
import { forAll } from '../../helpers/properties.js';
import { anyPlanName } from './arbitraries.js';

it('a target says its plan, and its wave where that fits', async () => {
  expect(ownerInformation('web', 'dev')).toBe('ssm-patch-wizard plan=web wave=dev');
  await forAll([anyPlanName, anyPlanName], (plan, wave) => {
    const information = ownerInformation(plan, wave);
    expect(information.length).toBeLessThanOrEqual(128);
    const fits = `ssm-patch-wizard plan=${plan} wave=${wave}`.length <= 128;
    expect(ownerOf(information)).toEqual(fits ? { plan, wave } : { plan });
  });
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

it('a record is named after its plan', async () => {
  await forAll([anyPlanName], (plan) => planOfRecord(recordName(plan)) === plan);
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
