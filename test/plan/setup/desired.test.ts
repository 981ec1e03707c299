/** What a plan asks for: the original scripts' result by default, and nothing that the API would refuse. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { desiredResources } from '../../../source/plan/setup/desired.js';
import { defaultAnswers, specOf } from '../../../source/plan/spec/answers.js';
import { emptyInventory } from '../account-after.js';
import { anyAnswers, anyFileDefinition } from '../arbitraries.js';

describe('the defaults', () => {
  const desired = desiredResources(specOf(defaultAnswers), emptyInventory);

  it('are the original scripts’ windows, in their order', () => {
    expect(
      desired.windows.map(({ definition, patchGroup }) => [definition.Name, definition.Schedule, patchGroup]),
    ).toEqual([
      ['Week1Day2Unattended0300', 'cron(00 03 ? * TUE#1 *)', 'Week 1 Day 2 - Unattended - 03:00'],
      ['Week1Day2Unattended0400', 'cron(00 04 ? * TUE#1 *)', 'Week 1 Day 2 - Unattended - 04:00'],
      ['Week1Day3Unattended0300', 'cron(00 03 ? * WED#1 *)', 'Week 1 Day 3 - Unattended - 03:00'],
      ['Week1Day3Unattended0400', 'cron(00 04 ? * WED#1 *)', 'Week 1 Day 3 - Unattended - 04:00'],
      ['Week2Day2Unattended0300', 'cron(00 03 ? * TUE#2 *)', 'Week 2 Day 2 - Unattended - 03:00'],
      ['Week2Day2Unattended0400', 'cron(00 04 ? * TUE#2 *)', 'Week 2 Day 2 - Unattended - 04:00'],
      ['Week2Day3Unattended0300', 'cron(00 03 ? * WED#2 *)', 'Week 2 Day 3 - Unattended - 03:00'],
      ['Week2Day3Unattended0400', 'cron(00 04 ? * WED#2 *)', 'Week 2 Day 3 - Unattended - 04:00'],
    ]);
  });

  it('open each window for an hour, with one target and one task', () => {
    expect(desired.windows[0]).toEqual({
      slot: { kind: 'nth-weekday', week: 1, weekday: 2, time: { hour: 3, minute: 0 } },
      patchGroup: 'Week 1 Day 2 - Unattended - 03:00',
      existing: undefined,
      definition: {
        Name: 'Week1Day2Unattended0300',
        Description: '1st Tuesday at 03:00 UTC (ssm-patch-wizard, plan default)',
        Schedule: 'cron(00 03 ? * TUE#1 *)',
        ScheduleTimezone: 'UTC',
        Duration: 1,
        Cutoff: 0,
        AllowUnassociatedTargets: false,
      },
      target: {
        ResourceType: 'INSTANCE',
        Targets: [{ Key: 'tag:PatchGroup', Values: ['Week 1 Day 2 - Unattended - 03:00'] }],
        OwnerInformation: 'ssm-patch-wizard plan=default',
        Name: 'Week1Day2Unattended0300',
        Description: 'Nodes tagged PatchGroup = Week 1 Day 2 - Unattended - 03:00',
      },
      task: {
        TaskArn: 'AWS-RunPatchBaseline',
        TaskType: 'RUN_COMMAND',
        Name: 'RunPatchBaseline-Install',
        Description: 'Installs approved patches (ssm-patch-wizard, plan default)',
        Priority: 1,
        MaxConcurrency: '2',
        MaxErrors: '1',
        CutoffBehavior: 'CONTINUE_TASK',
        TaskInvocationParameters: {
          RunCommand: {
            Comment: 'ssm-patch-wizard, plan default',
            Parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'] },
          },
        },
      },
    });
  });

  it('have one baseline for all eight groups, and two tags', () => {
    expect(desired.baselines).toHaveLength(1);
    expect(desired.baselines[0]?.definition).toMatchObject({
      Name: 'Windows-0day-Important',
      OperatingSystem: 'WINDOWS',
    });
    expect(desired.baselines[0]?.patchGroups).toEqual(desired.windows.map(({ patchGroup }) => patchGroup));
    expect(desired.tags).toEqual([
      { Key: 'ssm-patch-wizard:plan', Value: 'default' },
      { Key: 'ssm-patch-wizard:version', Value: '1' },
    ]);
  });
});

describe('the other answers', () => {
  it('name the last week and odd times as the scripts would', () => {
    const { windows } = desiredResources(
      specOf({
        ...defaultAnswers,
        days: { kind: 'weekdays', weeks: ['L'], weekdays: [0] },
        times: [{ hour: 22, minute: 5 }],
      }),
      emptyInventory,
    );
    expect(windows[0]).toMatchObject({
      patchGroup: 'Week L Day 0 - Unattended - 22:05',
      definition: { Name: 'WeekLDay0Unattended2205', Schedule: 'cron(05 22 ? * 1L *)' },
    });
  });

  it('count days after Patch Tuesday by an offset', () => {
    const { windows } = desiredResources(
      specOf({ ...defaultAnswers, days: { kind: 'patch-tuesday', days: [0, 3] }, times: [{ hour: 3, minute: 0 }] }),
      emptyInventory,
    );
    expect(
      windows.map(({ patchGroup, definition: { Name, Schedule, ScheduleOffset } }) => [
        Name,
        Schedule,
        ScheduleOffset,
        patchGroup,
      ]),
    ).toEqual([
      [
        'PatchTuesdayPlus0Unattended0300',
        'cron(00 03 ? * TUE#2 *)',
        undefined,
        'Patch Tuesday + 0 - Unattended - 03:00',
      ],
      ['PatchTuesdayPlus3Unattended0300', 'cron(00 03 ? * TUE#2 *)', 3, 'Patch Tuesday + 3 - Unattended - 03:00'],
    ]);
  });

  it('never reboot for a scan', () => {
    const task = { ...defaultAnswers.task, operation: 'Scan' as const };
    const [window] = desiredResources(specOf({ ...defaultAnswers, task }), emptyInventory).windows;
    expect(window?.task).toMatchObject({
      Name: 'RunPatchBaseline-Scan',
      Description: 'Scans for approved patches (ssm-patch-wizard, plan default)',
      TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ['Scan'], RebootOption: ['NoReboot'] } } },
    });
  });

  it('carry the role and the user’s tags only where they are given', () => {
    const serviceRoleArn = 'arn:aws:iam::123456789012:role/patching';
    const desired = desiredResources(
      specOf({ ...defaultAnswers, tags: { Team: 'ops' }, task: { ...defaultAnswers.task, serviceRoleArn } }),
      emptyInventory,
    );
    expect(desired.windows[0]?.task.ServiceRoleArn).toBe(serviceRoleArn);
    expect(desired.tags.at(-1)).toEqual({ Key: 'Team', Value: 'ops' });
  });
});

/** Limits of the API members, as the public model of SSM has them. */
const resourceName = /^[a-zA-Z0-9_\-.]{3,128}$/;
const describedAs = /^[^\n]{1,128}$/;
const patchGroup = /^(?=.{1,256}$)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const targetKey = /^(?=.{1,163}$)[\p{L}\p{Z}\p{N}_.:/=\-@]*$/u;

