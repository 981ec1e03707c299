/** Accounts as they are in the field: what is there is read, shown, backed up and restored as it is; what cannot come back is said. */
import type { CreateMaintenanceWindowRequest, Target } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import { type AccountDump, withoutIds } from '../helpers/account-dump.js';
import { type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { plainWindow } from '../helpers/sandbox.js';
import { allPatching, cleanUp, restore } from './cleanup-runs.js';
import { parsed, statusDocument } from './runs.js';

interface Shape extends Partial<CreateMaintenanceWindowRequest> {
  readonly Name: string;
}

/** A window with a target and a patching task, as somebody else's tools have made it. */
async function add(
  sandbox: MemorySandbox,
  shape: Shape,
  Targets: Target[] = [{ Key: 'tag:PatchGroup', Values: ['prod'] }],
  more: Readonly<Record<string, string[]>> = {},
): Promise<void> {
  const ssm = sandbox.ssm();
  const { WindowId } = await ssm.createMaintenanceWindow({ ...plainWindow, ...shape });
  const target = await ssm.registerTargetWithMaintenanceWindow({ WindowId, ResourceType: 'INSTANCE', Targets });
  await ssm.registerTaskWithMaintenanceWindow({
    WindowId,
    ...{ TaskArn: 'AWS-RunPatchBaseline', TaskType: 'RUN_COMMAND', MaxConcurrency: '1', MaxErrors: '0' },
    Targets: [{ Key: 'WindowTargetIds', Values: [target.WindowTargetId ?? ''] }],
    TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ['Install'], ...more } } },
  });
}

it('what has run for the last time is said before it is deleted, and a restore leaves it away without trying', async () => {
  let at = '2026-11-23T10:00:00Z';
  const now = () => new Date(at);
  const sandbox = memorySandbox({ empty: true, now });
  await add(sandbox, { Name: 'only-once', Schedule: 'at(2026-12-01T03:00:00)', ScheduleTimezone: 'Europe/Rome' });
  await add(sandbox, { Name: 'until-new-year', EndDate: '2027-01-01T00:00:00Z' });
  await add(sandbox, { Name: 'this-year', Schedule: 'cron(0 3 ? * TUE 2026)' });
  await add(sandbox, { Name: 'nearly', Schedule: 'cron(0 3 ? * TUE#1 *)', EndDate: '2027-02-08T00:00:00Z' });
  await add(sandbox, { Name: 'monthly', Schedule: 'rate(30 days)' });
  await add(sandbox, { Name: 'next-year', EndDate: '2028-01-01T00:00:00Z' });
  at = '2027-02-03T10:00:00Z';
  const before = await sandbox.dump();
  const idOf = (name: string) => before.windows.find(({ fields }) => fields.Name === name)?.id;

  const selection = allPatching;
  const { out: review } = await cleanUp(sandbox, { selection, now, isDryRun: true });
  const reasons = {
    'only-once': 'its only run, at(2026-12-01T03:00:00) Europe/Rome, has passed',
    'until-new-year': 'its EndDate, 2027-01-01T00:00:00Z, has passed',
    'this-year': 'its schedule, cron(0 3 ? * TUE 2026) UTC, has no runs left',
    nearly: 'its schedule, cron(0 3 ? * TUE#1 *) UTC, has no runs left before its EndDate, 2027-02-08T00:00:00Z',
  };
  const ended = Object.keys(reasons);
  const whole = review.join('\n');
  for (const reason of Object.values(reasons))
    expect(whole).toContain(`It can never run again, so a restore cannot bring it back: ${reason}.`);
  const listed = Object.entries(reasons).map(([name, why]) => `${name} (${idOf(name)}: ${why})`);
  const message = `AWS does not create windows that can never run again, so a restore cannot bring back ${listed.join('; ')}.`;
  expect(review).toContain(`! ${message}`);

  const { out, backup } = await cleanUp(sandbox, { selection, now, isJson: true });
  const [plan] = parsed(out);
  expect(plan?.warnings).toContainEqual({ code: 'never-again', message, nextSteps: [] });

  const back = await restore(sandbox, backup, { now });
  expect(back).toMatchObject({ exitCode: 0, err: [] });
  const stays = Object.entries(reasons).map(
    ([name, why]) => `! Window ${name} (${idOf(name)}) is not restored, because it could never run: ${why}.`,
  );
  expect(back.out).toEqual(expect.arrayContaining(stays));
  expect(back.out).toContain(
    '! monthly: rate(30 days) starts counting when the window is re-created; if that is now, its first run is at 2027-03-05 10:00 UTC.',
  );
  const left: AccountDump = {
    ...before,
    windows: before.windows.filter(({ fields }) => !ended.includes(String(fields.Name))),
  };
  expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(left));
  const again = await restore(sandbox, backup, { now });
  expect(again.exitCode).toBe(0);
  expect(again.out.at(-1)).toBe('Nothing to do: all that can be restored already exists.');
});

