/** The text that all commands have in common, where names and errors would rather be something else to a terminal. */
import { describe, expect, it } from 'vitest';
import { describeError } from '../../source/errors.js';
import { type ExecutionEvent, initialExecution, reduceExecution } from '../../source/plan/account/events.js';
import { errorText, textView } from '../../source/views/text.js';
import { errorOf, hostile, operation, wordsOf } from './told.js';

describe('an error', () => {
  it('says what happened, what it means and what to do, and nothing to the terminal', () => {
    const error = errorOf('Nothing\u001b[2J here.', 'First line\nsecond\u202e line', 'Do this.', 'Or\u0007 that.');
    expect(errorText(error).split('\n')).toEqual([
      ...['Error: Nothing�[2J here.', '  First line', '  second� line', '  → Do this.', '  → Or� that.'],
    ]);
  });

  it('has no stack, unless it is a bug', () => {
    expect(errorText(errorOf('No.'))).toBe('Error: No.');
    const bug = errorText(describeError(new Error('boom')));
    expect(bug).toMatch(/^Error: Unexpected error: boom\n {2}This is a bug/);
    expect(bug).toContain('at ');
  });
});

describe('an operation', () => {
  const view = textView(wordsOf());
  const line = (event: ExecutionEvent) => view.operation(event, initialExecution(1));
  const error = errorOf('Refused.', 'because\u009b2J');
  const succeeded: ExecutionEvent = { type: 'succeeded', operation: hostile, resourceId: 'mw-\u001b[31m1' };

  it('is one line without anything for the terminal', () => {
    expect(line(succeeded)).toBe('0/1  done     CreatePatchBaseline  web�]0;owned�  mw-�[31m1');
    expect(line({ type: 'failed', operation: hostile, error })).toBe(
      '0/1  failed   CreatePatchBaseline  web�]0;owned�  because�2J',
    );
    expect(line({ type: 'skipped', operation: hostile, reason: 'stopped\n' })).toBe(
      '0/1  skipped  CreatePatchBaseline  web�]0;owned�  stopped�',
    );
    expect(line({ type: 'succeeded', operation })).toBe('0/1  done     CreatePatchBaseline  Windows-0day-Important');
  });

  it('is counted when it ends', () => {
    const events: ExecutionEvent[] = [
      { type: 'started', operation },
      { type: 'throttled', operation, concurrency: 1 },
      { type: 'throttled', operation, concurrency: 2 },
      // Told already.
      { type: 'throttled', operation, concurrency: 2 },
      succeeded,
    ];
    let state = initialExecution(120);
    const lines = events.map((event) => {
      state = reduceExecution(state, event);
      return view.operation(event, state);
    });
    expect(lines).toEqual([
      undefined,
      '  AWS asks to slow down: 1 call at a time from now on',
      '  AWS asks to slow down: 2 calls at a time from now on',
      undefined,
      '  1/120  done     CreatePatchBaseline  web�]0;owned�  mw-�[31m1',
    ]);
  });
});
