/** Deleting what a plan made before and no longer wants: last, backed up, and finished by the next run. */
import { AddTagsToResourceCommand, RegisterDefaultPatchBaselineCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../source/errors.js';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import { findDrift } from '../../source/plan/setup/drift.js';
import { type Answers, defaultAnswers } from '../../source/plan/spec/answers.js';
import type { Consent } from '../../source/plan/spec/consent.js';
import type { Week } from '../../source/schedule/slot.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { dumpAccount, lines } from './account-dump.js';
import { cleanUp, connected, restore } from './cleanup-runs.js';
import { now, parsed, type SetUpOptions, setUp, writesIn } from './runs.js';
import { comparableAccount, twoWindows } from './small-plans.js';

const pruning: Consent = { prune: true, adopt: false };
const oneWindow: Answers = { ...twoWindows, times: [{ hour: 3, minute: 0 }] };

async function withTwoWindows(): Promise<TestSandbox> {
  const sandbox = await withSandbox({ empty: true, now });
  await setUp(sandbox, { answers: twoWindows });
  return sandbox;
}

/** One run that prunes, with the backup that it wrote. */
async function prune(sandbox: TestSandbox, options: SetUpOptions = {}) {
  let backup: Backup | undefined;
  const run = await setUp(sandbox, {
    answers: oneWindow,
    consent: pruning,
    writeBackup: (contents) => {
      backup = contents;
      return '/backups/b.json';
    },
    ...options,
  });
  return { ...run, backup };
}

const calls = [
  'DeregisterTaskFromMaintenanceWindow',
  'DeregisterTargetFromMaintenanceWindow',
  'DeleteMaintenanceWindow',
  'DeregisterPatchBaselineForPatchGroup',
];

describe('what is no longer wanted', () => {
  it('goes part by part, and the report says how it comes back', async () => {
    const sandbox = await withTwoWindows();
    const ssm = sandbox.ssm();
    const before = await comparableAccount(ssm);
    const written = await writesIn(sandbox);
    const { exitCode, out, backup } = await prune(sandbox);
    expect(exitCode).toBe(0);
    const [task, target, ...rest] = (await writesIn(sandbox)).slice(written.length).map((call) => call.split(' ')[0]);
    expect([task, target, ...rest.sort()]).toEqual(calls);
    expect(out).toContain('  - 1  maintenance window  Week1Day2Unattended0400');
    expect(out).toContain('  - 1  registration        Week 1 Day 2 - Unattended - 04:00');
    expect(out).toContain('Backup of what is deleted: /backups/b.json');
    expect(out.slice(-2)).toEqual([
      'To bring back what was deleted:',
      '  ssm-patch-wizard restore /backups/b.json --yes --region eu-west-1',
    ]);
    expect(backup).toMatchObject({ windows: [{ fate: 'deleted' }], registrations: [{}], baselines: [] });
    expect(backup?.stayed).toHaveLength(2);
    expect((await restore(sandbox, backup)).exitCode).toBe(0);
    expect(await comparableAccount(ssm)).toEqual(before);
  });

  it('is told in JSON, with the backup in the summary', async () => {
    const sandbox = await withTwoWindows();
    const { out, err } = await prune(sandbox, { isJson: true });
    const documents = parsed(out);
    expect(documents[0]).toMatchObject({ event: 'plan', kept: 5, warnings: [] });
    expect(documents[0]?.operations).toMatchObject(calls.map((kind) => ({ kind })));
    expect(documents.at(-1)).toMatchObject({ event: 'summary', succeeded: 4, backup: '/backups/b.json' });
    expect(err).toEqual(['Backup of what is deleted: /backups/b.json']);
  });

  it('stays without the flag, without confirmation, in a dry run, and where no backup can be written', async () => {
    const sandbox = await withTwoWindows();
    const before = lines(await dumpAccount(sandbox.ssm()));
    const written = await writesIn(sandbox);
    const noDisk = () => {
      throw new UserError('No.', { code: 'backup-not-written' });
    };
    const without = await prune(sandbox, { consent: { prune: false, adopt: false } });
    expect(without).toMatchObject({ exitCode: 0, backup: undefined });
    expect(without.out.join('\n')).toMatch(/made 2 things that it no longer wants; they stay[\s\S]*: --prune/);
    expect(await prune(sandbox, { isConfirmed: false })).toMatchObject({ exitCode: 3, backup: undefined });
    expect(await prune(sandbox, { isDryRun: true })).toMatchObject({ exitCode: 0, backup: undefined });
    await expect(prune(sandbox, { writeBackup: noDisk })).rejects.toMatchObject({ code: 'backup-not-written' });
    expect(await writesIn(sandbox)).toEqual(written);
    expect(lines(await dumpAccount(sandbox.ssm()))).toEqual(before);
  });

  it('is finished by the next run, wherever the first one broke off', async () => {
    const sandbox = await withTwoWindows();
    const ssm = sandbox.ssm();
    await prune(sandbox);
    const expected = await comparableAccount(ssm);
    for (const operation of calls) {
      await sandbox.control('POST', 'reset', { empty: true });
      await setUp(sandbox, { answers: twoWindows });
      await sandbox.control('PUT', 'faults', [{ kind: 'access-denied', operation, nth: 1 }]);
      expect((await prune(sandbox)).exitCode, operation).toBe(1);
      await sandbox.control('PUT', 'faults', []);
      expect((await prune(sandbox)).exitCode, operation).toBe(0);
      expect(await comparableAccount(ssm), operation).toEqual(expected);
      expect((await prune(sandbox)).out.at(-1), operation).toMatch(/^Nothing to do/);
    }
  });

  it('goes after what replaces it, and not at all if that fails', async () => {
    const sandbox = await withTwoWindows();
    const answers: Answers = { ...oneWindow, times: [{ hour: 9, minute: 0 }] };
    await sandbox.control('PUT', 'faults', [
      { kind: 'access-denied', operation: 'RegisterTaskWithMaintenanceWindow', nth: 1 },
    ]);
    const before = await dumpAccount(sandbox.ssm());
    expect((await prune(sandbox, { answers })).exitCode).toBe(1);
    const after = lines(await dumpAccount(sandbox.ssm()));
    const ofWindows = (line: string): boolean => line.startsWith('window');
    for (const line of lines(before).filter(ofWindows)) expect(after).toContain(line);
    await sandbox.control('PUT', 'faults', []);
    const { out } = await prune(sandbox, { answers });
    const done = out.flatMap((line) => / done +(\w+)/.exec(line)?.[1] ?? []);
    expect(done.indexOf('RegisterTaskWithMaintenanceWindow')).toBeLessThan(done.findIndex((kind) => /^De/.test(kind)));
  });
});

describe('a protected window that is no longer wanted', () => {
  const later = 'Week 1 Day 2 - Unattended - 04:00';

  async function withProtected() {
    const sandbox = await withTwoWindows();
    const ssm = sandbox.ssm();
    const { windows } = await dumpAccount(ssm);
    const ResourceId = windows.find(({ fields }) => fields.Name === 'Week1Day2Unattended0400')?.id;
    const Tags = [{ Key: 'ssm-patch-wizard:protect', Value: '' }];
    await ssm.send(new AddTagsToResourceCommand({ ResourceType: 'MaintenanceWindow', ResourceId, Tags }));
    return { sandbox, ssm };
  }

  it('goes on patching with its baseline, which is said, and the second run writes nothing', async () => {
    const { sandbox, ssm } = await withProtected();
    const answers: Answers = { ...oneWindow, task: { ...oneWindow.task, durationHours: 3 } };
    const { out } = await prune(sandbox, { answers });
    expect(out.join('\n')).toContain(
      `! Plan default no longer wants these, and they stay all the same: ${later} (Week1Day2Unattended0400 patches with it); Week1Day2Unattended0400 (tagged ssm-patch-wizard:protect).`,
    );
    const { windows, registrations } = await dumpAccount(ssm);
    expect(windows).toHaveLength(2);
    expect(registrations).toHaveLength(2);
    const written = await writesIn(sandbox);
    expect((await prune(sandbox, { answers })).exitCode).toBe(0);
    expect(await writesIn(sandbox)).toEqual(written);
  });

  it('keeps them in a clean-up by flags', async () => {
    const { sandbox, ssm } = await withProtected();
    const { out } = await cleanUp(sandbox, { selection: { plan: 'default' } });
    expect(out.join('\n')).toContain('! Windows-0day-Important stays: its patch group');
    const { windows, baselines, registrations } = await dumpAccount(ssm);
    expect([windows, baselines, registrations].map(({ length }) => length)).toEqual([1, 1, 1]);
  });
});

it('a baseline that has to stay, for it is a default now, is marked at once', async () => {
  const sandbox = await withTwoWindows();
  const ssm = sandbox.ssm();
  await setUp(sandbox, {
    answers: { ...twoWindows, baselines: [...twoWindows.baselines, { kind: 'aws-rules', os: 'UBUNTU' }] },
  });
  const { baselines } = await dumpAccount(ssm);
  const BaselineId = baselines.find(({ fields }) => fields.OperatingSystem === 'UBUNTU')?.id;
  await ssm.send(new RegisterDefaultPatchBaselineCommand({ BaselineId }));
  expect((await prune(sandbox, { answers: twoWindows })).exitCode).toBe(0);
  expect((await dumpAccount(ssm)).registrations).toHaveLength(2);
  expect(findDrift(await (await connected(sandbox)).readInventory())).toEqual([]);
  const written = await writesIn(sandbox);
  await prune(sandbox, { answers: twoWindows });
  expect(await writesIn(sandbox)).toEqual(written);
});

it('a former window that a clean-up takes leaves a group that is no drift', async () => {
  const sandbox = await withSandbox({ empty: true, now });
  const ofWeeks = (weeks: Week[], durationHours: number): Answers => ({
    ...oneWindow,
    days: { kind: 'weekdays', weeks, weekdays: [2, 3] },
    task: { ...oneWindow.task, durationHours },
  });
  await setUp(sandbox, { answers: ofWeeks([1, 2], 2) });
  await setUp(sandbox, { answers: ofWeeks([1], 3) });
  await cleanUp(sandbox, { selection: { only: ['Week2Day2Unattended0300'] } });
  expect(findDrift(await (await connected(sandbox)).readInventory())).toEqual([]);
});

describe('more groups than one baseline takes', () => {
  it('end with the same rules for each group as after the last answers alone, and nothing is left over', async () => {
    const large = (hours: readonly number[]): Answers => ({
      ...defaultAnswers,
      days: { kind: 'weekdays', weeks: [1, 2], weekdays: [2, 3] },
      times: hours.map((hour) => ({ hour, minute: 0 })),
    });
    const first = large([1, 2, 3, 4, 5]);
    const last = large([5, 6, 7, 8, 9]);
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    await setUp(sandbox, { answers: first });
    expect((await prune(sandbox, { answers: last })).exitCode).toBe(0);
    const { windows, baselines, registrations } = await dumpAccount(ssm);
    expect(windows).toHaveLength(20);
    expect(registrations).toHaveLength(20);
    // Two of the same rules: groups do not move, and there was no room for all of them in the first.
    expect(baselines.map(({ fields }) => fields.Name)).toEqual(['Windows-0day-Important', 'Windows-0day-Important-2']);
    const rules = baselines.map(({ fields: { Name, CreatedDate, ModifiedDate, ...fields } }) => fields);
    expect(rules[1]).toEqual(rules[0]);
    expect((await prune(sandbox, { answers: last })).out.at(-1)).toMatch(/^Nothing to do/);
  });
});
