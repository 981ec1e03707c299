/** The status: the contract's document, the tables, and how drift is told and mended. */
import { describe, expect, it } from 'vitest';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { withChanges } from './cleanup-runs.js';
import {
  emptySandbox,
  placeLine,
  seededSandbox,
  setUp,
  status,
  statusDocument,
  twoWindows,
  withPlan,
  writesIn,
} from './runs.js';

const london = '--plan web --after-patch-tuesday 3 -t 22:30 -z Europe/London';

const named = <Row extends { readonly name: string | null }>(rows: readonly Row[], name: string) =>
  rows.find((row) => row.name === name);

describe('the document', () => {
  it('has what the contract has, of the plan and of others', async () => {
    const sandbox = await withPlan(london, seededSandbox());
    const before = await writesIn(sandbox);
    const document = await statusDocument(sandbox);
    expect(Object.keys(document)).toEqual([
      ...['version', 'account', 'region', 'identity', 'credentials', 'windows', 'plans', 'nodes'],
      ...['patchGroups', 'baselines', 'drift', 'leftovers', 'unread'],
    ]);
    const { windows, plans, nodes, patchGroups, baselines } = document;
    expect(document).toMatchObject({ version: 1, account: '123456789012', region: 'eu-west-1' });
    expect(document).toMatchObject({ drift: [], leftovers: [] });
    expect(named(windows, 'PatchTuesdayPlus3Unattended2230')).toEqual({
      id: expect.stringMatching(/^mw-/),
      name: 'PatchTuesdayPlus3Unattended2230',
      enabled: true,
      schedule: 'cron(30 22 ? * TUE#2 *)',
      scheduleOffset: 3,
      timeZone: 'Europe/London',
      nextExecutionTime: expect.stringMatching(/^2026-12-11T22:30/),
      plan: 'web',
      wave: 'PatchTuesdayPlus3Unattended2230',
      pausedUntil: null,
      stack: null,
      isPatching: true,
      documents: ['AWS-RunPatchBaseline'],
      ...{ targets: 1, tasks: 1, nodes: 0 },
    });
    const ofNobody = { plan: null, wave: null };
    expect(named(windows, 'web-tier-patching')).toMatchObject({ ...ofNobody, isPatching: true, nodes: 2 });
    expect(named(windows, 'legacy-erp-patching')).toMatchObject({ enabled: false, nextExecutionTime: null });
    expect(named(windows, 'nightly-inventory')).toMatchObject({ ...ofNobody, isPatching: false, nodes: null });
    expect(plans).toEqual([
      {
        name: 'web',
        record: {
          version: 1,
          plan: 'web',
          timeZone: 'Europe/London',
          tagKey: 'PatchGroup',
          waves: ['pt+3@22:30'],
          baselines: ['windows-0day-important'],
          task: {
            ...{ operation: 'install', reboot: 'if-needed', durationHours: 1, cutoffHours: 0, onCutoff: 'continue' },
            ...{ maxConcurrency: '2', maxErrors: '1' },
          },
          tags: {},
        },
        changedAt: '2026-11-23T10:00:00.000Z',
        changedBy: 'arn:aws:iam::123456789012:user/sandbox',
        problem: null,
      },
    ]);
    expect(named(nodes, 'web-01.corp.example.com')).toEqual({
      id: expect.stringMatching(/^i-/),
      name: 'web-01.corp.example.com',
      platform: 'Amazon Linux 2023',
      online: true,
      patchGroup: 'web-tier',
      windows: ['web-tier-patching'],
    });
    expect(named(nodes, 'jupyter-01.corp.example.com')).toMatchObject({ online: false, patchGroup: null, windows: [] });
    const baseline = (name: string) => named(baselines, name);
    expect(baseline('Windows-0day-Important')).toEqual({
      id: expect.stringMatching(/^pb-/),
      name: 'Windows-0day-Important',
      operatingSystem: 'WINDOWS',
      default: false,
      plan: 'web',
      stack: null,
      approves: expect.stringMatching(/^Critical and security updates/),
      patchGroups: ['Patch Tuesday + 3 - Unattended - 22:30'],
    });
    expect(baseline('Corp-Windows-Default')).toMatchObject({ default: true, plan: null });
    expect(baseline('AWS-UbuntuDefaultPatchBaseline')).toMatchObject({
      approves: null,
      patchGroups: ['data-platform'],
    });
    expect(named(patchGroups, 'web-tier')).toMatchObject({
      nodes: 2,
      baselines: [baseline('web-tier-linux')?.id],
      compliance: { nodes: 2, withMissingPatches: 0, withFailedPatches: 0, withPendingReboot: 0 },
    });
    expect(named(patchGroups, 'legacy-erp')).toMatchObject({ baselines: [], compliance: null });
    expect(await writesIn(sandbox)).toEqual(before);
  });

  it('says until when a window is paused, and whose stack has made it', async () => {
    const sandbox = await withPlan(twoWindows);
    const ssm = sandbox.ssm();
    const [one, other] = (await sandbox.dump()).windows;
    const StartDate = '2027-01-05T00:00:00Z';
    await ssm.updateMaintenanceWindow({ WindowId: one?.id, StartDate });
    await ssm.updateMaintenanceWindow({ WindowId: other?.id, Enabled: false });
    const { windows, drift } = await statusDocument(sandbox);
    expect(windows.map(({ enabled, pausedUntil }) => [enabled, pausedUntil])).toEqual([
      [true, StartDate],
      [false, null],
    ]);
    expect(drift).toEqual([]);
    expect((await status(sandbox))[2]).toMatch(/^Plan default: .*; 2 of 2 windows paused\.$/);
    const manager = await sandbox.connect();
    const ofStack = withChanges(manager, {
      readInventory: async (options) => {
        const account = await manager.readInventory(options);
        const tags = { 'aws:cloudformation:stack-name': 'patching' };
        return { ...account, windows: account.windows.map((window) => ({ ...window, tags })) };
      },
    });
    const [line = ''] = await status(sandbox, { isJson: true, manager: ofStack });
    expect(JSON.parse(line)).toMatchObject({ windows: [{ stack: 'patching' }, { stack: 'patching' }] });
  });
});

