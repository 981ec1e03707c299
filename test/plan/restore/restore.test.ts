/** A backup against an account: what is missing comes back, what is there is kept, and a second time changes nothing. */
import { describe, expect, it } from 'vitest';
import { warning } from '../../../source/plan/account/finding.js';
import type { InventoryTarget, InventoryTask } from '../../../source/plan/account/inventory.js';
import type { Operation } from '../../../source/plan/account/operations.js';
import type { OwnedInventory } from '../../../source/plan/account/ownership.js';
import type { Backup } from '../../../source/plan/cleanup/backup.js';
import { defaultDocument } from '../../../source/plan/intent/waves.js';
import { planRestore } from '../../../source/plan/restore/restore.js';
import { backupOf as backupOfItems, itemsOf, patchingChoice } from '../../helpers/choices.js';
import {
  baseline,
  inventory,
  now,
  ownTags,
  record,
  registration,
  target,
  task,
  window,
} from '../../helpers/inventory.js';
import { found } from '../../helpers/operations.js';

/** The backup of a clean-up; what everything that patches leaves is an account with AWS's baselines. */
function backupOf(before: OwnedInventory, chosen?: Readonly<Record<string, 'delete' | 'disable'>>): Backup {
  const items = itemsOf(before);
  return backupOfItems(items, chosen ?? patchingChoice(items));
}

const after = inventory();

const told = (operations: readonly Operation[]): string[] => operations.map(({ kind, id }) => `${kind} ${id}`);

const web = baseline('web', { operatingSystem: 'UBUNTU', tags: { ...ownTags(), 'aws:servicecatalog:x': 'x' } });
const corp = baseline('corp', { isDefault: true });
const office = inventory({
  windows: [
    window('ours', {
      tags: ownTags(),
      targets: [target('target-1')],
      tasks: [task('task-1', { targetIds: ['target-1'] })],
    }),
    window('off', {
      enabled: false,
      targets: [target('target-2', 'db')],
      tasks: [task('task-2', { targetIds: ['target-2'] })],
    }),
  ],
  baselines: [web, corp],
  patchGroups: [registration('web', web), registration('corp', corp)],
});
const everything = {
  'mw-ours': 'delete',
  'mw-off': 'delete',
  'pb-web': 'delete',
  'pb-web web': 'delete',
  'default/WINDOWS': 'delete',
  'pb-corp': 'delete',
  'pb-corp corp': 'delete',
} as const;

describe('an empty account', () => {
  const { operations, kept, findings } = planRestore(backupOf(office, everything), after, now);

  it('gets everything, old ids told', () => {
    expect(told(operations)).toEqual([
      'CreatePatchBaseline baseline/pb-web',
      'CreatePatchBaseline baseline/pb-corp',
      'RegisterPatchBaselineForPatchGroup group/UBUNTU/web',
      'RegisterPatchBaselineForPatchGroup group/WINDOWS/corp',
      'RegisterDefaultPatchBaseline default/WINDOWS',
      'CreateMaintenanceWindow window/mw-ours',
      'RegisterTargetWithMaintenanceWindow target/target-1',
      'RegisterTaskWithMaintenanceWindow task/task-1',
      'CreateMaintenanceWindow window/mw-off',
      'UpdateMaintenanceWindow switch/mw-off',
      'RegisterTargetWithMaintenanceWindow target/target-2',
      'RegisterTaskWithMaintenanceWindow task/task-2',
    ]);
    expect(kept).toBe(0);
    const { summary } = found(operations, 'window/mw-ours');
    expect(summary).toBe('Re-create the maintenance window ours (was mw-ours)');
  });

  it('without the tags that only AWS can set, which is said', () => {
    const Tags = Object.entries(ownTags()).map(([Key, Value]) => ({ Key, Value }));
    expect(found(operations, 'baseline/pb-web').input).toMatchObject({ Tags });
    expect(findings).toEqual([warning('aws-tags', 'web had tags that only AWS can set. They cannot be restored.')]);
  });

  it('a task waits for its target, its patch group and the default; one that was off also until its window is off', () => {
    const needs = (id: string) => [...found(operations, id).dependsOn].sort();
    const first = ['default/WINDOWS', 'group/UBUNTU/web', 'target/target-1', 'window/mw-ours'];
    expect(needs('task/task-1')).toEqual(first);
    expect(needs('task/task-2')).toEqual(['default/WINDOWS', 'switch/mw-off', 'target/target-2', 'window/mw-off']);
  });
});

