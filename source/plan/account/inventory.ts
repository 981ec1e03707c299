/** Inventory: what an account and region contain about patching, as the wizard sees it. */
import type { ErrorDescription } from '../../errors.js';
import type { BaselineDefinition, OperatingSystem } from '../baseline/baseline.js';
import type { FilterValues } from '../baseline/filters.js';
import type { NodePlatform } from '../baseline/operating-system.js';
import type { UnreadThing } from '../calls/refused.js';
import type { ConnectionFlags } from '../intent/command-line.js';
import type { TagKey } from '../intent/document.js';
import type { TargetDefinition } from './definitions.js';
import type { RaisedQuotas } from './quotas.js';

/** Whose a window or baseline is: decided once, right after reading. */
export interface Owner {
  readonly plan: string;
  /** Of a window: the wave that it is for. */
  readonly wave?: string | undefined;
  /** What says so: the plan's tag; where somebody has taken that off, the target's OwnerInformation or the registered groups. */
  readonly by: 'tag' | 'target' | 'registration';
}

/** The members of a resource as AWS gives them, without ids and dates: what a backup keeps and a comparison compares. */
export type Members = Readonly<Record<string, unknown>>;

/** A part of a window. */
interface InventoryPart {
  readonly id: string;
  /** As DescribeMaintenanceWindowTargets and GetMaintenanceWindowTask have it; read for windows of plans, and where everything is wanted. */
  readonly members?: Members | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly targets: Selectors;
}

/** The keys and values of one target; together they narrow each other down (API member Targets). */
export type Selectors = TargetDefinition['Targets'];

export interface InventoryTarget extends InventoryPart {
  readonly ownerInformation?: string | undefined;
}

export interface InventoryTask extends InventoryPart {
  /** Document name or ARN. */
  readonly taskArn: string;
  readonly type: string;
  readonly priority?: number | undefined;
  /** TaskInvocationParameters.RunCommand; read for windows of plans, and where everything is wanted. */
  readonly runCommand?:
    | {
        readonly Comment?: string | undefined;
        readonly DocumentVersion?: string | undefined;
        /** With which it notifies. */
        readonly ServiceRoleArn?: string | undefined;
        readonly Parameters?: Readonly<Record<string, readonly string[]>>;
      }
    | undefined;
}

export interface InventoryWindow {
  readonly id: string;
  readonly name: string;
  /**
   * As GetMaintenanceWindow has it; read for windows of plans, and where everything is wanted. AllowUnassociatedTargets is left out of
   * the former where it has no effect.
   */
  readonly members?: Members | undefined;
  /** Whether a run is going on; read where everything is wanted. */
  readonly isRunning?: boolean | undefined;
  /** Read where everything is wanted, and where a plan needs it: of a rate, and of two windows of one name. */
  readonly createdAt?: Date | undefined;
  /** Whose it is (ownership.ts); undefined: nobody's plan has it. */
  readonly owner?: Owner | undefined;
  readonly enabled: boolean;
  readonly schedule: string;
  readonly scheduleOffset?: number | undefined;
  readonly timeZone?: string | undefined;
  /** No run begins before it (API member StartDate). */
  readonly startDate?: string | undefined;
  /** No run begins after it (API member EndDate). */
  readonly endDate?: string | undefined;
  readonly durationHours: number;
  readonly cutoffHours: number;
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
  /** Read for baselines of plans, and where everything is wanted. */
  readonly definition?: BaselineDefinition | undefined;
  readonly createdAt?: Date | undefined;
  /** Whose it is (ownership.ts); undefined: nobody's plan has it. */
  readonly owner?: Owner | undefined;
}

/** A baseline that AWS has made; it can be used but not changed. Its id is an ARN in an account (API member BaselineId). */
export type PredefinedBaseline = Pick<InventoryBaseline, 'id' | 'name' | 'operatingSystem' | 'isDefault'>;

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

export interface InventoryNode extends NodePlatform {
  readonly id: string;
  readonly name?: string | undefined;
  /** Whether its agent answers (API member PingStatus). */
  readonly isOnline: boolean;
}

/** Managed nodes by the value of a tag. */
export type NodesByGroup = ReadonlyMap<string, readonly InventoryNode[]>;

/** The same for both tag keys. */
export type NodesByTag = Readonly<Record<TagKey, NodesByGroup>>;

/** A plan's record: the parameter in which an account keeps a plan document. */
export interface InventoryRecord {
  readonly plan: string;
  /** `/patch-wizard/plans/NAME` */
  readonly name: string;
  readonly value: string;
  readonly version: number;
  readonly changedAt?: Date | undefined;
  /** ARN of whoever wrote it last; read where everything is wanted. */
  readonly changedBy?: string | undefined;
}

export interface Inventory {
  /** What leads to it again, for commands that are told. */
  readonly connection?: ConnectionFlags | undefined;
  readonly records: readonly InventoryRecord[];
  /** Why the records could not be read: without them a plan's intent is not known. */
  readonly recordsRefused?: ErrorDescription | undefined;
  /** What these credentials may not read, and everything goes on without; absent where nothing was refused. */
  readonly unread?: readonly UnreadThing[] | undefined;
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
  /** What AWS takes in the filters of rules; absent where nobody has asked. */
  readonly filterValues?: FilterValues | undefined;
  /** As the user has told. */
  readonly raisedQuotas?: RaisedQuotas | undefined;
  /** AWS's own baselines; read where everything is wanted. */
  readonly predefined?: readonly PredefinedBaseline[] | undefined;
}

/** Whether these credentials may not make a read that the account goes without. */
export function isUnread({ unread = [] }: Pick<Inventory, 'unread'>, action: string): boolean {
  return unread.some((thing) => thing.action === action);
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

/** The plan that a resource belongs to; undefined: nobody's plan has it. */
export function planOf({ owner }: { readonly owner?: Owner | undefined }): string | undefined {
  return owner?.plan;
}

/** The CloudFormation stack that has made a resource, by AWS's own tag. */
export function stackOf({ tags }: { readonly tags: Readonly<Record<string, string>> }): string | undefined {
  return tags['aws:cloudformation:stack-name'] ?? tags['aws:cloudformation:stack-id'];
}

/** `part of the CloudFormation stack patching`; undefined where no stack has made it. */
export function stackWords(resource: Parameters<typeof stackOf>[0]): string | undefined {
  const stack = stackOf(resource);
  return stack === undefined ? undefined : `part of the CloudFormation stack ${stack}`;
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

/** Whether a target's key selects nodes by their patch group. */
export function isPatchGroupKey(key: string): boolean {
  return key === 'tag:PatchGroup' || key === 'tag:Patch Group';
}

/** When a window runs next, as AWS tells it; undefined where it does not: switched off, or without another run. */
export function nextRunOf({
  nextExecutionTime,
}: {
  readonly nextExecutionTime?: string | null | undefined;
}): Date | undefined {
  const next = new Date(nextExecutionTime ?? '');
  return Number.isNaN(next.getTime()) ? undefined : next;
}

/** The role that a task was given. Without one, AWS reports its service-linked role (API member ServiceRoleArn). */
export function ownRole(serviceRoleArn: string | undefined): string | undefined {
  return /:role\/aws-service-role\/ssm\.amazonaws\.com\//.test(serviceRoleArn ?? '') ? undefined : serviceRoleArn;
}
