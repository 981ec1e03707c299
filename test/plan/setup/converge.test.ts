/** Converge: the operations that are needed, in an order that works, and none where nothing has to be done. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inventory, InventoryWindow } from '../../../source/plan/account/inventory.js';
import type { Operation, OperationKind } from '../../../source/plan/account/operations.js';
import type { BaselineDefinition } from '../../../source/plan/baseline/baseline.js';
import { windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { converge } from '../../../source/plan/setup/converge.js';
import { desiredResources } from '../../../source/plan/setup/desired.js';
import { type Answers, defaultAnswers, specOf } from '../../../source/plan/spec/answers.js';
import { accountAfter, emptyInventory } from '../account-after.js';
import { anyAnswers } from '../arbitraries.js';

function plan(answers: Answers, account: Inventory) {
  return converge(desiredResources(specOf(answers), account));
}

/** The account after the plan has been carried out in it. */
function settled(answers: Answers, account: Inventory = emptyInventory): Inventory {
  return accountAfter(account, plan(answers, account).operations);
}

function kinds(operations: readonly Operation[]): Partial<Record<OperationKind, number>> {
  const counts: Partial<Record<OperationKind, number>> = {};
  for (const { kind } of operations) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** What each operation changes, by the operation's kind and without doubles. */
function changed(operations: readonly Operation[]): string[] {
  return [...new Set(operations.map(({ kind, changes }) => `${kind}: ${changes?.map(({ field }) => field).join()}`))];
}

const withTask = (task: Partial<Answers['task']>): Answers => ({
  ...defaultAnswers,
  task: { ...defaultAnswers.task, ...task },
});

const account = settled(defaultAnswers);

/** The settled account with its first window otherwise. */
function withFirstWindow(change: (window: InventoryWindow) => InventoryWindow): Inventory {
  return { ...account, windows: account.windows.map((window, index) => (index === 0 ? change(window) : window)) };
}

describe('in an empty account', () => {
  const { operations, kept } = plan(defaultAnswers, emptyInventory);

  it('the defaults are 33 operations', () => {
    expect(kinds(operations)).toEqual({
      CreatePatchBaseline: 1,
      RegisterPatchBaselineForPatchGroup: 8,
      CreateMaintenanceWindow: 8,
      RegisterTargetWithMaintenanceWindow: 8,
      RegisterTaskWithMaintenanceWindow: 8,
    });
    expect(operations).toHaveLength(33);
    expect(kept).toBe(0);
  });

  it('each says what it does, under an id of its own', () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(33);
    const first = operations.filter(({ name }) => /Windows-0day|^Week.?1.?Day.?2.*03:?00/.test(name));
    expect(first.map(({ id, summary }) => [id, summary])).toEqual([
      ['baseline/WINDOWS/Windows-0day-Important', 'Create the patch baseline Windows-0day-Important for WINDOWS'],
      [
        'group/WINDOWS/Week 1 Day 2 - Unattended - 03:00',
        'Register the patch group Week 1 Day 2 - Unattended - 03:00 with Windows-0day-Important',
      ],
      [
        'window/Week1Day2Unattended0300',
        'Create the maintenance window Week1Day2Unattended0300, cron(00 03 ? * TUE#1 *)',
      ],
      [
        'target/Week1Day2Unattended0300',
        'Register the target of Week1Day2Unattended0300: Nodes tagged PatchGroup = Week 1 Day 2 - Unattended - 03:00',
      ],
      [
        'task/Week1Day2Unattended0300',
        'Register the task of Week1Day2Unattended0300: AWS-RunPatchBaseline, RunPatchBaseline-Install',
      ],
    ]);
  });

  it('windows and baselines are born with their tags', () => {
    for (const { kind, input } of operations) {
      const hasTags = kind === 'CreatePatchBaseline' || kind === 'CreateMaintenanceWindow';
      expect('Tags' in input).toBe(hasTags);
    }
  });
});

