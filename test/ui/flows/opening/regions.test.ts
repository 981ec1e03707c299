/** The regions that match what is typed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchingRegions } from '../../../../source/ui/flows/opening/regions.js';
import { forAll } from '../../../helpers/properties.js';

const regions = [
  { name: 'ap-southeast-2', about: 'Asia Pacific (Sydney)' },
  { name: 'eu-central-1', about: 'Europe (Frankfurt)' },
  { name: 'eu-west-1', about: 'Europe (Ireland)' },
  { name: 'us-east-1', about: 'US East (N. Virginia)' },
  { name: 'us-west-2', about: 'US West (Oregon)' },
];

function found(text: string): string[] {
  return matchingRegions(regions, text).map(({ name }) => name);
}

describe('the regions', () => {
  it.each<[string, string[]]>([
    ['', regions.map(({ name }) => name)],
    ['frank', ['eu-central-1']],
    ['EUROPE', ['eu-central-1', 'eu-west-1']],
    [' eu-w ', ['eu-west-1']],
    // A name that begins with it comes before a label that has it.
    ['us', ['us-east-1', 'us-west-2']],
    ['west', ['eu-west-1', 'us-west-2']],
    ['virginia', ['us-east-1']],
    ['atlantis', []],
  ])('for "%s" are %j', (text, names) => {
    expect(found(text)).toEqual(names);
  });

  it('that begin with the text come first', () => {
    const rows = [
      { name: 'eu-south-1', about: 'Europe, not us' },
      { name: 'us-east-1', about: 'US East' },
    ];
    expect(matchingRegions(rows, 'us').map(({ name }) => name)).toEqual(['us-east-1', 'eu-south-1']);
  });

  it('may be newer than the list', () => {
    expect(matchingRegions(regions, 'eu-north-9')).toEqual([
      { name: 'eu-north-9', about: 'not listed; you can still use it' },
    ]);
    expect(found('eu-west-1')).toEqual(['eu-west-1']);
    expect(found('EU-WEST-1')).toEqual(['eu-west-1']);
    expect(found('eu-west-')).toEqual(['eu-west-1']);
  });

  it('are each listed once, whatever is typed', () => {
    const anyText = fc.string({ unit: fc.constantFrom(...'euwst-12 (I'), maxLength: 8 });
    return forAll([anyText], (text) => {
      const names = found(text);
      expect(new Set(names).size).toBe(names.length);
      const wanted = text.trim().toLowerCase();
      for (const { name, about } of matchingRegions(regions, text)) {
        expect(name === wanted || `${name} ${about}`.toLowerCase().includes(wanted)).toBe(true);
      }
    });
  });
});
