/** The reads of an account, each in the form that the rest needs: whole lists, and single things without ids and dates. */
import {
  DescribeInstanceInformationCommand,
  DescribeInstancePropertiesCommand,
  DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowScheduleCommand,
  DescribeMaintenanceWindowsCommand,
  DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasksCommand,
  DescribeParametersCommand,
  DescribePatchBaselinesCommand,
  DescribePatchGroupStateCommand,
  DescribePatchGroupsCommand,
  GetDefaultPatchBaselineCommand,
  GetMaintenanceWindowCommand,
  GetMaintenanceWindowTaskCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetPatchBaselineCommand,
  type InstanceInformation,
  type InstanceProperty,
  ListTagsForResourceCommand,
  type MaintenanceWindowIdentity,
  type MaintenanceWindowTarget,
  type MaintenanceWindowTask,
  type Parameter,
  type ParameterMetadata,
  type PatchBaselineIdentity,
  type ResourceTypeForTagging,
} from '@aws-sdk/client-ssm';
import { UserError } from '../errors.js';
import type { PastRun } from '../execute/patch-manager.js';
import { type FleetNode, isHybrid } from '../plan/account/fleet.js';
import type { InventoryNode, Members, PatchGroupRegistration, Selectors } from '../plan/account/inventory.js';
import type { OperatingSystem } from '../plan/baseline/baseline.js';
import type { GroupCompliance } from '../plan/status/status.js';
import type { Send } from './clients.js';
import { incomplete } from './errors.js';
import { allPages } from './paging.js';

/** A resource's members, and when it was made. */
export interface Dated {
  readonly members: Members;
  readonly createdAt: Date | undefined;
}

/** Told how many items of a list have been read so far. */
type OnPage = (soFar: number) => void;

export class Reads {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  windows(onPage?: OnPage): Promise<MaintenanceWindowIdentity[]> {
    return allPages(
      (NextToken) => this.#send(new DescribeMaintenanceWindowsCommand({ MaxResults: 100, NextToken })),
      ({ WindowIdentities }) => identified(WindowIdentities, 'WindowId', 'DescribeMaintenanceWindows'),
      onPage,
    );
  }

  async window(WindowId: string): Promise<Dated> {
    const answer = await this.#send(new GetMaintenanceWindowCommand({ WindowId }));
    const { $metadata, WindowId: _id, NextExecutionTime, CreatedDate, ModifiedDate, ...members } = answer;
    return { members, createdAt: CreatedDate };
  }

  targets(WindowId: string): Promise<MaintenanceWindowTarget[]> {
    return allPages(
      (NextToken) => this.#send(new DescribeMaintenanceWindowTargetsCommand({ WindowId, MaxResults: 100, NextToken })),
      ({ Targets }) => identified(Targets, 'WindowTargetId', 'DescribeMaintenanceWindowTargets'),
    );
  }

  /** The list leaves out TaskInvocationParameters, which {@link task} has. */
  tasks(WindowId: string): Promise<MaintenanceWindowTask[]> {
    return allPages(
      (NextToken) => this.#send(new DescribeMaintenanceWindowTasksCommand({ WindowId, MaxResults: 100, NextToken })),
      ({ Tasks }) => identified(Tasks, 'WindowTaskId', 'DescribeMaintenanceWindowTasks'),
    );
  }

  async task(WindowId: string, WindowTaskId: string): Promise<Members> {
    const answer = await this.#send(new GetMaintenanceWindowTaskCommand({ WindowId, WindowTaskId }));
    const { $metadata, WindowId: _window, WindowTaskId: _id, ...members } = answer;
    return members;
  }

  /** Whether a run is going on: executions come newest first. */
  async isRunning(WindowId: string): Promise<boolean> {
    const runs = await this.pastRuns(WindowId);
    return runs.some(({ status }) => status === 'IN_PROGRESS' || status === 'CANCELLING');
  }

