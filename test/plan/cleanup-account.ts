/** Accounts to clean up, in memory: makers of each resource, with members as AWS would answer them, and random ones. */
import fc from 'fast-check';
import type {
  Inventory,
  InventoryBaseline,
  InventoryTarget,
  InventoryTask,
  InventoryWindow,
  PatchGroupRegistration,
} from '../../source/plan/account/inventory.js';
import type { BaselineDefinition, OperatingSystem } from '../../source/plan/baseline/baseline.js';
import { predefinedBaselines } from '../../source/plan/baseline/catalogue.js';
import { planTag, versionTag } from '../../source/plan/spec/names.js';
import { noNodes } from './account-after.js';

export const now = new Date('2026-11-23T10:00:00Z');

export const protectedTags = { 'ssm-patch-wizard:protect': 'ask ops first' };

export function ownTags(plan = 'default'): Record<string, string> {
  return { [planTag]: plan, [versionTag]: '1' };
}

export function target(id: string, group = 'web', key = 'tag:PatchGroup'): InventoryTarget {
  const targets = [{ Key: key, Values: [group] }];
  return { id, targets, members: { ResourceType: 'INSTANCE', Targets: targets, OwnerInformation: `of ${id}` } };
}

export interface TaskOptions {
  readonly document?: string;
  readonly type?: string;
  readonly operation?: string;
  readonly name?: string;
  readonly targetIds?: readonly string[];
}

export function task(id: string, options: TaskOptions = {}): InventoryTask {
  const { document = 'AWS-RunPatchBaseline', type = 'RUN_COMMAND', operation, name, targetIds = [] } = options;
  const targets = targetIds.length === 0 ? [] : [{ Key: 'WindowTargetIds', Values: [...targetIds] }];
  const runCommand: InventoryTask['runCommand'] = {
    Parameters: operation === undefined ? {} : { Operation: [operation] },
  };
  return {
    id,
    name,
    taskArn: document,
    type,
    targets,
    runCommand,
    members: {
      TaskArn: document,
      TaskType: type,
      ...(name !== undefined && { Name: name }),
      Targets: targets,
      Priority: 1,
      MaxConcurrency: '1',
      MaxErrors: '1',
      TaskParameters: {},
      TaskInvocationParameters: { RunCommand: runCommand },
    },
  };
}

export interface WindowOptions extends Partial<Pick<InventoryWindow, 'tags' | 'targets' | 'tasks' | 'enabled'>> {
  readonly id?: string;
  readonly isRunning?: boolean;
  readonly nextExecutionTime?: string;
}

/** Of others, switched on and without contents, unless the options say otherwise. */
export function window(name: string, options: WindowOptions = {}): InventoryWindow {
  const { id = `mw-${name}`, tags = {}, targets = [], tasks = [], enabled = true, ...more } = options;
  const schedule = 'cron(0 3 ? * TUE#1 *)';
  return {
    id,
    name,
    enabled,
    schedule,
    durationHours: 2,
    cutoffHours: 1,
    tags,
    targets,
    tasks,
    members: {
      Name: name,
      Schedule: schedule,
      Duration: 2,
      Cutoff: 1,
      AllowUnassociatedTargets: false,
      Enabled: enabled,
    },
    ...more,
  };
}

export interface BaselineOptions extends Partial<Pick<InventoryBaseline, 'tags' | 'isDefault'>> {
  readonly id?: string;
  readonly operatingSystem?: OperatingSystem;
}

export function baseline(name: string, options: BaselineOptions = {}): InventoryBaseline {
  const { id = `pb-${name}`, operatingSystem = 'WINDOWS', tags = {}, isDefault = false } = options;
  const definition: BaselineDefinition = { OperatingSystem: operatingSystem, Name: name, ApprovedPatches: ['KB1'] };
  return { id, name, operatingSystem, tags, isDefault, definition };
}

export function registration(patchGroup: string, of: InventoryBaseline): PatchGroupRegistration {
  return { patchGroup, baselineId: of.id, baselineName: of.name, operatingSystem: of.operatingSystem };
}

