/** What work tells while it goes on and at its end: failures at once, equal ones once. */
import { describe, expect, it } from 'vitest';
import type { ErrorDescription } from '../../../source/errors.js';
import { initialExecution, type Outcome, reduceExecution } from '../../../source/plan/account/events.js';
import type { Operation } from '../../../source/plan/account/operations.js';
import { progressOf, thingsOf } from '../../../source/plan/account/things.js';
import { leftWords, progressRows, rowAtWork } from '../../../source/ui/flows/progress-rows.js';
import { namesWords, undoneReasons } from '../../../source/ui/flows/undone.js';
import { operation } from '../../helpers/operations.js';

const operations = ['a', 'b', 'c'].map((id) => operation(id));
const [a, b, c] = operations as [Operation, Operation, Operation];
const refused: ErrorDescription = { code: 'AccessDenied', title: 'You may not.', nextSteps: ['Ask.'], exitCode: 1 };
const failed = (of: Operation, error = refused): Outcome => ({ type: 'failed', operation: of, error });
const skipped = (of: Operation, reason: string): Outcome => ({ type: 'skipped', operation: of, reason });

describe('at the end', () => {
  it('equal reasons are told once, with everything that they are about', () => {
    expect(undoneReasons([failed(a), { type: 'succeeded', operation: b }, failed(c)])).toEqual([
      { why: 'You may not.', error: refused, names: ['name of a', 'name of c'] },
    ]);
    expect(undoneReasons([failed(a), skipped(b, 'interrupted'), skipped(c, 'interrupted')])).toEqual([
      { why: 'You may not.', error: refused, names: ['name of a'] },
      { why: 'interrupted', error: undefined, names: ['name of b', 'name of c'] },
    ]);
  });

  it('of a thing of which a part has failed, that is the reason', () => {
    const rest = { ...b, name: a.name };
    expect(undoneReasons([failed(a), skipped(rest, 'stopped after it')]).map(({ why }) => why)).toEqual([
      'You may not.',
    ]);
  });

  it('names are told as far as there is room to read them', () => {
    const names = Array.from({ length: 9 }, (_, index) => `w${index}`);
    expect(namesWords(names.slice(0, 7))).toBe('w0, w1, w2, w3, w4, w5, w6');
    expect(namesWords(names)).toBe('w0, w1, w2, w3, w4, w5 and 3 more');
  });
});

describe('while it goes on', () => {
  const rowsAfter = (...outcomes: readonly Outcome[]) =>
    progressRows(progressOf(thingsOf(operations), outcomes.reduce(reduceExecution, initialExecution(3))));

  it('a failure stands below its thing, an equal one only at the first', () => {
    expect(
      rowsAfter(failed(a), failed(b)).map((row) => (row.type === 'thing' ? row.progress.state : row.text)),
    ).toEqual(['failed', 'You may not. (2 times)', 'failed', 'waiting']);
  });

  it('what is being worked on is in view, else what was worked on last', () => {
    expect(rowAtWork(rowsAfter())).toBe(0);
    expect(rowAtWork(rowsAfter({ type: 'succeeded', operation: a }, { type: 'succeeded', operation: b }))).toBe(1);
    const started = reduceExecution(initialExecution(3), { type: 'started', operation: c });
    expect(rowAtWork(progressRows(progressOf(thingsOf(operations), started)))).toBe(2);
  });

  it.each([
    [5000, 'about 5 s left'],
    [61_000, 'about 65 s left'],
    [150_000, 'about 3 min left'],
  ])('%d ms are %s', (left, words) => {
    expect(leftWords(left)).toBe(words);
  });
});
