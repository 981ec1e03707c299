/** Set-up from flags to resources, over HTTP, with every field read back by the SDK. */
import {
  CreatePatchBaselineCommand,
  DescribeMaintenanceWindowsCommand,
  DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasksCommand,
  DescribePatchBaselinesCommand,
  DescribePatchGroupsCommand,
  GetMaintenanceWindowCommand,
  GetMaintenanceWindowTaskCommand,
  GetPatchBaselineCommand,
  ListTagsForResourceCommand,
  RegisterPatchBaselineForPatchGroupCommand,
  type ResourceTypeForTagging,
  type SSMClient,
  UpdateMaintenanceWindowCommand,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { type Answers, defaultAnswers } from '../../source/plan/spec/answers.js';
import { withSandbox } from '../helpers/sandbox.js';
import { counted, now, parsed, placeLine, placeMembers, setUp, writesIn } from './runs.js';

async function tagsOf(ssm: SSMClient, ResourceType: ResourceTypeForTagging, ResourceId = '') {
  const { TagList = [] } = await ssm.send(new ListTagsForResourceCommand({ ResourceType, ResourceId }));
  return Object.fromEntries(TagList.map(({ Key = '', Value }) => [Key, Value]));
}

/** A window with its targets, tasks and tags, as AWS shows them; ids are left out where nothing refers to them. */
async function windowAsCreated(ssm: SSMClient, WindowId = '') {
  const {
    $metadata: _,
    CreatedDate,
    ModifiedDate,
    ...window
  } = await ssm.send(new GetMaintenanceWindowCommand({ WindowId }));
  const { Targets = [] } = await ssm.send(new DescribeMaintenanceWindowTargetsCommand({ WindowId }));
  const { Tasks = [] } = await ssm.send(new DescribeMaintenanceWindowTasksCommand({ WindowId }));
  const tasks = await Promise.all(
    Tasks.map(async ({ WindowTaskId }) => {
      const { $metadata: __, ...task } = await ssm.send(
        new GetMaintenanceWindowTaskCommand({ WindowId, WindowTaskId }),
      );
      return task;
    }),
  );
  expect(CreatedDate).toEqual(now());
  expect(ModifiedDate).toEqual(now());
  return { window, targets: Targets, tasks, tags: await tagsOf(ssm, 'MaintenanceWindow', WindowId) };
}

async function windowsIn(ssm: SSMClient) {
  const { WindowIdentities = [] } = await ssm.send(new DescribeMaintenanceWindowsCommand({ MaxResults: 100 }));
  return WindowIdentities;
}

async function ownBaselines(ssm: SSMClient) {
  const Filters = [{ Key: 'OWNER', Values: ['Self'] }];
  const { BaselineIdentities = [] } = await ssm.send(new DescribePatchBaselinesCommand({ Filters }));
  return BaselineIdentities;
}

/** Group and baseline of every registration, sorted. */
async function registrations(ssm: SSMClient): Promise<string[]> {
  const { Mappings = [] } = await ssm.send(new DescribePatchGroupsCommand({ MaxResults: 100 }));
  return Mappings.map(({ PatchGroup, BaselineIdentity }) => `${PatchGroup} → ${BaselineIdentity?.BaselineName}`).sort();
}

const tags = { 'ssm-patch-wizard:plan': 'default', 'ssm-patch-wizard:version': '1' };

describe('the defaults in an empty account', () => {
  it('create what the original scripts create, and every field is as planned', async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const { exitCode } = await setUp(sandbox);
    expect(exitCode).toBe(0);
    expect(counted(await writesIn(sandbox))).toEqual({
      'CreatePatchBaseline 200': 1,
      'RegisterPatchBaselineForPatchGroup 200': 8,
      'CreateMaintenanceWindow 200': 8,
      'RegisterTargetWithMaintenanceWindow 200': 8,
      'RegisterTaskWithMaintenanceWindow 200': 8,
    });

    const ssm = sandbox.ssm();
    const windows = await windowsIn(ssm);
    const expected = [1, 2].flatMap((week) =>
      [2, 3].flatMap((day) => [3, 4].map((hour) => ({ week, day, hour, weekday: day === 2 ? 'TUE' : 'WED' }))),
    );
    expect(windows).toHaveLength(8);
    for (const { week, day, hour, weekday } of expected) {
      const name = `Week${week}Day${day}Unattended0${hour}00`;
      const group = `Week ${week} Day ${day} - Unattended - 0${hour}:00`;
      const described = `${week === 1 ? '1st' : '2nd'} ${day === 2 ? 'Tuesday' : 'Wednesday'} at 0${hour}:00 UTC`;
      const { WindowId } = windows.find(({ Name }) => Name === name) ?? {};
      const created = await windowAsCreated(ssm, WindowId);
      const [target] = created.targets;
      expect(created).toEqual({
        window: {
          WindowId: expect.stringMatching(/^mw-[0-9a-f]{17}$/),
          Name: name,
          Description: `${described} (ssm-patch-wizard, plan default)`,
          Schedule: `cron(00 0${hour} ? * ${weekday}#${week} *)`,
          ScheduleTimezone: 'UTC',
          Duration: 1,
          Cutoff: 0,
          AllowUnassociatedTargets: false,
          Enabled: true,
          NextExecutionTime: expect.stringMatching(/^2026-12-0[1289]T0[34]:00Z?/),
        },
        targets: [
          {
            WindowId,
            WindowTargetId: expect.stringMatching(/^[0-9a-f]{8}-/),
            ResourceType: 'INSTANCE',
            Targets: [{ Key: 'tag:PatchGroup', Values: [group] }],
            OwnerInformation: 'ssm-patch-wizard plan=default',
            Name: name,
            Description: `Nodes tagged PatchGroup = ${group}`,
          },
        ],
        tasks: [
          {
            WindowId,
            WindowTaskId: expect.stringMatching(/^[0-9a-f]{8}-/),
            Targets: [{ Key: 'WindowTargetIds', Values: [target?.WindowTargetId] }],
            TaskArn: 'AWS-RunPatchBaseline',
            TaskType: 'RUN_COMMAND',
            ServiceRoleArn: expect.stringMatching(/role\/aws-service-role\/ssm\.amazonaws\.com\//),
            TaskParameters: {},
            TaskInvocationParameters: {
              RunCommand: {
                Comment: 'ssm-patch-wizard, plan default',
                Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
              },
            },
            Priority: 1,
            MaxConcurrency: '2',
            MaxErrors: '1',
            CutoffBehavior: 'CONTINUE_TASK',
            Name: 'RunPatchBaseline-Install',
            Description: 'Installs approved patches (ssm-patch-wizard, plan default)',
          },
        ],
        tags,
      });
    }

    const [identity, ...more] = await ownBaselines(ssm);
    expect(more).toEqual([]);
    const { $metadata: _, ...baseline } = await ssm.send(
      new GetPatchBaselineCommand({ BaselineId: identity?.BaselineId }),
    );
    expect(baseline).toEqual({
      BaselineId: identity?.BaselineId,
      Name: 'Windows-0day-Important',
      OperatingSystem: 'WINDOWS',
      Description: expect.stringContaining('Critical and security updates'),
      GlobalFilters: { PatchFilters: [{ Key: 'PRODUCT', Values: ['*'] }] },
      ApprovalRules: {
        PatchRules: [
          {
            PatchFilterGroup: {
              PatchFilters: [
                { Key: 'CLASSIFICATION', Values: ['CriticalUpdates', 'SecurityUpdates'] },
                { Key: 'MSRC_SEVERITY', Values: ['Important'] },
              ],
            },
            ApproveAfterDays: 0,
            ComplianceLevel: 'UNSPECIFIED',
            EnableNonSecurity: false,
          },
        ],
      },
      ApprovedPatches: [],
      ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
      ApprovedPatchesEnableNonSecurity: false,
      RejectedPatches: [],
      RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
      Sources: [],
      PatchGroups: expect.arrayContaining(expected.map(() => expect.stringMatching(/^Week [12] Day [23]/))),
      CreatedDate: now(),
      ModifiedDate: now(),
    });
    expect(await tagsOf(ssm, 'PatchBaseline', identity?.BaselineId)).toEqual(tags);
    expect(await registrations(ssm)).toEqual(
      expected
        .map(({ week, day, hour }) => `Week ${week} Day ${day} - Unattended - 0${hour}:00 → Windows-0day-Important`)
        .sort(),
    );
  });

  it('are said in plain text, from the plan to how to undo it', async () => {
    const sandbox = await withSandbox({ empty: true, now });
    const { out, err } = await setUp(sandbox);
    expect(err).toEqual([]);
    expect(out.slice(0, 7)).toEqual([
      placeLine,
      'Plan default: 33 calls, 0 kept',
      expect.stringMatching(/^ {2}\+ 1 {2}patch baseline +Windows-0day-Important · /),
      expect.stringMatching(/^ {2}\+ 8 {2}patch groups +registered with Windows-0day-Important$/),
      expect.stringMatching(/^ {2}\+ 8 {2}maintenance windows {2}1 h each/),
      expect.stringMatching(/^ {2}\+ 8 {2}targets/),
      expect.stringMatching(/^ {2}\+ 8 {2}tasks/),
    ]);
    const done = out.filter((line) => /^[ \d]+\/33 {2}done /.test(line));
    expect(done).toHaveLength(33);
    expect(done[0]).toMatch(/^ 1\/33 {2}done +(CreatePatchBaseline|CreateMaintenanceWindow) {2}\S+ {2}(pb|mw)-/);
    const report = out.slice(out.findIndex((line) => line.startsWith('Done:')));
    expect(report[0]).toBe('Done: 33 calls in 0.0 s, 0 kept.');
    expect(report[1]).toBe("AWS's own schedule agrees with the preview on all 24 dates checked.");
    expect(report.filter((line) => line.startsWith('  aws ec2 create-tags --region eu-west-1'))).toHaveLength(8);
    expect(report.at(-1)).toBe('  ssm-patch-wizard cleanup --plan default --region eu-west-1');
  });
});

describe('a second run', () => {
  it('changes nothing and says so', async () => {
    const sandbox = await withSandbox({ now });
    await setUp(sandbox);
    const before = await writesIn(sandbox);
    const { exitCode, out } = await setUp(sandbox);
    expect(exitCode).toBe(0);
    expect(await writesIn(sandbox)).toEqual(before);
    expect(out[1]).toBe('Plan default: 0 calls, 33 kept');
    expect(out.at(-1)).toBe('Nothing to do: the account is as the plan wants it.');
  });

  it('changes nothing where every answer is another one', async () => {
    const answers: Answers = {
      plan: 'web',
      days: { kind: 'patch-tuesday', days: [0, 3, 6] },
      times: [{ hour: 22, minute: 30 }],
      timeZone: 'America/New_York',
      baselines: [
        { kind: 'aws-rules', os: 'WINDOWS', approveAfterDays: 14 },
        { kind: 'aws-rules', os: 'AMAZON_LINUX_2023' },
        { kind: 'aws-rules', os: 'UBUNTU' },
        {
          kind: 'file',
          fileName: 'suse.json',
          definition: {
            OperatingSystem: 'SUSE',
            Name: 'Corp-Suse',
            ApprovedPatches: ['b*', 'a*'],
            RejectedPatches: ['kernel*'],
            RejectedPatchesAction: 'BLOCK',
          },
        },
      ],
      tagKey: 'Patch Group',
      task: {
        operation: 'Scan',
        reboot: 'NoReboot',
        durationHours: 4,
        cutoffHours: 1,
        onCutoff: 'CANCEL_TASK',
        maxConcurrency: '10%',
        maxErrors: '0',
        serviceRoleArn: 'arn:aws:iam::123456789012:role/patching',
      },
      tags: { Team: 'ops', 'Kosten stelle': 'ä/2' },
    };
    const sandbox = await withSandbox({ now });
    const first = await setUp(sandbox, { answers });
    expect(first.exitCode).toBe(0);
    expect(first.out).toContain("AWS's own schedule agrees with the preview on all 9 dates checked.");
    const before = await writesIn(sandbox);
    expect(before).toHaveLength(4 + 12 + 3 + 3 + 3);
    expect((await setUp(sandbox, { answers })).exitCode).toBe(0);
    expect(await writesIn(sandbox)).toEqual(before);
  });

  it('of more than 25 windows changes nothing either', async () => {
    const answers: Answers = { ...defaultAnswers, times: [1, 2, 3, 4, 5, 6, 7].map((hour) => ({ hour, minute: 0 })) };
    const sandbox = await withSandbox({ now, empty: true });
    expect((await setUp(sandbox, { answers })).exitCode).toBe(0);
    const ssm = sandbox.ssm();
    const names = counted((await registrations(ssm)).map((row) => row.split(' → ')[1] ?? ''));
    expect(names).toEqual({ 'Windows-0day-Important': 25, 'Windows-0day-Important-2': 3 });
    const before = await writesIn(sandbox);
    await setUp(sandbox, { answers });
    expect(await writesIn(sandbox)).toEqual(before);
  });

  it('with other answers updates what there is', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    await setUp(sandbox);
    const before = await writesIn(sandbox);
    const answers: Answers = {
      ...defaultAnswers,
      timeZone: 'Asia/Tokyo',
      baselines: [{ kind: 'aws-rules', os: 'WINDOWS' }],
      tagKey: 'Patch Group',
      task: { ...defaultAnswers.task, operation: 'Scan', durationHours: 3, cutoffHours: 1 },
      tags: { Team: 'ops' },
    };
    const { exitCode, out } = await setUp(sandbox, { answers });
    expect(exitCode).toBe(0);
    expect(out).toContain("AWS's own schedule agrees with the preview on all 24 dates checked.");
    expect(counted((await writesIn(sandbox)).slice(before.length))).toEqual({
      'UpdatePatchBaseline 200': 1,
      'UpdateMaintenanceWindow 200': 8,
      'UpdateMaintenanceWindowTarget 200': 8,
      'UpdateMaintenanceWindowTask 200': 8,
      'AddTagsToResource 200': 9,
    });
    const ssm = sandbox.ssm();
    const [window] = await windowsIn(ssm);
    expect(await windowAsCreated(ssm, window?.WindowId)).toMatchObject({
      window: { ScheduleTimezone: 'Asia/Tokyo', Duration: 3, Cutoff: 1, Enabled: true },
      targets: [{ Targets: [{ Key: 'tag:Patch Group' }], OwnerInformation: 'ssm-patch-wizard plan=default' }],
      tasks: [
        {
          Name: 'RunPatchBaseline-Scan',
          TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ['Scan'], RebootOption: ['NoReboot'] } } },
        },
      ],
      tags: { ...tags, Team: 'ops' },
    });
    expect((await ownBaselines(ssm)).map(({ BaselineName }) => BaselineName)).toEqual(['Windows-Standard']);
    const after = await writesIn(sandbox);
    await setUp(sandbox, { answers });
    expect(await writesIn(sandbox)).toEqual(after);
  });

  it('puts right what somebody has changed', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    await setUp(sandbox);
    const ssm = sandbox.ssm();
    const [window] = await windowsIn(ssm);
    await ssm.send(
      new UpdateMaintenanceWindowCommand({ WindowId: window?.WindowId, Enabled: false, Schedule: 'rate(7 days)' }),
    );
    const { out } = await setUp(sandbox);
    expect(out[2]).toBe('  ~ 1  maintenance window  Schedule, Enabled');
    expect(await ssm.send(new GetMaintenanceWindowCommand({ WindowId: window?.WindowId }))).toMatchObject({
      Enabled: true,
      Schedule: window?.Schedule,
    });
  });
});

