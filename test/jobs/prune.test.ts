/** Deleting what a plan made before and no longer wants: last, backed up, and finished by the next run. */
import { AddTagsToResourceCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../source/errors.js';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import { dumpAccount, lines, withoutIds } from '../helpers/account-dump.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { cleanUp, restore } from './cleanup-runs.js';
import { now, parsed, type SetUpOptions, setUp, twoWindows, writesIn } from './runs.js';

async function withTwoWindows(): Promise<TestSandbox> {
  const sandbox = await withSandbox({ empty: true, now });
  await setUp(sandbox, twoWindows);
  return sandbox;
}

/** One run that prunes one of two windows, with the backup that it wrote. */
async function prune(sandbox: TestSandbox, line = '-t 3 --prune', options: SetUpOptions = {}) {
  let backup: Backup | undefined;
  const writeBackup = (contents: Backup): string => {
    backup = contents;
    return '/backups/b.json';
  };
  const run = await setUp(sandbox, line, { writeBackup, ...options });
  return { ...run, backup };
}

const record = 'PutParameter';
const deletions = [
  'DeregisterTaskFromMaintenanceWindow',
  'DeregisterTargetFromMaintenanceWindow',
  'DeleteMaintenanceWindow',
  'DeregisterPatchBaselineForPatchGroup',
];

describe('what is no longer wanted', () => {
  it('goes part by part, and the report says how it comes back', async () => {
    const sandbox = await withTwoWindows();
    const ssm = sandbox.ssm();
    const { windows } = await dumpAccount(ssm);
    const written = await writesIn(sandbox);
    const { exitCode, out, backup } = await prune(sandbox);
    expect(exitCode).toBe(0);
    const [first, ...rest] = (await writesIn(sandbox)).slice(written.length).map((call) => call.split(' ')[0]);
    expect([first, ...rest.sort()]).toEqual([record, ...[...deletions].sort()]);
    expect(out).toContain('  ~ 1  record              /patch-wizard/plans/default');
    expect(out).toContain('  - 1  maintenance window  Week1Day2Unattended0400');
    expect(out).toContain('  - 1  registration        Week 1 Day 2 - Unattended - 04:00');
    expect(out).toContain('Backup: /backups/b.json');
    expect(out.slice(-2)).toEqual([
      'To bring back what was deleted:',
      '  ssm-patch-wizard restore /backups/b.json --yes --region eu-west-1',
    ]);
    expect(backup).toMatchObject({ windows: [{ change: 'deleted' }], registrations: [{}], baselines: [], records: [] });
    expect((await restore(sandbox, backup)).exitCode).toBe(0);
    const names = (dump: Pick<Awaited<ReturnType<typeof dumpAccount>>, 'windows'>) =>
      withoutIds({ ...dump, baselines: [], registrations: [], defaults: [], parameters: [] });
    expect(names(await dumpAccount(ssm))).toEqual(names({ windows }));
  });

  it('is told in JSON, with the backup in the summary', async () => {
    const sandbox = await withTwoWindows();
    const { out, err } = await prune(sandbox, undefined, { isJson: true });
    const documents = parsed(out);
    expect(documents[0]).toMatchObject({ event: 'plan', kept: 5, warnings: [] });
    expect(documents[0]?.operations).toMatchObject([record, ...deletions].map((kind) => ({ kind })));
    expect(documents.at(-1)).toMatchObject({ event: 'summary', succeeded: 5, backup: '/backups/b.json' });
    expect(err).toEqual(['Backup: /backups/b.json']);
  });

  it('stays without the flag, without confirmation, in a dry run, and where no backup can be written', async () => {
    const sandbox = await withTwoWindows();
    const before = lines(await dumpAccount(sandbox.ssm()));
    const noDisk = () => {
      throw new UserError('No.', { code: 'backup-not-written' });
    };
    expect(await prune(sandbox, undefined, { isConfirmed: false })).toMatchObject({ exitCode: 3, backup: undefined });
    expect(await prune(sandbox, undefined, { isDryRun: true })).toMatchObject({ exitCode: 0, backup: undefined });
    await expect(prune(sandbox, undefined, { writeBackup: noDisk })).rejects.toMatchObject({
      code: 'backup-not-written',
    });
    expect(lines(await dumpAccount(sandbox.ssm()))).toEqual(before);
    const without = await prune(sandbox, '-t 3');
    expect(without).toMatchObject({ exitCode: 0, backup: undefined });
    expect(without.out.join('\n')).toMatch(/made 2 things that it no longer wants; they stay[\s\S]*: --prune/);
    const isRecord = (line: string): boolean => line.startsWith('parameter');
    const after = lines(await dumpAccount(sandbox.ssm()));
    expect(after.filter((line) => !isRecord(line))).toEqual(before.filter((line) => !isRecord(line)));
  });

  it('is finished by the next run, wherever the first one broke off', async () => {
    const sandbox = await withTwoWindows();
    const ssm = sandbox.ssm();
    await prune(sandbox);
    const expected = withoutIds(await dumpAccount(ssm));
    for (const operation of deletions) {
      await sandbox.control('POST', 'reset', { empty: true });
      await setUp(sandbox, twoWindows);
      await sandbox.control('PUT', 'faults', [{ kind: 'access-denied', operation, nth: 1 }]);
      const first = await prune(sandbox);
      expect(first.exitCode, operation).toBe(1);
      expect(first.out.join('\n')).toMatch(/ssm-patch-wizard setup --yes --region eu-west-1 .* --prune/);
      await sandbox.control('PUT', 'faults', []);
      // The answers are written down; only the consent is given again.
      expect((await prune(sandbox, '--prune')).exitCode, operation).toBe(0);
      expect(withoutIds(await dumpAccount(ssm)), operation).toEqual(expected);
      expect((await prune(sandbox, '--prune')).out.at(-1), operation).toMatch(/^Nothing to do/);
    }
  });

  it('goes after what replaces it, and not at all if that fails', async () => {
    const sandbox = await withTwoWindows();
    await sandbox.control('PUT', 'faults', [
      { kind: 'access-denied', operation: 'RegisterTaskWithMaintenanceWindow', nth: 1 },
    ]);
    const before = await dumpAccount(sandbox.ssm());
    expect((await prune(sandbox, '-t 9 --prune')).exitCode).toBe(1);
    const after = lines(await dumpAccount(sandbox.ssm()));
    const ofWindows = (line: string): boolean => line.startsWith('window');
    for (const line of lines(before).filter(ofWindows)) expect(after).toContain(line);
    await sandbox.control('PUT', 'faults', []);
    const { out } = await prune(sandbox, '--prune');
    const done = out.flatMap((line) => / done +(\w+)/.exec(line)?.[1] ?? []);
    expect(done.indexOf('RegisterTaskWithMaintenanceWindow')).toBeLessThan(done.findIndex((kind) => /^De/.test(kind)));
  });
});

it('a protected window goes on patching with its baseline, which is said, in a prune and in a clean-up', async () => {
  const sandbox = await withTwoWindows();
  const ssm = sandbox.ssm();
  const { windows } = await dumpAccount(ssm);
  const ResourceId = windows.find(({ fields }) => fields.Name === 'Week1Day2Unattended0400')?.id;
  const Tags = [{ Key: 'ssm-patch-wizard:protect', Value: '' }];
  await ssm.send(new AddTagsToResourceCommand({ ResourceType: 'MaintenanceWindow', ResourceId, Tags }));
  const { out } = await prune(sandbox);
  expect(out.join('\n')).toContain(
    '! Plan default no longer wants these, and they stay all the same: Week 1 Day 2 - Unattended - 04:00 (Week1Day2Unattended0400 patches with it); Week1Day2Unattended0400 (tagged ssm-patch-wizard:protect).',
  );
  const counts = async () => {
    const { windows, baselines, registrations, parameters } = await dumpAccount(ssm);
    return [windows, baselines, registrations, parameters].map(({ length }) => length);
  };
  expect(await counts()).toEqual([2, 1, 2, 1]);
  const clean = await cleanUp(sandbox, { selection: { plan: 'default' } });
  expect(clean.out.join('\n')).toContain('! Windows-0day-Important stays: its patch group');
  expect(await counts()).toEqual([1, 1, 1, 1]);
});
