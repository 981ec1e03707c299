/** Which tasks patch, and how ids of the new find their way into inputs. */
import { describe, expect, it } from 'vitest';
import { isPatchingTask, isPatchingWindow } from '../../../source/plan/account/inventory.js';
import { resolveInput } from '../../../source/plan/account/operations.js';
import { task, window } from '../../helpers/inventory.js';

describe('a task patches', () => {
  it.each([
    'AWS-RunPatchBaseline',
    'AWS-RunPatchBaselineWithHooks',
    'AWS-RunPatchBaselineAssociation',
    'AWS-ApplyPatchBaseline',
    'AWS-PatchInstanceWithRollback',
    'AWS-PatchAsgInstance',
    'arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline',
    'arn:aws-cn:ssm:cn-north-1::document/AWS-ApplyPatchBaseline',
    'arn:aws:ssm:us-east-1:123456789012:document/AWS-RunPatchBaselineWithHooks',
    'arn:aws:ssm:eu-west-1::automation-definition/AWS-PatchInstanceWithRollback',
    'arn:aws:ssm:eu-west-1::automation-definition/AWS-PatchAsgInstance:$DEFAULT',
  ])('with %s', (taskArn) => {
    expect(isPatchingTask({ taskArn })).toBe(true);
  });

  it.each([
    'AWS-RunShellScript',
    'Team-AWS-RunPatchBaseline',
    'aws-runpatchbaseline',
    'arn:aws:ssm:eu-west-1:123456789012:document/team/AWS-RunPatchBaseline',
    'arn:aws:lambda:eu-west-1:123456789012:function:AWS-RunPatchBaseline',
    '',
  ])('but not with %s', (taskArn) => {
    expect(isPatchingTask({ taskArn })).toBe(false);
  });

  it('and one of them makes the window a patching one', () => {
    const tasks = [task('other', { document: 'AWS-RunShellScript' }), task('patching')];
    expect(isPatchingWindow(window('w', { tasks }))).toBe(true);
    expect(isPatchingWindow(window('w', { tasks: tasks.slice(0, 1) }))).toBe(false);
    expect(isPatchingWindow(window('w'))).toBe(false);
  });
});

describe('an input', () => {
  const results = new Map([
    ['window/w', 'mw-1'],
    ['target/w', 'target-1'],
  ]);

  it('gets the ids of what was created, however deep they stand', () => {
    const input = {
      WindowId: { resultOf: 'window/w' },
      Targets: [{ Key: 'WindowTargetIds', Values: [{ resultOf: 'target/w' }, 'known'] }],
      Priority: 0,
      Cutoff: undefined,
      Enabled: false,
    };
    expect(resolveInput(input, results)).toEqual({
      WindowId: 'mw-1',
      Targets: [{ Key: 'WindowTargetIds', Values: ['target-1', 'known'] }],
      Priority: 0,
      Cutoff: undefined,
      Enabled: false,
    });
  });

  it('is refused where an id is missing', () => {
    expect(() => resolveInput({ id: { resultOf: 'baseline/x' } }, results)).toThrow(
      'no result of operation baseline/x',
    );
  });
});
