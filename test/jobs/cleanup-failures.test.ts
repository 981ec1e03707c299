/** Clean-up where AWS refuses, others change things meanwhile, lists lag behind, the disk is full, or somebody stops it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../source/plan/account/inventory.js';
import type { CleanupSelection } from '../../source/plan/cleanup/choice.js';
import { readBackup, writeBackup } from '../../source/process/backups.js';
import { type AccountDump, lines, withoutIds } from '../helpers/account-dump.js';
import { emptyFolder } from '../helpers/command.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { allPatching, cleanUp, deletions, meddled, restore, withChanges } from './cleanup-runs.js';
import { interruptedAt, parsed, seededSandbox, withPlan, writesIn } from './runs.js';

/** Two windows of one plan: two targets, tasks and patch groups, one baseline, and the record. */
const twoDays = '-w 1 -d 2 3 -t 3';

/** Ids of the plan's things: its first window with its contents, and the baseline. */
function idsOf({ windows, baselines }: AccountDump) {
  const window = windows.find(({ fields }) => fields.Name === 'Week1Day2Unattended0300');
  return {
    WindowId: window?.id ?? '',
    WindowTargetId: window?.targets[0]?.id ?? '',
    WindowTaskId: window?.tasks[0]?.id ?? '',
    BaselineId: baselines[0]?.id ?? '',
  };
}

/** What somebody else does after the account was read. */
type Meddle = (ssm: SSM, ids: ReturnType<typeof idsOf>, before: AccountDump) => Promise<unknown>;

/** A clean-up in which somebody else does something; the account before it, after what they did, and after all. */
async function cleanUpWhile(meddle: Meddle, selection?: Partial<CleanupSelection>, sandbox?: MemorySandbox) {
  const account = sandbox ?? (await withPlan(twoDays));
  const ssm = account.ssm();
  const before = await account.dump();
  let changed = before;
  const manager = await meddled(account, async () => {
    await meddle(ssm, idsOf(before), before);
    changed = await account.dump();
  });
  const run = await cleanUp(account, { manager, ...(selection && { selection }) });
  return { ...run, before, changed, after: await account.dump() };
}