describe('the graph, whatever the answers are', () => {
  it('has every operation after those that it waits for', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const seen = new Set<string>();
        for (const { id, dependsOn } of plan(answers, emptyInventory).operations) {
          expect(dependsOn.filter((needed) => !seen.has(needed))).toEqual([]);
          expect(seen.has(id)).toBe(false);
          seen.add(id);
        }
      }),
    );
  });

  it('lets a task wait for its window, its target and each registration of its group', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const desired = desiredResources(specOf(answers), emptyInventory);
        const byId = new Map(converge(desired).operations.map((operation) => [operation.id, operation]));
        for (const { definition, patchGroup } of desired.windows) {
          const registrations = specOf(answers).baselines.map(
            ({ OperatingSystem }) => `group/${OperatingSystem}/${patchGroup}`,
          );
          const needed = [`window/${definition.Name}`, `target/${definition.Name}`, ...registrations];
          expect([...(byId.get(`task/${definition.Name}`)?.dependsOn ?? [])].sort()).toEqual(needed.sort());
          expect(byId.get(`target/${definition.Name}`)?.dependsOn).toEqual([`window/${definition.Name}`]);
          expect(byId.get(`window/${definition.Name}`)?.dependsOn).toEqual([]);
        }
      }),
    );
  });

  it('needs no result of an operation that it does not wait for', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        for (const { input, dependsOn } of plan(answers, emptyInventory).operations) {
          const needed = [...JSON.stringify(input).matchAll(/"resultOf":"([^"]+)"/g)].map(([, id]) => id);
          expect(needed.filter((id) => !dependsOn.includes(id ?? ''))).toEqual([]);
        }
      }),
    );
  });
});

describe('a second run', () => {
  it('finds nothing to do', () => {
    expect(plan(defaultAnswers, account)).toEqual({ operations: [], kept: 33 });
  });

  it('finds nothing to do, whatever the answers are', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const first = plan(answers, emptyInventory);
        const second = plan(answers, settled(answers));
        expect(second).toEqual({ operations: [], kept: first.operations.length });
      }),
    );
  });

  it('goes on where the first one stopped, wherever that was', () => {
    const { operations } = plan(defaultAnswers, emptyInventory);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: operations.length }), (done) => {
        const halfway = accountAfter(emptyInventory, operations.slice(0, done));
        const rest = plan(defaultAnswers, halfway);
        expect(rest.operations.map(({ id }) => id)).toEqual(operations.slice(done).map(({ id }) => id));
        expect(rest.kept).toBe(done);
        expect(plan(defaultAnswers, accountAfter(halfway, rest.operations)).operations).toEqual([]);
      }),
    );
  });

  it('with any other answers of the same plan is carried out too, and then finds nothing to do', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (before, after) => {
        const answers = { ...after, plan: before.plan };
        const changed = settled(answers, settled(before));
        expect(plan(answers, changed).operations).toEqual([]);
      }),
    );
  });

  it('of another plan touches nothing of the first', () => {
    const other = plan({ ...defaultAnswers, plan: 'other', days: { kind: 'patch-tuesday', days: [3] } }, account);
    expect(Object.keys(kinds(other.operations)).filter((kind) => /^Update|^Add/.test(kind))).toEqual([]);
    expect(other.kept).toBe(0);
  });
});

