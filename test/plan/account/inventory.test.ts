/** Which tasks patch, and how ids of the new find their way into inputs. */
import { describe, expect, it } from 'vitest';
import { isPatchingTask, isPatchingWindow } from '../../../source/plan/account/documents.js';
import { resolveInput } from '../../../source/plan/account/operations.js';
import { task, window } from '../../helpers/inventory.js';

describe('a task patches', () => {
  it.each([
    ['AWS-RunPatchBaseline', true],
    ['AWS-RunPatchBaselineWithHooks', true],
    ['AWS-RunPatchBaselineAssociation', true],
    ['AWS-ApplyPatchBaseline', true],
    ['AWS-ConfigureWindowsUpdate', true],
    ['AWS-InstallWindowsUpdates', true],
    ['AWS-FindWindowsUpdates', true],
    ['AWS-InstallMissingWindowsUpdates', true],
    ['arn:aws:ssm:us-east-1::document/AWS-InstallSpecificWindowsUpdates', true],
    ['AWS-PatchInstanceWithRollback', true],
    ['AWS-PatchAsgInstance', true],
    ['arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline', true],
    ['arn:aws-cn:ssm:cn-north-1::document/AWS-ApplyPatchBaseline', true],
    ['arn:aws:ssm:us-east-1:123456789012:document/AWS-RunPatchBaselineWithHooks', true],
    ['arn:aws:ssm:eu-west-1::automation-definition/AWS-PatchInstanceWithRollback', true],
    ['arn:aws:ssm:eu-west-1::automation-definition/AWS-PatchAsgInstance:$DEFAULT', true],
    ['AWS-RunShellScript', false],
    ['Team-AWS-RunPatchBaseline', false],
    ['aws-runpatchbaseline', false],
    ['arn:aws:ssm:eu-west-1:123456789012:document/team/AWS-RunPatchBaseline', false],
    ['arn:aws:lambda:eu-west-1:123456789012:function:AWS-RunPatchBaseline', false],
    ['', false],
  ])('with %s: %s', (taskArn, patches) => {
    expect(isPatchingTask({ taskArn })).toBe(patches);
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
