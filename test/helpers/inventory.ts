/** Inventories made by hand, for words and rules that are about a few members: each thing with members as AWS answers them. */
import type {
  Inventory,
  InventoryBaseline,
  InventoryNode,
  InventoryRecord,
  InventoryTarget,
  InventoryTask,
  InventoryWindow,
  PatchGroupRegistration,
} from '../../source/plan/account/inventory.js';
import { type OwnedInventory, withOwners } from '../../source/plan/account/ownership.js';
import type { BaselineDefinition, OperatingSystem } from '../../source/plan/baseline/baseline.js';
import { predefinedBaselines } from '../../source/plan/baseline/catalogue.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import { planTag, recordName, versionTag } from '../../source/plan/intent/names.js';
import { recordText } from '../../source/plan/intent/record.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { codec } from './codec.js';

export const now = new Date('2026-11-23T10:00:00Z');

export const protectedTags = { 'ssm-patch-wizard:protect': 'ask ops first' };

export function ownTags(plan = 'default'): Record<string, string> {
  return { [planTag]: plan, [versionTag]: '1' };
}

export const protectedOwnTags = { ...ownTags(), ...protectedTags };

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
  const members = {
    ...{ TaskArn: document, TaskType: type, Targets: targets, Priority: 1, MaxConcurrency: '1', MaxErrors: '1' },
    ...(name !== undefined && { Name: name }),
    TaskParameters: {},
    TaskInvocationParameters: { RunCommand: runCommand },
  };
  return { id, name, taskArn: document, type, targets, runCommand, members };
}

export interface WindowOptions extends Partial<Pick<InventoryWindow, 'tags' | 'targets' | 'tasks' | 'enabled'>> {
  readonly id?: string;
  readonly isRunning?: boolean;
  readonly nextExecutionTime?: string;
  readonly timeZone?: string;
}

/** Of others, switched on and without contents, unless the options say otherwise. */
export function window(name: string, options: WindowOptions = {}): InventoryWindow {
  const { id = `mw-${name}`, tags = {}, targets = [], tasks = [], enabled = true, ...more } = options;
  const schedule = 'cron(0 3 ? * TUE#1 *)';
  const hours = { Duration: 2, Cutoff: 1 };
  const members = { Name: name, Schedule: schedule, ...hours, AllowUnassociatedTargets: false, Enabled: enabled };
  return { id, name, enabled, schedule, durationHours: 2, cutoffHours: 1, tags, targets, tasks, members, ...more };
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

/** A node of Windows, where its system is called so, or else of Linux. */
export function node(id: string, platformName: string, platformVersion?: string): InventoryNode {
  const platformType = platformName.includes('Windows') ? 'Windows' : 'Linux';
  return { id, isOnline: true, platformName, platformType, ...(platformVersion && { platformVersion }) };
}

export function registration(patchGroup: string, of: InventoryBaseline): PatchGroupRegistration {
  return { patchGroup, baselineId: of.id, baselineName: of.name, operatingSystem: of.operatingSystem };
}

/** The record of a plan. */
export function record(document: PlanDocument | string = 'default', version = 1): InventoryRecord {
  const written = typeof document === 'string' ? defaultDocument(document) : document;
  const { plan } = written;
  return { plan, name: recordName(plan), value: recordText(written, codec), version };
}

/** An account with these parts and AWS's own baselines, which are the default where no own one is. */
export function inventory(parts: Partial<Inventory> = {}): OwnedInventory {
  const { baselines = [] } = parts;
  const predefined = predefinedBaselines.map(({ definition: { Name, OperatingSystem }, isDefault }) => ({
    id: `arn:aws:ssm:eu-west-1:845259048710:patchbaseline/pb-${Name}`,
    name: Name,
    operatingSystem: OperatingSystem,
    isDefault: isDefault && !baselines.some((own) => own.isDefault && own.operatingSystem === OperatingSystem),
  }));
  const nothing = {
    ...{ records: [], windows: [], patchGroups: [], nodes: [] },
    nodesByTagKey: { PatchGroup: 0, 'Patch Group': 0 },
  };
  return withOwners({ ...nothing, ...parts, baselines, predefined }, codec, new Date('2026-11-26T12:00:00Z'));
}
