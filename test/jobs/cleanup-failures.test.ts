/** Clean-up where AWS refuses, others change things meanwhile, lists lag behind, the disk is full, or somebody stops it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../source/plan/account/inventory.js';
import { readBackup, writeBackup } from '../../source/process/backups.js';
import { type AccountDump, dumpAccount, lines, withoutIds } from '../helpers/account-dump.js';
import { emptyFolder } from '../helpers/command.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { allPatching, cleanUp, meddled, restore, withChanges } from './cleanup-runs.js';
import { emptySandbox, parsed, seededSandbox, setUp, writesIn } from './runs.js';

/** Two windows of one plan: two targets, tasks and patch groups, one baseline, and the record. */
const twoDays = '-w 1 -d 2 3 -t 3';

/** A sandbox with two windows of the wizard and, with `seeded`, the things of others. */
async function withPlan({ empty = true } = {}): Promise<MemorySandbox> {
  const sandbox = empty ? emptySandbox() : seededSandbox();
  await setUp(sandbox, twoDays);
  return sandbox;
}

/** The first window of the wizard, with its contents. */
function firstWindow({ windows }: AccountDump): { id: string; target: string; task: string } {
  const window = windows.find(({ fields }) => fields.Name === 'Week1Day2Unattended0300');
  const [target] = window?.targets ?? [];
  const [task] = window?.tasks ?? [];
  if (!window || !target || !task) throw new Error('no window of the wizard');
  return { id: window.id, target: target.id, task: task.id };
}

const deletions = [
  'DeregisterTaskFromMaintenanceWindow',
  'DeregisterTargetFromMaintenanceWindow',
  'DeleteMaintenanceWindow',
  'DeregisterPatchBaselineForPatchGroup',
  'DeletePatchBaseline',
  'DeleteParameter',
] as const;

const done = (out: readonly string[]) => out.filter((line) => /^ *\d+\/\d+ {2}done /.test(line));
const notDone = (out: readonly string[]) => out.filter((line) => line.startsWith('! not done: '));