describe('other answers', () => {
  it.each<[string, Answers, Partial<Record<OperationKind, number>>, string[]]>([
    [
      'duration and cutoff',
      withTask({ durationHours: 4, cutoffHours: 1 }),
      { UpdateMaintenanceWindow: 8 },
      ['UpdateMaintenanceWindow: Duration,Cutoff'],
    ],
    [
      'the time zone',
      { ...defaultAnswers, timeZone: 'Europe/London' },
      { UpdateMaintenanceWindow: 8 },
      ['UpdateMaintenanceWindow: Description,ScheduleTimezone'],
    ],
    [
      'scan instead of install',
      withTask({ operation: 'Scan' }),
      { UpdateMaintenanceWindowTask: 8 },
      ['UpdateMaintenanceWindowTask: Name,Description,Operation,RebootOption'],
    ],
    [
      'concurrency, errors and the cutoff’s behaviour',
      withTask({ maxConcurrency: '10%', maxErrors: '0', onCutoff: 'CANCEL_TASK' }),
      { UpdateMaintenanceWindowTask: 8 },
      ['UpdateMaintenanceWindowTask: MaxConcurrency,MaxErrors,CutoffBehavior'],
    ],
    [
      'a role',
      withTask({ serviceRoleArn: 'arn:aws:iam::123456789012:role/patching' }),
      { UpdateMaintenanceWindowTask: 8 },
      ['UpdateMaintenanceWindowTask: ServiceRoleArn'],
    ],
    [
      'the tag key',
      { ...defaultAnswers, tagKey: 'Patch Group' },
      { UpdateMaintenanceWindowTarget: 8 },
      ['UpdateMaintenanceWindowTarget: Description,Targets'],
    ],
    [
      'other rules for the same system',
      { ...defaultAnswers, baselines: [{ kind: 'aws-rules', os: 'WINDOWS' }] },
      { UpdatePatchBaseline: 1 },
      ['UpdatePatchBaseline: Name,Description,ApprovalRules'],
    ],
    [
      'a tag',
      { ...defaultAnswers, tags: { Team: 'ops' } },
      { AddTagsToResource: 9 },
      ['AddTagsToResource: ssm-patch-wizard:tags,Team'],
    ],
  ])('%s: are updates alone', (_, answers, expected, fields) => {
    const { operations } = plan(answers, account);
    expect(kinds(operations)).toEqual(expected);
    expect(changed(operations)).toEqual(fields);
    expect(plan(answers, accountAfter(account, operations)).operations).toEqual([]);
  });

  it('one more hour adds windows and leaves the others', () => {
    const { operations, kept } = plan(
      { ...defaultAnswers, times: [...defaultAnswers.times, { hour: 5, minute: 0 }] },
      account,
    );
    expect(kinds(operations)).toEqual({
      RegisterPatchBaselineForPatchGroup: 4,
      CreateMaintenanceWindow: 4,
      RegisterTargetWithMaintenanceWindow: 4,
      RegisterTaskWithMaintenanceWindow: 4,
    });
    expect(kept).toBe(33);
  });

  it('one more operating system adds a baseline and registrations, before any task', () => {
    const baselines = [...defaultAnswers.baselines, { kind: 'aws-rules' as const, os: 'UBUNTU' as const }];
    const { operations, kept } = plan({ ...defaultAnswers, baselines }, account);
    expect(kinds(operations)).toEqual({ CreatePatchBaseline: 1, RegisterPatchBaselineForPatchGroup: 8 });
    expect(kept).toBe(33);
  });

  it('fewer dates delete nothing', () => {
    const { operations, kept } = plan({ ...defaultAnswers, times: [{ hour: 3, minute: 0 }] }, account);
    expect(operations).toEqual([]);
    expect(kept).toBe(17);
  });
});

