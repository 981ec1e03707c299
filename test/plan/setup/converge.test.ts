/** Converge: the operations that are needed, in an order that works, and none where nothing has to be done. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../source/plan/account/operations.js';
import { type BaselineDefinition, operatingSystems } from '../../../source/plan/baseline/baseline.js';
import { systemOf } from '../../../source/plan/intent/baseline-choice.js';
import type { PlanDocument } from '../../../source/plan/intent/document.js';
import type { FlagAnswers } from '../../../source/plan/intent/flags.js';
import { nothingTakenOver } from '../../../source/plan/setup/desired.js';
import { planSetup, type SetupPlan } from '../../../source/plan/setup/setup-plan.js';
import { withoutIds } from '../../helpers/account-dump.js';
import { codec } from '../../helpers/codec.js';
import { inventory } from '../../helpers/inventory.js';
import { kinds, now, type PlanningAccount } from '../../helpers/planning.js';
import { forAll, forSome } from '../../helpers/properties.js';
import { anyDefinition, anyDocument } from '../intent/arbitraries.js';
import { accountWith, few, grid, plan, smallDocument, twoDocuments } from './documents.js';

/** The plan of a document in an empty account. */
function firstPlan(document: PlanDocument): SetupPlan {
  return planSetup({ document, takenOver: nothingTakenOver }, inventory(), { codec, now });
}

describe('in an empty account', () => {
  const { operations, kept } = firstPlan(plan());

  it('the defaults are a record and 33 operations', () => {
    expect(kinds({ operations })).toEqual({
      PutParameter: 1,
      CreatePatchBaseline: 1,
      RegisterPatchBaselineForPatchGroup: 8,
      CreateMaintenanceWindow: 8,
      RegisterTargetWithMaintenanceWindow: 8,
      RegisterTaskWithMaintenanceWindow: 8,
    });
    expect(kept).toBe(0);
  });

  it('each says what it does, under an id of its own', () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(34);
    const first = operations.filter(({ name }) => /plans|Windows-0day|^Week.?1.?Day.?2.*03:?00/.test(name));
    expect(first.map(({ id, summary }) => `${id}: ${summary}`)).toEqual([
      'record/default: Save the record of plan default (/patch-wizard/plans/default)',
      'baseline/WINDOWS/Windows-0day-Important: Create the patch baseline Windows-0day-Important for WINDOWS',
      'group/WINDOWS/Week 1 Day 2 - Unattended - 03:00: Register the patch group Week 1 Day 2 - Unattended - 03:00 with Windows-0day-Important',
      'window/Week1Day2Unattended0300: Create the maintenance window Week1Day2Unattended0300, cron(00 03 ? * TUE#1 *)',
      'target/Week1Day2Unattended0300: Register the target for Week1Day2Unattended0300: Nodes tagged PatchGroup = Week 1 Day 2 - Unattended - 03:00',
      'task/Week1Day2Unattended0300: Register the task for Week1Day2Unattended0300: AWS-RunPatchBaseline, RunPatchBaseline-Install',
    ]);
  });
});

describe('the graph, whatever the document is', () => {
  it('has every operation after those that it waits for, among them all whose results it needs', () =>
    forAll([anyDocument], (document) => {
      const seen = new Set<string>();
      for (const { id, input, dependsOn } of firstPlan(document).operations) {
        expect(dependsOn.filter((needed) => !seen.has(needed))).toEqual([]);
        const needed = [...JSON.stringify(input).matchAll(/"resultOf":"((?:[^"\\]|\\.)+)"/g)];
        const results = needed.map(([, result]) => JSON.parse(`"${result}"`));
        expect(dependsOn).toEqual(expect.arrayContaining(results));
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
    }));

  it('lets a window wait for all rules, and a task for its window, its target and each registration of its group', () =>
    forAll([anyDocument], (document) => {
      const byId = new Map(firstPlan(document).operations.map(({ id, dependsOn }) => [id, [...dependsOn].sort()]));
      const record = `record/${document.plan}`;
      const rules = [...byId.keys()].filter((id) => id.startsWith('baseline/'));
      for (const { name, patchGroup } of document.waves) {
        const registrations = document.baselines.map((choice) => `group/${systemOf(choice)}/${patchGroup}`);
        const before = [record, ...rules];
        const needed = [...before, `window/${name}`, `target/${name}`, ...registrations];
        expect(byId.get(`task/${name}`)).toEqual(needed.sort());
        expect(byId.get(`target/${name}`)).toEqual([...before, `window/${name}`].sort());
        expect(byId.get(`window/${name}`)).toEqual(before.sort());
      }
    }));
});