/** The account, read in another way after its first time. */
async function readAgain(
  sandbox: MemorySandbox,
  again: (first: Inventory, read: () => Promise<Inventory>) => Promise<Inventory>,
) {
  const manager = await sandbox.connect();
  let first: Inventory | undefined;
  return withChanges(manager, {
    readInventory: async (options) => {
      const read = () => manager.readInventory(options);
      if (first !== undefined) return again(first, read);
      first = await read();
      return first;
    },
  });
}

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
    const sandbox = await withPlan(twoDays);
    await sandbox.faults({ kind: 'access-denied', operation, nth: 1 });
    const { exitCode, out } = await cleanUp(sandbox);
    expect(exitCode).toBe(1);
    expect(out).toContainEqual(expect.stringMatching(/^Not complete: \d of \d things done, /));
    const [refused, ...waiting] = notDone(out);
    expect(refused).toMatch(/^! not done: (Delete|Deregister) the .*: User: \S+ is not authorized to perform: ssm:/);
    if (operation === 'DeleteMaintenanceWindow')
      expect(refused).toMatch(/\(it no longer patches anything: its targets and tasks are deleted\)$/);
    expect(waiting).toEqual(Array(count - 1).fill(expect.stringMatching(/: waits for .*, which was not done$/)));
    expect(out).toContainEqual(expect.stringMatching(`^ {2}→ .*ssm:${operation}`));
    const goOn = out[out.indexOf('To continue with what is left:') + 1];
    expect(goOn).toBe('  ssm-patch-wizard cleanup --yes --region eu-west-1');
    expect(out.at(-1)).toBe('  ssm-patch-wizard restore /backups/backup.json --yes --region eu-west-1');
    await sandbox.faults();
    expect((await cleanUp(sandbox)).exitCode).toBe(0);
    expect(lines(await sandbox.dump())).toEqual([]);
  });

  it('to let a thing be looked at: it is not touched', async () => {
    const sandbox = await withPlan(twoDays);
    const before = await sandbox.dump();
    const denied = { kind: 'access-denied', operation: 'GetMaintenanceWindow' };
    const manager = await meddled(sandbox, () => sandbox.faults(denied));
    const { exitCode, out } = await cleanUp(sandbox, { manager });
    expect(exitCode).toBe(1);
    expect(notDone(out)[0]).toMatch(/is not authorized to perform: ssm:GetMaintenanceWindow /);
    await sandbox.faults();
    expect(lines(await sandbox.dump())).toEqual(lines(before));
  });

  it('everything: nothing is gone, and it is said', async () => {
    const sandbox = await withPlan(twoDays);
    const manager = await meddled(sandbox, () => sandbox.faults({ kind: 'expired-token' }));
    const { exitCode, out } = await cleanUp(sandbox, { manager });
    expect(exitCode).toBe(1);
    expect(done(out)).toEqual([]);
    expect(out).toContain('! The account could not be read again, so the result is not verified.');
  });

  it('reading: one error, and no backup', async () => {
    const sandbox = await withPlan(twoDays);
    await sandbox.faults({ kind: 'access-denied', operation: 'DescribeMaintenanceWindowExecutions' });
    const writes = await writesIn(sandbox);
    await expect(cleanUp(sandbox)).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: 'These credentials are not allowed to call ssm:DescribeMaintenanceWindowExecutions.',
      exitCode: 1,
    });
    expect(await writesIn(sandbox)).toEqual(writes);
  });

  it('nothing, but the answers are lost: sent again, each deletion finds it gone', async () => {
    const sandbox = await withPlan(twoDays);
    await sandbox.faults(...deletions.map((operation) => ({ kind: 'reset-after', operation, times: 1 })));
    const { exitCode, out } = await cleanUp(sandbox);
    expect(exitCode).toBe(0);
    expect(done(out)).toHaveLength(10);
    expect(lines(await sandbox.dump())).toEqual([]);
  });
});

describe('what somebody else has deleted meanwhile counts as done', () => {
  it('a window, a task, a registration and a baseline', async () => {
    const { exitCode, out, after } = await cleanUpWhile(async (ssm, { BaselineId }, { windows, registrations }) => {
      const [first, second] = windows;
      await ssm.deleteMaintenanceWindow({ WindowId: first?.id });
      await ssm.deregisterTaskFromMaintenanceWindow({ WindowId: second?.id, WindowTaskId: second?.tasks[0]?.id });
      for (const { patchGroup: PatchGroup } of registrations)
        await ssm.deregisterPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
      await ssm.deletePatchBaseline({ BaselineId });
    });
    expect(exitCode).toBe(0);
    expect(done(out)).toHaveLength(10);
    expect(done(out).filter((line) => line.endsWith('  already deleted'))).toHaveLength(7);
    expect(lines(after)).toEqual([]);
  });

  it('between the list and its details: it is not there', async () => {
    const sandbox = await withPlan(twoDays);
    const ssm = sandbox.ssm();
    const manager = await sandbox.connect();
    const { WindowId } = idsOf(await sandbox.dump());
    await sandbox.control('PUT', 'latency', { ms: 20 });
    let deletion: Promise<unknown> | undefined;
    const { windows } = await manager.readInventory({
      details: 'all',
      // The list has been read; the details have not.
      onProgress: (progress) => {
        if (progress.windows > 0) deletion ??= ssm.deleteMaintenanceWindow({ WindowId });
      },
    });
    await deletion;
    expect(windows.map(({ id }) => id)).not.toContain(WindowId);
    expect((await manager.readInventory({ details: 'all' })).windows).toHaveLength(1);
  });
});