describe('AWS refuses', () => {
  it.each([
    [deletions[0], 'a task stays: so do its target, window, group, baseline, and the record', 6],
    [deletions[1], 'a target stays, its window, and the record', 3],
    [deletions[2], 'a window stays, and the record', 2],
    [deletions[3], 'a registration stays, the baseline, and the record', 3],
    [deletions[4], 'the baseline stays, and the record', 2],
    [deletions[5], 'the record stays', 1],
  ])('%s once: %s, and everything else goes', async (operation, _, count) => {
    const sandbox = await withPlan();
    await sandbox.faults({ kind: 'access-denied', operation, nth: 1 });
    const { exitCode, out } = await cleanUp(sandbox);
    expect(exitCode).toBe(1);
    expect(out).toContainEqual(expect.stringMatching(`^Not complete: ${10 - count} of 10 calls in `));
    const [refused, ...waiting] = notDone(out);
    expect(refused).toMatch(/^! not done: (Delete|Deregister) the .*: User: \S+ is not authorized to perform: ssm:/);
    if (operation === 'DeleteMaintenanceWindow')
      expect(refused).toMatch(/\(it patches nothing any more: its targets and tasks are gone\)$/);
    expect(waiting).toEqual(Array(count - 1).fill(expect.stringMatching(/: waits for .*, which was not done$/)));
    expect(out).toContainEqual(expect.stringMatching(`^ {2}→ .*ssm:${operation}`));
    expect(out[out.indexOf('To go on with what is left:') + 1]).toBe(
      '  ssm-patch-wizard cleanup --yes --region eu-west-1',
    );
    expect(out.at(-1)).toBe('  ssm-patch-wizard restore /backups/backup.json --yes --region eu-west-1');
    await sandbox.faults();
    expect((await cleanUp(sandbox)).exitCode).toBe(0);
    expect(lines(await dumpAccount(sandbox.ssm()))).toEqual([]);
  });

  it('to let a thing be looked at: it is not touched', async () => {
    const sandbox = await withPlan();
    const before = await dumpAccount(sandbox.ssm());
    const manager = await meddled(sandbox, () =>
      sandbox.faults({ kind: 'access-denied', operation: 'GetMaintenanceWindow' }),
    );
    const { exitCode, out } = await cleanUp(sandbox, { manager });
    expect(exitCode).toBe(1);
    expect(notDone(out)[0]).toMatch(/is not authorized to perform: ssm:GetMaintenanceWindow /);
    await sandbox.faults();
    expect(lines(await dumpAccount(sandbox.ssm()))).toEqual(lines(before));
  });

  it('everything: nothing is gone, and it is said', async () => {
    const sandbox = await withPlan();
    const manager = await meddled(sandbox, () => sandbox.faults({ kind: 'expired-token' }));
    const { exitCode, out } = await cleanUp(sandbox, { manager });
    expect(exitCode).toBe(1);
    expect(done(out)).toEqual([]);
    expect(out).toContain('! The account could not be listed again, so that nothing is proved.');
  });

  it('reading: one error, and no backup', async () => {
    const sandbox = await withPlan();
    await sandbox.faults({ kind: 'access-denied', operation: 'DescribeMaintenanceWindowExecutions' });
    const writes = await writesIn(sandbox);
    await expect(cleanUp(sandbox)).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: 'These credentials may not call ssm:DescribeMaintenanceWindowExecutions.',
      exitCode: 1,
    });
    expect(await writesIn(sandbox)).toEqual(writes);
  });

  it('nothing, but the answers are lost: sent again, each deletion finds it gone', async () => {
    const sandbox = await withPlan();
    await sandbox.faults(...deletions.map((operation) => ({ kind: 'reset-after', operation, times: 1 })));
    const { exitCode, out } = await cleanUp(sandbox);
    expect(exitCode).toBe(0);
    expect(done(out)).toHaveLength(10);
    expect(lines(await dumpAccount(sandbox.ssm()))).toEqual([]);
  });
});

describe('what somebody else has deleted meanwhile counts as done', () => {
  it('a window, a task, a registration and a baseline', async () => {
    const sandbox = await withPlan();
    const ssm = sandbox.ssm();
    const account = await dumpAccount(ssm);
    const [first, second] = account.windows;
    const BaselineId = account.baselines[0]?.id;
    const manager = await meddled(sandbox, async () => {
      await ssm.deleteMaintenanceWindow({ WindowId: first?.id });
      await ssm.deregisterTaskFromMaintenanceWindow({ WindowId: second?.id, WindowTaskId: second?.tasks[0]?.id });
      for (const { patchGroup: PatchGroup } of account.registrations) {
        await ssm.deregisterPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
      }
      await ssm.deletePatchBaseline({ BaselineId });
    });
    const { exitCode, out } = await cleanUp(sandbox, { manager });
    expect(exitCode).toBe(0);
    expect(done(out)).toHaveLength(10);
    expect(done(out).filter((line) => line.endsWith('  was gone already'))).toHaveLength(7);
    expect(lines(await dumpAccount(ssm))).toEqual([]);
  });

  it('between the list and its details: it is not there', async () => {
    const sandbox = await withPlan();
    const ssm = sandbox.ssm();
    const manager = await sandbox.connect();
    const { id } = firstWindow(await dumpAccount(ssm));
    await sandbox.control('PUT', 'latency', { ms: 20 });
    let deletion: Promise<unknown> | undefined;
    const { windows } = await manager.readInventory({
      details: 'all',
      // The list has been read; the details have not.
      onProgress: (progress) => {
        if (progress.windows > 0) deletion ??= ssm.deleteMaintenanceWindow({ WindowId: id });
      },
    });
    await deletion;
    expect(windows.map((window) => window.id)).not.toContain(id);
    expect((await manager.readInventory({ details: 'all' })).windows).toHaveLength(1);
  });
});

