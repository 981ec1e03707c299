/** Whose a resource is, which tasks patch, and how ids of the new find their way into inputs. */
import { describe, expect, it } from 'vitest';
import {
  type InventoryWindow,
  isPatchingTask,
  isPatchingWindow,
  planOf,
} from '../../../source/plan/account/inventory.js';
import { resolveInput } from '../../../source/plan/account/operations.js';
import { ownerInformation, planNamePattern } from '../../../source/plan/spec/names.js';

describe('a resource', () => {
  it('is the plan’s by its tag and by nothing else', () => {
    expect(planOf({ tags: { 'ssm-patch-wizard:plan': 'web', Name: 'x' } })).toBe('web');
    expect(planOf({ tags: { 'ssm-patch-wizard:version': '1', plan: 'web' } })).toBeUndefined();
    expect(ownerInformation('web')).toBe('ssm-patch-wizard plan=web');
  });

  it.each(['default', 'a', '0', 'Web-1.prod_eu', 'a'.repeat(64)])('may be of plan %s', (name) => {
    expect(name).toMatch(planNamePattern);
  });
});

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
    const task = { id: 't', type: 'RUN_COMMAND', targets: [] };
    const tasks = [
      { ...task, taskArn: 'AWS-RunShellScript' },
      { ...task, taskArn: 'AWS-RunPatchBaseline' },
    ];
    const window: InventoryWindow = {
      id: 'mw-1',
      name: 'w',
      enabled: true,
      schedule: 'rate(1 day)',
      durationHours: 1,
      cutoffHours: 0,
      tags: {},
      targets: [],
      tasks,
    };
    expect(isPatchingWindow(window)).toBe(true);
    expect(isPatchingWindow({ ...window, tasks: tasks.slice(0, 1) })).toBe(false);
    expect(isPatchingWindow({ ...window, tasks: [] })).toBe(false);
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