describe('a second set-up', () => {
  it('with the same document finds nothing to do, whatever it is', () =>
    forSome(10, [smallDocument], async (document) => {
      const account = await accountWith(document);
      const first = firstPlan(document);
      const again = await account.plan({ flags: { plan: document.plan } });
      expect(again).toMatchObject({ operations: [], kept: first.operations.length });
      expect(await account.drift()).toEqual([]);
    }));

  it('with another one leaves no drift and nothing to do, and with a prune the account that it makes from nothing', () =>
    forSome(6, [twoDocuments(), fc.boolean()], async ([one, other], prune) => {
      const account = await accountWith(one);
      const asked = { file: other, consent: { prune } };
      await account.setUp(asked);
      expect(await account.drift()).toEqual([]);
      expect((await account.plan(asked)).operations).toEqual([]);
      if (!prune) return;
      expect(await account.leftovers()).toEqual([]);
      expect(withoutIds(await account.dump())).toEqual(withoutIds(await (await accountWith(other)).dump()));
    }));

  it('of more than 25 windows spreads their groups over several baselines, and finds nothing to do either', async () => {
    const when = grid([1, 2], [1, 2, 3], [1, 2, 3, 4, 5]);
    const { document: file } = await (await accountWith()).plan({ flags: { when } });
    const first = firstPlan(file);
    expect(kinds(first)).toMatchObject({ CreatePatchBaseline: 2, CreateMaintenanceWindow: 30 });
    const account = await accountWith(file);
    expect(await account.plan()).toMatchObject({ operations: [], kept: first.operations.length });
  });
});

/** What each operation changes, by the operation's kind and without doubles. */
function changed(operations: readonly Operation[]): string[] {
  return [...new Set(operations.map(({ kind, changes }) => `${kind}: ${changes?.map(({ field }) => field).join()}`))];
}

describe('other answers', () => {
  const role = 'arn:aws:iam::123456789012:role/x';
  it.each<[string, Partial<FlagAnswers>]>([
    ['2 UpdateMaintenanceWindow: Duration,Cutoff', { task: { durationHours: 4, cutoffHours: 1 } }],
    ['2 UpdateMaintenanceWindow: Description,ScheduleTimezone', { timeZone: 'Europe/London' }],
    ['2 UpdateMaintenanceWindowTask: Name,Description,Operation,RebootOption', { task: { operation: 'Scan' } }],
    ['2 UpdateMaintenanceWindowTask: RebootOption', { task: { reboot: 'NoReboot' } }],
    ['2 UpdateMaintenanceWindowTask: MaxConcurrency', { task: { maxConcurrency: '10%' } }],
    ['2 UpdateMaintenanceWindowTask: MaxErrors', { task: { maxErrors: '0' } }],
    ['2 UpdateMaintenanceWindowTask: CutoffBehavior', { task: { onCutoff: 'CANCEL_TASK' } }],
    ['2 UpdateMaintenanceWindowTask: ServiceRoleArn', { task: { serviceRoleArn: role } }],
    ['2 UpdateMaintenanceWindowTarget: Description,Targets', { tagKey: 'Patch Group' }],
    ['1 UpdatePatchBaseline: Name,Description,ApprovalRules', { baselines: [{ kind: 'aws-rules', os: 'WINDOWS' }] }],
    ['3 AddTagsToResource: ssm-patch-wizard:tags,Team', { tags: { Team: 'ops' } }],
  ])('are updates alone, and afterwards there is nothing to do: %s', async (expected, flags) => {
    const account = await accountWith(few());
    const [record, ...updates] = (await account.setUp({ flags })).operations;
    expect(record?.kind).toBe('PutParameter');
    expect(changed(updates).map((each) => `${updates.length} ${each}`)).toEqual([expected]);
    expect((await account.plan()).operations).toEqual([]);
  });

  it('take off the tags that the plan had given, and only those', async () => {
    const account = await accountWith(few({ tags: { Team: 'ops', Stage: 'prod' } }));
    const [window] = (await account.read()).windows;
    const Tags = [{ Key: 'CostCenter', Value: '4711' }];
    await account.ssm.addTagsToResource({ ResourceType: 'MaintenanceWindow', ResourceId: window?.id, Tags });
    const { operations } = await account.setUp({ flags: { tags: { Stage: 'test' } } });
    expect(changed(operations.slice(1))).toEqual([
      'RemoveTagsFromResource: Team',
      'AddTagsToResource: ssm-patch-wizard:tags,Stage',
    ]);
    const { windows } = await account.read();
    const told = windows.map(({ tags: { Team, Stage, CostCenter } }) => `${Team} ${Stage} ${CostCenter}`);
    expect(told).toEqual(['undefined test 4711', 'undefined test undefined']);
  });

  it('one more hour adds windows and leaves the others, one more system adds registrations, fewer dates delete nothing', async () => {
    const account = await accountWith(few());
    const hours = await account.plan({ flags: { when: grid([1], [2], [3, 4, 5]) } });
    expect(kinds(hours)).toEqual({
      PutParameter: 1,
      RegisterPatchBaselineForPatchGroup: 1,
      CreateMaintenanceWindow: 1,
      RegisterTargetWithMaintenanceWindow: 1,
      RegisterTaskWithMaintenanceWindow: 1,
    });
    expect(hours.kept).toBe(9);
    const baselines = [{ kind: 'zero-day' }, { kind: 'aws-rules', os: 'UBUNTU' }] as const;
    const systems = await account.plan({ flags: { baselines } });
    expect(kinds(systems)).toEqual({ PutParameter: 1, CreatePatchBaseline: 1, RegisterPatchBaselineForPatchGroup: 2 });
    expect(kinds(await account.plan({ flags: { when: grid([1], [2], [3]) } }))).toEqual({ PutParameter: 1 });
  });
});