describe('what somebody else has changed meanwhile stays, as a whole, with a word', () => {
  const Targets = [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }];
  const other = { TaskArn: 'AWS-Other', TaskType: 'RUN_COMMAND', MaxConcurrency: '1', MaxErrors: '1' } as const;
  const protect = [{ Key: 'ssm-patch-wizard:protect', Value: '' }];
  const renamed: Meddle = (ssm, { WindowId, WindowTargetId }) =>
    ssm.updateMaintenanceWindowTarget({ WindowId, WindowTargetId, Name: 'mine-now' });

  it.each<[string, string, Meddle]>([
    [
      'a window rescheduled',
      'Schedule, Duration',
      (ssm, { WindowId }) => ssm.updateMaintenanceWindow({ WindowId, Schedule: 'rate(1 day)', Duration: 5 }),
    ],
    [
      'a window protected',
      'Tags',
      (ssm, { WindowId: ResourceId }) =>
        ssm.addTagsToResource({ ResourceType: 'MaintenanceWindow', ResourceId, Tags: protect }),
    ],
    [
      'a window with a further target',
      'Targets',
      (ssm, { WindowId }) => ssm.registerTargetWithMaintenanceWindow({ WindowId, ResourceType: 'INSTANCE', Targets }),
    ],
    [
      'a window with a further task',
      'Tasks',
      (ssm, { WindowId, WindowTargetId }) => {
        const Targets = [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }];
        return ssm.registerTaskWithMaintenanceWindow({ WindowId, Targets, ...other });
      },
    ],
    [
      'a task changed',
      'Tasks.MaxErrors',
      (ssm, { WindowId, WindowTaskId }) => ssm.updateMaintenanceWindowTask({ WindowId, WindowTaskId, MaxErrors: '3' }),
    ],
    ['a target changed', 'Targets.Name', renamed],
  ])('%s', async (_, reason, meddle) => {
    const { exitCode, out, before, changed, after } = await cleanUpWhile(meddle);
    expect(exitCode).toBe(1);
    expect(notDone(out)[0]?.endsWith(`: changed since it was read: ${reason}`)).toBe(true);
    expect(after.windows).toEqual(changed.windows.filter(({ id }) => id === idsOf(before).WindowId));
    expect(after.registrations.map(({ patchGroup }) => patchGroup)).toEqual(['Week 1 Day 2 - Unattended - 03:00']);
    expect(after.baselines).toEqual(before.baselines);
  });

  it('a window with a changed target is not switched off either', async () => {
    const { out } = await cleanUpWhile(renamed, { isDisabling: true });
    expect(notDone(out)).toEqual([expect.stringMatching(/: changed since it was read: Targets\.Name$/)]);
  });

  it.each<[string, RegExp, Meddle]>([
    [
      'changed',
      /: RejectedPatches$/,
      (ssm, { BaselineId }) => ssm.updatePatchBaseline({ BaselineId, RejectedPatches: ['KB1'] }),
    ],
    [
      'with a further patch group',
      /: PatchGroups$/,
      (ssm, { BaselineId }) => ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup: 'x' }),
    ],
    [
      'that became the default',
      /: changed since it was read: DefaultBaseline$/,
      (ssm, { BaselineId }) => ssm.registerDefaultPatchBaseline({ BaselineId }),
    ],
  ])('a baseline %s keeps its registrations', async (_, reason, meddle) => {
    const { exitCode, out, before, after } = await cleanUpWhile(meddle);
    expect(exitCode).toBe(1);
    expect(notDone(out)).toHaveLength(4);
    expect(notDone(out)[0]).toMatch(reason);
    expect(after.windows).toEqual([]);
    expect(after.registrations).toEqual(expect.arrayContaining([...before.registrations]));
    expect(after.baselines).toHaveLength(1);
  });

  const another = { Name: 'other', ApprovedPatches: ['KB1'] };

  it('a group that is registered with another baseline now', async () => {
    const { out, before, after } = await cleanUpWhile(async (ssm, { BaselineId: former }, { registrations }) => {
      const PatchGroup = registrations[0]?.patchGroup;
      const { BaselineId } = await ssm.createPatchBaseline(another);
      await ssm.deregisterPatchBaselineForPatchGroup({ BaselineId: former, PatchGroup });
      await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
    });
    expect(notDone(out)[0]).toMatch(
      /^! not done: Deregister the patch group .*: changed since it was read: BaselineId$/,
    );
    expect(after.registrations.map(({ patchGroup }) => patchGroup)).toEqual([before.registrations[0]?.patchGroup]);
  });

  const ofDefault = { only: ['default/WINDOWS', 'Corp-Windows-Default'] };

  it('another default: it stays the default, and so does the old one’s baseline', async () => {
    const meddle: Meddle = async (ssm) => {
      const { BaselineId } = await ssm.createPatchBaseline(another);
      await ssm.registerDefaultPatchBaseline({ BaselineId });
    };
    const { exitCode, out, after } = await cleanUpWhile(meddle, ofDefault, seededSandbox());
    expect(exitCode).toBe(1);
    expect(notDone(out)[0]).toMatch(
      /^! not done: Make AWS-DefaultPatchBaseline the default .*: changed since it was read: BaselineId$/,
    );
    expect(after.baselines.map(({ fields }) => fields.Name)).toContain('Corp-Windows-Default');
  });

  it('but AWS’s default made the default by somebody else is what was wanted', async () => {
    const Filters = [{ Key: 'NAME_PREFIX', Values: ['AWS-DefaultPatchBaseline'] }];
    const meddle: Meddle = async (ssm) => {
      const { BaselineIdentities = [] } = await ssm.describePatchBaselines({ Filters });
      await ssm.registerDefaultPatchBaseline({ BaselineId: BaselineIdentities[0]?.BaselineId });
    };
    const { exitCode, out } = await cleanUpWhile(meddle, ofDefault, seededSandbox());
    expect(exitCode).toBe(0);
    expect(done(out).find((line) => line.includes('RegisterDefaultPatchBaseline'))).toMatch(/ {2}already as wanted$/);
  });

  it('and so is a window that somebody else has switched off', async () => {
    const off: Meddle = (ssm, { WindowId }) => ssm.updateMaintenanceWindow({ WindowId, Enabled: false });
    const { exitCode, out } = await cleanUpWhile(off, { isDisabling: true });
    expect(exitCode).toBe(0);
    expect(done(out).filter((line) => line.endsWith('  already as wanted'))).toHaveLength(1);
  });
});