describe('what somebody else has changed meanwhile stays, as a whole, with a word', () => {
  type Meddle = (ssm: SSM, ids: ReturnType<typeof firstWindow>) => Promise<unknown>;
  const node = [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }];
  const other = { TaskArn: 'AWS-Other', TaskType: 'RUN_COMMAND', MaxConcurrency: '1', MaxErrors: '1' } as const;
  const protect = [{ Key: 'ssm-patch-wizard:protect', Value: '' }];
  const renamed: Meddle = (ssm, { id: WindowId, target: WindowTargetId }) =>
    ssm.updateMaintenanceWindowTarget({ WindowId, WindowTargetId, Name: 'mine-now' });

  it.each<[string, Meddle, string]>([
    [
      'a window rescheduled',
      (ssm, { id: WindowId }) => ssm.updateMaintenanceWindow({ WindowId, Schedule: 'rate(1 day)', Duration: 5 }),
      'Schedule, Duration',
    ],
    [
      'a window protected',
      (ssm, { id: ResourceId }) =>
        ssm.addTagsToResource({ ResourceType: 'MaintenanceWindow', ResourceId, Tags: protect }),
      'Tags',
    ],
    [
      'a window with a further target',
      (ssm, { id: WindowId }) =>
        ssm.registerTargetWithMaintenanceWindow({ WindowId, ResourceType: 'INSTANCE', Targets: node }),
      'Targets',
    ],
    [
      'a window with a further task',
      (ssm, { id: WindowId, target }) => {
        const Targets = [{ Key: 'WindowTargetIds', Values: [target] }];
        return ssm.registerTaskWithMaintenanceWindow({ WindowId, Targets, ...other });
      },
      'Tasks',
    ],
    [
      'a task changed',
      (ssm, { id: WindowId, task: WindowTaskId }) =>
        ssm.updateMaintenanceWindowTask({ WindowId, WindowTaskId, MaxErrors: '3' }),
      'Tasks.MaxErrors',
    ],
    ['a target changed', renamed, 'Targets.Name'],
  ])('%s', async (_, meddle, reason) => {
    const sandbox = await withPlan();
    const ssm = sandbox.ssm();
    const before = await dumpAccount(ssm);
    const ids = firstWindow(before);
    let changed: AccountDump | undefined;
    const manager = await meddled(sandbox, async () => {
      await meddle(ssm, ids);
      changed = await dumpAccount(ssm);
    });
    const { exitCode, out } = await cleanUp(sandbox, { manager });
    expect(exitCode).toBe(1);
    expect(notDone(out)[0]?.endsWith(`: changed since it was read: ${reason}`)).toBe(true);
    const after = await dumpAccount(ssm);
    expect(after.windows).toEqual(changed?.windows.filter(({ id }) => id === ids.id));
    expect(after.registrations.map(({ patchGroup }) => patchGroup)).toEqual(['Week 1 Day 2 - Unattended - 03:00']);
    expect(after.baselines).toEqual(before.baselines);
  });

  it('a window with a changed target is not switched off either', async () => {
    const sandbox = await withPlan();
    const ssm = sandbox.ssm();
    const ids = firstWindow(await dumpAccount(ssm));
    const manager = await meddled(sandbox, () => renamed(ssm, ids));
    const { out } = await cleanUp(sandbox, { manager, selection: { isDisabling: true } });
    expect(notDone(out)).toEqual([expect.stringMatching(/: changed since it was read: Targets\.Name$/)]);
  });

  it.each<[string, (ssm: SSM, BaselineId: string) => Promise<unknown>, RegExp]>([
    [
      'changed',
      (ssm, BaselineId) => ssm.updatePatchBaseline({ BaselineId, RejectedPatches: ['KB1'] }),
      /: RejectedPatches$/,
    ],
    [
      'with a further patch group',
      (ssm, BaselineId) => ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup: 'x' }),
      /: PatchGroups$/,
    ],
    [
      'that became the default',
      (ssm, BaselineId) => ssm.registerDefaultPatchBaseline({ BaselineId }),
      /: changed since it was read: DefaultBaseline$/,
    ],
  ])('a baseline %s keeps its registrations', async (_, meddle, reason) => {
    const sandbox = await withPlan();
    const ssm = sandbox.ssm();
    const before = await dumpAccount(ssm);
    const manager = await meddled(sandbox, () => meddle(ssm, before.baselines[0]?.id ?? ''));
    const { exitCode, out } = await cleanUp(sandbox, { manager });
    expect(exitCode).toBe(1);
    expect(notDone(out)).toHaveLength(4);
    expect(notDone(out)[0]).toMatch(reason);
    const after = await dumpAccount(ssm);
    expect(after.windows).toEqual([]);
    expect(after.registrations).toEqual(expect.arrayContaining([...before.registrations]));
    expect(after.baselines).toHaveLength(1);
  });

  it('a group that is registered with another baseline now', async () => {
    const sandbox = await withPlan();
    const ssm = sandbox.ssm();
    const { registrations, baselines } = await dumpAccount(ssm);
    const PatchGroup = registrations[0]?.patchGroup;
    const manager = await meddled(sandbox, async () => {
      const { BaselineId } = await ssm.createPatchBaseline({ Name: 'other', ApprovedPatches: ['KB1'] });
      await ssm.deregisterPatchBaselineForPatchGroup({ BaselineId: baselines[0]?.id, PatchGroup });
      await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
    });
    const { out } = await cleanUp(sandbox, { manager });
    expect(notDone(out)[0]).toMatch(
      /^! not done: Deregister the patch group .*: changed since it was read: BaselineId$/,
    );
    expect((await dumpAccount(ssm)).registrations.map(({ patchGroup }) => patchGroup)).toEqual([PatchGroup]);
  });

  it('another default: it stays the default, and so does the old one’s baseline', async () => {
    const sandbox = seededSandbox();
    const ssm = sandbox.ssm();
    const manager = await meddled(sandbox, async () => {
      const { BaselineId } = await ssm.createPatchBaseline({ Name: 'other', ApprovedPatches: ['KB1'] });
      await ssm.registerDefaultPatchBaseline({ BaselineId });
    });
    const selection = { only: ['default/WINDOWS', 'Corp-Windows-Default'] };
    const { exitCode, out } = await cleanUp(sandbox, { manager, selection });
    expect(exitCode).toBe(1);
    expect(notDone(out)[0]).toMatch(
      /^! not done: Make AWS-DefaultPatchBaseline the default .*: changed since it was read: BaselineId$/,
    );
    expect((await dumpAccount(ssm)).baselines.map(({ fields }) => fields.Name)).toContain('Corp-Windows-Default');
  });

  it('but AWS’s default made the default by somebody else is what was wanted', async () => {
    const sandbox = seededSandbox();
    const ssm = sandbox.ssm();
    const manager = await meddled(sandbox, async () => {
      const Filters = [{ Key: 'NAME_PREFIX', Values: ['AWS-DefaultPatchBaseline'] }];
      const { BaselineIdentities = [] } = await ssm.describePatchBaselines({ Filters });
      await ssm.registerDefaultPatchBaseline({ BaselineId: BaselineIdentities[0]?.BaselineId });
    });
    const selection = { only: ['default/WINDOWS', 'Corp-Windows-Default'] };
    const { exitCode, out } = await cleanUp(sandbox, { manager, selection });
    expect(exitCode).toBe(0);
    expect(done(out).find((line) => line.includes('RegisterDefaultPatchBaseline'))).toMatch(/ {2}was so already$/);
  });

  it('and so is a window that somebody else has switched off', async () => {
    const sandbox = await withPlan();
    const ssm = sandbox.ssm();
    const { id } = firstWindow(await dumpAccount(ssm));
    const manager = await meddled(sandbox, () => ssm.updateMaintenanceWindow({ WindowId: id, Enabled: false }));
    const { exitCode, out } = await cleanUp(sandbox, { manager, selection: { isDisabling: true } });
    expect(exitCode).toBe(0);
    expect(done(out).filter((line) => line.endsWith('  was so already'))).toHaveLength(1);
  });
});

