import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../source/errors.js';

describe('an error that the user can act on', () => {
  it('is described as it is, without a stack', () => {
    const cause = new Error('socket hang up');
    const members = { code: 'unreachable', detail: 'ECONNREFUSED', nextSteps: ['Check the network.'], exitCode: 1 };
    const error = new UserError('AWS does not answer.', { ...members, exitCode: 1, cause });
    expect(error.cause).toBe(cause);
    expect(describeError(error)).toEqual({ title: 'AWS does not answer.', ...members });
  });

  it('is about the command line unless it says otherwise', () => {
    const members = { code: 'usage', detail: undefined, nextSteps: [], exitCode: 2 };
    expect(describeError(new UserError('No.', { code: 'usage' }))).toEqual({ title: 'No.', ...members });
  });
});

describe('anything else', () => {
  it('is a bug of ours, with its stack and how to report it', () => {
    const description = describeError(new TypeError('x is not a function'));
    expect(description).toMatchObject({ code: 'bug', title: 'Unexpected error: x is not a function', exitCode: 1 });
    expect(description.stack).toContain('errors.test.ts');
    expect(description.detail).toContain('not something you did');
    expect(description.nextSteps.join()).toContain('--loglevel DEBUG');
  });

  it.each(['a string', 42, undefined, null, { toString: () => 'an object' }])(
    'is described even if %j was thrown',
    (thrown) => {
      expect(describeError(thrown)).toMatchObject({ code: 'bug', title: `Unexpected error: ${String(thrown)}` });
    },
  );
});