describe('what somebody has changed by hand', () => {
  it('a window is put right by sending all of its members', () => {
    const { operations } = plan(
      defaultAnswers,
      withFirstWindow((window) => ({
        ...window,
        schedule: 'cron(00 12 ? * MON#1 *)',
        scheduleOffset: 2,
        enabled: false,
      })),
    );
    expect(operations).toEqual([
      {
        id: 'window/Week1Day2Unattended0300',
        kind: 'UpdateMaintenanceWindow',
        name: 'Week1Day2Unattended0300',
        summary: 'Update the maintenance window Week1Day2Unattended0300: Schedule, ScheduleOffset, Enabled',
        input: {
          WindowId: account.windows[0]?.id,
          Name: 'Week1Day2Unattended0300',
          Description: '1st Tuesday at 03:00 UTC (ssm-patch-wizard, plan default)',
          Schedule: 'cron(00 03 ? * TUE#1 *)',
          ScheduleTimezone: 'UTC',
          Duration: 1,
          Cutoff: 0,
          AllowUnassociatedTargets: false,
          Enabled: true,
          Replace: true,
        },
        dependsOn: [],
        changes: [
          { field: 'Schedule', from: '"cron(00 12 ? * MON#1 *)"', to: '"cron(00 03 ? * TUE#1 *)"' },
          { field: 'ScheduleOffset', from: '2', to: 'not set' },
          { field: 'Enabled', from: 'false', to: 'true' },
        ],
      },
    ]);
  });

  it('a target that is gone is registered again, and its task told so', () => {
    const { operations } = plan(
      defaultAnswers,
      withFirstWindow((window) => ({ ...window, targets: [] })),
    );
    expect(operations.map(({ id, kind, dependsOn }) => [id, kind, dependsOn])).toEqual([
      ['target/Week1Day2Unattended0300', 'RegisterTargetWithMaintenanceWindow', []],
      ['task/Week1Day2Unattended0300', 'UpdateMaintenanceWindowTask', ['target/Week1Day2Unattended0300']],
    ]);
  });

  it('a task that is gone is registered again', () => {
    const { operations } = plan(
      defaultAnswers,
      withFirstWindow((window) => ({ ...window, tasks: [] })),
    );
    expect(operations.map(({ kind }) => kind)).toEqual(['RegisterTaskWithMaintenanceWindow']);
  });

  it('tasks and targets of others in our window are left alone', () => {
    const { operations } = plan(
      defaultAnswers,
      withFirstWindow((window) => ({
        ...window,
        targets: [{ id: 'theirs', ownerInformation: 'team web', targets: [] }, ...window.targets],
        tasks: [
          { id: 'theirs', taskArn: 'AWS-GatherSoftwareInventory', type: 'RUN_COMMAND', targets: [] },
          ...window.tasks,
        ],
      })),
    );
    expect(operations).toEqual([]);
  });

  it('a target without its mark is found by its name or its group, a task by any of its marks', () => {
    const targets = (change: object) =>
      withFirstWindow((window) => ({ ...window, targets: window.targets.map((each) => ({ ...each, ...change })) }));
    const tasks = (change: object) =>
      withFirstWindow((window) => ({ ...window, tasks: window.tasks.map((each) => ({ ...each, ...change })) }));
    const other = { taskArn: 'AWS-RunShellScript' };
    for (const changed of [
      targets({ ownerInformation: 'me' }),
      targets({ ownerInformation: undefined, name: 'mine' }),
      targets({ ownerInformation: 'me', targets: [{ Key: 'tag:Team', Values: ['web'] }] }),
      tasks(other),
      tasks({ ...other, description: 'mine' }),
      tasks({ ...other, description: 'mine', runCommand: { Comment: 'mine' } }),
    ]) {
      const { operations } = plan(defaultAnswers, changed);
      expect(operations.map(({ kind }) => kind)).toEqual([
        expect.stringMatching(/^UpdateMaintenanceWindowT(arget|ask)$/),
      ]);
      expect(accountAfter(changed, operations)).toEqual(account);
    }
  });

  it('a window that was renamed gets its name back', () => {
    const changed = withFirstWindow((window) => ({ ...window, name: 'tuesdays' }));
    const { operations } = plan(defaultAnswers, changed);
    expect(operations).toMatchObject([
      { kind: 'UpdateMaintenanceWindow', changes: [{ field: 'Name', from: '"tuesdays"' }] },
    ]);
    expect(accountAfter(changed, operations)).toEqual(account);
  });

  it('a window that got an end runs again after it', () => {
    const { operations } = plan(
      defaultAnswers,
      withFirstWindow((window) => ({ ...window, members: { EndDate: '2026-12-24' } })),
    );
    expect(operations).toMatchObject([
      { kind: 'UpdateMaintenanceWindow', changes: [{ field: 'EndDate', to: 'not set' }], input: { Replace: true } },
    ]);
    expect(operations[0]?.input).not.toHaveProperty('EndDate');
  });

  it('what a plan has no opinion about stays in a task that is updated', () => {
    const extras = { OutputS3BucketName: 'logs', TimeoutSeconds: 600, DocumentVersion: '3', DocumentHash: 'x' };
    const LoggingInfo = { S3BucketName: 'logs', S3Region: 'eu-west-1' };
    const withExtras = (more: object) =>
      withFirstWindow((window) => ({
        ...window,
        tasks: window.tasks.map((each) => ({
          ...each,
          ...more,
          members: { LoggingInfo, Priority: 9 },
          runCommand: { ...each.runCommand, ...extras },
        })),
      }));
    const { DocumentVersion, ...harmless } = extras;
    const settledTask = withFirstWindow((window) => ({
      ...window,
      tasks: window.tasks.map((each) => ({ ...each, runCommand: { ...each.runCommand, ...harmless } })),
    }));
    expect(plan(defaultAnswers, settledTask).operations).toEqual([]);
    const [operation, ...more] = plan(defaultAnswers, withExtras({ maxErrors: '9' })).operations;
    expect(more).toEqual([]);
    expect(operation?.changes?.map(({ field }) => field)).toEqual(['MaxErrors', 'DocumentVersion']);
    expect(operation?.input).toMatchObject({
      LoggingInfo,
      Priority: 1,
      TaskInvocationParameters: {
        RunCommand: {
          OutputS3BucketName: 'logs',
          TimeoutSeconds: 600,
          Comment: 'ssm-patch-wizard, plan default',
          Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
        },
      },
    });
    expect(JSON.stringify(operation?.input)).not.toContain('Document');
  });

  it('a window of the same name that is nobody’s or another plan’s is not taken over', () => {
    const others: Record<string, string>[] = [{}, { 'ssm-patch-wizard:plan': 'other' }];
    for (const tags of others) {
      const windows = account.windows.map((window) => ({ ...window, tags }));
      const { operations } = plan(defaultAnswers, { ...account, windows });
      expect(kinds(operations)).toMatchObject({ CreateMaintenanceWindow: 8 });
      expect(JSON.stringify(operations)).not.toContain(`"${account.windows[0]?.id}"`);
    }
  });

  it('a tag of another value is set, and further tags stay', () => {
    const tags = { 'ssm-patch-wizard:plan': 'default', 'ssm-patch-wizard:version': '0', CostCenter: '4711' };
    const { operations, kept } = plan(
      defaultAnswers,
      withFirstWindow((window) => ({ ...window, tags })),
    );
    expect(operations).toMatchObject([
      {
        id: 'tags/window/Week1Day2Unattended0300',
        kind: 'AddTagsToResource',
        summary: 'Tag Week1Day2Unattended0300: ssm-patch-wizard:version',
        input: { ResourceType: 'MaintenanceWindow', Tags: [{ Key: 'ssm-patch-wizard:version', Value: '1' }] },
        changes: [{ field: 'ssm-patch-wizard:version', from: '"0"', to: '"1"' }],
      },
    ]);
    expect(kept).toBe(32);
  });

  it('a registration that is gone is made again', () => {
    const patchGroups = account.patchGroups.slice(1);
    const { operations } = plan(defaultAnswers, { ...account, patchGroups });
    expect(operations.map(({ id }) => id)).toEqual(['group/WINDOWS/Week 1 Day 2 - Unattended - 03:00']);
  });
});

