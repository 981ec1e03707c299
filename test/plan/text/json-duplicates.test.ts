/** Members that a JSON text has twice. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { duplicateMembers } from '../../../source/plan/text/json-duplicates.js';

it('are found wherever they are, the later one of each', () => {
  const text = '{"a":1,\n "b":[{"c":1},{"c":1,"c":{"d":1,"d":2}}],\n "a":2,"a":3}';
  expect(duplicateMembers(text)).toEqual([
    { path: 'b[1].c', position: { line: 2, column: 22 } },
    { path: 'b[1].c.d', position: { line: 2, column: 33 } },
    { path: 'a', position: { line: 3, column: 2 } },
    { path: 'a', position: { line: 3, column: 8 } },
  ]);
});

it('are found however they are spelt', () => {
  expect(duplicateMembers('{"a":1,"\\u0061":2}')).toEqual([{ path: 'a', position: { line: 1, column: 8 } }]);
});

it('are in no text that a program has written', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => duplicateMembers(JSON.stringify(value)).length === 0));
});

it('are not looked for where brackets have no end', () => {
  expect(duplicateMembers('['.repeat(50_000) + ']'.repeat(50_000))).toEqual([]);
  expect(duplicateMembers('')).toEqual([]);
});