  /** The newest first. */
  async pastRuns(WindowId: string): Promise<readonly PastRun[]> {
    const command = new DescribeMaintenanceWindowExecutionsCommand({ WindowId, MaxResults: 10 });
    const { WindowExecutions = [] } = await this.#send(command);
    return WindowExecutions.map(({ StartTime = new Date(Number.NaN), EndTime, Status = '', StatusDetails }) => ({
      start: StartTime,
      end: EndTime,
      status: Status,
      details: StatusDetails,
    }));
  }

  /** As AWS writes them, soonest first. */
  async upcomingRuns(WindowId: string, MaxResults: number): Promise<readonly string[]> {
    const command = new DescribeMaintenanceWindowScheduleCommand({ WindowId, MaxResults });
    const { ScheduledWindowExecutions = [] } = await this.#send(command);
    return ScheduledWindowExecutions.map(({ ExecutionTime = '' }) => ExecutionTime);
  }

  baselines(owner: 'Self' | 'AWS', onPage?: OnPage): Promise<PatchBaselineIdentity[]> {
    const Filters = [{ Key: 'OWNER', Values: [owner] }];
    return allPages(
      (NextToken) => this.#send(new DescribePatchBaselinesCommand({ Filters, MaxResults: 100, NextToken })),
      ({ BaselineIdentities }) => identified(BaselineIdentities, 'BaselineId', 'DescribePatchBaselines'),
      onPage,
    );
  }

  async baseline(BaselineId: string): Promise<Dated> {
    const answer = await this.#send(new GetPatchBaselineCommand({ BaselineId }));
    const { $metadata, BaselineId: _id, CreatedDate, ModifiedDate, ...members } = answer;
    return { members, createdAt: CreatedDate };
  }