it('what AWS calls invalid is not tried again and again', async () => {
  const now = () => new Date('2026-11-23T10:00:00Z');
  const sandbox = memorySandbox({ empty: true, now });
  await add(sandbox, { Name: 'refused' });
  await add(sandbox, { Name: 'accepted' });
  const { backup } = await cleanUp(sandbox, { selection: allPatching });
  const { exitCode, out } = await restore(sandbox, backup && withSchedule(backup, 'refused', 'cron(0 3 ? * TUE#9 *)'));
  expect(exitCode).toBe(1);
  expect(out.at(-1)).toBe('AWS would refuse this again, so it cannot be restored from this backup.');
  expect((await sandbox.dump()).windows.map(({ fields }) => fields.Name)).toEqual(['accepted']);
});

/** As AWS may refuse what is read here. */
function withSchedule(backup: Backup, name: string, Schedule: string): Backup {
  const windows = backup.windows.map((window) =>
    window.members.Name === name ? { ...window, members: { ...window.members, Schedule } } : window,
  );
  return { ...backup, windows };
}

it('empty strings, crons without a year and targets that no node matches go and come back as they are', async () => {
  const now = () => new Date('2026-11-23T10:00:00Z');
  const sandbox = memorySandbox({ empty: true, fleet: 3, now });
  const { nodes } = await (await sandbox.connect()).readInventory();
  const [managed = ''] = nodes.map(({ id }) => id);
  const empty = { SnapshotId: [''], InstallOverrideList: [''], BaselineOverride: [''] };
  await add(sandbox, { Name: 'console', Schedule: 'cron(0 3 ? * SUN)' }, undefined, empty);
  await add(sandbox, { Name: 'nobody' }, [{ Key: 'tag:PatchGroup', Values: ['', 'no node'] }]);
  await add(sandbox, { Name: 'ids' }, [{ Key: 'InstanceIds', Values: [managed, 'i-0123456789abcdef0'] }]);
  await add(sandbox, { Name: 'gone' }, [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }]);
  const { windows } = await statusDocument(sandbox);
  const rows = windows.map(({ name, schedule, nextExecutionTime, nodes: count }) => [
    ...[name, schedule, nextExecutionTime, count],
  ]);
  const plain = [plainWindow.Schedule, '2026-12-01T03:00Z'];
  expect(rows.sort()).toEqual([
    ['console', 'cron(0 3 ? * SUN)', '2026-11-29T03:00Z', 0],
    ['gone', ...plain, 0],
    ['ids', ...plain, 1],
    ['nobody', ...plain, 0],
  ]);
  const before = await sandbox.dump();
  const { out, backup } = await cleanUp(sandbox, { selection: allPatching });
  const consequences = out.filter((line) => line.includes('Its next run would be')).map((line) => line.trim());
  expect(consequences.map((line) => line.split('. ')[0]).sort()).toEqual([
    'It will no longer patch 1 node',
    ...Array(3).fill('No nodes are in its targets now'),
  ]);
  expect(await restore(sandbox, backup)).toMatchObject({ exitCode: 0, err: [] });
  expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(before));
});