describe('gone means not listed any more', () => {
  /** An account whose lists are those of before for so many readings after the clean-up. */
  async function laggingBehind(sandbox: MemorySandbox, readings: number) {
    const manager = await sandbox.connect();
    let first: Inventory | undefined;
    let left = readings;
    return withChanges(manager, {
      readInventory: async (options) => {
        if (first !== undefined && left-- > 0) return first;
        first ??= await manager.readInventory(options);
        return options?.details ? first : manager.readInventory(options);
      },
    });
  }

  it('a list that lags behind for a moment is waited for', async () => {
    const sandbox = await withPlan();
    const waited: number[] = [];
    const { exitCode, out } = await cleanUp(sandbox, {
      manager: await laggingBehind(sandbox, 2),
      wait: async (milliseconds) => {
        waited.push(milliseconds);
      },
    });
    expect(exitCode).toBe(0);
    expect(waited).toEqual([1000, 4000]);
    expect(out).toContain('Listed again: nothing of what was deleted is there any more.');
  });

  it('what stays listed is said, whatever AWS has answered', async () => {
    const sandbox = await withPlan();
    const { exitCode, out } = await cleanUp(sandbox, { manager: await laggingBehind(sandbox, 100) });
    expect(exitCode).toBe(1);
    expect(out).toContainEqual(expect.stringMatching(/^Not complete: 10 of 10 calls/));
    expect(
      out.filter((line) => /^! AWS confirmed ".*", but it is still listed; look again in a minute\.$/.test(line)),
    ).toHaveLength(10);
  });

  it('an account that cannot be listed again proves nothing, and the way back is told all the same', async () => {
    const sandbox = await withPlan();
    const manager = await sandbox.connect();
    let readings = 0;
    const broken = withChanges(manager, {
      readInventory: (options) =>
        readings++ === 0 ? manager.readInventory(options) : Promise.reject(new Error('gone')),
    });
    const { exitCode, out } = await cleanUp(sandbox, { manager: broken, isJson: true });
    expect(exitCode).toBe(1);
    expect(parsed(out).at(-1)).toMatchObject({ succeeded: 10, backup: '/backups/backup.json', stillListed: null });
  });
});