  async defaultBaseline(operatingSystem: string): Promise<string | undefined> {
    const OperatingSystem = operatingSystem as 'WINDOWS';
    return (await this.#send(new GetDefaultPatchBaselineCommand({ OperatingSystem }))).BaselineId;
  }

  /** Those of all groups, or of groups whose names begin so. */
  async registrations(
    Filters?: { Key: string; Values: string[] }[],
    onPage?: OnPage,
  ): Promise<PatchGroupRegistration[]> {
    const mappings = await allPages(
      (NextToken) => this.#send(new DescribePatchGroupsCommand({ Filters, MaxResults: 100, NextToken })),
      ({ Mappings }) => Mappings,
      onPage,
    );
    return mappings.map(({ PatchGroup = '', BaselineIdentity = {} }) => ({
      patchGroup: PatchGroup,
      baselineId: BaselineIdentity.BaselineId ?? '',
      baselineName: BaselineIdentity.BaselineName ?? '',
      operatingSystem: (BaselineIdentity.OperatingSystem ?? 'WINDOWS') as OperatingSystem,
    }));
  }

  async tags(ResourceType: ResourceTypeForTagging, ResourceId: string): Promise<Record<string, string>> {
    const { TagList = [] } = await this.#send(new ListTagsForResourceCommand({ ResourceType, ResourceId }));
    return Object.fromEntries(TagList.map(({ Key = '', Value = '' }) => [Key, Value]));
  }

  async parameter(Name: string): Promise<Members> {
    const { Parameter: { Value, Version } = {} } = await this.#send(new GetParameterCommand({ Name }));
    return { Value, Version };
  }

  parameters(Path: string): Promise<Parameter[]> {
    return allPages(
      (NextToken) => this.#send(new GetParametersByPathCommand({ Path, MaxResults: 10, NextToken })),
      ({ Parameters }) => Parameters,
    );
  }

  parameterMetadata(path: string): Promise<ParameterMetadata[]> {
    const ParameterFilters = [{ Key: 'Path', Option: 'OneLevel', Values: [path] }];
    return allPages(
      (NextToken) => this.#send(new DescribeParametersCommand({ ParameterFilters, MaxResults: 50, NextToken })),
      ({ Parameters }) => Parameters,
    );
  }

  /** The managed nodes that all selectors mean together (API member InstanceInformationStringFilter); without any, all nodes. */
  async nodes(selectors: Selectors = [], onPage?: OnPage): Promise<InventoryNode[]> {
    const Filters =
      selectors.length === 0 ? undefined : selectors.map(({ Key, Values }) => ({ Key, Values: [...Values] }));
    return (await this.#information(Filters, onPage)).map(nodeOf);
  }

  /**
   * Every node, a thousand a call: of DescribeInstanceInformation it would be fifty. Where the former may not be called, the latter may
   * be, with which everything else goes on.
   */
  async fleet(onPage?: OnPage): Promise<Omit<FleetNode, 'tags'>[]> {
    const nodes = await unlessRefused<(InstanceProperty | InstanceInformation)[]>(
      allPages(
        (NextToken) => this.#send(new DescribeInstancePropertiesCommand({ MaxResults: 1000, NextToken })),
        ({ InstanceProperties }) => InstanceProperties,
        onPage,
      ),
      () => this.#information(undefined, onPage),
    );
    return nodes.map((node) => ({ ...nodeOf(node), lastSeen: node.LastPingDateTime }));
  }

  #information(
    Filters: { Key: string; Values: string[] }[] | undefined,
    onPage?: OnPage,
  ): Promise<InstanceInformation[]> {
    return allPages(
      (NextToken) => this.#send(new DescribeInstanceInformationCommand({ Filters, MaxResults: 50, NextToken })),
      ({ InstanceInformationList }) => InstanceInformationList,
      onPage,
    );
  }

  async compliance(PatchGroup: string): Promise<GroupCompliance> {
    const state = await this.#send(new DescribePatchGroupStateCommand({ PatchGroup }));
    return {
      nodes: state.Instances ?? 0,
      withMissingPatches: state.InstancesWithMissingPatches ?? 0,
      withFailedPatches: state.InstancesWithFailedPatches ?? 0,
      withPendingReboot: state.InstancesWithInstalledPendingRebootPatches ?? 0,
    };
  }
}

/** What nothing can be done with is not taken for something that is there. */
function identified<Item extends object>(
  items: readonly Item[] | undefined,
  member: keyof Item & string,
  operation: string,
): readonly Item[] | undefined {
  for (const item of items ?? []) if (!item[member]) throw incomplete(`ssm:${operation}`, member);
  return items;
}

function nodeOf(node: InstanceProperty | InstanceInformation): InventoryNode {
  const { InstanceId: id = '', Name, ComputerName } = node;
  return {
    id,
    // Of an instance the one operation has the tag Name here, the other nothing.
    name: (isHybrid({ id }) && Name) || ComputerName,
    platformName: node.PlatformName,
    platformType: node.PlatformType,
    platformVersion: node.PlatformVersion,
    isOnline: node.PingStatus === 'Online',
  };
}

/** What the list says of a window: all but AllowUnassociatedTargets. */
export function windowMembers({ WindowId, NextExecutionTime, ...members }: MaintenanceWindowIdentity): Members {
  return { ...members };
}

/** A target without its ids. */
export function targetMembers({ WindowId, WindowTargetId, ...members }: MaintenanceWindowTarget): Members {
  return { ...members };
}

/** What is deleted between a list and its details is not there; lists may also show it for a while after. */
export async function unlessGone<Resource>(reading: Promise<Resource>): Promise<Resource | undefined> {
  try {
    return await reading;
  } catch (error) {
    // Modelled errors of the operations here.
    if (hasCode(error, /^(DoesNotExist|InvalidResourceId|ParameterNotFound)/)) return undefined;
    throw error;
  }
}

/** What only matters to people is done without where these credentials may not read it. */
export async function unlessRefused<Result>(
  reading: Promise<Result>,
  otherwise: (error: UserError) => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, /^AccessDenied/)) return otherwise(error);
    throw error;
  }
}

export function hasCode(error: unknown, codes: RegExp): error is UserError {
  return error instanceof UserError && codes.test(error.code);
}