describe('a task', () => {
  function restored(of: InventoryTask): Readonly<Record<string, unknown>> {
    const before = inventory({ windows: [window('w', { targets: [target('t', 'i-1', 'InstanceIds')], tasks: [of] })] });
    return { ...found(planRestore(backupOf(before), after, now).operations, 'task/task').input };
  }

  it.each([
    ['aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM', undefined],
    ['patching', 'arn:aws:iam::123456789012:role/patching'],
  ])('of which AWS shows its own role gets none: %s', (role, expected) => {
    const own = task('task');
    const ServiceRoleArn = `arn:aws:iam::123456789012:role/${role}`;
    expect(restored({ ...own, members: { ...own.members, ServiceRoleArn } }).ServiceRoleArn).toBe(expected);
  });

  it('without targets is registered without the placeholders that AWS shows for its rate', () => {
    const input = restored(task('task', { document: 'AWS-PatchAsgInstance', type: 'AUTOMATION' }));
    expect(input).toMatchObject({ TaskArn: 'AWS-PatchAsgInstance', Targets: [] });
    expect(input).not.toHaveProperty('MaxConcurrency');
    expect(input).not.toHaveProperty('MaxErrors');
    expect(restored(task('task', { targetIds: ['t'] }))).toMatchObject({ MaxConcurrency: '1', MaxErrors: '1' });
  });

  it('keeps the older form of parameters where it has some', () => {
    const older = task('task', { targetIds: ['t'] });
    const TaskParameters = { Operation: { Values: ['Install'] } };
    expect(restored({ ...older, members: { ...older.members, TaskParameters } })).toMatchObject({ TaskParameters });
    expect(restored(older)).not.toHaveProperty('TaskParameters');
  });

  it('whose target did not exist even then is left out, and it is said', () => {
    const before = inventory({ windows: [window('w', { tasks: [task('task', { targetIds: ['lost'] })] })] });
    const { operations, findings } = planRestore(backupOf(before), after, now);
    expect(told(operations)).toEqual(['CreateMaintenanceWindow window/mw-w']);
    const missing = 'Task task of w is not restored: its target lost no longer exists.';
    expect(findings).toEqual([warning('target-missing', missing)]);
  });

  it('of a window whose nodes are chosen otherwise waits for all registrations', () => {
    const before = inventory({
      windows: [window('w', { targets: [target('t', 'x', 'tag:Team')], tasks: [task('task', { targetIds: ['t'] })] })],
      baselines: [web],
      patchGroups: [registration('web', web), registration('db', web)],
    });
    const { dependsOn } = found(planRestore(backupOf(before), after, now).operations, 'task/task');
    expect(dependsOn).toEqual(expect.arrayContaining(['group/UBUNTU/web', 'group/UBUNTU/db']));
  });
});

describe('what is in the way is left, and it is said', () => {
  const other = baseline('other', { operatingSystem: 'UBUNTU' });
  const mine = baseline('mine', { isDefault: true });

  it.each<[string, Partial<OwnedInventory>, string, string]>([
    [
      'group/UBUNTU/web',
      { baselines: [other], patchGroups: [registration('web', other)] },
      'patch-group-taken',
      'Patch group "web" is now registered with other (pb-other) and stays so.',
    ],
    [
      'default/WINDOWS',
      { baselines: [mine] },
      'default-taken',
      'The default for Windows Server is now mine (pb-mine) and stays so.',
    ],
  ])('another one of %s', (id, parts, code, message) => {
    const { operations, findings } = planRestore(backupOf(office, everything), { ...after, ...parts }, now);
    expect(operations.map((operation) => operation.id)).not.toContain(id);
    expect(findings).toContainEqual(warning(code, message));
  });

  it.each<[Parameters<typeof backupOf>[1], string, string]>([
    [{ 'pb-web web': 'delete' }, 'baseline-missing', 'Patch group "web" had the baseline pb-web, which'],
    [{ 'default/WINDOWS': 'delete' }, 'baseline-missing', 'The default for Windows Server was pb-corp, which'],
    [{ 'mw-ours': 'disable' }, 'window-missing', 'Window ours (mw-ours), which the clean-up kept,'],
  ])('what a clean-up of %j had kept, where it is gone since', (chosen, code, words) => {
    const { operations, findings } = planRestore(backupOf(office, chosen), after, now);
    const message = `${words} no longer exists.`;
    expect({ operations, findings }).toEqual({ operations: [], findings: [warning(code, message)] });
  });
});

