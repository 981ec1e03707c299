/** Inventory: what an account and region contain about patching, as the wizard sees it. */
import type { BaselineDefinition, OperatingSystem } from '../baseline/baseline.js';
import { patchGroupName, planTag, slotOfWindowName } from '../spec/names.js';
import type { RaisedQuotas } from '../spec/quotas.js';
import type { TagKey } from '../spec/spec.js';

/** The members of a resource as AWS gives them, without ids and dates: what a backup keeps and a comparison compares. */
export type Members = Readonly<Record<string, unknown>>;

export interface InventoryTarget {
  readonly id: string;
  /** As DescribeMaintenanceWindowTargets has it; read where everything is wanted. */
  readonly members?: Members | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly ownerInformation?: string | undefined;
  readonly targets: readonly { readonly Key: string; readonly Values: readonly string[] }[];
}

export interface InventoryTask {
  readonly id: string;
  /** As GetMaintenanceWindowTask has it; read where everything is wanted. */
  readonly members?: Members | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Document name or ARN. */
  readonly taskArn: string;
  readonly type: string;
  readonly targets: readonly { readonly Key: string; readonly Values: readonly string[] }[];
  readonly priority?: number | undefined;
  readonly maxConcurrency?: string | undefined;
  readonly maxErrors?: string | undefined;
  readonly cutoffBehavior?: string | undefined;
  readonly serviceRoleArn?: string | undefined;
  /** TaskInvocationParameters.RunCommand; only read for windows of the wizard and of the original scripts. */
  readonly runCommand?:
    | {
        readonly Comment?: string | undefined;
        readonly DocumentVersion?: string | undefined;
        readonly Parameters?: Readonly<Record<string, readonly string[]>>;
      }
    | undefined;
}

export interface InventoryWindow {
  readonly id: string;
  readonly name: string;
  /** As GetMaintenanceWindow has it; read where everything is wanted. */
  readonly members?: Members | undefined;
  /** Whether a run is going on; read where everything is wanted. */
  readonly isRunning?: boolean | undefined;
  readonly createdAt?: Date | undefined;
  /** A plan that takes it over: untagged so far. */
  readonly adoptedBy?: string | undefined;
  /** The plan that has lost it: its tag is gone, its other marks are there. */
  readonly strayedFrom?: string | undefined;
  readonly description?: string | undefined;
  readonly enabled: boolean;
  readonly schedule: string;
  readonly scheduleOffset?: number | undefined;
  readonly timeZone?: string | undefined;
  readonly durationHours: number;
  readonly cutoffHours: number;
  /** Only read for windows of the wizard and of the original scripts. */
  readonly allowUnassociatedTargets?: boolean | undefined;
  /** As AWS writes it; absent while the window is disabled. */
  readonly nextExecutionTime?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly targets: readonly InventoryTarget[];
  readonly tasks: readonly InventoryTask[];
}

export interface InventoryBaseline {
  readonly id: string;
  readonly name: string;
  readonly operatingSystem: OperatingSystem;
  readonly isDefault: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Read for baselines of the wizard and of the original scripts, and where everything is wanted. */
  readonly definition?: BaselineDefinition | undefined;
  readonly createdAt?: Date | undefined;
  /** A plan that takes it over: untagged so far. */
  readonly adoptedBy?: string | undefined;
  /** The plan that has lost it: its tag is gone, its other marks are there. */
  readonly strayedFrom?: string | undefined;
}

/** A baseline that AWS has made; it can be used but not changed. */
export interface PredefinedBaseline {
  /** ARN in an account, API member BaselineId. */
  readonly id: string;
  readonly name: string;
  readonly operatingSystem: OperatingSystem;
  readonly isDefault: boolean;
}

/** `pb-…` of an id that may be an ARN: whether AWS answers with the one or the other differs between operations. */
export function bareBaselineId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** One row per group and operating system (DescribePatchGroups). */
export interface PatchGroupRegistration {
  readonly patchGroup: string;
  readonly baselineId: string;
  readonly baselineName: string;
  readonly operatingSystem: OperatingSystem;
}

export interface InventoryNode {
  readonly id: string;
  readonly name?: string | undefined;
  readonly platformName?: string | undefined;
  readonly platformType?: string | undefined;
  readonly platformVersion?: string | undefined;
}

/** Managed nodes by the value of a tag. */
export type NodesByGroup = ReadonlyMap<string, readonly InventoryNode[]>;

/** The same for both tag keys. */
export type NodesByTag = Readonly<Record<TagKey, NodesByGroup>>;