describe('without confirmation', () => {
  it('a dry run shows the plan and changes nothing', async () => {
    const sandbox = await withSandbox({ now });
    const { exitCode, out } = await setUp(sandbox, { isDryRun: true });
    expect(exitCode).toBe(0);
    expect(out[1]).toBe('Plan default: 33 calls, 0 kept');
    expect(out.at(-1)).toBe('Dry run: nothing was changed.');
    expect(await writesIn(sandbox)).toEqual([]);
  });

  it('nothing is changed, and it says how to confirm', async () => {
    const sandbox = await withSandbox({ now });
    const { exitCode, out, err } = await setUp(sandbox, { isConfirmed: false });
    expect(exitCode).toBe(3);
    expect(out[1]).toBe('Plan default: 33 calls, 0 kept');
    expect(err).toEqual(['Nothing was changed. To apply this plan, run it again with --yes.']);
    expect(await writesIn(sandbox)).toEqual([]);
  });

  it('nothing is needed where nothing is to be done', async () => {
    const sandbox = await withSandbox({ now });
    await setUp(sandbox);
    expect(await setUp(sandbox, { isConfirmed: false })).toMatchObject({ exitCode: 0, err: [] });
  });
});

describe('as JSON lines', () => {
  it('it is the plan, two lines for each operation, and the summary', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    const run = await setUp(sandbox, { isJson: true });
    expect(run).toMatchObject({ exitCode: 0, err: [] });
    const [plan, ...rest] = parsed(run.out);
    const summary = rest.pop();
    expect(Object.keys(plan ?? {})).toEqual([
      'version',
      'event',
      ...Object.keys(placeMembers),
      'operations',
      'kept',
      'warnings',
    ]);
    expect(plan).toMatchObject({ version: 1, event: 'plan', ...placeMembers, kept: 0, warnings: [] });
    const operations = plan?.operations as { id: string }[];
    expect(operations).toHaveLength(33);
    expect(operations[0]).toEqual({
      id: 'baseline/WINDOWS/Windows-0day-Important',
      kind: 'CreatePatchBaseline',
      name: 'Windows-0day-Important',
      summary: 'Create the patch baseline Windows-0day-Important for WINDOWS',
    });

    expect(rest).toHaveLength(66);
    const ended = new Set<unknown>();
    for (const { version, event, id, status, ...more } of rest) {
      expect({ version, event }).toEqual({ version: 1, event: 'operation' });
      if (status === 'started') expect(more).toEqual({});
      else {
        expect(status).toBe('succeeded');
        expect(more).toEqual({ resourceId: expect.stringMatching(/^(mw-|pb-|[0-9a-f]{8}-)/) });
        ended.add(id);
      }
    }
    expect(ended).toEqual(new Set(operations.map(({ id }) => id)));
    expect(summary).toEqual({
      version: 1,
      event: 'summary',
      succeeded: 33,
      failed: 0,
      skipped: 0,
      kept: 0,
      durationMs: 0,
      nextSteps: [],
      schedule: { checked: 24, differences: [] },
    });
  });

  it('of a second run it is an empty plan and a summary', async () => {
    const sandbox = await withSandbox({ now });
    await setUp(sandbox);
    const { out } = await setUp(sandbox, { isJson: true });
    expect(parsed(out)).toEqual([
      expect.objectContaining({ event: 'plan', operations: [], kept: 33 }),
      { version: 1, event: 'summary', succeeded: 0, failed: 0, skipped: 0, kept: 33, durationMs: 0, nextSteps: [] },
    ]);
  });

  it('of an unconfirmed run it is the plan and an empty summary', async () => {
    const sandbox = await withSandbox({ now });
    const { exitCode, out, err } = await setUp(sandbox, { isJson: true, isConfirmed: false });
    expect(exitCode).toBe(3);
    expect(parsed(out).map(({ event }) => event)).toEqual(['plan', 'summary']);
    expect(parsed(out).at(-1)).toMatchObject({ nextSteps: ['To apply this plan, run it again with --yes.'] });
    expect(err).toHaveLength(1);
  });

  it('an update says what changes, and a warning what to do', async () => {
    const sandbox = await withSandbox({ now });
    await setUp(sandbox);
    const answers = { ...defaultAnswers, times: [{ hour: 3, minute: 0 }], tags: { Team: 'ops' } };
    const [plan] = parsed((await setUp(sandbox, { answers, isJson: true, isDryRun: true })).out);
    const operations = plan?.operations as object[];
    expect(operations[0]).toEqual({
      id: 'tags/baseline/WINDOWS/Windows-0day-Important',
      kind: 'AddTagsToResource',
      name: 'Windows-0day-Important',
      summary: 'Tag Windows-0day-Important: ssm-patch-wizard:tags, Team',
      changes: [
        { field: 'ssm-patch-wizard:tags', from: 'not set', to: '"Team"' },
        { field: 'Team', from: 'not set', to: '"ops"' },
      ],
    });
    expect(plan?.warnings).toContainEqual({
      code: 'no-longer-wanted',
      message: expect.stringContaining('8 things'),
      nextSteps: [expect.stringContaining('--prune')],
    });
  });
});

