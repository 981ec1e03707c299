/** Leftovers: what carries the plan's tag and is not in its document. Offered, and taken away only where somebody agrees. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InventoryWindow, patchGroupsOf } from '../../../source/plan/account/inventory.js';
import { protectTag } from '../../../source/plan/intent/names.js';
import { activeLeftovers } from '../../../source/plan/setup/leftovers.js';
import { kinds, makeForeignWindow, type PlanningAccount } from '../../helpers/planning.js';
import { forSome } from '../../helpers/properties.js';
import { accountWith, few, grid, twoDocuments } from './documents.js';

const prune = { consent: { prune: true } };
const onlyThree = { flags: { when: grid([1], [2], [3]) } };

function tag({ ssm }: PlanningAccount, ResourceId: string | undefined, Key: string): Promise<unknown> {
  const ResourceType = ResourceId?.startsWith('mw-') ? 'MaintenanceWindow' : 'PatchBaseline';
  return ssm.addTagsToResource({ ResourceType, ResourceId, Tags: [{ Key, Value: 'x' }] });
}

/** Somebody's window with the tags of another; returns its id. */
function makeSecond({ ssm }: PlanningAccount, like: InventoryWindow | undefined): Promise<string> {
  return makeForeignWindow(ssm, { window: { Name: 'second' }, patchGroup: 'elsewhere', tags: { ...like?.tags } });
}

describe('fewer waves', () => {
  it('leave their windows and registrations, which is said and is no drift', async () => {
    const account = await accountWith(few());
    const found = await account.setUp(onlyThree);
    expect(kinds(found)).toEqual({ PutParameter: 1 });
    const message = expect.stringMatching(
      /^Plan default no longer needs 2 things that it created\. They stay, and windows among them still patch: Week1Day2Unattended0400 \(mw-\w+\), 1 patch group registration\.$/,
    );
    const nextSteps = ['To delete them after everything else, with a backup: --prune'];
    expect(found.findings).toEqual([{ severity: 'warning', code: 'no-longer-wanted', message, nextSteps }]);
    expect(await account.drift()).toEqual([]);
    expect(await account.leftovers()).toMatchObject([
      { plan: 'default', kind: 'DeleteMaintenanceWindow', name: 'Week1Day2Unattended0400' },
      { kind: 'DeregisterPatchBaselineForPatchGroup', name: 'Week 1 Day 2 - Unattended - 04:00' },
    ]);
  });

  it('are taken away after everything else, each guarded by what was read', async () => {
    const account = await accountWith(few());
    const asked = { ...prune, flags: { ...onlyThree.flags, task: { durationHours: 2 } } };
    const { operations } = await account.setUp(asked);
    const deletions = operations.filter(({ guards }) => guards);
    expect(deletions.map(({ kind }) => kind)).toEqual([
      'DeregisterTaskFromMaintenanceWindow',
      'DeregisterTargetFromMaintenanceWindow',
      'DeleteMaintenanceWindow',
      'DeregisterPatchBaselineForPatchGroup',
    ]);
    const others = operations.filter(({ guards }) => !guards).map(({ id }) => id);
    for (const { dependsOn } of deletions) expect(dependsOn).toEqual(expect.arrayContaining(others));
    expect(await account.leftovers()).toEqual([]);
    expect((await account.read()).windows).toHaveLength(1);
  });
});

describe('windows that are no longer wanted', () => {
  const disable = { consent: { disable: true } };

  it('are switched off after everything else where that was chosen, and not asked about again', async () => {
    const account = await accountWith(few());
    const found = await account.setUp({ ...disable, ...onlyThree });
    expect(activeLeftovers(found.leftovers, found.document)).toHaveLength(1);
    expect(kinds(found)).toEqual({ PutParameter: 1, UpdateMaintenanceWindow: 1 });
    expect(found.findings).toMatchObject([{ message: expect.stringContaining('nothing uses them') }]);
    const [, off] = (await account.read()).windows;
    expect(off).toMatchObject({ name: 'Week1Day2Unattended0400', enabled: false, tasks: [{}], targets: [{}] });
    const again = await account.plan(disable);
    expect(again).toMatchObject({ operations: [], leftovers: [{}, {}] });
    expect(activeLeftovers(again.leftovers, again.document)).toEqual([]);
    expect(await account.drift()).toEqual([]);
  });

  it('and so are systems, whose rules are asked about as long as a group of the plan has them', async () => {
    const windows = { kind: 'zero-day' } as const;
    const account = await accountWith(few({ baselines: [windows, { kind: 'aws-rules', os: 'UBUNTU' }] }));
    const found = await account.plan({ ...disable, flags: { baselines: [windows] } });
    expect(kinds(found)).toEqual({ PutParameter: 1 });
    expect(found.findings).toMatchObject([{ message: expect.stringContaining('their rules are still used') }]);
    expect(
      activeLeftovers(found.leftovers, found.document)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['baseline', 'registration', 'registration']);
  });
});