describe('gone means not listed any more', () => {
  /** An account whose lists are those of before for so many readings after the clean-up. */
  function laggingBehind(sandbox: MemorySandbox, readings: number) {
    let left = readings;
    return readAgain(sandbox, async (first, read) => (left-- > 0 ? first : read()));
  }

  it('a list that lags behind for a moment is waited for', async () => {
    const sandbox = await withPlan(twoDays);
    const waited: number[] = [];
    const { exitCode, out } = await cleanUp(sandbox, {
      manager: await laggingBehind(sandbox, 2),
      wait: async (milliseconds) => {
        waited.push(milliseconds);
      },
    });
    expect(exitCode).toBe(0);
    expect(waited).toEqual([1000, 4000]);
    expect(out).toContain('Verified: AWS no longer lists what was deleted.');
  });

  it('what stays listed is said, whatever AWS has answered', async () => {
    const sandbox = await withPlan(twoDays);
    const { exitCode, out } = await cleanUp(sandbox, { manager: await laggingBehind(sandbox, 100) });
    expect(exitCode).toBe(1);
    expect(out).toContainEqual(expect.stringMatching(/^Not complete: (\d) of \1 things done/));
    expect(
      out.filter((line) => /^! AWS confirmed ".*", but it is still listed. Check again in a minute\.$/.test(line)),
    ).toHaveLength(10);
  });

  it('an account that cannot be listed again proves nothing, and the way back is told all the same', async () => {
    const sandbox = await withPlan(twoDays);
    const manager = await readAgain(sandbox, () => Promise.reject(new Error('gone')));
    const { exitCode, out } = await cleanUp(sandbox, { manager, isJson: true });
    expect(exitCode).toBe(1);
    expect(parsed(out).at(-1)).toMatchObject({ succeeded: 10, backup: '/backups/backup.json', stillListed: null });
  });
});

