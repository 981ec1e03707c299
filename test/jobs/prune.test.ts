import { describe, expect, it } from 'vitest';
import { UserError } from '../../source/errors.js';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import { lines, withoutIds } from '../helpers/account-dump.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { deletions, restore } from './cleanup-runs.js';
import { type SetUpOptions, setUp, twoWindows, withPlan, writesIn } from './runs.js';

/** One run that prunes one of two windows, with the backup that it wrote. */
async function prune(sandbox: MemorySandbox, line = '-t 3 --prune', options: SetUpOptions = {}) {
  let backup: Backup | undefined;
  const writeBackup = (contents: Backup): string => {
    backup = contents;
    return '/backups/b.json';
  };
  const run = await setUp(sandbox, line, { writeBackup, ...options });
  return { ...run, backup };
}

const record = 'PutParameter';
const removals = deletions.slice(0, 4);

describe('what is no longer wanted', () => {
  it('goes part by part, and the report says how it comes back', async () => {
    const sandbox = await withPlan(twoWindows);
    const { windows } = await sandbox.dump();
    const written = await writesIn(sandbox);
    const { exitCode, out, backup } = await prune(sandbox);
    expect(exitCode).toBe(0);
    const [first, ...rest] = (await writesIn(sandbox)).slice(written.length).map((call) => call.split(' ')[0]);
    expect([first, ...rest.sort()]).toEqual([record, ...[...removals].sort()]);
    expect(out).toContain('  ~ 1  record              /patch-wizard/plans/default');
    expect(out).toContain('  - 1  maintenance window  Week1Day2Unattended0400');
    expect(out).toContain('  - 1  registration        Week 1 Day 2 - Unattended - 04:00');
    expect(out).toContain('Backup: /backups/b.json');
    expect(out.slice(-2)).toEqual([
      'To restore what was deleted:',
      '  ssm-patch-wizard restore /backups/b.json --yes --region eu-west-1',
    ]);
    expect(backup).toMatchObject({ windows: [{ change: 'deleted' }], registrations: [{}], baselines: [], records: [] });
    expect((await restore(sandbox, backup)).exitCode).toBe(0);
    const nothing = { baselines: [], registrations: [], defaults: [], parameters: [] };
    expect(withoutIds({ ...(await sandbox.dump()), ...nothing })).toEqual(withoutIds({ windows, ...nothing }));
  });

  it('stays without the flag, without confirmation, in a dry run, and where no backup can be written', async () => {
    const sandbox = await withPlan(twoWindows);
    const before = lines(await sandbox.dump());
    const noDisk = () => {
      throw new UserError('No.', { code: 'backup-not-written' });
    };
    expect(await prune(sandbox, undefined, { isConfirmed: false })).toMatchObject({ exitCode: 3, backup: undefined });
    expect(await prune(sandbox, undefined, { isDryRun: true })).toMatchObject({ exitCode: 0, backup: undefined });
    await expect(prune(sandbox, undefined, { writeBackup: noDisk })).rejects.toMatchObject({
      code: 'backup-not-written',
    });
    expect(lines(await sandbox.dump())).toEqual(before);
    const without = await prune(sandbox, '-t 3');
    expect(without).toMatchObject({ exitCode: 0, backup: undefined });
    expect(without.out.join('\n')).toMatch(/no longer needs 2 things that it created\. They stay[\s\S]*: --prune/);
    const isRecord = (line: string): boolean => line.startsWith('parameter');
    const after = lines(await sandbox.dump());
    expect(after.filter((line) => !isRecord(line))).toEqual(before.filter((line) => !isRecord(line)));
  });

  it('is finished by the next run, wherever the first one broke off', async () => {
    const sandbox = await withPlan(twoWindows);
    await prune(sandbox);
    const expected = withoutIds(await sandbox.dump());
    for (const operation of removals) {
      await sandbox.control('POST', 'reset', { empty: true });
      await setUp(sandbox, twoWindows);
      await sandbox.faults({ kind: 'access-denied', operation, nth: 1 });
      const first = await prune(sandbox);
      expect(first.exitCode, operation).toBe(1);
      expect(first.out.join('\n')).toMatch(/ssm-patch-wizard setup --yes --region eu-west-1 .* --prune/);
      await sandbox.faults();
      // The answers are written down; only the consent is given again.
      expect((await prune(sandbox, '--prune')).exitCode, operation).toBe(0);
      expect(withoutIds(await sandbox.dump()), operation).toEqual(expected);
      expect((await prune(sandbox, '--prune')).out.at(-1), operation).toMatch(/^Nothing to do/);
    }
  });

  it('goes after what replaces it, and not at all if that fails', async () => {
    const sandbox = await withPlan(twoWindows);
    await sandbox.faults({ kind: 'access-denied', operation: 'RegisterTaskWithMaintenanceWindow', nth: 1 });
    const before = await sandbox.dump();
    expect((await prune(sandbox, '-t 9 --prune')).exitCode).toBe(1);
    const after = lines(await sandbox.dump());
    const ofWindows = (line: string): boolean => line.startsWith('window');
    for (const line of lines(before).filter(ofWindows)) expect(after).toContain(line);
    await sandbox.faults();
    const { out } = await prune(sandbox, '--prune');
    const done = out.flatMap((line) => / done +(\w+)/.exec(line)?.[1] ?? []);
    expect(done.indexOf('RegisterTaskWithMaintenanceWindow')).toBeLessThan(done.findIndex((kind) => /^De/.test(kind)));
  });
});
