/** A clean-up that was killed: the next one knows it by its backup, goes on with it, and one restore brings all of it back. */
import { beforeAll, expect, it } from 'vitest';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import { newAccount } from '../../source/sandbox/seed.js';
import { withoutIds } from '../helpers/account-dump.js';
import { type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { type CleanupRunOptions, cleanUp, deletions, restore, withChanges } from './cleanup-runs.js';
import { now, setUp, twoWindows } from './runs.js';

const all = { isAllPatching: true };

/** A plan beside the windows of other teams, and what a clean-up leaves that nothing disturbs. */
const contents = newAccount({});
let undisturbed: unknown;

beforeAll(async () => {
  expect((await setUp(memorySandbox({ now }, contents), twoWindows)).exitCode).toBe(0);
  const sandbox = withOthers();
  await run(sandbox, []);
  undisturbed = withoutIds(await sandbox.dump());
});

/** A sandbox with these. */
const withOthers = (): MemorySandbox => memorySandbox({ now }, contents.copy());

/** One run with the backups of all before it. */
async function run(sandbox: MemorySandbox, backups: Backup[], options: CleanupRunOptions = {}) {
  const findBackups = () => backups.map((backup) => ({ at: new Date(backup.createdAt), backup }));
  const ended = await cleanUp(sandbox, { selection: all, findBackups, ...options });
  if (ended.backup) backups.unshift(ended.backup);
  return ended;
}

/** From a kind of call on nothing arrives any more, as if the program had been killed there. */
function killedAt(manager: PatchManager, kind: string, calls: number): PatchManager {
  let made = 0;
  return withChanges(manager, {
    perform: async (each, input) => {
      if (each === kind) made += 1;
      if (made > calls) throw new Error('killed');
      return manager.perform(each, input);
    },
  });
}

it.each(deletions)('killed at %s: the same flags go on, and the last backup has all of it', async (kind) => {
  const sandbox = withOthers();
  const before = withoutIds(await sandbox.dump());
  const backups: Backup[] = [];
  // There is one record, and nothing is left of the rest by then.
  for (const calls of kind === 'DeleteParameter' ? [0] : [1, 0]) {
    const manager = killedAt(await sandbox.connect(), kind, calls);
    expect((await run(sandbox, backups, { manager })).exitCode).toBe(1);
  }
  const last = await run(sandbox, backups);
  expect(last.exitCode, last.out.join('\n')).toBe(0);
  // The plan's name is not misspelt, though nothing of it is left.
  const further = await run(sandbox, backups, { selection: { ...all, plan: 'default' } });
  expect([further.exitCode, further.out.at(-1)]).toEqual([0, expect.stringMatching(/^Nothing to do/)]);
  expect(withoutIds(await sandbox.dump())).toEqual(undisturbed);
  expect((await restore(sandbox, backups[0])).exitCode).toBe(0);
  expect(withoutIds(await sandbox.dump())).toEqual(before);
});

it('is said, with how to go on, where the flags are not about it; without a word once it was brought back', async () => {
  const sandbox = withOthers();
  const backups: Backup[] = [];
  const manager = killedAt(await sandbox.connect(), 'DeleteMaintenanceWindow', 0);
  await run(sandbox, backups, { manager });
  const options = { isDryRun: true, selection: {} };
  const said = (await run(sandbox, backups, options)).out.join('\n');
  expect(said).toMatch(/! .*: partly deleted by the clean-up of 2026-11-23 10:00 UTC/);
  expect(said).toMatch(/→ To finish it: --all-patching, or --only mw-/);
  expect((await restore(sandbox, backups[0])).exitCode).toBe(0);
  expect((await run(sandbox, backups, options)).out.join('\n')).not.toContain('was begun');
});

it('a window that only its target has called the plan’s goes with the plan, though the target is gone', async () => {
  const sandbox = withOthers();
  const ssm = sandbox.ssm();
  const { windows } = await sandbox.dump();
  const own = windows.find(({ fields }) => fields.Name === 'Week1Day2Unattended0300');
  await ssm.removeTagsFromResource({
    ...{ ResourceType: 'MaintenanceWindow', ResourceId: own?.id, TagKeys: ['ssm-patch-wizard:plan'] },
  });
  const backups: Backup[] = [];
  const selection = { plan: 'default' };
  const manager = killedAt(await sandbox.connect(), 'DeleteMaintenanceWindow', 0);
  await run(sandbox, backups, { manager, selection });
  expect((await run(sandbox, backups, { selection })).exitCode).toBe(0);
  expect((await sandbox.dump()).windows.map(({ id }) => id)).not.toContain(own?.id);
});