describe('the tables', () => {
  it('show the next run in each window’s zone, soonest first, and what is off last', async () => {
    const sandbox = await withPlan(london, seededSandbox());
    const out = await status(sandbox);
    expect(out.slice(0, 4)).toEqual([
      placeLine,
      '7 maintenance windows, 7 patch groups, 5 baselines in use',
      'Plan web: last changed on 2026-11-23 10:00 UTC by arn:aws:iam::123456789012:user/sandbox.',
      'No drift: everything matches the plan records.',
    ]);
    const windows = out.slice(
      out.findIndex((line) => line.startsWith('WINDOW ')),
      out.indexOf('', 5),
    );
    const runs = windows.map((line) => line.split(/ {2,}/));
    expect(runs[0]).toEqual(['WINDOW', 'NEXT RUN', 'IN', 'PLAN', 'TARGETS', 'NODES', 'SCHEDULE']);
    expect(runs.find(([name]) => name === 'PatchTuesdayPlus3Unattended2230')?.slice(1)).toEqual([
      ...['Fri 2026-12-11 22:30 +00:00', '18 days', 'web', '1', '0'],
      'cron(30 22 ? * TUE#2 *) +3 days Europe/London',
    ]);
    // 22:00 in New York is the next day in UTC.
    expect(runs.find(([name]) => name === 'Corp-Windows-Monthly')?.[1]).toBe('Sat 2026-12-12 22:00 -05:00');
    expect(runs.at(-1)?.slice(0, 3)).toEqual(['legacy-erp-patching', 'switched off', '(others)']);
    expect(runs.find(([name]) => name === 'nightly-inventory')?.[3]).toBe('(not patching)');
    expect(runs.slice(1).map(([name]) => name)).toEqual([
      ...['nightly-inventory', 'finance-month-end', 'db-maintenance-draft', 'PatchTuesdayPlus3Unattended2230'],
      ...['web-tier-patching', 'Corp-Windows-Monthly', 'legacy-erp-patching'],
    ]);
    expect(out.find((line) => line.startsWith('web-tier '))).toMatch(/^web-tier +2 +\d+ +\d+ +\d+ +web-tier-linux$/);
    expect(out.find((line) => line.startsWith('legacy-erp '))).toMatch(/\(the default\)$/);
    expect(out.find((line) => line.startsWith('Windows-0day'))).toMatch(/ 1 +web +Windows Server +Critical and/);
  });

  it('of an empty account say so', async () => {
    expect(await status(emptySandbox())).toEqual([
      placeLine,
      '0 maintenance windows, 0 patch groups, 0 baselines in use',
      'There are no plans here.',
    ]);
  });
});