describe('whatever the answers are', () => {
  it('every name, description and value is one that the API takes', () => {
    fc.assert(
      fc.property(anyAnswers, fc.option(anyFileDefinition), (answers, definition) => {
        const baselines = definition
          ? [{ kind: 'file' as const, fileName: 'baseline.json', definition }]
          : answers.baselines;
        const desired = desiredResources(specOf({ ...answers, baselines }), emptyInventory);
        for (const { definition: window, target, task, patchGroup: group } of desired.windows) {
          expect(window.Name).toMatch(resourceName);
          expect(window.Description).toMatch(describedAs);
          expect(window.Schedule.length).toBeLessThanOrEqual(256);
          expect(window.ScheduleOffset ?? 1).toBeGreaterThanOrEqual(1);
          expect(window.ScheduleOffset ?? 1).toBeLessThanOrEqual(6);
          expect(window.Cutoff).toBeLessThan(window.Duration);
          expect(group).toMatch(patchGroup);
          expect(target.Name).toMatch(resourceName);
          expect(target.Description).toMatch(describedAs);
          expect(target.OwnerInformation).toMatch(/^.{1,128}$/);
          expect(target.Targets).toEqual([{ Key: expect.stringMatching(targetKey), Values: [group] }]);
          expect(task.Name).toMatch(resourceName);
          expect(task.Description).toMatch(describedAs);
          expect(task.MaxConcurrency).toMatch(/^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$/);
          expect(task.MaxConcurrency.length).toBeLessThanOrEqual(7);
          expect(task.MaxErrors).toMatch(/^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$/);
          expect(task.TaskInvocationParameters.RunCommand.Comment.length).toBeLessThanOrEqual(100);
        }
        for (const { definition: baseline, patchGroups } of desired.baselines) {
          expect(baseline.Name).toMatch(resourceName);
          expect(baseline.Description ?? 'none').toMatch(/^[^\n]{1,1024}$/);
          expect(patchGroups.length).toBeLessThanOrEqual(25);
        }
        expect(desired.tags.length).toBeLessThanOrEqual(50);
      }),
    );
  });

  it('names are given once, and each group has one window and one baseline for each system', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { windows, baselines } = desiredResources(specOf(answers), emptyInventory);
        const groups = windows.map((window) => window.patchGroup);
        expect(new Set(windows.map(({ definition }) => definition.Name)).size).toBe(windows.length);
        expect(new Set(groups).size).toBe(groups.length);
        const names = baselines.map(({ definition }) => `${definition.OperatingSystem} ${definition.Name}`);
        expect(new Set(names).size).toBe(names.length);
        for (const { OperatingSystem } of specOf(answers).baselines) {
          const registered = baselines
            .filter(({ definition }) => definition.OperatingSystem === OperatingSystem)
            .flatMap(({ patchGroups }) => patchGroups);
          expect(registered).toEqual(groups);
        }
      }),
    );
  });
});