describe('the backup', () => {
  it('is on the disk before the first call, readable by nobody else, and restore reads it', async () => {
    const sandbox = await withPlan();
    const before = await dumpAccount(sandbox.ssm());
    const writes = (await writesIn(sandbox)).length;
    const file = join(await emptyFolder(), 'new', 'backup.json');
    let seen = 0;
    const { exitCode, out } = await cleanUp(sandbox, {
      writeBackup: (contents) => writeBackup(contents, file),
      onLine: (line) => {
        if (line.startsWith('Backup: ')) seen = statSync(file).size;
      },
      manager: await meddled(sandbox, async () => {
        expect(seen).toBeGreaterThan(1000);
        expect(await writesIn(sandbox)).toHaveLength(writes);
      }),
    });
    expect(exitCode).toBe(0);
    expect(out).toContain(`Backup: ${file}`);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await restore(sandbox, readBackup(file))).exitCode).toBe(0);
    expect(withoutIds(await dumpAccount(sandbox.ssm()))).toEqual(withoutIds(before));
  });
});

describe('interrupted', () => {
  it('between two items: what runs ends, the rest stays, it says which, and both ways on work', async () => {
    const sandbox = await withPlan();
    const before = await dumpAccount(sandbox.ssm());
    const interrupt = new AbortController();
    const { exitCode, out, backup } = await cleanUp(sandbox, {
      signal: interrupt.signal,
      onLine: (line) => {
        if (line.startsWith(' 2/10')) interrupt.abort();
      },
    });
    expect(exitCode).toBe(130);
    const gone = done(out).length;
    expect(gone).toBeGreaterThanOrEqual(2);
    expect(gone).toBeLessThan(10);
    expect(out).toContainEqual(expect.stringMatching(`^Not complete: ${gone} of 10 calls in `));
    expect(notDone(out)).toEqual([]);
    const left = out.find((line) => line.startsWith('! '));
    expect(left).toMatch(`! ${10 - gone} call`);
    const names = new Set(out.flatMap((line) => / {2}skipped +\S+ {2}(.*?) {2}interrupted$/.exec(line)?.[1] ?? []));
    expect(names.size).toBeGreaterThan(0);
    for (const name of names) expect(left).toContain(name);
    expect(out.at(-1)).toBe('  ssm-patch-wizard restore /backups/backup.json --yes --region eu-west-1');
    expect((await restore(sandbox, backup)).exitCode).toBe(0);
    expect(withoutIds(await dumpAccount(sandbox.ssm()))).toEqual(withoutIds(before));
    expect((await cleanUp(sandbox)).exitCode).toBe(0);
    expect(lines(await dumpAccount(sandbox.ssm()))).toEqual([]);
  });

  it('after the last item, while it is listed again: done, but not proved', async () => {
    const sandbox = await withPlan();
    const interrupt = new AbortController();
    const manager = await sandbox.connect();
    let readings = 0;
    const readInventory: typeof manager.readInventory = (options) => {
      if (readings++ > 0) interrupt.abort();
      return manager.readInventory(options);
    };
    const { exitCode, out } = await cleanUp(sandbox, {
      signal: interrupt.signal,
      manager: withChanges(manager, { readInventory }),
    });
    expect(exitCode).toBe(130);
    expect(done(out)).toHaveLength(10);
    expect(lines(await dumpAccount(sandbox.ssm()))).toEqual([]);
  });
});

