/** What a document asks for: the original scripts' result by default, and nothing that the API would refuse. */
import { describe, expect, it } from 'vitest';
import type { InventoryWindow } from '../../../source/plan/account/inventory.js';
import type { PlanDocument, Wave } from '../../../source/plan/intent/document.js';
import { desiredResources, nothingTakenOver, othersBeside } from '../../../source/plan/setup/desired.js';
import { codec } from '../../helpers/codec.js';
import { inventory, ownTags, target, task, window } from '../../helpers/inventory.js';
import { forAll } from '../../helpers/properties.js';
import { anyDocument } from '../intent/arbitraries.js';
import { defaultWave, plan } from './documents.js';

const desiredOf = (document: PlanDocument) => desiredResources(document, inventory(), codec);

describe('the defaults', () => {
  const desired = desiredOf(plan());

  it('are the original scripts’ windows, in their order', () => {
    const told = desired.windows.map(({ definition, wave }) => [definition.Name, definition.Schedule, wave.patchGroup]);
    expect(told).toEqual([
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
    const [wave] = plan().waves;
    expect(desired.windows[0]).toEqual({
      ...{ wave, existing: undefined, inTheWay: undefined, surplus: [] },
      tags: [
        { Key: 'ssm-patch-wizard:plan', Value: 'default' },
        { Key: 'ssm-patch-wizard:version', Value: '1' },
        { Key: 'ssm-patch-wizard:wave', Value: 'Week1Day2Unattended0300' },
      ],
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
        OwnerInformation: 'ssm-patch-wizard plan=default wave=Week1Day2Unattended0300',
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
});

describe('a wave', () => {
  it('has its own answers where it has some, and else the plan’s', () => {
    const when = { kind: 'schedule', schedule: 'cron(0 3 ? * MON-FRI *)' } as const;
    const own = { timeZone: 'Asia/Tokyo', task: { operation: 'Scan', durationHours: 4 } } as const;
    const answers = { timeZone: 'Europe/Paris', task: { ...plan().task, maxErrors: '5' } };
    const [desired] = desiredOf(plan({ ...answers, waves: [{ ...defaultWave, when, own }] })).windows;
    expect(desired).toMatchObject({
      definition: { Schedule: 'cron(0 3 ? * MON-FRI *)', ScheduleTimezone: 'Asia/Tokyo', Duration: 4, Cutoff: 0 },
      task: { Name: 'RunPatchBaseline-Scan', MaxErrors: '5' },
    });
  });

  it('never reboots for a scan', () => {
    const task = { ...plan().task, operation: 'Scan' as const };
    expect(desiredOf(plan({ task })).windows[0]?.task).toMatchObject({
      Description: 'Scans for approved patches (ssm-patch-wizard, plan default)',
      TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ['Scan'], RebootOption: ['NoReboot'] } } },
    });
  });

  it('carries the user’s tags with a list of their keys, and the role, only where they are given', () => {
    const serviceRoleArn = 'arn:aws:iam::123456789012:role/patching';
    const tags = { Team: 'ops', 'Cost Center': '7' };
    const desired = desiredOf(plan({ tags, task: { ...plan().task, serviceRoleArn } }));
    expect(desired.windows[0]?.task.ServiceRoleArn).toBe(serviceRoleArn);
    expect(desired.baselineTags.slice(2)).toEqual([
      { Key: 'ssm-patch-wizard:tags', Value: 'Cost Center=Team' },
      { Key: 'Cost Center', Value: '7' },
      { Key: 'Team', Value: 'ops' },
    ]);
  });
});

/** Limits of the API members, as the public model of SSM has them. */
const resourceName = /^[a-zA-Z0-9_\-.]{3,128}$/;
const describedAs = /^[^\n]{1,128}$/;
const patchGroup = /^(?=.{1,256}$)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

describe('whatever the document is', () => {
  it('every name, description and value is one that the API takes', () =>
    forAll([anyDocument], (document) => {
      const desired = desiredOf(document);
      for (const { definition: window, target, task, wave, tags } of desired.windows) {
        expect(window.Name).toMatch(resourceName);
        expect(window.Description).toMatch(describedAs);
        expect([undefined, 1, 2, 3, 4, 5, 6]).toContain(window.ScheduleOffset);
        expect(window.Cutoff).toBeLessThan(window.Duration);
        expect(target.Name).toMatch(resourceName);
        expect(target.Description).toMatch(describedAs);
        expect(target.OwnerInformation).toMatch(/^.{1,128}$/);
        expect(target.Targets).toEqual([
          { Key: `tag:${document.tagKey}`, Values: [expect.stringMatching(patchGroup)] },
        ]);
        expect(target.Targets[0]?.Values).toEqual([wave.patchGroup]);
        expect(task.Name).toMatch(resourceName);
        expect(task.Description).toMatch(describedAs);
        expect(task.MaxConcurrency).toMatch(/^(?=.{1,7}$)([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$/);
        expect(task.MaxErrors).toMatch(/^(?=.{1,7}$)([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$/);
        expect(task.TaskInvocationParameters.RunCommand.Comment?.length).toBeLessThanOrEqual(100);
        expect(tags.length).toBeLessThanOrEqual(50);
      }
      for (const { definition: baseline, patchGroups } of desired.baselines) {
        expect(baseline.Name).toMatch(resourceName);
        expect(baseline.Description ?? 'none').toMatch(/^[^\n]{1,1024}$/);
        expect(patchGroups.length).toBeLessThanOrEqual(25);
      }
    }));

  it('each group has one baseline for each system, each under a name of its own', () =>
    forAll([anyDocument], (document) => {
      const { windows, baselines } = desiredOf(document);
      const groups = [...new Set(windows.map(({ wave }) => wave.patchGroup))];
      const names = baselines.map(({ definition }) => `${definition.OperatingSystem} ${definition.Name}`);
      expect(new Set(names).size).toBe(names.length);
      const systems = new Set(baselines.map(({ definition }) => definition.OperatingSystem));
      expect(systems.size).toBe(document.baselines.length);
      for (const system of systems) {
        const ofSystem = baselines.filter(({ definition }) => definition.OperatingSystem === system);
        expect(ofSystem.flatMap(({ patchGroups }) => patchGroups).sort()).toEqual([...groups].sort());
      }
    }));
});

it('beside its waves an account has the windows of others and what the plan no longer wants', () => {
  const { waves } = plan();
  const made = ({ window: name, patchGroup }: Wave) =>
    window(name, { targets: [target(name, patchGroup)], tasks: [task(`p-${name}`, { targetIds: [name] })] });
  const [first, second] = waves.map(made) as [InventoryWindow, InventoryWindow];
  const windows = [{ ...first, tags: ownTags() }, second, window('former', { tags: ownTags() }), window('of others')];
  const account = inventory({ windows });
  expect(othersBeside(plan(), account, nothingTakenOver)).toHaveLength(3);
  const takenOver = { ...nothingTakenOver, windows: new Set([second.id]) };
  expect(othersBeside(plan(), account, takenOver)).toHaveLength(2);
  expect(othersBeside(plan({ waves: waves.slice(2, 3) }), account, takenOver)).toHaveLength(4);
});