describe('what stands in the way is one error, before anything is changed', () => {
  it('a group that another baseline of the same system has', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    const ssm = sandbox.ssm();
    const { BaselineId } = await ssm.send(
      new CreatePatchBaselineCommand({ Name: 'web-windows', ApprovedPatches: ['KB1'] }),
    );
    const groups = ['Week 1 Day 2 - Unattended - 03:00', 'Week 2 Day 3 - Unattended - 04:00'];
    for (const PatchGroup of groups) {
      await ssm.send(new RegisterPatchBaselineForPatchGroupCommand({ BaselineId, PatchGroup }));
    }
    const before = await writesIn(sandbox);
    await expect(setUp(sandbox)).rejects.toMatchObject({
      code: 'patch-group-taken',
      exitCode: 2,
      message: expect.stringContaining(
        `"${groups[0]}", "${groups[1]}" are already registered with the baseline web-windows (${BaselineId})`,
      ),
      detail: expect.stringMatching(/Nothing was changed\.$/),
    });
    expect(await writesIn(sandbox)).toEqual(before);
  });

  it('a quota', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    const answers: Answers = {
      ...defaultAnswers,
      days: { kind: 'weekdays', weeks: [1, 2, 3], weekdays: [1, 2, 3] },
      times: [1, 2, 3, 4, 5, 6].map((hour) => ({ hour, minute: 0 })),
    };
    await expect(setUp(sandbox, { answers })).rejects.toMatchObject({ code: 'quota', exitCode: 2 });
    expect(await writesIn(sandbox)).toEqual([]);
  });

  it('a schedule that cannot be read is told in the summary, and fails nothing', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    const fault = { kind: 'access-denied', operation: 'DescribeMaintenanceWindowSchedule', times: 99 };
    await sandbox.control('PUT', 'faults', [fault]);
    const { exitCode, out } = await setUp(sandbox, { isJson: true });
    expect(exitCode).toBe(0);
    expect(parsed(out).at(-1)).toMatchObject({ event: 'summary', failed: 0, schedule: null });
  });

  it('a quota, unless it was raised: 54 windows', async () => {
    const sandbox = await withSandbox({ now, empty: true, quotas: { windows: 54 } });
    const answers: Answers = {
      ...defaultAnswers,
      days: { kind: 'weekdays', weeks: [1, 2, 3], weekdays: [1, 2, 3] },
      times: [1, 2, 3, 4, 5, 6].map((hour) => ({ hour, minute: 0 })),
    };
    expect((await setUp(sandbox, { answers, quotas: { windows: 54 } })).exitCode).toBe(0);
    expect(counted(await writesIn(sandbox))['CreateMaintenanceWindow 200']).toBe(54);
  });
});