describe('a baseline', () => {
  const file = (definition: BaselineDefinition): Answers => ({
    ...defaultAnswers,
    baselines: [{ kind: 'file', fileName: 'baseline.json', definition }],
  });
  const definition: BaselineDefinition = {
    ...windowsZeroDayImportant,
    ApprovedPatches: ['KB1', 'KB2'],
    RejectedPatches: ['KB3', 'KB4'],
    AvailableSecurityUpdatesComplianceStatus: 'NON_COMPLIANT',
  };

  it('does not differ by the order of patches or by what AWS fills in', () => {
    expect(plan(file(definition), settled(file(definition))).operations).toEqual([]);
  });

  it.each<[string, Partial<BaselineDefinition>, string]>([
    ['patches', { RejectedPatches: ['KB3'] }, 'RejectedPatches'],
    ['a level', { ApprovedPatchesComplianceLevel: 'HIGH' }, 'ApprovedPatchesComplianceLevel'],
    ['an action', { RejectedPatchesAction: 'BLOCK' }, 'RejectedPatchesAction'],
    ['a status', { AvailableSecurityUpdatesComplianceStatus: 'COMPLIANT' }, 'AvailableSecurityUpdatesComplianceStatus'],
    ['filters', { GlobalFilters: { PatchFilters: [] } }, 'GlobalFilters'],
  ])('differs by %s', (_, change, field) => {
    const { operations } = plan(file({ ...definition, ...change }), settled(file(definition)));
    expect(changed(operations)).toEqual([`UpdatePatchBaseline: ${field}`]);
    expect(operations[0]?.input).toMatchObject({ ...change, BaselineId: expect.any(String), Replace: true });
    expect(operations[0]?.input).not.toHaveProperty('OperatingSystem');
  });

  it('loses a member that the plan leaves out', () => {
    const { RejectedPatches: _, ...without } = definition;
    const { operations } = plan(file(without), settled(file(definition)));
    expect(operations[0]).toMatchObject({
      kind: 'UpdatePatchBaseline',
      changes: [{ field: 'RejectedPatches', from: '["KB3","KB4"]', to: 'not set' }],
    });
  });
});

it('more than 25 windows need several baselines, and a second run still finds nothing to do', () => {
  const answers: Answers = {
    ...defaultAnswers,
    days: { kind: 'weekdays', weeks: [1, 2, 3], weekdays: [1, 2, 3] },
    times: [1, 2, 3, 4, 5, 6].map((hour) => ({ hour, minute: 0 })),
  };
  const { operations } = plan(answers, emptyInventory);
  expect(kinds(operations)).toMatchObject({
    CreatePatchBaseline: 3,
    RegisterPatchBaselineForPatchGroup: 54,
    CreateMaintenanceWindow: 54,
  });
  expect(plan(answers, settled(answers))).toEqual({ operations: [], kept: operations.length });
});
