/** What was chosen as operations: in dependency order, each guarded by what was read. */
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../source/plan/account/operations.js';
import type { CleanupAction, CleanupChoice } from '../../../source/plan/cleanup/choice.js';
import { teardown } from '../../../source/plan/cleanup/teardown.js';
import { itemsOf, ownChoice, patchingChoice } from '../../helpers/choices.js';
import { baseline, inventory, ownTags, record, registration, target, task, window } from '../../helpers/inventory.js';
import { found } from '../../helpers/operations.js';

const own = baseline('own', { tags: ownTags() });
const corp = baseline('corp', { isDefault: true });
const lambda = task('lambda', { document: 'arn:aws:lambda:eu-west-1:1:function:fn', type: 'LAMBDA' });
const ours = window('ours', {
  tags: ownTags(),
  targets: [target('target-1'), target('target-2', 'db')],
  tasks: [task('task-1', { targetIds: ['target-1', 'target-2'] }), task('task-2')],
});
const account = inventory({
  windows: [
    ours,
    window('mixed', { targets: [target('target-3', 'db')], tasks: [task('task-3', { operation: 'Scan' }), lambda] }),
    window('hollow', { tags: ownTags(), targets: [target('target-4')] }),
  ],
  baselines: [own, corp],
  patchGroups: [registration('web', own), registration('db', own), registration('corp', corp)],
});
const items = itemsOf(account);

/** The same for all of these. */
function chosen(action: CleanupAction, ...ids: readonly string[]): CleanupChoice {
  return new Map(ids.map((id) => [id, action]));
}

function operationsOf(ids: readonly string[], action: CleanupAction = 'delete'): Operation[] {
  return teardown(items, chosen(action, ...ids));
}

const told = (operations: readonly Operation[]): [string, string][] => operations.map(({ kind, id }) => [kind, id]);

describe('the order', () => {
  it('tasks, then targets, then windows; registrations, then the default, then baselines', () => {
    const choice = new Map(patchingChoice(items)).set('default/WINDOWS', 'delete').set('pb-corp', 'delete');
    expect(told(teardown(items, choice))).toEqual([
      ['DeregisterTaskFromMaintenanceWindow', 'task-1'],
      ['DeregisterTaskFromMaintenanceWindow', 'task-2'],
      ['DeregisterTaskFromMaintenanceWindow', 'task-3'],
      ['DeregisterTargetFromMaintenanceWindow', 'mw-ours target-1'],
      ['DeregisterTargetFromMaintenanceWindow', 'mw-ours target-2'],
      ['DeregisterTargetFromMaintenanceWindow', 'mw-hollow target-4'],
      ['DeleteMaintenanceWindow', 'mw-ours'],
      ['DeleteMaintenanceWindow', 'mw-hollow'],
      ['DeregisterPatchBaselineForPatchGroup', 'pb-own web'],
      ['DeregisterPatchBaselineForPatchGroup', 'pb-own db'],
      ['DeregisterPatchBaselineForPatchGroup', 'pb-corp corp'],
      ['RegisterDefaultPatchBaseline', 'default/WINDOWS'],
      ['DeletePatchBaseline', 'pb-own'],
      ['DeletePatchBaseline', 'pb-corp'],
    ]);
  });

  it('each waits for what has to go before it', () => {
    const operations = teardown(items, new Map([...patchingChoice(items), ['default/WINDOWS', 'delete']]));
    const needs = (id: string) => found(operations, id).dependsOn;
    expect(needs('task-1')).toEqual([]);
    expect(needs('mw-ours target-2')).toEqual(['task-1', 'task-2']);
    expect(needs('mw-ours')).toEqual(['task-1', 'task-2', 'mw-ours target-1', 'mw-ours target-2']);
    expect(needs('pb-own')).toEqual(['pb-own web', 'pb-own db']);
  });

  it('a registration waits until nothing that goes patches its group any more', () => {
    const operations = operationsOf(['mw-ours', 'task-3', 'pb-own web', 'pb-own db']);
    expect(found(operations, 'pb-own web').dependsOn).toEqual(['task-1', 'task-2']);
    expect([...found(operations, 'pb-own db').dependsOn].sort()).toEqual(['task-1', 'task-2', 'task-3']);
    expect(found(operationsOf(['pb-own web', 'pb-own db']), 'pb-own db').dependsOn).toEqual([]);
    const choice = new Map([...chosen('disable', 'mw-ours'), ...chosen('delete', 'pb-own web')]);
    expect(found(teardown(items, choice), 'pb-own web').dependsOn).toEqual(['disable/mw-ours']);
  });

  it('a default baseline waits for AWS’s to be the default', () => {
    const operations = operationsOf(['default/WINDOWS', 'pb-corp corp', 'pb-corp']);
    expect(found(operations, 'pb-corp').dependsOn).toEqual(['pb-corp corp', 'default/WINDOWS']);
    expect(found(operations, 'default/WINDOWS').input).toEqual({
      BaselineId: 'arn:aws:ssm:eu-west-1:845259048710:patchbaseline/pb-AWS-DefaultPatchBaseline',
    });
  });
});

