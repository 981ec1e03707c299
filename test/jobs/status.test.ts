/** The status over HTTP: the contract's document, the tables, and what every change by hand is called. */
import {
  AddTagsToResourceCommand,
  CreatePatchBaselineCommand,
  DeletePatchBaselineCommand,
  DeregisterPatchBaselineForPatchGroupCommand,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { drained } from '../../source/commands/headless.js';
import { statusJob } from '../../source/jobs/status.js';
import { type Answers, defaultAnswers } from '../../source/plan/spec/answers.js';
import { statusJson } from '../../source/views/json/status.js';
import { statusText } from '../../source/views/text/status.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { dumpAccount } from './account-dump.js';
import { connected } from './cleanup-runs.js';
import { type Change, drift, everyChange } from './drifts.js';
import { now, opened, parsed, placeLine, setUp, writesIn } from './runs.js';
import { runScripts } from './scripts-account.js';

/** The lines of one run. */
async function status(sandbox: TestSandbox, isJson = false): Promise<string[]> {
  const never = new AbortController().signal;
  const context = { signal: never, hurry: never, now, random: () => 0, wait: async () => {} };
  const planned = await drained(statusJob().plan([await opened(await connected(sandbox))], context));
  const connection = { profile: 'ops' };
  return planned.flatMap((each) => (isJson ? statusJson(each) : statusText(each, { now: now(), connection })));
}

async function documentOf(sandbox: TestSandbox) {
  const [document, ...more] = parsed(await status(sandbox, true));
  expect(more).toEqual([]);
  return document as {
    windows: Record<string, unknown>[];
    baselines: Record<string, unknown>[];
    patchGroups: Record<string, unknown>[];
    drift: { plan: string; kind: string; name: string; message: string }[];
  };
}

const london: Answers = {
  ...defaultAnswers,
  plan: 'web',
  days: { kind: 'patch-tuesday', days: [3] },
  times: [{ hour: 22, minute: 30 }],
  timeZone: 'Europe/London',
};

describe('the document', () => {
  it('has what the contract has, of the plan and of others', async () => {
    const sandbox = await withSandbox({ now });
    await setUp(sandbox, { answers: london });
    const before = await writesIn(sandbox);
    const document = await documentOf(sandbox);
    expect(Object.keys(document)).toEqual([
      'version',
      'account',
      'region',
      'windows',
      'patchGroups',
      'baselines',
      'drift',
    ]);
    expect(document).toMatchObject({ version: 1, account: '123456789012', region: 'eu-west-1', drift: [] });
    const named = (name: string) => document.windows.find((window) => window.name === name);
    expect(named('PatchTuesdayPlus3Unattended2230')).toEqual({
      id: expect.stringMatching(/^mw-/),
      name: 'PatchTuesdayPlus3Unattended2230',
      enabled: true,
      schedule: 'cron(30 22 ? * TUE#2 *)',
      scheduleOffset: 3,
      timeZone: 'Europe/London',
      nextExecutionTime: expect.stringMatching(/^2026-12-11T22:30/),
      plan: 'web',
      isPatching: true,
      targets: 1,
      tasks: 1,
      nodes: 0,
    });
    expect(named('web-tier-patching')).toMatchObject({ plan: null, isPatching: true, enabled: true, nodes: 2 });
    expect(named('legacy-erp-patching')).toMatchObject({ plan: null, enabled: false, nextExecutionTime: null });
    expect(named('nightly-inventory')).toMatchObject({ plan: null, isPatching: false, nodes: null });

    const baseline = (name: string) => document.baselines.find((each) => each.name === name);
    expect(baseline('Windows-0day-Important')).toEqual({
      id: expect.stringMatching(/^pb-/),
      name: 'Windows-0day-Important',
      operatingSystem: 'WINDOWS',
      default: false,
      plan: 'web',
      approves: expect.stringMatching(/^Critical and security updates/),
      patchGroups: ['Patch Tuesday + 3 - Unattended - 22:30'],
    });
    expect(baseline('Corp-Windows-Default')).toMatchObject({ default: true, plan: null });
    expect(baseline('AWS-UbuntuDefaultPatchBaseline')).toMatchObject({
      approves: null,
      patchGroups: ['data-platform'],
    });

    const group = (name: string) => document.patchGroups.find((each) => each.name === name);
    expect(group('web-tier')).toMatchObject({
      nodes: 2,
      baselines: [baseline('web-tier-linux')?.id],
      compliance: { nodes: 2, withMissingPatches: 0, withFailedPatches: 0, withPendingReboot: 0 },
    });
    expect(group('legacy-erp')).toMatchObject({ baselines: [] });
    expect(group('Patch Tuesday + 3 - Unattended - 22:30')).toMatchObject({ nodes: 0, compliance: null });
    expect(await writesIn(sandbox)).toEqual(before);
  });
});

describe('the tables', () => {
  it('show the next run in each window’s zone, soonest first, and what is off last', async () => {
    const sandbox = await withSandbox({ now });
    await setUp(sandbox, { answers: london });
    const out = await status(sandbox);
    expect(out[0]).toBe(placeLine);
    expect(out[1]).toMatch(
      /^Account 123456789012, region eu-west-1: 7 maintenance windows, \d+ patch groups, 5 baselines in use$/,
    );
    expect(out[2]).toBe('No drift: the plans of this wizard are as they were made.');
    const windows = out.slice(
      out.findIndex((line) => line.startsWith('WINDOW ')),
      out.indexOf('', 4),
    );
    const runs = windows.map((line) => line.split(/ {2,}/));
    expect(runs[0]).toEqual(['WINDOW', 'NEXT RUN', 'IN', 'PLAN', 'TARGETS', 'NODES', 'SCHEDULE']);
    const own = runs.find(([name]) => name === 'PatchTuesdayPlus3Unattended2230');
    expect(own?.slice(1)).toEqual([
      'Fri 2026-12-11 22:30 +00:00',
      '18 days',
      'web',
      '1',
      '0',
      'cron(30 22 ? * TUE#2 *) +3 days Europe/London',
    ]);
    // 22:00 in New York is the next day in UTC.
    expect(runs.find(([name]) => name === 'Corp-Windows-Monthly')?.[1]).toBe('Sat 2026-12-12 22:00 -05:00');
    expect(runs.at(-1)?.slice(0, 3)).toEqual(['legacy-erp-patching', 'switched off', '(others)']);
    expect(runs.find(([name]) => name === 'nightly-inventory')?.[3]).toBe('(not patching)');
    expect(runs.slice(1).map(([name]) => name)).toEqual([
      'nightly-inventory',
      'finance-month-end',
      'db-maintenance-draft',
      'PatchTuesdayPlus3Unattended2230',
      'web-tier-patching',
      'Corp-Windows-Monthly',
      'legacy-erp-patching',
    ]);
    expect(out.find((line) => line.startsWith('web-tier '))).toMatch(/^web-tier +2 +\d+ +\d+ +\d+ +web-tier-linux$/);
    expect(out.find((line) => line.startsWith('legacy-erp '))).toMatch(/\(the default\)$/);
    expect(out.find((line) => line.startsWith('Windows-0day'))).toMatch(/ 1 +web +Windows Server +Critical and/);
  });

  it('count the nodes that carry the tag which a window selects, not the other one', async () => {
    const sandbox = await withSandbox({ now });
    const { windows } = await documentOf(sandbox);
    expect(windows.find(({ name }) => name === 'web-tier-patching')?.nodes).toBe(2);
    const ssm = sandbox.ssm();
    await runScripts(ssm, { weeks: [1], days: [2], hours: [3] });
    const after = await documentOf(sandbox);
    expect(after.windows.find(({ name }) => name === 'Week1Day2Unattended0300')).toMatchObject({
      plan: null,
      nodes: 0,
    });
  });

  it('of an empty account say so', async () => {
    const out = await status(await withSandbox({ now, empty: true }));
    expect(out).toEqual([
      placeLine,
      'Account 123456789012, region eu-west-1: 0 maintenance windows, 0 patch groups, 0 baselines in use',
      'No plan of this wizard is here.',
    ]);
  });
});

describe('drift', () => {
  const first = 'Week1Day2Unattended0300';
  const group = 'Week 1 Day 2 - Unattended - 03:00';
  const words: Record<Change, RegExp | RegExp[]> = {
    'a window has another schedule': new RegExp(
      `^The window ${first} was changed: Schedule is "cron\\(0 12 .*", the plan has "cron\\(00 03 .*"; ScheduleOffset is 2, the plan has none\\.$`,
    ),
    'a window is switched off': new RegExp(`^The window ${first} was switched off\\.$`),
    'a window is longer, in another zone, described otherwise': new RegExp(
      `^The window ${first} was changed: .*ScheduleTimezone is "Asia/Tokyo", the plan has "UTC".*Duration is 9, the plan has 1`,
    ),
    'a window has an end': new RegExp(
      `^The window ${first} was changed: EndDate is "2026-12-24T00:00:00Z", the plan has none\\.$`,
    ),
    'a window has another name': new RegExp(`^The window ${first} was changed: Name is "tuesdays", the plan has`),
    'a window is deleted': new RegExp(`^The window ${first} is missing\\.$`),
    'a target selects other nodes': new RegExp(`^The target of ${first} was changed: Targets is`),
    'a target is somebody’s own': new RegExp(
      `^The target of ${first} was changed: OwnerInformation is "me", the plan has "ssm-patch-wizard plan=default"\\.$`,
    ),
    'a target is removed': new RegExp(`^The window ${first} has lost its target: it patches nothing\\.$`),
    'a task runs another document': new RegExp(
      `^The task of ${first} was changed: TaskArn is "AWS-RunShellScript", the plan has "AWS-RunPatchBaseline"; DocumentVersion is "3", the plan has none; .*Comment is not set, the plan`,
    ),
    'a task patches more nodes at a time, with a role and without a name': new RegExp(
      `^The task of ${first} was changed: .*MaxConcurrency is "50", the plan has "2"`,
    ),
    'a task has more parameters': new RegExp(
      `^The task of ${first} was changed: .*InstallOverrideList is \\["s3://ours/list.yaml"\\], the plan has none`,
    ),
    'a task is removed': new RegExp(`^The window ${first} has lost its patching task: it does nothing\\.$`),
    'a registration is removed': new RegExp(
      `^The patch group ${group} is not registered with Windows-0day-Important\\.$`,
    ),
    'a registration is moved': new RegExp(
      `^The patch group ${group} was moved from Windows-0day-Important to pb-[0-9a-f]+\\.$`,
    ),
    'tags are changed': [
      /^Tags of Windows-0day-Important were changed: ssm-patch-wizard:version is "0", the plan has "1"; Team is not set, the plan has "ops"\.$/,
      new RegExp(
        `^Tags of ${first} were changed: ssm-patch-wizard:version is "0", the plan has "1"; Team is not set, the plan has "ops"\\.$`,
      ),
    ],
    'rules are changed':
      /^The baseline Windows-0day-Important was changed: .*ApprovalRules is not as the plan has it.* Now it approves: 1 patch by name\.$/,
    'a baseline has another name':
      /^The baseline Windows-0day-Important was changed: Name is "hardened", the plan has "Windows-0day-Important"/,
  };

  async function withPlan(answers: Answers = { ...defaultAnswers, tags: { Team: 'ops' } }) {
    const sandbox = await withSandbox({ empty: true, now });
    const ssm = sandbox.ssm();
    await ssm.send(new CreatePatchBaselineCommand({ Name: 'theirs', ApprovedPatches: ['KB1'] }));
    await setUp(sandbox, { answers });
    return { sandbox, ssm };
  }

  it('of every kind is one sentence, said once, and mended by the command below it', async () => {
    const { sandbox, ssm } = await withPlan();
    for (const change of everyChange) {
      await sandbox.control('POST', 'reset', { empty: true });
      await ssm.send(new CreatePatchBaselineCommand({ Name: 'theirs', ApprovedPatches: ['KB1'] }));
      const answers = { ...defaultAnswers, tags: { Team: 'ops' } };
      await setUp(sandbox, { answers });
      await drift(ssm, { change, nth: 0 });
      const found = (await documentOf(sandbox)).drift.filter(({ plan }) => plan === 'default');
      const expected = [words[change]].flat();
      expect(
        found.map(({ message }) => message),
        change,
      ).toEqual(expected.map((each) => expect.stringMatching(each)));
      const out = await status(sandbox);
      const noun = found.length === 1 ? 'difference' : 'differences';
      expect(out[2], change).toBe(`${found.length} ${noun} from what the plans were made for:`);
      expect(out[3], change).toBe(`  ! default: ${found[0]?.message}`);
      expect(out.slice(3 + found.length, 5 + found.length), change).toEqual([
        'To see what would mend it, and to mend it:',
        expect.stringMatching(/^ {2}ssm-patch-wizard setup --profile ops --region eu-west-1 -w 1 2 -d 2 3 -t 3 4/),
      ]);
      expect((await setUp(sandbox, { answers })).exitCode, change).toBe(0);
      expect((await documentOf(sandbox)).drift, change).toEqual([]);
    }
  });

  it('is none where dates were changed and the former ones stay', async () => {
    const { sandbox } = await withPlan();
    const answers: Answers = {
      ...defaultAnswers,
      days: { kind: 'weekdays', weeks: [3], weekdays: [5] },
      times: [{ hour: 20, minute: 0 }],
      tags: { Team: 'ops' },
    };
    await setUp(sandbox, { answers });
    expect((await documentOf(sandbox)).drift).toEqual([]);
  });

  it('is none where the account tags windows by itself, or has one plan more', async () => {
    const { sandbox, ssm } = await withPlan();
    await setUp(sandbox, { answers: london });
    for (const { id } of (await dumpAccount(ssm)).windows) {
      const Tags = [{ Key: 'CostCenter', Value: '4711' }];
      await ssm.send(new AddTagsToResourceCommand({ ResourceType: 'MaintenanceWindow', ResourceId: id, Tags }));
    }
    expect((await documentOf(sandbox)).drift).toEqual([]);
  });

  it('of a baseline that is gone is said without guessing which it was', async () => {
    const { sandbox, ssm } = await withPlan({ ...defaultAnswers, baselines: [{ kind: 'aws-rules', os: 'SUSE' }] });
    const { baselines, registrations } = await dumpAccount(ssm);
    const BaselineId = baselines.find(({ fields }) => fields.Name === 'Suse-Standard')?.id;
    for (const { patchGroup: PatchGroup } of registrations) {
      await ssm.send(new DeregisterPatchBaselineForPatchGroupCommand({ BaselineId, PatchGroup }));
    }
    await ssm.send(new DeletePatchBaselineCommand({ BaselineId }));
    const { drift: found } = await documentOf(sandbox);
    expect(found).toEqual([
      {
        plan: 'default',
        kind: 'CreatePatchBaseline',
        name: 'default',
        message: expect.stringMatching(/^The plan has no patch baseline any more/),
      },
    ]);
  });

  it('of rules from a file is mended in the wizard', async () => {
    const definition = { OperatingSystem: 'SUSE' as const, Name: 'Corp-Suse', ApprovedPatches: ['a*'] };
    const { sandbox, ssm } = await withPlan({
      ...defaultAnswers,
      baselines: [{ kind: 'file', fileName: 'suse.json', definition }],
    });
    await drift(ssm, { change: 'a window is switched off', nth: 0 });
    expect(await status(sandbox)).toContain('  ssm-patch-wizard setup --plan default --profile ops --region eu-west-1');
  });
});