/** AWS's own baselines, which are the default where no own one is. */
export function inventory(parts: Partial<Inventory>): Inventory {
  const { baselines = [] } = parts;
  return {
    windows: [],
    patchGroups: [],
    ...noNodes,
    ...parts,
    baselines,
    predefined: predefinedBaselines.map(({ definition: { Name, OperatingSystem }, isDefault }) => ({
      id: `arn:aws:ssm:eu-west-1:845259048710:patchbaseline/pb-${Name}`,
      name: Name,
      operatingSystem: OperatingSystem,
      isDefault: isDefault && !baselines.some((own) => own.isDefault && own.operatingSystem === OperatingSystem),
    })),
  };
}

const anyOwner = fc.constantFrom<Record<string, string>>({}, {}, ownTags(), ownTags('other'), protectedTags, {
  ...ownTags(),
  ...protectedTags,
});

const anyTask = fc.constantFrom<TaskOptions>(
  { operation: 'Install' },
  { operation: 'Scan', name: 'scan' },
  { document: 'arn:aws:ssm:eu-west-1::document/AWS-ApplyPatchBaseline' },
  { document: 'AWS-PatchAsgInstance', type: 'AUTOMATION' },
  { document: 'arn:aws:lambda:eu-west-1:123456789012:function:fn', type: 'LAMBDA' },
  { document: 'AWS-GatherSoftwareInventory' },
);

const groupNames = ['web', 'db', 'batch jobs'];

const anyWindow = (index: number): fc.Arbitrary<InventoryWindow> =>
  fc
    .record({
      name: fc.constantFrom('nightly', 'weekly', 'monthly'),
      tags: anyOwner,
      enabled: fc.boolean(),
      groups: fc.array(fc.constantFrom(...groupNames), { maxLength: 2 }),
      tasks: fc.array(anyTask, { maxLength: 3 }),
    })
    .map(({ name, groups, tasks, ...rest }) => {
      const id = `mw-${index}`;
      const targets = groups.map((group, at) => target(`${id}-target-${at}`, group));
      const targetIds = targets.map((each) => each.id);
      return window(name, {
        id,
        ...rest,
        targets,
        tasks: tasks.map((each, at) => task(`${id}-task-${at}`, { ...each, targetIds })),
      });
    });

const anyBaseline = (
  index: number,
): fc.Arbitrary<{ readonly baseline: InventoryBaseline; readonly groups: string[] }> =>
  fc
    .record({
      name: fc.constantFrom('standard', 'strict'),
      operatingSystem: fc.constantFrom<OperatingSystem>('WINDOWS', 'UBUNTU'),
      tags: anyOwner,
      isDefault: fc.boolean(),
      groups: fc.subarray(groupNames),
    })
    .map(({ name, groups, ...rest }) => ({ baseline: baseline(name, { id: `pb-${index}`, ...rest }), groups }));

/** Small accounts of several owners; names repeat, at most one baseline of a system is its default. */
export const anyInventory: fc.Arbitrary<Inventory> = fc
  .record({
    windows: fc.tuple(...[0, 1, 2].map(anyWindow)).chain((all) => fc.subarray(all)),
    baselines: fc.tuple(...[0, 1, 2].map(anyBaseline)).chain((all) => fc.subarray(all)),
  })
  .map(({ windows, baselines }) => {
    const taken = new Set<string>();
    const isFirst = (key: string): boolean => !taken.has(key) && taken.add(key) !== undefined;
    const unique = baselines.map(({ baseline: each, groups }) => ({
      baseline: { ...each, isDefault: each.isDefault && isFirst(`default ${each.operatingSystem}`) },
      groups: groups.filter((group) => isFirst(`${group} ${each.operatingSystem}`)),
    }));
    return inventory({
      windows,
      baselines: unique.map((each) => each.baseline),
      patchGroups: unique.flatMap((each) => each.groups.map((group) => registration(group, each.baseline))),
    });
  });