describe('how to go on', () => {
  /** The selection of the command that the report names. */
  function namedSelection(out: readonly string[]) {
    const [, ids = ''] =
      / --only (.*?) --yes --region eu-west-1$/.exec(out[out.indexOf('To go on with what is left:') + 1] ?? '') ?? [];
    return { only: [...ids.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '') };
  }

  it('with everything about patching: what is left, by id, also a window of others that has lost its task', async () => {
    const sandbox = await withPlan({ empty: false });
    await sandbox.faults({ kind: 'access-denied', operation: 'DeleteMaintenanceWindow' });
    const first = await cleanUp(sandbox, { selection: allPatching });
    await sandbox.faults();
    expect(first.exitCode).toBe(1);
    const names = async () => (await dumpAccount(sandbox.ssm())).windows.map(({ fields }) => fields.Name);
    expect(await names()).toContain('web-tier-patching');
    const selection = namedSelection(first.out);
    expect(selection.only).toHaveLength(6);
    expect(await cleanUp(sandbox, { selection })).toMatchObject({ exitCode: 0 });
    expect(await names()).not.toContain('web-tier-patching');
    expect(await names()).toHaveLength(3);
  });

  it('what somebody has changed meanwhile is not in it: it has to be looked at', async () => {
    const sandbox = await withPlan();
    const ssm = sandbox.ssm();
    const { id } = firstWindow(await dumpAccount(ssm));
    const manager = await meddled(sandbox, async () => {
      await ssm.updateMaintenanceWindow({ WindowId: id, Name: 'mine-now' });
    });
    const { out } = await cleanUp(sandbox, { manager });
    expect(out).not.toContain('To go on with what is left:');
    expect(out[out.indexOf('To see what is there now:') + 1]).toBe(
      '  ssm-patch-wizard cleanup --dry-run --region eu-west-1',
    );
  });
});
