/** Selectors and instructions as text, and which nodes they mean. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { operatingSystems } from '../../../source/plan/baseline/baseline.js';
import { systemWord } from '../../../source/plan/intent/baseline-choice.js';
import type { Instruction, Term } from '../../../source/plan/nodes/instruction.js';
import {
  instructionText,
  parseAssign,
  parsers,
  parseSpread,
  parseUnassign,
} from '../../../source/plan/nodes/instruction-text.js';
import { parseSelector, selected } from '../../../source/plan/nodes/selector.js';
import { forAll } from '../../helpers/properties.js';
import { fleetNode } from './fleets.js';

const nodes = [
  fleetNode('web-01.corp', { Name: 'Web-01', Environment: 'prod', 'a=b': 'c+d', PatchGroup: 'web' }),
  fleetNode('db-01', { Environment: 'dev' }, { platformName: 'Ubuntu', platformVersion: '22.04' }),
  fleetNode('CORP\\files', { 'Patch Group': 'files', PatchGroup: '' }),
];

test.each([
  ['all', [0, 1, 2]],
  ['ungrouped', [1]],
  ['name:web-*', [0]],
  ['name:*01.corp', [0]],
  ['name:*-01', [0, 1]],
  ['name:corp\\files', [2]],
  ['name:corp\\\\f*', [2]],
  ['tag:Environment=prod', [0]],
  ['tag:Environment=Prod', []],
  ['tag:a\\=b=c\\+d', [0]],
  ['tag:PatchGroup=', [2]],
  ['os:Ubuntu', [1]],
  ['os:al2023 + name:*files', [2]],
  ['i-db_01', [1]],
  ['I-DB_01, i-gone,i-web_01_corp', [0, 1]],
])('%s', (text, meant) => {
  const selector = parseSelector(text);
  if ('problem' in selector) throw new Error(selector.problem);
  expect(selected(selector, nodes).map((node) => nodes.indexOf(node))).toEqual(meant);
});

test.each([
  ['Environment=prod', 'did you mean tag:Environment=prod?'],
  ['tag:Environment', '"tag:Environment" is not tag:KEY=VALUE'],
  ['os:ubuntoo', 'did you mean os:ubuntu?'],
  ['name:web+', '"" is not a selector'],
  ['web', '"web" is not a selector'],
])('%s is not a selector: %s', (text, words) => {
  expect(parseSelector(text)).toEqual({ problem: expect.stringContaining(words) });
});

describe('instructions', () => {
  test.each([
    ['assign', parseAssign('prod'), '"prod" is not GROUP=SELECTOR'],
    ['assign', parseAssign('=all'), '"=all" is not GROUP=SELECTOR'],
    ['assign', parseAssign('dev=Env=prod'), 'did you mean tag:Env=prod?'],
    ['spread', parseSpread('a=all'), 'name two or more'],
    ['spread', parseSpread('a,,b=all'), 'an empty group name'],
    ['unassign', parseUnassign('nobody'), 'is not a selector'],
  ])('that %s nothing say why', (_, parsed, words) => {
    expect(parsed).toEqual({ problem: expect.stringContaining(words) });
  });

  it('take groups that have the characters of selectors', () => {
    expect(parseAssign('a=b + c=tag:x=y')).toEqual({
      kind: 'assign',
      group: 'a=b + c',
      selector: [{ kind: 'tag', key: 'x', value: 'y' }],
    });
  });

  it('are read as they are printed', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ unit: fc.constantFrom(...'\\+=*a: '), minLength: 1 }),
    );
    const id = fc.nat(9).map((number) => `i-0${number}`);
    const term: fc.Arbitrary<Term> = fc.oneof(
      fc.constantFrom({ kind: 'all' } as const, { kind: 'ungrouped' } as const),
      fc.array(id, { minLength: 1, maxLength: 3 }).map((ids) => ({ kind: 'ids', ids }) as const),
      text.map((pattern) => ({ kind: 'name', pattern }) as const),
      fc.tuple(text, text).map(([key, value]) => ({ kind: 'tag', key, value }) as const),
      fc.constantFrom(...operatingSystems.map(systemWord)).map((name) => ({ kind: 'os', name }) as const),
    );
    const selector = fc.array(term, { minLength: 1, maxLength: 3 });
    const group = fc.constantFrom('dev', 'Week 1 Day 2 - Unattended - 03:00', 'a/b@c.d_e');
    const instruction: fc.Arbitrary<Instruction> = fc.oneof(
      fc.record({ kind: fc.constant('assign' as const), group, selector }),
      fc.record({ kind: fc.constant('spread' as const), groups: fc.uniqueArray(group, { minLength: 2 }), selector }),
      fc.record({ kind: fc.constant('unassign' as const), selector }),
    );

    return forAll([instruction], (each) => {
      expect(parsers[each.kind](instructionText(each))).toEqual(each);
    });
  });
});