describe('drift', () => {
  const thing = (kind: string, name: string, id: unknown) => ({ plan: 'default', kind, name, id });

  it('is one sentence with its thing and its members, and mended by the command below', async () => {
    const sandbox = await withPlan();
    const ssm = sandbox.ssm();
    const [first, second] = (await sandbox.dump()).windows;
    await ssm.updateMaintenanceWindow({ WindowId: first?.id, Name: 'tuesdays', Duration: 9 });
    await ssm.deleteMaintenanceWindow({ WindowId: second?.id });
    const { drift, leftovers } = await statusDocument(sandbox);
    expect([...drift].sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      {
        ...thing('UpdateMaintenanceWindow', 'Week1Day2Unattended0300', first?.id),
        members: ['Name', 'Duration'],
        message:
          'The window Week1Day2Unattended0300 was changed: Name is "tuesdays" (plan: "Week1Day2Unattended0300"); Duration is 9 (plan: 1).',
      },
      {
        ...thing('CreateMaintenanceWindow', 'Week1Day2Unattended0400', null),
        ...{ members: [], message: 'The window Week1Day2Unattended0400 is missing.' },
      },
    ]);
    expect(leftovers).toEqual([]);
    const out = await status(sandbox);
    expect(out.slice(3)).toEqual(
      expect.arrayContaining(['2 differences from the plans:', `  ! default: ${drift[0]?.message}`]),
    );
    expect(out[out.indexOf('To see the changes and apply them:') + 1]).toBe(
      '  ssm-patch-wizard setup --plan default --profile ops --region eu-west-1',
    );
    expect((await setUp(sandbox, '--plan default')).exitCode).toBe(0);
    expect((await statusDocument(sandbox)).drift).toEqual([]);
  });

  it('is none of what the plan no longer wants: that is a leftover', async () => {
    const sandbox = await withPlan(twoWindows);
    await setUp(sandbox, '-t 3');
    const { drift, leftovers, windows } = await statusDocument(sandbox);
    expect(drift).toEqual([]);
    expect(leftovers).toEqual([
      thing('DeleteMaintenanceWindow', 'Week1Day2Unattended0400', named(windows, 'Week1Day2Unattended0400')?.id),
      thing('DeregisterPatchBaselineForPatchGroup', 'Week 1 Day 2 - Unattended - 04:00', expect.stringMatching(/^pb-/)),
    ]);
    expect((await status(sandbox))[3]).toBe(
      '  2 leftovers, no longer in the plan: Week1Day2Unattended0400, Week 1 Day 2 - Unattended - 04:00.',
    );
  });
});

describe('a plan whose record', () => {
  async function plansAfter(sandbox: MemorySandbox, words: RegExp) {
    const { plans, drift } = await statusDocument(sandbox);
    expect(drift).toEqual([]);
    expect((await status(sandbox))[2]).toMatch(words);
    return plans;
  }

  it('is not there is known by its windows alone, and drift is not', async () => {
    const sandbox = await withPlan(`${twoWindows} --no-record`);
    const WindowId = (await sandbox.dump()).windows[0]?.id;
    await sandbox.ssm().updateMaintenanceWindow({ WindowId, Duration: 9 });
    expect(await plansAfter(sandbox, /^Plan default: no record, .* setup --plan default --adopt/)).toEqual([
      { name: 'default', record: null, changedAt: null, changedBy: null, problem: null },
    ]);
  });

  it('somebody has edited into nonsense is named, with the command that says why', async () => {
    const sandbox = await withPlan(twoWindows);
    const put = { Name: '/patch-wizard/plans/default', Value: '{"version":1,"wavse":[]}', Overwrite: true };
    await sandbox.ssm().putParameter(put);
    const [plan] = await plansAfter(
      sandbox,
      /default, version 2\) cannot be read; run setup --plan default to see why/,
    );
    expect(plan).toMatchObject({ record: null, problem: expect.stringContaining('cannot be read') });
  });

  it('may not be read is not said to be missing, and who wrote it last is not needed', async () => {
    const sandbox = await withPlan(twoWindows);
    const refuse = (operation: string) => sandbox.faults({ kind: 'access-denied', operation });
    await refuse('GetParametersByPath');
    const [plan] = await plansAfter(
      sandbox,
      /^Plan default: These credentials are not allowed to call ssm:GetParametersByPath; what the plan wants is unknown\.$/,
    );
    expect(plan).toMatchObject({ record: null, problem: expect.stringContaining('ssm:GetParametersByPath') });
    await refuse('DescribeParameters');
    expect(await plansAfter(sandbox, /by an unknown user\.$/)).toMatchObject([
      { record: { plan: 'default' }, changedBy: null },
    ]);
  });

  it('may not be counted is not said to be none', async () => {
    const sandbox = await withPlan(twoWindows);
    await sandbox.faults(
      ...['DescribeInstanceInformation', 'DescribePatchGroupState'].map((operation) => ({
        kind: 'access-denied',
        operation,
      })),
    );
    const document = await statusDocument(sandbox);
    expect(document.unread).toMatchObject([{ action: 'ssm:DescribeInstanceInformation' }]);
    expect([...document.windows, ...document.patchGroups].map(({ nodes }) => nodes)).toEqual(
      expect.not.arrayContaining([0]),
    );
    expect(await status(sandbox)).toContainEqual(expect.stringMatching(/^Unknown: which nodes there are/));
  });
});
