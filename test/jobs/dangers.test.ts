/** The dangers of the original scripts, each by its number: what they did, and that it does not happen here. */
import {
  CreateMaintenanceWindowCommand,
  DescribePatchBaselinesCommand,
  RegisterPatchBaselineForPatchGroupCommand,
  RegisterTargetWithMaintenanceWindowCommand,
  RegisterTaskWithMaintenanceWindowCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { type Answers, completeAnswers, defaultAnswers } from '../../source/plan/spec/answers.js';
import { planTag } from '../../source/plan/spec/names.js';
import { parseAs } from '../commands/parsed.js';
import { plainWindow, withSandbox } from '../helpers/sandbox.js';
import { type AccountDump, dumpAccount, lines } from './account-dump.js';
import { allPatching, cleanUp, meddled } from './cleanup-runs.js';
import { counted, now, parsed, placeLine, setUp, writesIn } from './runs.js';

const names = (parts: readonly { readonly fields: Readonly<Record<string, unknown>> }[]): unknown[] =>
  parts.map(({ fields }) => fields.Name).sort();

/** A window of others with one target and a task for each document. */
async function windowOf(ssm: SSMClient, Name: string, documents: readonly string[], operation = 'Install') {
  const { WindowId = '' } = await ssm.send(new CreateMaintenanceWindowCommand({ ...plainWindow, Name }));
  const target = {
    WindowId,
    ResourceType: 'INSTANCE' as const,
    Targets: [{ Key: 'tag:Patch Group', Values: ['web'] }],
  };
  const { WindowTargetId = '' } = await ssm.send(new RegisterTargetWithMaintenanceWindowCommand(target));
  for (const TaskArn of documents) {
    await ssm.send(
      new RegisterTaskWithMaintenanceWindowCommand({
        WindowId,
        TaskArn,
        TaskType: /Patch(Instance|Asg)/.test(TaskArn) ? 'AUTOMATION' : 'RUN_COMMAND',
        Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
        MaxConcurrency: '1',
        MaxErrors: '1',
        ...(!/Patch(Instance|Asg)/.test(TaskArn) && {
          TaskInvocationParameters: { RunCommand: { Parameters: { Operation: [operation] } } },
        }),
      }),
    );
  }
  return WindowId;
}

it('C1: AWS’s own baselines are never tried, and nothing stops on them halfway', async () => {
  const sandbox = await withSandbox({ now });
  const ssm = sandbox.ssm();
  const predefined = async () => {
    const Filters = [{ Key: 'OWNER', Values: ['AWS'] }];
    const { BaselineIdentities = [] } = await ssm.send(new DescribePatchBaselinesCommand({ Filters }));
    return BaselineIdentities;
  };
  const before = await predefined();
  const { exitCode } = await cleanUp(sandbox, { selection: allPatching });
  expect(exitCode).toBe(0);
  expect(await predefined()).toEqual(before);
  expect(counted(await writesIn(sandbox))['DeletePatchBaseline 200']).toBe(2);
  expect((await writesIn(sandbox)).filter((write) => !write.endsWith(' 200'))).toEqual([]);
  for (const { BaselineId = '' } of before.slice(0, 3)) {
    await expect(cleanUp(sandbox, { selection: { only: [BaselineId] } })).rejects.toMatchObject({
      code: 'protected-item',
    });
  }
});

it('C2: running the set-up again makes no second baseline, and after a clean-up nothing is orphaned', async () => {
  const sandbox = await withSandbox({ now, empty: true });
  for (const _ of [1, 2, 3]) expect((await setUp(sandbox)).exitCode).toBe(0);
  expect((await dumpAccount(sandbox.ssm())).baselines).toHaveLength(1);
  expect((await cleanUp(sandbox)).exitCode).toBe(0);
  expect(lines(await dumpAccount(sandbox.ssm()))).toEqual([]);
  expect((await setUp(sandbox)).exitCode).toBe(0);
  const { baselines, registrations } = await dumpAccount(sandbox.ssm());
  expect([baselines.length, registrations.length]).toEqual([1, 8]);
});

it('C3: more than 25 combinations are set up whole, and taken away whole', async () => {
  const sandbox = await withSandbox({ now, empty: true });
  const answers: Answers = {
    ...defaultAnswers,
    days: { kind: 'weekdays', weeks: [1, 2], weekdays: [1, 2, 3] },
    times: [1, 2, 3, 4, 5].map((hour) => ({ hour, minute: 0 })),
  };
  expect((await setUp(sandbox, { answers })).exitCode).toBe(0);
  const { windows, registrations, baselines } = await dumpAccount(sandbox.ssm());
  expect([windows.length, registrations.length, baselines.length]).toEqual([30, 30, 2]);
  expect((await cleanUp(sandbox)).exitCode).toBe(0);
  expect(lines(await dumpAccount(sandbox.ssm()))).toEqual([]);
});

it('C4: Linux is patched too: the document is AWS-RunPatchBaseline; windows of the old one are still recognised', async () => {
  const sandbox = await withSandbox({ now, empty: true });
  await setUp(sandbox, { answers: { ...defaultAnswers, baselines: [{ kind: 'aws-rules', os: 'AMAZON_LINUX_2023' }] } });
  const { windows } = await dumpAccount(sandbox.ssm());
  const documents = windows.flatMap(({ tasks }) => tasks.map(({ fields }) => fields.TaskArn));
  expect(new Set(documents)).toEqual(new Set(['AWS-RunPatchBaseline']));
  await windowOf(sandbox.ssm(), 'made-by-the-old-script', ['AWS-ApplyPatchBaseline']);
  await cleanUp(sandbox, { selection: allPatching });
  expect((await dumpAccount(sandbox.ssm())).windows).toEqual([]);
});

it('C5: disabled windows are found, and none is left whose patch group is gone without a word', async () => {
  const sandbox = await withSandbox({ now });
  const { out } = await cleanUp(sandbox, { selection: allPatching });
  expect(out.find((line) => line.includes('legacy-erp-patching'))).toMatch(/^ {2}delete /);
  expect(names((await dumpAccount(sandbox.ssm())).windows)).not.toContain('legacy-erp-patching');

  await sandbox.control('POST', 'reset');
  const ssm = sandbox.ssm();
  const { baselines } = await dumpAccount(ssm);
  const BaselineId = baselines.find(({ fields }) => fields.Name === 'web-tier-linux')?.id;
  await ssm.send(new RegisterPatchBaselineForPatchGroupCommand({ BaselineId, PatchGroup: 'legacy-erp' }));
  const only = [`${BaselineId} legacy-erp`];
  const alone = await cleanUp(sandbox, { selection: { only }, isDryRun: true });
  expect(alone.out.find((line) => line.includes('If legacy-erp-patching (switched off) stays'))).toMatch(
    /it patches with AWS-AmazonLinux2023DefaultPatchBaseline\.$/,
  );
});

it('C5 too: where a window cannot be taken away, its patch group and baseline stay with it', async () => {
  const sandbox = await withSandbox({ now, empty: true });
  await setUp(sandbox);
  await sandbox.control('PUT', 'faults', [
    { kind: 'access-denied', operation: 'DeregisterTaskFromMaintenanceWindow', nth: 3 },
  ]);
  expect((await cleanUp(sandbox)).exitCode).toBe(1);
  const { windows, registrations, baselines } = await dumpAccount(sandbox.ssm());
  expect(windows).toHaveLength(1);
  expect(baselines).toHaveLength(1);
  const targets = windows[0]?.targets.map(({ fields }) => fields.Targets);
  expect(targets).toEqual([[{ Key: 'tag:PatchGroup', Values: registrations.map(({ patchGroup }) => patchGroup) }]]);
});

it('C6: a window without tasks, perhaps in the making, goes only by its own name', async () => {
  const sandbox = await withSandbox({ now });
  const ssm = sandbox.ssm();
  const { WindowId } = await ssm.send(new CreateMaintenanceWindowCommand({ ...plainWindow, Name: 'in-the-making' }));
  const target = { WindowId, ResourceType: 'INSTANCE' as const, Targets: [{ Key: 'tag:Team', Values: ['web'] }] };
  await ssm.send(new RegisterTargetWithMaintenanceWindowCommand(target));
  const before = await dumpAccount(ssm);
  const empty = ({ windows }: AccountDump) => windows.filter(({ tasks }) => tasks.length === 0);
  expect(names(empty(before))).toEqual(['db-maintenance-draft', 'in-the-making']);
  await cleanUp(sandbox, { selection: allPatching });
  expect(empty(await dumpAccount(ssm))).toEqual(empty(before));
  await cleanUp(sandbox, { selection: { only: ['in-the-making'] } });
  expect(names(empty(await dumpAccount(ssm)))).toEqual(['db-maintenance-draft']);
});

it('C7: patch groups of other teams stay, those on AWS’s baselines too, unless they are asked for', async () => {
  const sandbox = await withSandbox({ now });
  const { registrations } = await dumpAccount(sandbox.ssm());
  await setUp(sandbox);
  await cleanUp(sandbox);
  expect((await dumpAccount(sandbox.ssm())).registrations).toEqual(registrations);
  const { out } = await cleanUp(sandbox, { selection: allPatching, isDryRun: true });
  const consequence = (group: string) =>
    out[out.findIndex((line) => line.includes(`registration  ${group} `)) + 1]?.trim();
  expect(consequence('web-tier')).toMatch(/^2 Amazon Linux 2023 nodes fall back to AWS-/);
  expect(consequence('finance')).toMatch(/^1 Red Hat Enterprise Linux node falls back to AWS-/);
});

it('C8: account and region are shown, a dry run exists, whose a thing is is known, and without --yes nothing goes', async () => {
  const sandbox = await withSandbox({ now });
  await setUp(sandbox);
  const writes = await writesIn(sandbox);
  for (const options of [{ isDryRun: true }, { isConfirmed: false }]) {
    const { out, exitCode } = await cleanUp(sandbox, { selection: allPatching, ...options });
    expect(out[0]).toBe(placeLine);
    expect(out[1]).toMatch(/^Clean-up: \d+ of \d+ things chosen$/);
    expect(exitCode).toBe('isDryRun' in options ? 0 : 3);
  }
  expect(await writesIn(sandbox)).toEqual(writes);
  const { windows } = await dumpAccount(sandbox.ssm());
  const tags = windows.map(({ fields }) => Object.keys(fields.Tags as object).includes(planTag));
  expect(counted(tags.map(String))).toEqual({ true: 8, false: 6 });
});

it('C9: patch tasks are found under every name that a document has', async () => {
  const sandbox = await withSandbox({ now, empty: true });
  const ssm = sandbox.ssm();
  const documents = [
    'arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline',
    'AWS-RunPatchBaselineWithHooks',
    'AWS-RunPatchBaselineAssociation',
    'AWS-PatchInstanceWithRollback',
    'arn:aws:ssm:eu-west-1::automation-definition/AWS-PatchAsgInstance:$DEFAULT',
    'arn:aws:ssm:eu-west-1::document/AWS-ApplyPatchBaseline',
  ];
  for (const [index, document] of documents.entries()) await windowOf(ssm, `window-${index}`, [document]);
  await windowOf(ssm, 'all-of-them', documents);
  await windowOf(ssm, 'another-document', ['AWS-RunPatchBaselineOfMine']);
  expect((await cleanUp(sandbox, { selection: allPatching })).exitCode).toBe(0);
  expect(names((await dumpAccount(ssm)).windows)).toEqual(['another-document']);
});

it('C10: a custom default baseline is reported with the step that it needs', async () => {
  const sandbox = await withSandbox({ now });
  const { out, exitCode } = await cleanUp(sandbox, { selection: allPatching });
  expect(exitCode).toBe(0);
  expect(out.find((line) => line.includes('  Corp-Windows-Default  '))).toMatch(
    /^ {2}keep .*; the default for Windows Server: make AWS's the default first\)$/,
  );
  expect(out.find((line) => line.includes('  default/WINDOWS  '))).toMatch(
    /^ {2}keep {8}default {7}Make AWS-DefaultPatchBaseline the default for Windows Server again/,
  );
  const refused = cleanUp(sandbox, { selection: { only: ['Corp-Windows-Default'] } });
  await expect(refused).rejects.toMatchObject({
    nextSteps: [expect.stringMatching(/^Name that step too: --only default\/WINDOWS pb-\w+$/)],
  });
});

it('C11: a scan task is said to be one, alone and beside others', async () => {
  const sandbox = await withSandbox({ now });
  await windowOf(sandbox.ssm(), 'nightly-scan', ['AWS-RunPatchBaseline'], 'Scan');
  const { out } = await cleanUp(sandbox, { isDryRun: true });
  expect(out.find((line) => line.includes('  nightly-scan  '))).toContain(
    '(runs AWS-RunPatchBaseline (scan only); made',
  );
  expect(out.find((line) => line.includes('  finance-month-end / '))).toContain(
    'runs AWS-RunPatchBaseline (scan only), which',
  );
  expect(out.find((line) => line.includes('  web-tier-patching  '))).not.toContain('scan');
});

it('C12: every page is read before anything is changed', async () => {
  const sandbox = await withSandbox({ now, empty: true, quotas: { windows: 200 } });
  const ssm = sandbox.ssm();
  const Tags = [{ Key: planTag, Value: 'many' }];
  const all = Array.from({ length: 130 }, (_, index) => `window-${index}`);
  for (const Name of all) await ssm.send(new CreateMaintenanceWindowCommand({ ...plainWindow, Name, Tags }));
  const { exitCode, out } = await cleanUp(sandbox, { isJson: true });
  expect(exitCode).toBe(0);
  expect(parsed(out).at(-1)).toMatchObject({ succeeded: 130, failed: 0, skipped: 0, stillListed: [] });
  const requests = (await sandbox.control('GET', 'requests')) as { operation: string }[];
  const order = requests.map(({ operation }) => operation);
  const firstDeletion = order.indexOf('DeleteMaintenanceWindow');
  const pages = order.slice(0, firstDeletion).filter((operation) => operation === 'DescribeMaintenanceWindows');
  expect(pages).toHaveLength(2);
  expect((await dumpAccount(ssm)).windows).toEqual([]);
});

it('C13: one error ends neither the clean-up of the others nor their report', async () => {
  const sandbox = await withSandbox({ now });
  await sandbox.control('PUT', 'faults', [
    { kind: 'access-denied', operation: 'DeleteMaintenanceWindow', nth: 2 },
    { kind: 'error500', operation: 'DeregisterPatchBaselineForPatchGroup', nth: 1, times: 1 },
  ]);
  const { exitCode, out } = await cleanUp(sandbox, { selection: allPatching });
  expect(exitCode).toBe(1);
  expect(out.filter((line) => line.startsWith('! not done: '))).toEqual([
    expect.stringMatching(
      /^! not done: Delete the maintenance window \S+: User: .* is not authorized to perform: ssm:Delete/,
    ),
  ]);
  const { windows, registrations, baselines } = await dumpAccount(sandbox.ssm());
  expect([windows.length, registrations.length, baselines.length]).toEqual([4, 0, 1]);
});

it('C13 too: an account that somebody else works on at the same time ends in no exception', async () => {
  const sandbox = await withSandbox({ now });
  const manager = await meddled(sandbox, () => sandbox.control('POST', 'reset', { empty: true }));
  const { exitCode, out } = await cleanUp(sandbox, { selection: allPatching, manager });
  expect(exitCode).toBe(0);
  expect(out.filter((line) => line.endsWith('  was gone already')).length).toBeGreaterThan(10);
});

it('C14: day 0 and day 7 are the same Sunday, so there is one window for it', async () => {
  const sandbox = await withSandbox({ now, empty: true });
  const { flags } = parseAs('setup', 'setup', '--yes', '-w', '1', '-d', '0', '7', '-t', '3');
  expect((await setUp(sandbox, { answers: completeAnswers(flags) })).exitCode).toBe(0);
  const { windows } = await dumpAccount(sandbox.ssm());
  expect(names(windows)).toEqual(['Week1Day0Unattended0300']);
  expect((await cleanUp(sandbox)).exitCode).toBe(0);
  expect((await dumpAccount(sandbox.ssm())).windows).toEqual([]);
});
