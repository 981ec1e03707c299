import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isRegionName,
  partitionOfRegion,
  predefinedBaselineAccount,
  regionLabel,
  regions,
  suggestRegions,
} from '../../../source/plan/account/regions.js';
import { forAll } from '../../helpers/properties.js';

const anyRegion = fc.constantFrom(...regions.map(({ name }) => name));

describe('the regions', () => {
  it('are all different and have the shape of a name', () => {
    expect(new Set(regions.map(({ name }) => name)).size).toBe(regions.length);
    expect(regions.filter(({ name }) => !isRegionName(name))).toEqual([]);
  });

  it('have the places that AWS gives them', () => {
    expect(regionLabel('eu-west-1')).toBe('Europe (Ireland)');
    expect(regionLabel('us-gov-west-1')).toBe('AWS GovCloud (US-West)');
  });

  it('that are not listed are called by their name', () => {
    expect(regionLabel('eu-west-9')).toBe('eu-west-9');
  });

  it.each([
    ['eu-west-1', 'aws'],
    ['us-east-9', 'aws'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-east-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('%s lies in the partition %s', (name, partition) => {
    expect(partitionOfRegion(name)).toBe(partition);
  });
});

it('a region name has its shape and no other', () => {
  const names = ['us-gov-west-1', 'us-iso-east-1', 'us-isob-east-1', 'eusc-de-east-1', 'ap-southeast-17'];
  expect(names.filter(isRegionName)).toEqual(names);
  const others = [
    '',
    'us-east-1a',
    'us-east',
    'us-east-0',
    'US-EAST-1',
    'us_east_1',
    'us-east-1 ',
    'us-east-1\n',
    '../us-east-1',
    'us-east-1.example.com',
    'europe-west-1',
  ];
  expect(others.filter(isRegionName)).toEqual([]);
});

describe('suggestions', () => {
  it.each([
    ['eu-west1', 'eu-west-1'],
    ['us-east-1a', 'us-east-1'],
    ['US-EAST-1', 'us-east-1'],
    ['eu-cental-1', 'eu-central-1'],
    ['ireland', 'eu-west-1'],
    ['Sao Paulo', 'sa-east-1'],
    ['frankfurt', 'eu-central-1'],
  ])('for %j begin with %s', (text, first) => {
    expect(suggestRegions(text)[0]).toBe(first);
  });

  it.each(['', '   ', 'x', 'nowhere-at-all', 'a'.repeat(10_000)])('for %j are none', (text) => {
    expect(suggestRegions(text)).toEqual([]);
  });

  it('are at most three, each a region', () =>
    forAll([fc.oneof(fc.string(), anyRegion)], (text) => {
      const suggested = suggestRegions(text);
      expect(suggested.length).toBeLessThanOrEqual(3);
      expect(new Set(suggested).size).toBe(suggested.length);
      for (const name of suggested) expect(regions.some((region) => region.name === name)).toBe(true);
    }));
});

it("the account of the predefined baselines is AWS's where it is known, and nobody's elsewhere", () => {
  expect(predefinedBaselineAccount('us-east-2')).toBe('733109147000');
  expect(predefinedBaselineAccount('cn-north-1')).toBe('999999999999');
});
