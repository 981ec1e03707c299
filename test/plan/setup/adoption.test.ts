/** Taking over: windows of nobody's plan become waves as they are, and what cannot be taken over is named. */
import type { SSM, Target } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryWindow } from '../../../source/plan/account/inventory.js';
import { copyOfPredefined, windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import type { BaselineChoice } from '../../../source/plan/intent/document.js';
import { type AccountDump, withoutIds } from '../../helpers/account-dump.js';
import { type ForeignWindow, kinds, makeForeignWindow, PlanningAccount } from '../../helpers/planning.js';
import { forSome } from '../../helpers/properties.js';
import { refusalOf } from '../../helpers/refused.js';
import { accountWith, defaultWave, grid, plan } from './documents.js';

const legacy = 'AWS-ApplyPatchBaseline';

const documents = 'arn:aws:ssm:eu-west-1::document/';

/** Some of these members, or none. */
const someOf = <Members extends object>(members: { [Name in keyof Members]: fc.Arbitrary<Members[Name]> }) =>
  fc.record(members, { requiredKeys: [] });

const anyRate = fc.constantFrom('1', '7', '10%', '100%');

const anyForeignWindow = fc
  .record({
    Name: fc.oneof(
      fc.constantFrom('nightly', '_dmz', '...', 'n'.repeat(128)),
      fc.string({ unit: fc.constantFrom(...'aZ09_.-'.split('')), minLength: 3, maxLength: 128 }),
    ),
    schedule: fc.constantFrom(
      { Schedule: 'cron(30 22 ? * SAT#3 *)' },
      { Schedule: 'cron(0 00 03 ? * 3#2 *)', ScheduleOffset: 3 },
      { Schedule: 'cron(15 4,5 ? * MON-FRI *)', ScheduleTimezone: 'Asia/Tokyo' },
      { Schedule: 'cron(0 3 L * ? *)', ScheduleOffset: 6 },
      { Schedule: 'rate(7 days)', ScheduleTimezone: 'America/New_York' },
      { Schedule: 'at(2035-01-05T03:00:00)' },
    ),
    hours: fc
      .tuple(fc.integer({ min: 1, max: 24 }), fc.nat(23))
      .map(([Duration, hour]) => ({ Duration, Cutoff: hour % Duration })),
    more: someOf({
      Description: fc.constant('before the shop opens'),
      StartDate: fc.constantFrom('2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'),
      EndDate: fc.constant('2040-01-01T00:00:00Z'),
    }),
    AllowUnassociatedTargets: fc.boolean(),
    isOn: fc.boolean(),
    tagKey: fc.constantFrom('PatchGroup', 'PatchGroup', 'Patch Group'),
    patchGroup: fc.constantFrom('web', 'db', 'batch jobs', 'g'.repeat(256)),
    target: someOf({ Name: fc.constant('fleet'), Description: fc.constant('all') }),
    rate: fc.record({ MaxConcurrency: anyRate, MaxErrors: anyRate }),
    task: someOf({
      TaskArn: fc.constantFrom(legacy, 'AWS-RunPatchBaselineWithHooks', `${documents}AWS-RunPatchBaseline`),
      Name: fc.constant('patching'),
      Description: fc.constant('as ever'),
      Priority: fc.nat(9),
      CutoffBehavior: fc.constantFrom('CONTINUE_TASK' as const, 'CANCEL_TASK' as const),
      ServiceRoleArn: fc.constant('arn:aws:iam::123456789012:role/patching'),
      LoggingInfo: fc.constant({ S3BucketName: 'logs', S3Region: 'eu-west-1' }),
    }),
    Operation: fc.constantFrom('Install', 'Scan'),
    parameters: someOf({
      RebootOption: fc.constantFrom('NoReboot', 'RebootIfNeeded'),
      SnapshotId: fc.constant(''),
      InstallOverrideList: fc.constantFrom('', 's3://ours/list.yaml'),
    }),
    command: someOf({
      Comment: fc.constant('x'),
      TimeoutSeconds: fc.constant(600),
      DocumentVersion: fc.constantFrom('$DEFAULT', '$LATEST', '3'),
      OutputS3BucketName: fc.constant('logs'),
    }),
    tags: fc.constantFrom<Record<string, string>>({}, { Team: 'web' }),
  })
  .map(({ Name, schedule, hours, more, AllowUnassociatedTargets, task, rate, ...others }) => {
    const { Operation, parameters, command, ...rest } = others;
    const values = Object.entries({ Operation, ...parameters });
    const Parameters = Object.fromEntries(values.map(([name, value]) => [name, [value]]));
    const window = { Name, ...schedule, ...hours, ...more, AllowUnassociatedTargets };
    return { ...rest, window, task: { ...task, ...rate, RunCommand: { ...command, Parameters } } };
  });

/** What taking over may change: marks, and a document that AWS no longer supports. */
function unmarked({ windows }: AccountDump) {
  return windows.map(({ id, fields: { Tags, ModifiedDate: _, ...fields }, targets, tasks }) => ({
    id,
    fields,
    tags: Object.fromEntries(Object.entries(Tags ?? {}).filter(([key]) => !key.startsWith('ssm-patch-wizard:'))),
    targets: targets.map((target) => {
      const { OwnerInformation: _owner, ...kept } = target.fields;
      return { id: target.id, kept };
    }),
    tasks: tasks.map((task) => {
      const { TaskArn, ...kept } = task.fields;
      return { id: task.id, kept, TaskArn: TaskArn === legacy ? 'AWS-RunPatchBaseline' : TaskArn };
    }),
  }));
}

async function accountOf(windows: readonly (ForeignWindow & { readonly isOn?: boolean })[]): Promise<PlanningAccount> {
  const account = await PlanningAccount.open();
  for (const { isOn = true, ...window } of windows) {
    const WindowId = await makeForeignWindow(account.ssm, window);
    if (!isOn) await account.ssm.updateMaintenanceWindow({ WindowId, Enabled: false });
  }
  return account;
}

/** Somebody's baseline for Windows Server with these groups; returns its id. */
async function makeBaseline(account: PlanningAccount, groups: readonly string[], more: object = {}): Promise<string> {
  const rules = { OperatingSystem: 'WINDOWS' as const, Name: 'corp-windows', ApprovedPatches: ['KB1', 'KB2'] };
  const { BaselineId = '' } = await account.ssm.createPatchBaseline({ ...rules, ...more });
  for (const PatchGroup of groups) await account.ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
  return BaselineId;
}

const adopt = { consent: { adopt: true } };
/** A second one, for another group. */
const other: ForeignWindow = { window: { Name: 'other' }, patchGroup: 'db' };

describe('any window of one group and one patching task', () => {
  it('is taken over as it is, with all that a document cannot say', () =>
    forSome(10, [fc.array(anyForeignWindow, { minLength: 1, maxLength: 3 })], async (windows) => {
      const account = await accountOf(windows);
      const before = await account.dump();
      const plan = await account.setUp(adopt);
      expect(unmarked(await account.dump())).toEqual(unmarked(before));
      const left = windows.filter(({ tagKey }) => tagKey !== windows[0]?.tagKey).length;
      expect(plan.document.waves).toHaveLength(windows.length - left);
      expect(plan.findings.filter(({ code }) => code === 'not-adoptable')).toHaveLength(Math.min(1, left));
      expect(await account.document()).toEqual(plan.document);
      expect(await account.drift()).toEqual([]);
      expect((await account.plan()).operations).toEqual([]);
      expect((await account.plan(adopt)).operations).toEqual([]);
    }));

  it('is taken over by another run where the first one breaks off, wherever that is', () =>
    forSome(2, [fc.array(anyForeignWindow, { minLength: 1, maxLength: 2 })], async (windows) => {
      const make = async () => {
        const account = await accountOf(windows);
        await makeBaseline(account, [...new Set(windows.map(({ patchGroup = '' }) => patchGroup))]);
        return account;
      };
      const whole = await make();
      const { operations } = await whole.setUp(adopt);
      for (let done = 0; done <= operations.length; done += 1) {
        const account = await make();
        await account.carryOut((await account.plan(adopt)).operations, done);
        await account.setUp(adopt);
        expect(withoutIds(await account.dump())).toEqual(withoutIds(await whole.dump()));
        expect(await account.drift()).toEqual([]);
      }
    }));

  it('becomes a wave with its name, group, schedule, zone and numbers; the first says what the plan has', async () => {
    const schedule = 'cron(0 3 ? * MON-FRI *)';
    const work = { Name: 'work', Schedule: schedule, Duration: 2 };
    const account = await accountOf([
      { tagKey: 'Patch Group', window: { Name: 'night', ScheduleTimezone: 'Asia/Tokyo' } },
      { tagKey: 'Patch Group', patchGroup: 'db', window: work },
    ]);
    const { document } = await account.setUp(adopt);
    expect(document).toMatchObject({ plan: 'default', timeZone: 'Asia/Tokyo', tagKey: 'Patch Group', baselines: [] });
    expect(document.task).toMatchObject({ durationHours: 4, cutoffHours: 1, maxConcurrency: '10%', maxErrors: '0' });
    const named = (name: string, patchGroup: string) => ({ name, patchGroup, window: name });
    expect(document.waves).toEqual([
      { ...named('night', 'web'), when: expect.objectContaining({ kind: 'nth-weekday', week: 3 }) },
      {
        ...named('work', 'db'),
        when: { kind: 'schedule', schedule },
        own: { timeZone: 'UTC', task: { durationHours: 2 } },
      },
    ]);
  });

  it('is asked for by dates too: then only windows at those are taken over, and the others of them are made', async () => {
    const window = { Name: 'Week1Day2Unattended0300', Duration: 3 };
    const script = { window, patchGroup: 'Week 1 Day 2 - Unattended - 03:00' };
    const account = await accountOf([{ window: { Name: 'elsewhere', ScheduleTimezone: 'Asia/Tokyo' } }, script]);
    const when = grid([1], [2, 3], [3]);
    const plan = await account.setUp({ ...adopt, flags: { when } });
    expect(plan.document.waves.map(({ name }) => name)).toEqual(['Week1Day2Unattended0300', 'Week1Day3Unattended0300']);
    expect(kinds(plan)).toMatchObject({ CreateMaintenanceWindow: 1, UpdateMaintenanceWindowTarget: 1 });
    expect(plan.findings.find(({ code }) => code === 'not-adoptable')?.message).toContain('elsewhere (mw-');
    const answers = { timeZone: 'UTC', task: { durationHours: 3 }, baselines: [{ kind: 'zero-day' }] };
    expect(plan.document).toMatchObject(answers);
  });

  it('joins a plan that is there, which stays as it is', async () => {
    const account = await accountWith(plan());
    const before = await account.document();
    await makeForeignWindow(account.ssm);
    const { document, operations } = await account.setUp(adopt);
    expect(document.waves.slice(0, 8)).toEqual(before?.waves);
    expect(document.waves[8]).toMatchObject({ name: 'Saturday-Night', own: { task: { durationHours: 4 } } });
    expect(operations.filter(({ name }) => /^Week\d/.test(name))).toEqual([]);
  });

  it('does not bring back what the plan no longer wants', async () => {
    const account = await accountWith(plan());
    await account.setUp({ flags: { when: grid([3], [3], [4]) } });
    await makeForeignWindow(account.ssm);
    const { document } = await account.setUp(adopt);
    expect(document.waves.map(({ name }) => name)).toEqual(['Week3Day3Unattended0400', 'Saturday-Night']);
  });

  it('gets a document that AWS still supports in place of the original scripts’, which is said', async () => {
    const account = await accountOf([{ task: { TaskArn: legacy } }]);
    const found = await account.setUp(adopt);
    expect(found.findings.map(({ code }) => code)).toEqual(['legacy-document']);
    expect(found.operations.at(-1)).toMatchObject({ changes: [{ field: 'TaskArn', to: '"AWS-RunPatchBaseline"' }] });
  });

  it('is the plan’s again where somebody has taken off all of its marks', async () => {
    const account = await accountWith(plan());
    const before = withoutIds(await account.dump());
    const [window] = (await account.read()).windows;
    const ids = { WindowId: window?.id, WindowTargetId: window?.targets[0]?.id };
    await account.ssm.updateMaintenanceWindowTarget({ ...ids, OwnerInformation: 'me' });
    const TagKeys = Object.keys(window?.tags ?? {});
    const resource = { ResourceType: 'MaintenanceWindow', ResourceId: window?.id } as const;
    await account.ssm.removeTagsFromResource({ ...resource, TagKeys });
    const message = expect.stringContaining("is no longer marked as the plan's");
    expect(await account.drift()).toMatchObject([{ kind: 'CreateMaintenanceWindow', message }]);
    expect((await account.plan()).findings[0]).toMatchObject({ severity: 'blocking', code: 'adoptable' });
    await account.setUp(adopt);
    expect(await account.drift()).toEqual([]);
    const after = JSON.stringify(withoutIds(await account.dump())).replace('"ssm-patch-wizard:adopted":"yes",', '');
    expect(JSON.parse(after)).toEqual(before);
  });
});

describe('what cannot be taken over is named with its reason', () => {
  const patching = { TaskArn: 'AWS-RunPatchBaseline', MaxConcurrency: '1', MaxErrors: '1' } as const;
  const runbook = { TaskArn: 'AWS-PatchInstanceWithRollback', TaskType: 'AUTOMATION' } as const;
  const byId = [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }];

  type Spoil = (ssm: SSM, window: InventoryWindow) => Promise<unknown>;
  const nothing: Spoil = async () => {};
  const moreTasks: Spoil = (ssm, { id: WindowId, tasks: [known] }) => {
    const Targets = [...(known?.targets ?? [])] as Target[];
    return ssm.registerTaskWithMaintenanceWindow({ WindowId, TaskType: 'RUN_COMMAND', ...patching, Targets });
  };
  const moreTargets: Spoil = (ssm, { id: WindowId }) =>
    ssm.registerTargetWithMaintenanceWindow({ WindowId, ResourceType: 'INSTANCE', Targets: byId });
  const otherTask: Spoil = async (ssm, { id: WindowId, tasks: [known] }) => {
    await ssm.deregisterTaskFromMaintenanceWindow({ WindowId, WindowTaskId: known?.id });
    await ssm.registerTaskWithMaintenanceWindow({ WindowId, ...runbook });
  };
  const specific = {
    TaskArn: 'AWS-InstallSpecificWindowsUpdates',
    RunCommand: { Parameters: { KbArticleIds: ['1'] } },
  };
  const twoGroups = { Targets: [{ Key: 'tag:PatchGroup', Values: ['db', 'web'] }] };
  const otherKey = 'it selects nodes by the tag Patch Group, and the plan uses PatchGroup';

  it.each<[Partial<ForeignWindow>, Spoil, string]>([
    [{}, moreTasks, 'it has 2 patching tasks'],
    [{}, moreTargets, 'it has 2 targets'],
    [{ tagKey: 'Team' }, nothing, 'its target is not a single patch group'],
    [{ target: twoGroups }, nothing, 'its target is not a single patch group'],
    [{ tagKey: 'Patch Group' }, nothing, otherKey],
    [{ task: specific }, nothing, 'a plan cannot record the parameters of AWS-InstallSpecificWindowsUpdates'],
    [{}, otherTask, 'its task AWS-PatchInstanceWithRollback is not a Run Command task'],
  ])('%#: $2', async (changes, spoil, why) => {
    const account = await accountOf([{}, { ...other, ...changes }]);
    const last = (await account.read()).windows.at(-1);
    if (last) await spoil(account.ssm, last);
    const found = await account.plan(adopt);
    expect(found.document.waves.map(({ name }) => name)).toEqual(['Saturday-Night']);
    const message = `Not taken over: ${last?.name} (${last?.id}): ${why}.`;
    expect(found.findings.find(({ code }) => code === 'not-adoptable')).toMatchObject({ severity: 'warning', message });
  });

  it.each<[Partial<InventoryWindow>, string]>([
    [{ endDate: '2026-11-01T00:00:00Z' }, 'its EndDate, 2026-11-01T00:00:00Z, has passed'],
    [{ schedule: 'at(2026-11-26T11:59:00)' }, 'its only run, at(2026-11-26T11:59:00) UTC, has passed'],
    [
      { endDate: '2026-12-01T00:00:00Z' },
      'its schedule, cron(30 22 ? * SAT#3 *) UTC, has no runs left before its EndDate, 2026-12-01T00:00:00Z',
    ],
  ])('a window that can never run again: %o', async (dates, why) => {
    const account = await accountOf([{}, other]);
    const [kept, last] = (await account.read()).windows;
    const over = { windows: [kept, { ...last, ...dates }] as InventoryWindow[] };
    const { document, findings } = await account.plan({ ...adopt, over });
    expect(document.waves.map(({ name }) => name)).toEqual(['Saturday-Night']);
    expect(findings.find(({ code }) => code === 'not-adoptable')?.message).toBe(
      `Not taken over: other (${last?.id}): it can never run again: ${why}.`,
    );
    const alone = { windows: over.windows.slice(1) };
    expect((await refusalOf(account.plan({ ...adopt, over: alone }))).detail).toContain(why);
    // It is in nobody's way either: a plan makes its own window of that name.
    const file = { ...plan(), waves: [{ ...defaultWave, name: 'db', patchGroup: 'db', window: 'other' }] };
    const made = await account.plan({ file, over: alone });
    expect(kinds(made).CreateMaintenanceWindow).toBe(1);
    expect(made.findings.map(({ code }) => code)).toEqual(['window-name-in-use']);
  });

  it('a group of another plan, and what a stack has made', async () => {
    const account = await accountWith({ ...plan({ plan: 'other' }), waves: [{ ...defaultWave, patchGroup: 'web' }] });
    await makeForeignWindow(account.ssm);
    await makeForeignWindow(account.ssm, { window: { Name: 'stacked' }, patchGroup: 'db' });
    const { windows } = await account.read();
    const tags = { 'aws:cloudformation:stack-name': 'nightly-stack' };
    const over = { windows: windows.map((each) => (each.name === 'stacked' ? { ...each, tags } : each)) };
    const { code, detail, nextSteps } = await refusalOf(account.plan({ ...adopt, over }));
    expect(code).toBe('nothing-to-adopt');
    expect(detail).toContain(`(${windows[1]?.id}): its patch group web belongs to plan other; stacked`);
    expect(detail).toContain('it belongs to the CloudFormation stack nightly-stack.\nNothing was changed.');
    expect(nextSteps[0]).toContain('with --plan: other');
  });
});

