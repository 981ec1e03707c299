/** `cleanup` without a screen: what goes, what stays, what is said, and how it ends. */
import { describe, expect, it } from 'vitest';
import { nodeArn } from '../../source/plan/account/tagging.js';
import { lines, withoutIds } from '../helpers/account-dump.js';
import { type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { allPatching, cleanUp, meddled, restore } from './cleanup-runs.js';
import {
  counted,
  emptySandbox,
  now,
  oneWindow,
  parsed,
  placeLine,
  placeMembers,
  seededSandbox,
  setUp,
  toldAsJson,
  windowId,
  withPlan,
  writesIn,
} from './runs.js';

const deletions = (writes: readonly string[]) => writes.filter((write) => /^(Delete|Deregister)/.test(write));

describe('what goes', () => {
  it('tags of nodes stay, and are named; chosen by themselves they go, and a restore brings them back', async () => {
    const sandbox = await withPlan('--wave dev=2tue@03:00', memorySandbox({ fleet: 3, now }));
    const manager = await sandbox.connect();
    const tagsNow = async () => (await manager.readFleet()).nodes.map(({ tags }) => tags.PatchGroup);
    const arns = (await manager.readFleet()).nodes.map(({ id }) => nodeArn(id, { ...placeMembers, partition: 'aws' }));
    await manager.perform('TagResources', { ResourceARNList: arns, Tags: { PatchGroup: 'dev' } });
    const run = await cleanUp(sandbox, {
      selection: { plan: 'default', isAllPatching: false, only: ['tags/default'], isDisabling: false },
    });
    expect(run.exitCode).toBe(0);
    expect(await tagsNow()).toEqual([undefined, undefined, undefined]);
    expect((await restore(sandbox, run.backup)).out).toContain('Done: 3 nodes updated in under 1 s, 0 kept.');
    expect(await tagsNow()).toEqual(['dev', 'dev', 'dev']);
    const { out } = await cleanUp(sandbox);
    expect(out).toContain('  → To remove it: --only tags/default');
    expect(await tagsNow()).toEqual(['dev', 'dev', 'dev']);
  });

  it('by default only what the wizard has made; everything else is as it was', async () => {
    const sandbox = seededSandbox();
    const before = lines(await sandbox.dump());
    await setUp(sandbox);
    const { exitCode, out, err } = await cleanUp(sandbox);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: [] });
    expect(lines(await sandbox.dump())).toEqual(before);
    expect(counted(deletions(await writesIn(sandbox)))).toEqual({
      'DeregisterTaskFromMaintenanceWindow 200': 8,
      'DeregisterTargetFromMaintenanceWindow 200': 8,
      'DeleteMaintenanceWindow 200': 8,
      'DeregisterPatchBaselineForPatchGroup 200': 8,
      'DeletePatchBaseline 200': 1,
      'DeleteParameter 200': 1,
    });
    expect((await writesIn(sandbox)).at(-1)).toBe('DeleteParameter 200');
    expect(out.slice(0, 2)).toEqual([placeLine, 'Clean-up: 18 of 50 things chosen']);
    expect(out).toContain('Backup: /backups/backup.json');
    const end = out.slice(out.findIndex((line) => line.startsWith('Done')));
    expect(end).toEqual([
      'Done: 8 windows, 8 registrations, 1 baseline, 1 record deleted in under 1 s, 32 kept.',
      'Verified: AWS no longer lists what was deleted.',
      '',
      'To restore it:',
      '  ssm-patch-wizard restore /backups/backup.json --yes --region eu-west-1',
    ]);
  });

  it('nothing is hidden: what stays is listed with the reason, also what is protected', async () => {
    const { out } = await cleanUp(seededSandbox(), { isDryRun: true });
    const after = (heading: string) => out.slice(out.indexOf(heading) + 1);
    expect(out).not.toContain('Created by this wizard');
    expect(after('Patching, created by others')[0]).toMatch(
      /^ {2}keep {8}window {8}web-tier-patching +mw-\w+ +\(runs AWS-RunPatchBaseline; created by others\)$/,
    );
    expect(after('Mixed: patching task only')[0]).toMatch(
      /^ {2}keep {8}task {10}finance-month-end \/ AWS-RunPatchBaseline .*\(scan only\), which can be deleted, and keeps a Lambda task/,
    );
    expect(after('Empty windows created by others')[0]).toMatch(
      /^ {2}keep {8}window {8}db-maintenance-draft .*\(no tasks; created by others/,
    );
    expect(after('Protected')[0]).toMatch(/^ {2}keep {8}window {8}nightly-inventory .*\(not about patching\)$/);
    expect(out.filter((line) => /^ {2}keep {8}predefined .*\(AWS's own/.test(line))).toHaveLength(17);
    expect(out.at(-1)).toBe('Nothing to do: nothing here matches your selection.');
  });

  it('--plan: that plan alone', async () => {
    const sandbox = emptySandbox();
    await setUp(sandbox, `${oneWindow} --plan production`);
    const production = lines(await sandbox.dump());
    await setUp(sandbox, '-w 1 -d 2 -t 4 --plan test --os ubuntu');
    await expect(cleanUp(sandbox, { selection: { plan: 'tests' } })).rejects.toMatchObject({
      code: 'unknown-plan',
      exitCode: 2,
      detail: 'The plans are: production, test.',
      nextSteps: [
        'Did you mean --plan test?',
        'To see what is here: ssm-patch-wizard status --sandbox --region eu-west-1',
      ],
    });
    expect((await cleanUp(sandbox, { selection: { plan: 'test' } })).exitCode).toBe(0);
    expect(lines(await sandbox.dump())).toEqual(production);
    expect((await cleanUp(sandbox)).exitCode).toBe(0);
    expect(lines(await sandbox.dump())).toEqual([]);
  });

  it('--all-patching: everything that patches, and what exactly stays', async () => {
    const sandbox = seededSandbox();
    const before = await sandbox.dump();
    const { exitCode, out } = await cleanUp(sandbox, { selection: allPatching });
    expect(exitCode).toBe(0);
    const chosen = out
      .filter((line) => line.startsWith('  delete'))
      .map((line) => line.trim().split(/ {2,}/).slice(1, 3));
    expect(chosen).toEqual([
      ['window', 'web-tier-patching'],
      ['window', 'Corp-Windows-Monthly'],
      ['window', 'legacy-erp-patching'],
      ['registration', 'corp-windows'],
      ['registration', 'web-tier'],
      ['registration', 'web-tier-canary'],
      ['registration', 'finance'],
      ['registration', 'data-platform'],
      ['baseline', 'web-tier-linux'],
      ['baseline', 'finance-rhel'],
      ['task', 'finance-month-end / AWS-RunPatchBaseline'],
    ]);
    const after = await sandbox.dump();
    const names = (parts: readonly { readonly fields: object }[]) =>
      parts.map(({ fields }) => ('Name' in fields ? fields.Name : '')).sort();
    expect(names(after.windows)).toEqual(['db-maintenance-draft', 'finance-month-end', 'nightly-inventory']);
    expect(names(after.baselines)).toEqual(['Corp-Windows-Default']);
    expect(after.registrations).toEqual([]);
    expect(after.defaults).toEqual(before.defaults);
    const untouched = lines(before).filter((line) => lines(after).includes(line));
    expect(lines(after)).toEqual(untouched);
    expect((await cleanUp(sandbox, { selection: allPatching })).out.at(-1)).toMatch(/^Nothing to do/);
  });

  it('--disable: windows are switched off, nothing is deleted, and restore switches them on', async () => {
    const sandbox = await withPlan(oneWindow, seededSandbox());
    const before = await sandbox.dump();
    const run = await cleanUp(sandbox, { selection: { ...allPatching, isDisabling: true } });
    expect(run.exitCode).toBe(0);
    const id = await windowId(sandbox, 'Week1Day2Unattended0300');
    expect(run.out.map((line) => line.replace(/ {2,}/g, '  '))).toContain(
      `  switch off  window  Week1Day2Unattended0300  ${id}  (created by this wizard, plan default; runs AWS-RunPatchBaseline)`,
    );
    const off = await sandbox.dump();
    const isOff = ({ fields }: (typeof off.windows)[number]) => fields.Enabled === false;
    const namesOff = off.windows.filter(isOff).map(({ fields }) => fields.Name);
    expect(namesOff.sort()).toEqual([
      'Corp-Windows-Monthly',
      'Week1Day2Unattended0300',
      'legacy-erp-patching',
      'web-tier-patching',
    ]);
    expect(deletions(await writesIn(sandbox))).toEqual([]);
    expect((await restore(sandbox, run.backup)).out.at(-1)).toBe('Done: 3 windows switched on in under 1 s, 3 kept.');
    expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(before));
    expect((await restore(sandbox, run.backup)).out.at(-1)).toBe('Nothing to do: all of it already exists.');
  });
});

describe('the record', () => {
  const name = '/patch-wizard/plans/default';

  it('goes last with the whole plan, is in the backup, and comes back with it', async () => {
    const sandbox = emptySandbox();
    await setUp(sandbox, `${oneWindow} -z Asia/Tokyo`);
    const before = await sandbox.dump();
    const { backup } = await cleanUp(sandbox, { selection: { plan: 'default' } });
    expect(backup?.records).toEqual([{ plan: 'default', name, value: before.parameters[0]?.fields.Value }]);
    const again = await restore(sandbox, backup);
    expect(again.out).toContain(
      `  + PutParameter                         Restore the record of plan default (${name})`,
    );
    expect(withoutIds(await sandbox.dump())).toEqual(withoutIds(before));
    const { out } = await setUp(sandbox);
    expect(out.at(-1)).toBe('Nothing to do: the account already matches the plan.');
  });

  it('that may not be read stays, and that is said', async () => {
    const sandbox = await withPlan(oneWindow);
    await sandbox.faults({ kind: 'access-denied', operation: 'GetParametersByPath' });
    const { exitCode, out } = await cleanUp(sandbox);
    expect(exitCode).toBe(0);
    expect(out).toContain(
      '! These credentials are not allowed to call ssm:GetParametersByPath. The plan records stay, although other parts of the plans will be deleted.',
    );
    await sandbox.faults();
    expect((await sandbox.dump()).parameters.map(({ id }) => id)).toEqual([name]);
  });

  it('of which somebody has changed the answers meanwhile stays', async () => {
    const sandbox = await withPlan(oneWindow);
    const Value = '{"version":1}';
    const put = { Name: name, Value, Overwrite: true };
    const manager = await meddled(sandbox, () => sandbox.ssm().putParameter(put));
    const { exitCode, out } = await cleanUp(sandbox, { manager });
    expect(exitCode).toBe(1);
    expect(out.filter((line) => line.startsWith('! not done: '))).toEqual([
      '! not done: Delete the record of plan default: changed since it was read: Value, Version',
    ]);
    expect((await sandbox.dump()).parameters).toMatchObject([{ fields: { Value } }]);
  });
});

describe('what stays of a selection', () => {
  /** A plan of which only a baseline is left, which has become a default. */
  async function withOwnDefault(): Promise<MemorySandbox> {
    const sandbox = await withPlan(oneWindow);
    const ssm = sandbox.ssm();
    const BaselineId = (await sandbox.dump()).baselines[0]?.id;
    await ssm.registerDefaultPatchBaseline({ BaselineId });
    expect((await cleanUp(sandbox)).exitCode).toBe(0);
    return sandbox;
  }

  it('is said in text, in place of that nothing is here; and the step that is named works', async () => {
    const sandbox = await withOwnDefault();
    const { out } = await cleanUp(sandbox);
    expect(out).toContain('! Windows-0day-Important stays: it is the default for Windows Server.');
    expect(out.at(-1)).toBe('Nothing to do: everything you selected stays, see above.');
    const [, only = ''] = /--only (.*)$/.exec(out.find((line) => line.includes('→')) ?? '') ?? [];
    expect((await cleanUp(sandbox, { selection: { only: only.split(' ') } })).exitCode).toBe(0);
    // What was named is gone; the record goes with the plan as a whole.
    expect(lines(await sandbox.dump())).toEqual([expect.stringMatching(/^parameter /)]);
    expect((await cleanUp(sandbox)).exitCode).toBe(0);
    expect(lines(await sandbox.dump())).toEqual([]);
  });
});

it('a dry run prints the plan of the real run and changes nothing', async () => {
  const sandbox = await withPlan('', seededSandbox());
  const writes = await writesIn(sandbox);
  const selection = { selection: allPatching, isJson: true };
  const dry = await cleanUp(sandbox, { ...selection, isDryRun: true });
  expect(dry).toMatchObject({ exitCode: 0, err: [], backup: undefined });
  expect(parsed(dry.out).map(({ event }) => event)).toEqual(['plan', 'summary']);
  expect(await writesIn(sandbox)).toEqual(writes);
  const real = await cleanUp(sandbox, selection);
  expect(real.out[0]).toBe(dry.out[0]);
});

describe('JSON', () => {
  const any = expect.any(String);
  const [window, group] = ['Week1Day2Unattended0300', 'Week 1 Day 2 - Unattended - 03:00'];
  const [baseline, record] = ['Windows-0day-Important', '/patch-wizard/plans/default'];
  const summaryOf = { version: 1, event: 'summary', failed: 0, skipped: 0, durationMs: 0, nextSteps: [] };

  it('the plan, two lines for each operation, the summary; the backup is told on the side too', async () => {
    const run = await cleanUp(await withPlan(oneWindow, seededSandbox()), { isJson: true });
    expect(run.err).toEqual(['Backup: /backups/backup.json']);
    const { plan, summary } = toldAsJson(run);
    const operations = [
      [any, 'DeregisterTaskFromMaintenanceWindow', window, any],
      [any, 'DeregisterTargetFromMaintenanceWindow', window, any],
      [any, 'DeleteMaintenanceWindow', window, any],
      [
        expect.stringMatching(`^pb-\\w+ ${group}$`),
        'DeregisterPatchBaselineForPatchGroup',
        group,
        `Deregister the patch group ${group} from ${baseline}`,
      ],
      [expect.stringMatching(/^pb-/), 'DeletePatchBaseline', baseline, `Delete the patch baseline ${baseline}`],
      [record, 'DeleteParameter', record, 'Delete the record of plan default'],
    ].map(([id, kind, name, summary]) => ({ id, kind, name, summary }));
    expect(plan).toEqual({ version: 1, event: 'plan', ...placeMembers, operations, kept: 32, warnings: [] });
    const backup = { backup: '/backups/backup.json', stillListed: [] };
    expect(summary).toEqual({ ...summaryOf, succeeded: 6, kept: 32, ...backup });
  });

  it('nothing to do is a plan and a summary', async () => {
    const { plan, summary } = toldAsJson(await cleanUp(emptySandbox(), { isJson: true }));
    expect(plan).toEqual({ version: 1, event: 'plan', ...placeMembers, operations: [], kept: 17, warnings: [] });
    expect(summary).toEqual({ ...summaryOf, succeeded: 0, kept: 17 });
  });
});