describe('what a prune leaves, each with its reason', () => {
  it.each<[string, (account: PlanningAccount) => Promise<unknown>, string]>([
    [
      'a protected window, with what it patches with',
      async (account) => tag(account, (await account.read()).windows[1]?.id, protectTag),
      'Week 1 Day 2 - Unattended - 04:00 (Week1Day2Unattended0400 still uses it); Week1Day2Unattended0400 (tagged ssm-patch-wizard:protect)',
    ],
    [
      'a registration with which a window of others patches',
      ({ ssm }) =>
        makeForeignWindow(ssm, { window: { Name: 'theirs' }, patchGroup: 'Week 1 Day 2 - Unattended - 04:00' }),
      'Week 1 Day 2 - Unattended - 04:00 (theirs still uses it)',
    ],
    [
      'a window that has lost the plan’s tag',
      async (account) => {
        const [, window] = (await account.read()).windows;
        const resource = { ResourceType: 'MaintenanceWindow', ResourceId: window?.id } as const;
        return account.ssm.removeTagsFromResource({ ...resource, TagKeys: ['ssm-patch-wizard:plan'] });
      },
      'Week1Day2Unattended0400 (it has lost its tag ssm-patch-wizard:plan: delete it by hand, or with cleanup --only mw-',
    ],
  ])('%s', async (_, change, reason) => {
    const account = await accountWith(few());
    await change(account);
    const found = await account.setUp({ ...prune, ...onlyThree });
    expect(found.findings.map(({ code }) => code)).toContain('leftover-stays');
    const { message } = found.findings.find(({ code }) => code === 'leftover-stays') ?? {};
    expect(message).toMatch(/^Plan default no longer needs (this thing, but it stays|these things, but they stay): /);
    expect(message).toContain(`: ${reason}`);
    expect((await account.plan({ ...prune })).operations).toEqual([]);
    expect(await account.leftovers()).not.toEqual([]);
  });

  it('only the patching task of a window goes that does other things too', async () => {
    const account = await accountWith(few());
    const [, window] = (await account.read()).windows;
    const task = { TaskArn: 'arn:aws:lambda:eu-west-1:123456789012:function:report', TaskType: 'LAMBDA' } as const;
    await account.ssm.registerTaskWithMaintenanceWindow({ WindowId: window?.id, ...task });
    await account.setUp({ ...prune, ...onlyThree });
    const [, left] = (await account.read()).windows;
    expect(left).toMatchObject({ id: window?.id, tasks: [{ type: 'LAMBDA' }], targets: [{}] });
  });

  it('a second window for one wave is drift, and a prune takes it away', async () => {
    const account = await accountWith(few());
    const [window] = (await account.read()).windows;
    const id = await makeSecond(account, window);
    const message = `The window second (${id}) is a second window for wave Week1Day2Unattended0300.`;
    expect(await account.drift()).toMatchObject([{ kind: 'DeleteMaintenanceWindow', id, message }]);
    expect(await account.leftovers()).toEqual([]);
    expect((await account.plan()).findings).toMatchObject([
      { code: 'no-longer-wanted', message: expect.stringContaining('second') },
    ]);
    await account.setUp(prune);
    expect(await account.drift()).toEqual([]);
    expect((await account.read()).windows.map(({ name }) => name)).not.toContain('second');
  });

  it('a second patching task of a window is drift, which a set-up names and leaves', async () => {
    const account = await accountWith(few());
    const [window] = (await account.read()).windows;
    const rate = { MaxConcurrency: '1', MaxErrors: '1' };
    const task = { TaskArn: 'AWS-RunPatchBaseline', TaskType: 'RUN_COMMAND', ...rate } as const;
    const Targets = [{ Key: 'WindowTargetIds', Values: [window?.targets[0]?.id ?? ''] }];
    await account.ssm.registerTaskWithMaintenanceWindow({ WindowId: window?.id, Targets, ...task });
    const [drift] = await account.drift();
    const { operations, findings } = await account.plan();
    expect(operations).toEqual([]);
    expect(findings).toMatchObject([{ code: 'surplus', message: drift?.message }]);
    expect(drift?.message).toMatch(/^The window Week1Day2Unattended0300 has a second patching task \(/);
  });

  it('of two windows for one wave the one that still patches is the wave’s', async () => {
    const account = await accountWith(few());
    const [first] = (await account.read()).windows;
    const id = await makeSecond(account, first);
    const ids = { WindowId: first?.id, WindowTaskId: first?.tasks[0]?.id };
    await account.ssm.deregisterTaskFromMaintenanceWindow(ids);
    const drift = await account.drift();
    expect(drift.filter(({ kind }) => kind === 'DeleteMaintenanceWindow')).toMatchObject([{ id: first?.id }]);
    expect(drift.filter(({ kind }) => kind === 'UpdateMaintenanceWindow')).toMatchObject([{ id }]);
  });
});

it('whatever was protected stays in any prune, and everything else of the plan that is not in the document goes', () =>
  forSome(5, [twoDocuments(), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })], async ([one, other], kept) => {
    const account = await accountWith(one);
    const { windows } = await account.read();
    for (const [index, { id }] of windows.entries()) if (kept[index]) await tag(account, id, protectTag);
    await account.setUp({ file: other, ...prune });
    const after = await account.read();
    const staying = after.windows.filter(({ tags }) => protectTag in tags);
    for (const { kind, name, id } of await account.leftovers()) {
      if (kind === 'DeleteMaintenanceWindow') expect(staying.map((each) => each.name)).toContain(name);
      else if (kind === 'DeletePatchBaseline')
        expect(after.patchGroups.map(({ baselineId }) => baselineId)).toContain(id);
      else expect(staying.flatMap(patchGroupsOf)).toContain(name);
    }
    for (const [index, { id }] of windows.entries())
      if (kept[index]) expect(after.windows.map((each) => each.id)).toContain(id);
    expect((await account.plan({ file: other, ...prune })).operations).toEqual([]);
    expect(await account.drift()).toEqual([]);
  }));