describe('the backup', () => {
  it('is on the disk before the first call, readable by nobody else, and restore reads it', async () => {
    const sandbox = await withPlan(twoDays);
    const before = await sandbox.dump();
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
    expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(before));
  });
});

describe('interrupted', () => {
  it('between two items: what runs ends, the rest stays, it says which, and both ways on work', async () => {
    const sandbox = await withPlan(twoDays);
    const before = await sandbox.dump();
    const { exitCode, out, backup } = await cleanUp(sandbox, interruptedAt(/^ 2\/10/));
    expect(exitCode).toBe(130);
    const gone = done(out).length;
    expect(gone).toBeGreaterThanOrEqual(2);
    expect(gone).toBeLessThan(10);
    expect(out).toContainEqual(expect.stringMatching(/^Not complete: \d of \d things done, /));
    expect(notDone(out)).toEqual([]);
    const left = out.find((line) => line.startsWith('! '));
    expect(left).toMatch(`! ${10 - gone} call`);
    const names = new Set(out.flatMap((line) => / {2}skipped +\S+ {2}(.*?) {2}interrupted$/.exec(line)?.[1] ?? []));
    expect(names.size).toBeGreaterThan(0);
    for (const name of names) expect(left).toContain(name);
    expect(out.at(-1)).toBe('  ssm-patch-wizard restore /backups/backup.json --yes --region eu-west-1');
    expect((await restore(sandbox, backup)).exitCode).toBe(0);
    expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(before));
    expect((await cleanUp(sandbox)).exitCode).toBe(0);
    expect(lines(await sandbox.dump())).toEqual([]);
  });

  it('after the last item, while it is listed again: done, but not proved', async () => {
    const sandbox = await withPlan(twoDays);
    const interrupt = new AbortController();
    const manager = await readAgain(sandbox, (_, read) => {
      interrupt.abort();
      return read();
    });
    const { exitCode, out } = await cleanUp(sandbox, { signal: interrupt.signal, manager });
    expect(exitCode).toBe(130);
    expect(done(out)).toHaveLength(10);
    expect(lines(await sandbox.dump())).toEqual([]);
  });
});

describe('how to go on', () => {
  /** The selection of the command that the report names. */
  function namedSelection(out: readonly string[]) {
    const [, ids = ''] =
      / --only (.*?) --yes --region eu-west-1$/.exec(out[out.indexOf('To continue with what is left:') + 1] ?? '') ??
      [];
    return { only: [...ids.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '') };
  }

  it('with everything about patching: what is left, by id, also a window of others that has lost its task', async () => {
    const sandbox = await withPlan(twoDays, seededSandbox());
    await sandbox.faults({ kind: 'access-denied', operation: 'DeleteMaintenanceWindow' });
    const first = await cleanUp(sandbox, { selection: allPatching });
    await sandbox.faults();
    expect(first.exitCode).toBe(1);
    const names = async () => (await sandbox.dump()).windows.map(({ fields }) => fields.Name);
    expect(await names()).toContain('web-tier-patching');
    const selection = namedSelection(first.out);
    expect(selection.only).toHaveLength(6);
    expect(await cleanUp(sandbox, { selection })).toMatchObject({ exitCode: 0 });
    expect(await names()).not.toContain('web-tier-patching');
    expect(await names()).toHaveLength(3);
  });

  it('what somebody has changed meanwhile is not in it: it has to be looked at', async () => {
    const { out } = await cleanUpWhile((ssm, { WindowId }) =>
      ssm.updateMaintenanceWindow({ WindowId, Name: 'mine-now' }),
    );
    expect(out).not.toContain('To continue with what is left:');
    const see = out[out.indexOf('To see what is there now:') + 1];
    expect(see).toBe('  ssm-patch-wizard cleanup --dry-run --region eu-west-1');
  });
});
