import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../source/errors.js';

import { columns } from '../../source/plan/text/text-table.js';
import { errorEvent, jsonLine } from '../../source/views/json/lines.js';
import { errorText } from '../../source/views/text/error.js';

const error = describeError(
  new UserError('Nothing\u001b[2J here.', {
    code: 'nothing',
    detail: 'First line\nsecond\u202e line',
    nextSteps: ['Do this.', 'Or\u0007 that.'],
  }),
);

describe('an error as text', () => {
  it('says what happened, what it means and what to do, and nothing to the terminal', () => {
    expect(errorText(error)).toBe(
      ['Error: Nothing�[2J here.', '  First line', '  second� line', '  → Do this.', '  → Or� that.'].join('\n'),
    );
  });

  it('has no stack, unless it is a bug', () => {
    expect(errorText(describeError(new UserError('No.', { code: 'no' })))).toBe('Error: No.');
    const bug = errorText(describeError(new Error('boom')));
    expect(bug).toMatch(/^Error: Unexpected error: boom\n {2}This is a bug/);
    expect(bug).toContain('at ');
  });
});

describe('JSON', () => {
  it('has the version first and stands on one line', () => {
    expect(jsonLine({ event: 'x', text: 'a\nb' })).toBe('{"version":1,"event":"x","text":"a\\nb"}');
  });

  it('tells names as they are, and nothing to the terminal', () => {
    const document = { name: 'a\u009b2Jb\u202ec\u2028d\u001be' };
    const line = jsonLine(document);
    expect(line).toBe('{"version":1,"name":"a\\u009b2Jb\\u202ec\\u2028d\\u001be"}');
    expect(JSON.parse(line)).toEqual({ version: 1, ...document });
  });

  it('has an error as an event', () => {
    expect(JSON.parse(errorEvent(error))).toEqual({
      version: 1,
      event: 'error',
      code: 'nothing',
      message: 'Nothing\u001b[2J here.',
      detail: 'First line\nsecond\u202e line',
      nextSteps: ['Do this.', 'Or\u0007 that.'],
    });
    expect(JSON.parse(errorEvent(describeError(new UserError('No.', { code: 'no' }))))).toEqual({
      version: 1,
      event: 'error',
      code: 'no',
      message: 'No.',
      nextSteps: [],
    });
  });
});

it('columns are as wide as their widest cell, without blanks at the end', () => {
  expect(
    columns([
      ['a', 'bb', ''],
      ['aaa', 'b', 'c'],
      ['', 'x'],
    ]),
  ).toEqual(['a    bb', 'aaa  b   c', '     x']);
  expect(columns([])).toEqual([]);
});