describe('the calls', () => {
  it('say what they are about, and never delete a target that a task names', () => {
    const operations = operationsOf(['mw-ours', 'pb-own', 'pb-own web', 'pb-own db']);
    expect(operations.map(({ summary }) => summary)).toEqual([
      'Deregister the task AWS-RunPatchBaseline from ours',
      'Deregister the task AWS-RunPatchBaseline from ours',
      'Deregister the target target-1 from ours',
      'Deregister the target target-2 from ours',
      'Delete the maintenance window ours',
      'Deregister the patch group web from own',
      'Deregister the patch group db from own',
      'Delete the patch baseline own',
    ]);
    const input = { WindowId: 'mw-ours', WindowTargetId: 'target-1', Safe: true };
    expect(found(operations, 'mw-ours target-1').input).toEqual(input);
  });

  it('switching off is one call, and only for windows', () => {
    expect(operationsOf(['mw-ours', 'pb-own'], 'disable')).toEqual([
      expect.objectContaining({
        id: 'disable/mw-ours',
        kind: 'UpdateMaintenanceWindow',
        input: { WindowId: 'mw-ours', Enabled: false },
        summary: 'Switch off the maintenance window ours',
      }),
    ]);
  });
});

describe('the guards', () => {
  const ids = { windowId: 'mw-ours' };
  const Targets = Object.fromEntries(ours.targets.map(({ id, members }) => [id, members]));
  const Tasks = Object.fromEntries(ours.tasks.map(({ id, members }) => [id, members]));
  const whole = {
    subject: { kind: 'window', ...ids },
    expected: { ...ours.members, Tags: ownTags(), Targets, Tasks },
    shrinking: ['Targets', 'Tasks'],
  };

  it('a window is looked at as a whole before the first of it goes, and again before itself', () => {
    const operations = operationsOf(['mw-ours', 'mw-hollow']);
    const target = { subject: { kind: 'target', ...ids, targetId: 'target-1' }, expected: Targets['target-1'] };
    const withTasks = { ...whole, subject: { ...whole.subject, taskIds: ['task-1', 'task-2'] } };
    expect(found(operations, 'task-1').guards).toEqual([withTasks]);
    expect(found(operations, 'mw-ours target-1').guards).toEqual([target]);
    expect(found(operations, 'mw-ours').guards).toEqual([whole]);
    const subjects = found(operations, 'mw-hollow target-4').guards?.map(({ subject }) => subject.kind);
    expect(subjects).toEqual(['window', 'target']);
  });

  it('a window that is to be switched off and is off already needs no call', () => {
    const { guards } = found(operationsOf(['mw-ours'], 'disable'), 'disable/mw-ours');
    expect(guards).toEqual([{ ...whole, wanted: { Enabled: false } }]);
  });

  it('a baseline is looked at before its registrations go, and again before itself', () => {
    const operations = operationsOf(['pb-own web', 'pb-own db', 'pb-own']);
    const guard = {
      subject: { kind: 'baseline', baselineId: 'pb-own', operatingSystem: 'WINDOWS' },
      expected: { ...own.definition, Tags: ownTags(), PatchGroups: ['web', 'db'], DefaultBaseline: [] },
      shrinking: ['PatchGroups'],
    };
    const subject = { kind: 'registration', patchGroup: 'web', operatingSystem: 'WINDOWS' };
    expect(found(operations, 'pb-own').guards).toEqual([guard]);
    expect(found(operations, 'pb-own web').guards).toEqual([guard, { subject, expected: { BaselineId: 'pb-own' } }]);
  });

  it('a default baseline stays one, unless AWS’s is to be the default in the same run', () => {
    const expected = { DefaultBaseline: ['WINDOWS'] };
    const [alone] = found(operationsOf(['pb-corp corp']), 'pb-corp corp').guards ?? [];
    expect(alone).toMatchObject({ expected, shrinking: ['PatchGroups'] });
    const together = found(operationsOf(['default/WINDOWS', 'pb-corp corp', 'pb-corp']), 'pb-corp').guards;
    expect(together).toMatchObject([{ expected, shrinking: ['PatchGroups', 'DefaultBaseline'] }]);
  });

  it('a default is looked at; that AWS’s is the default already is no change', () => {
    expect(found(operationsOf(['default/WINDOWS']), 'default/WINDOWS').guards).toEqual([
      {
        subject: { kind: 'default', operatingSystem: 'WINDOWS' },
        expected: { BaselineId: 'pb-corp' },
        wanted: { BaselineId: 'pb-AWS-DefaultPatchBaseline' },
      },
    ]);
  });
});

it('a record goes last of all of its plan, those that are only switched off too, and only as it was read', () => {
  const name = '/patch-wizard/plans/default';
  const all = itemsOf({ ...account, records: [record()] });
  const last = teardown(all, ownChoice(all)).at(-1);
  expect(last).toMatchObject({
    ...{ id: name, kind: 'DeleteParameter', name, input: { Name: name }, summary: 'Delete the record of plan default' },
    guards: [{ subject: { kind: 'record', name }, expected: { Value: record().value, Version: 1 } }],
  });
  const others = ['mw-ours', 'mw-hollow', 'pb-own web', 'pb-own db', 'pb-own'];
  expect([...(last?.dependsOn ?? [])].sort()).toEqual(others.sort());
  const choice = new Map([...chosen('disable', 'mw-ours'), ...chosen('delete', name)]);
  expect(found(teardown(all, choice), name).dependsOn).toEqual(['disable/mw-ours']);
});

it('where nothing is chosen there is nothing to do', () => {
  expect(teardown(items, new Map())).toEqual([]);
});
