import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestWords } from '../../../source/plan/text/spelling.js';
import { forAll } from '../../helpers/properties.js';

const words = ['Description', 'Name', 'Sources', 'RejectedPatches', 'RejectedPatchesAction'];

describe('the words that a misspelt one may mean', () => {
  it.each([
    ['Descripton', ['Description']],
    ['sources', ['Sources']],
    ['Source', ['Sources']],
    ['RejectedPatchs', ['RejectedPatches']],
    ['Nmae', ['Name']],
    ['Name', ['Name']],
    ['Nome', ['Name']],
    ['Something', []],
    ['', []],
  ])('%j: %j', (word, meant) => {
    expect(nearestWords(word, words)).toEqual(meant);
  });

  it('come nearest first', () => {
    expect(nearestWords('eu-west-2', ['eu-east-1', 'eu-west-1', 'eu-west-2'])).toEqual([
      'eu-west-2',
      'eu-west-1',
      'eu-east-1',
    ]);
  });

  it('include the word with one letter lost, wherever it was', () =>
    forAll([fc.constantFrom('Description', 'RejectedPatches'), fc.nat({ max: 10 })], (word, at) => {
      expect(nearestWords(word.slice(0, at) + word.slice(at + 1), words)).toContain(word);
    }));
});