describe('what stayed is never taken for what went', () => {
  it('a window like it, and a baseline like it', () => {
    const windows = [
      window('twin', { id: 'mw-1', tasks: [task('a')] }),
      window('twin', { id: 'mw-2', tasks: [task('b')] }),
    ];
    const baselines = [baseline('twin', { id: 'pb-1' }), baseline('twin', { id: 'pb-2' })];
    const backup = backupOf(inventory({ windows, baselines }), { 'mw-1': 'delete', 'pb-1': 'delete' });
    const left = inventory({ windows: windows.slice(1), baselines: baselines.slice(1) });
    const { operations, kept } = planRestore(backup, left, now);
    expect(kept).toBe(0);
    expect(told(operations)).toEqual([
      'CreatePatchBaseline baseline/pb-1',
      'CreateMaintenanceWindow window/mw-1',
      'RegisterTaskWithMaintenanceWindow task/a',
    ]);
  });

  it('a task like it in a mixed window', () => {
    const lambda = task('fn', { document: 'arn:aws:lambda:eu-west-1:1:function:fn', type: 'LAMBDA' });
    const mixed = (...tasks: InventoryTask[]) =>
      inventory({ windows: [window('mixed', { tasks: [...tasks, lambda] })] });
    const { operations } = planRestore(backupOf(mixed(task('a'), task('b')), { a: 'delete' }), mixed(task('b')), now);
    expect(told(operations)).toEqual(['RegisterTaskWithMaintenanceWindow task/a']);
  });

  it('a target like it, where a clean-up was interrupted', () => {
    const [one, other] = ['a', 'b'].map((id) => ({ ...target(id), members: target('x').members }));
    const withTargets = (...targets: (InventoryTarget | undefined)[]) =>
      inventory({ windows: [window('w', { targets: targets.filter((each) => each !== undefined) })] });
    const { operations } = planRestore(
      backupOf(withTargets(one, other), { 'mw-w': 'delete' }),
      withTargets(other),
      now,
    );
    expect(told(operations)).toEqual(['RegisterTargetWithMaintenanceWindow target/a']);
  });
});

it('the soft choice is taken back by switching on, after the registrations that went with it', () => {
  const backup = backupOf(office, { 'mw-ours': 'disable', 'pb-web web': 'delete' });
  const windows = office.windows.map((each) =>
    each.id === 'mw-ours' ? { ...each, enabled: false, members: { ...each.members, Enabled: false } } : each,
  );
  const patchGroups = office.patchGroups.filter(({ patchGroup }) => patchGroup !== 'web');
  const { operations, kept } = planRestore(backup, { ...office, windows, patchGroups }, now);
  expect(told(operations)).toEqual([
    'RegisterPatchBaselineForPatchGroup group/UBUNTU/web',
    'UpdateMaintenanceWindow switch/mw-ours',
  ]);
  expect(found(operations, 'switch/mw-ours')).toMatchObject({
    input: { WindowId: 'mw-ours', Enabled: true },
    dependsOn: ['group/UBUNTU/web'],
  });
  expect(kept).toBe(1);
  expect(planRestore(backup, office, now)).toMatchObject({ operations: [], kept: 2 });
});

describe('a record', () => {
  const backup = backupOf(inventory({ records: [record()] }), { '/patch-wizard/plans/default': 'delete' });

  it('is written down again as it was', () => {
    const summary = expect.stringMatching(/^Restore the record of plan/);
    const input = { Name: '/patch-wizard/plans/default', Value: record().value, Overwrite: false, ExpectedVersion: 1 };
    const write = { id: 'record/default', kind: 'PutParameter', summary, input };
    expect(planRestore(backup, after, now).operations).toMatchObject([write]);
  });

  it('that is there is kept, and one with other answers stays, which is said', () => {
    const there = planRestore(backup, inventory({ records: [record('default', 7)] }), now);
    expect(there).toMatchObject({ operations: [], kept: 1, findings: [] });
    const other = record({ ...defaultDocument(), timeZone: 'Asia/Tokyo' });
    const message = expect.stringContaining('The record of plan default (/patch-wizard/plans/default) has changed');
    const taken = { operations: [], findings: [{ code: 'record-taken', message }] };
    expect(planRestore(backup, inventory({ records: [other] }), now)).toMatchObject(taken);
  });
});