describe('a baseline', () => {
  const later = { approveAfterDays: 14 };

  it('that has all of the plan’s groups and no other is taken over with its rules, whoever made it', async () => {
    const account = await accountOf([{}]);
    await makeBaseline(account, ['web']);
    const { document, operations } = await account.setUp(adopt);
    expect(document.baselines).toMatchObject([{ kind: 'file', fileName: 'corp-windows.json' }]);
    expect(operations.map(({ kind }) => kind)).not.toContain('UpdatePatchBaseline');
    expect(await account.drift()).toEqual([]);
    expect((await account.plan()).operations).toEqual([]);
  });

  it.each<[string, object, BaselineChoice]>([
    ['the scripts’', windowsZeroDayImportant, { kind: 'zero-day' }],
    ['AWS’s', copyOfPredefined('WINDOWS'), { kind: 'aws-rules', os: 'WINDOWS' }],
    ['AWS’s later', copyOfPredefined('WINDOWS', later), { kind: 'aws-rules', os: 'WINDOWS', ...later }],
  ])('with %s rules is called by their name', async (_, rules, choice) => {
    const account = await accountOf([{}]);
    await makeBaseline(account, ['web'], { ApprovedPatches: [], ...rules });
    expect((await account.setUp(adopt)).document.baselines).toEqual([choice]);
    expect(await account.drift()).toEqual([]);
  });

  const theirs = 'the patch group theirs, which is not in the plan, is also registered with it';
  it.each<[string, readonly ForeignWindow[], readonly string[], boolean, string]>([
    ['with a group of others', [{}], ['web', 'theirs'], false, theirs],
    [
      'without one of the groups',
      [{}, other],
      ['web'],
      false,
      'not all patch groups of the plan are registered with it',
    ],
    ['that is the default', [{}], ['web'], true, 'it is the default baseline for Windows Server'],
  ])('%s is left alone', async (_, windows, groups, isDefault, why) => {
    const account = await accountOf(windows);
    const id = await makeBaseline(account, groups);
    if (isDefault) await account.ssm.registerDefaultPatchBaseline({ BaselineId: id });
    const found = await account.plan(adopt);
    expect(found.document.baselines).toEqual([]);
    expect(found.findings.find(({ code }) => code === 'not-adoptable')?.message).toContain(`(${id}): ${why}`);
  });
});