describe('what others have put there', () => {
  /** The first window's ids. */
  async function firstOf(account: PlanningAccount) {
    const [window] = (await account.read()).windows;
    return { WindowId: window?.id, WindowTaskId: window?.tasks[0]?.id };
  }

  it('into a window stays: further targets, and tasks that do not patch', async () => {
    const account = await accountWith(few());
    const { WindowId } = await firstOf(account);
    const Targets = [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }];
    const target = { WindowId, ResourceType: 'INSTANCE', Targets, OwnerInformation: 'team web' } as const;
    const { WindowTargetId = '' } = await account.ssm.registerTargetWithMaintenanceWindow(target);
    const rate = {
      MaxConcurrency: '1',
      MaxErrors: '1',
      Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
    };
    const task = { TaskArn: 'AWS-GatherSoftwareInventory', TaskType: 'RUN_COMMAND', ...rate } as const;
    await account.ssm.registerTaskWithMaintenanceWindow({ WindowId, ...task });
    expect((await account.plan()).operations).toEqual([]);
    expect(await account.drift()).toEqual([]);
  });

  it('into members on which a plan has no opinion stays in an update, which would clear what it leaves out', async () => {
    const account = await accountWith(few());
    const ids = await firstOf(account);
    const LoggingInfo = { S3BucketName: 'logs', S3Region: 'eu-west-1' };
    const { RunCommand } = firstPlan(few()).desired.windows[0]?.task.TaskInvocationParameters ?? {};
    const command = { ...RunCommand, OutputS3BucketName: 'logs', TimeoutSeconds: 600 } as object;
    const TaskInvocationParameters = { RunCommand: command };
    await account.ssm.updateMaintenanceWindowTask({ ...ids, LoggingInfo, TaskInvocationParameters });
    expect((await account.plan()).operations).toEqual([]);
    const before = withoutIds(await account.dump());
    await account.ssm.updateMaintenanceWindowTask({ ...ids, MaxErrors: '9' });
    expect(kinds(await account.setUp())).toEqual({ UpdateMaintenanceWindowTask: 1 });
    expect(withoutIds(await account.dump())).toEqual(before);
  });

  it('in a schedule that means the same stays as it is written', async () => {
    const account = await accountWith(few());
    const { WindowId } = await firstOf(account);
    await account.ssm.updateMaintenanceWindow({ WindowId, Schedule: 'cron(0 0 3 ? * 3#1 *)' });
    expect((await account.plan()).operations).toEqual([]);
    await account.setUp({ flags: { task: { durationHours: 2 } } });
    expect((await account.read()).windows[0]).toMatchObject({ schedule: 'cron(0 0 3 ? * 3#1 *)', durationHours: 2 });
  });
});

describe('a baseline', () => {
  const fileOf = (definition: BaselineDefinition) =>
    few({ baselines: [{ kind: 'file', fileName: 'corp.json', rules: { definition } }] });

  it('of any rules is as its file says, and becomes what another file says', async () => {
    const anyTwo = fc.constantFrom(...operatingSystems).chain((os) => fc.tuple(anyDefinition(os), anyDefinition(os)));
    await forSome(10, [anyTwo], async ([one, other]) => {
      const account = await accountWith(fileOf(one));
      expect((await account.plan({ file: fileOf(one) })).operations).toEqual([]);
      const { operations } = await account.setUp({ file: fileOf(other) });
      for (const { kind, input } of operations.slice(1)) {
        expect(kind).toBe('UpdatePatchBaseline');
        expect(input).toMatchObject({ Replace: true });
        expect(input).not.toHaveProperty('OperatingSystem');
      }
      expect((await account.plan({ file: fileOf(other) })).operations).toEqual([]);
      expect(await account.drift()).toEqual([]);
    });
  });

  it('loses a member that the plan leaves out', async () => {
    const rules = { OperatingSystem: 'WINDOWS', Name: 'corp', ApprovedPatches: ['KB1'] } as const;
    const account = await accountWith(fileOf({ ...rules, RejectedPatches: ['KB4', 'KB3'] }));
    expect((await account.plan({ file: fileOf(rules) })).operations[1]).toMatchObject({
      kind: 'UpdatePatchBaseline',
      changes: [{ field: 'RejectedPatches', from: '["KB3","KB4"]', to: 'not set' }],
    });
  });
});