export interface Inventory {
  readonly windows: readonly InventoryWindow[];
  /** The account's own; AWS's predefined ones are not listed. */
  readonly baselines: readonly InventoryBaseline[];
  readonly patchGroups: readonly PatchGroupRegistration[];
  readonly nodes: readonly InventoryNode[];
  /** How many nodes carry each of the two tag keys, whatever the value. */
  readonly nodesByTagKey: Readonly<Record<TagKey, number>>;
  /** The nodes in each patch group of the plan at hand, by its tag key; absent where nobody has asked. */
  readonly nodesByGroup?: NodesByGroup | undefined;
  /** The nodes that windows of others select by tags, by `selectorsKey`; absent where nobody has asked. */
  readonly nodesBySelectors?: NodesByGroup | undefined;
  /** The nodes in every patch group of the account; absent where nobody has asked. */
  readonly nodesByTag?: NodesByTag | undefined;
  /** As the user has said. */
  readonly raisedQuotas?: RaisedQuotas | undefined;
  /** AWS's own baselines; read where everything is wanted. */
  readonly predefined?: readonly PredefinedBaseline[] | undefined;
}

export interface AccountIdentity {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  readonly region: string;
  /** Where the credentials came from, in words: `profile prod-admin, signed in through SSO`. */
  readonly credentials: string;
}

/** How far reading the account has come; counts only grow. */
export interface InventoryProgress {
  readonly windows: number;
  readonly baselines: number;
  readonly patchGroups: number;
  readonly nodes: number;
}

/** The plan that a resource belongs to, by its tag, or that is about to take it over or back; names prove nothing. */
export function planOf(resource: {
  readonly tags: Readonly<Record<string, string>>;
  readonly adoptedBy?: string | undefined;
  readonly strayedFrom?: string | undefined;
}): string | undefined {
  return resource.tags[planTag] ?? resource.strayedFrom ?? resource.adoptedBy;
}

const patchingDocuments = [
  'AWS-RunPatchBaseline',
  'AWS-RunPatchBaselineWithHooks',
  'AWS-RunPatchBaselineAssociation',
  'AWS-ApplyPatchBaseline',
  'AWS-PatchInstanceWithRollback',
  'AWS-PatchAsgInstance',
];

/**
 * Whether a task patches: its document is one of AWS's patching documents, as bare name or as ARN. Automation's ARNs say
 * `automation-definition` and may end with a version (Service Authorization Reference, resource types of Systems Manager).
 */
export function isPatchingTask(task: Pick<InventoryTask, 'taskArn'>): boolean {
  const document = documentName(task).replace(/:[^:]*$/, '');
  return patchingDocuments.includes(document);
}

/** The document that a task runs, without what its ARN says before; of a function or a state machine the whole ARN. */
export function documentName({ taskArn }: Pick<InventoryTask, 'taskArn'>): string {
  return taskArn.replace(/^arn:[^/]*:(document|automation-definition)\//, '');
}

/** Whether a patching task only looks for missing patches. */
export function isScanTask(task: Pick<InventoryTask, 'runCommand' | 'members'>): boolean {
  return operationOf(task) === 'Scan';
}

/** `Install` or `Scan` (parameter `Operation` of AWS's patching documents). */
export function operationOf({
  runCommand,
  members,
}: Pick<InventoryTask, 'runCommand' | 'members'>): string | undefined {
  // TaskParameters came before TaskInvocationParameters, and old windows still have them (API member TaskParameters).
  const older = members?.TaskParameters as { readonly Operation?: { readonly Values?: readonly string[] } } | undefined;
  const [operation] = runCommand?.Parameters?.Operation ?? older?.Operation?.Values ?? [];
  return operation;
}

/** The patch groups that a window's targets name, by either tag key. */
export function patchGroupsOf({ targets }: Pick<InventoryWindow, 'targets'>): string[] {
  const keys = targets.flatMap((target) => target.targets).filter(({ Key }) => isPatchGroupKey(Key));
  return [...new Set(keys.flatMap(({ Values }) => Values))];
}

/** The patch groups that are registered or that a window patches, sorted. */
export function patchGroupNames({ windows, patchGroups }: Pick<Inventory, 'windows' | 'patchGroups'>): string[] {
  const named = [...patchGroups.map(({ patchGroup }) => patchGroup), ...windows.flatMap(patchGroupsOf)];
  return [...new Set(named)].sort();
}

/** The patch groups that a window patches, and the one that its name says. */
export function groupsStoodFor(window: Pick<InventoryWindow, 'name' | 'targets'>): string[] {
  const slot = slotOfWindowName(window.name);
  return [...patchGroupsOf(window), ...(slot ? [patchGroupName(slot)] : [])];
}

/** Whether a target's key selects nodes by their patch group. */
export function isPatchGroupKey(key: string): boolean {
  return key === 'tag:PatchGroup' || key === 'tag:Patch Group';
}

/** Whether a window has at least one patching task. */
export function isPatchingWindow(window: InventoryWindow): boolean {
  return window.tasks.some(isPatchingTask);
}

/** The role that a task was given. Without one, AWS reports its service-linked role (API member ServiceRoleArn). */
export function ownRole(serviceRoleArn: string | undefined): string | undefined {
  return /:role\/aws-service-role\/ssm\.amazonaws\.com\//.test(serviceRoleArn ?? '') ? undefined : serviceRoleArn;
}
