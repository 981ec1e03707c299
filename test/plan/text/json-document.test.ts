/** What is wrong with a JSON text, and where. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateMembers, jsonSyntaxError } from '../../../source/plan/text/json-document.js';
import { forAll, forSome } from '../../helpers/properties.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON with a few characters removed, doubled or replaced: nearly right, as files are that people edit. */
const edited = fc
  .tuple(
    fc.json({ maxDepth: 3 }),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '\n', '0', 'e'))),
  )
  .map(([json, edits]) =>
    edits.reduce((text, [at, by]) => {
      const index = at % (text.length + 1);
      return text.slice(0, index) + by + text.slice(index + 1);
    }, json),
  );

describe('the position of a syntax error', () => {
  it('exists exactly where JSON.parse refuses the text, inside it or at its end', () =>
    forSome(1000, [fc.oneof(fc.string(), fc.json(), edited)], (text) => {
      const position = jsonSyntaxError(text);
      expect(position === undefined).toBe(isJson(text));
      if (!position) return;
      const line = text.split('\n')[position.line - 1];
      expect(line).toBeDefined();
      expect(position.column).toBeLessThanOrEqual((line ?? '').length + 1);
    }));

  it('is the beginning where the text is nested beyond reason', () => {
    expect(jsonSyntaxError('['.repeat(100_000))).toEqual({ line: 1, column: 1 });
    expect(jsonSyntaxError(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toBeUndefined();
  });

  it.each([
    ['[1, 2,, 3]', { line: 1, column: 7 }],
    ['[1 2]', { line: 1, column: 4 }],
    ['{"a": 1, "b"}', { line: 1, column: 13 }],
    ['{"a": [1, 2}', { line: 1, column: 12 }],
    ['{\r\n  "a": tru\r\n}', { line: 2, column: 8 }],
    ['["a\nb"]', { line: 1, column: 2 }],
    ['01', { line: 1, column: 2 }],
    ['  ', { line: 1, column: 3 }],
  ])('in %j is where a person would look', (text, position) => {
    expect(jsonSyntaxError(text)).toEqual(position);
  });
});

describe('members that a text has twice', () => {
  it('are found wherever they are, the later one of each', () => {
    const text = '{"a":1,\n "b":[{"c":1},{"c":1,"c":{"d":1,"d":2}}],\n "a":2,"a":3}';
    expect(duplicateMembers(text)).toEqual([
      'b[1].c appears more than once, again at line 2, column 22',
      'b[1].c.d appears more than once, again at line 2, column 33',
      'a appears more than once, again at line 3, column 2',
      'a appears more than once, again at line 3, column 8',
    ]);
  });

  it('are found however they are spelt', () => {
    expect(duplicateMembers('{"a":1,"\\u0061":2}')).toEqual(['a appears more than once, again at line 1, column 8']);
  });

  it('are in no text that a program has written', () =>
    forAll([fc.jsonValue()], (value) => duplicateMembers(JSON.stringify(value)).length === 0));

  it('are not looked for where brackets have no end', () => {
    expect(duplicateMembers('['.repeat(50_000) + ']'.repeat(50_000))).toEqual([]);
    expect(duplicateMembers('')).toEqual([]);
  });
});
