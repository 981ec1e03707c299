/** Reads an account's patching resources into an inventory: lists first, then the details of each, a few at a time. */
import {
  DescribeInstanceInformationCommand,
  DescribeMaintenanceWindowsCommand,
  DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasksCommand,
  DescribePatchBaselinesCommand,
  DescribePatchGroupsCommand,
  GetMaintenanceWindowCommand,
  GetMaintenanceWindowTaskCommand,
  GetPatchBaselineCommand,
  ListTagsForResourceCommand,
  type MaintenanceWindowIdentity,
  type MaintenanceWindowTask,
  type PatchBaselineIdentity,
  type ResourceTypeForTagging,
  type Target,
} from '@aws-sdk/client-ssm';
import type { ReadInventoryOptions } from '../execute/patch-manager.js';
import type { BaselineDefinition, OperatingSystem } from '../plan/baseline.js';
import {
  type Inventory,
  type InventoryBaseline,
  type InventoryNode,
  type InventoryProgress,
  type InventoryTask,
  type InventoryWindow,
  type PatchGroupRegistration,
  planOf,
} from '../plan/inventory.js';
import type { Clients } from './clients.js';
import { concurrently, sharedSignal } from './concurrently.js';
import { allPages } from './paging.js';

/** Rates are unpublished and reading is not worth a throttle: a few calls at a time are enough. */
const readsAtOnce = 6;

/**
 * Everything that converge, preflight and status need to know.
 * @throws UserError as the first failed call
 */
export async function readInventory(clients: Clients, options: ReadInventoryOptions = {}): Promise<Inventory> {
  const signal = sharedSignal(options.signal);
  const reader = new InventoryReader(clients, { ...options, signal });
  const [windows, baselines, patchGroups, nodes, withPatchGroup, withSpace] = await Promise.all([
    reader.windows(),
    reader.baselines(),
    reader.patchGroups(),
    reader.nodes(),
    countNodes(clients, [{ Key: 'tag-key', Values: ['PatchGroup'] }], signal),
    countNodes(clients, [{ Key: 'tag-key', Values: ['Patch Group'] }], signal),
  ]);
  const nodesByTagKey = { PatchGroup: withPatchGroup, 'Patch Group': withSpace };
  return { windows, baselines, patchGroups, nodes, nodesByTagKey };
}

/** How many managed nodes pass the filters (API member InstanceInformationStringFilter). */
export async function countNodes(
  { ssm, read }: Clients,
  Filters: { Key: string; Values: string[] }[],
  abortSignal?: AbortSignal,
): Promise<number> {
  const nodes = await allPages(
    (NextToken) =>
      read(
        'ssm:DescribeInstanceInformation',
        () => ssm.send(new DescribeInstanceInformationCommand({ Filters, MaxResults: 50, NextToken }), { abortSignal }),
        abortSignal,
      ),
    (answer) => answer.InstanceInformationList,
  );
  return nodes.length;
}

class InventoryReader {
  readonly #clients: Clients;
  readonly #abort: { readonly abortSignal: AbortSignal | undefined };
  readonly #onProgress: ReadInventoryOptions['onProgress'];
  #progress: InventoryProgress = { windows: 0, baselines: 0, patchGroups: 0, nodes: 0 };

  constructor(clients: Clients, { signal, onProgress }: ReadInventoryOptions) {
    this.#clients = clients;
    this.#abort = { abortSignal: signal };
    this.#onProgress = onProgress;
  }

  async windows(): Promise<InventoryWindow[]> {
    const { ssm } = this.#clients;
    const identities = await allPages(
      (NextToken) =>
        this.#read('ssm:DescribeMaintenanceWindows', () =>
          ssm.send(new DescribeMaintenanceWindowsCommand({ MaxResults: 100, NextToken }), this.#abort),
        ),
      (answer) => answer.WindowIdentities,
      (windows) => this.#report({ windows }),
    );
    return concurrently(identities, readsAtOnce, (identity) => this.#window(identity));
  }

  async baselines(): Promise<InventoryBaseline[]> {
    const { ssm } = this.#clients;
    const own = [{ Key: 'OWNER', Values: ['Self'] }];
    const identities = await allPages(
      (NextToken) =>
        this.#read('ssm:DescribePatchBaselines', () =>
          ssm.send(new DescribePatchBaselinesCommand({ Filters: own, MaxResults: 100, NextToken }), this.#abort),
        ),
      (answer) => answer.BaselineIdentities,
      (baselines) => this.#report({ baselines }),
    );
    return concurrently(identities, readsAtOnce, (identity) => this.#baseline(identity));
  }

  async patchGroups(): Promise<PatchGroupRegistration[]> {
    const { ssm } = this.#clients;
    const mappings = await allPages(
      (NextToken) =>
        this.#read('ssm:DescribePatchGroups', () =>
          ssm.send(new DescribePatchGroupsCommand({ MaxResults: 100, NextToken }), this.#abort),
        ),
      (answer) => answer.Mappings,
      (patchGroups) => this.#report({ patchGroups }),
    );
    return mappings.map(({ PatchGroup = '', BaselineIdentity = {} }) => ({
      patchGroup: PatchGroup,
      baselineId: BaselineIdentity.BaselineId ?? '',
      baselineName: BaselineIdentity.BaselineName ?? '',
      operatingSystem: (BaselineIdentity.OperatingSystem ?? 'WINDOWS') as OperatingSystem,
    }));
  }

  async nodes(): Promise<InventoryNode[]> {
    const { ssm } = this.#clients;
    const nodes = await allPages(
      (NextToken) =>
        this.#read('ssm:DescribeInstanceInformation', () =>
          ssm.send(new DescribeInstanceInformationCommand({ MaxResults: 50, NextToken }), this.#abort),
        ),
      (answer) => answer.InstanceInformationList,
      (count) => this.#report({ nodes: count }),
    );
    return nodes.map(({ InstanceId = '', Name, ComputerName, PlatformName, PlatformType, PlatformVersion }) => ({
      id: InstanceId,
      name: Name ?? ComputerName,
      platformName: PlatformName,
      platformType: PlatformType,
      platformVersion: PlatformVersion,
    }));
  }

  async #window(identity: MaintenanceWindowIdentity): Promise<InventoryWindow> {
    const { ssm } = this.#clients;
    const WindowId = identity.WindowId ?? '';
    const [tags, targets, tasks] = await Promise.all([
      this.#tags('MaintenanceWindow', WindowId),
      allPages(
        (NextToken) =>
          this.#read('ssm:DescribeMaintenanceWindowTargets', () =>
            ssm.send(
              new DescribeMaintenanceWindowTargetsCommand({ WindowId, MaxResults: 100, NextToken }),
              this.#abort,
            ),
          ),
        (answer) => answer.Targets,
      ),
      allPages(
        (NextToken) =>
          this.#read('ssm:DescribeMaintenanceWindowTasks', () =>
            ssm.send(new DescribeMaintenanceWindowTasksCommand({ WindowId, MaxResults: 100, NextToken }), this.#abort),
          ),
        (answer) => answer.Tasks,
      ),
    ]);
    const isOurs = planOf({ tags }) !== undefined;
    return {
      id: WindowId,
      name: identity.Name ?? '',
      description: identity.Description,
      enabled: identity.Enabled ?? true,
      schedule: identity.Schedule ?? '',
      scheduleOffset: identity.ScheduleOffset,
      timeZone: identity.ScheduleTimezone,
      durationHours: identity.Duration ?? 0,
      cutoffHours: identity.Cutoff ?? 0,
      allowUnassociatedTargets: isOurs ? await this.#allowsUnassociatedTargets(WindowId) : undefined,
      nextExecutionTime: identity.NextExecutionTime,
      tags,
      targets: targets.map((target) => ({
        id: target.WindowTargetId ?? '',
        name: target.Name,
        description: target.Description,
        ownerInformation: target.OwnerInformation,
        targets: keysAndValues(target.Targets),
      })),
      tasks: await Promise.all(tasks.map((task) => this.#task(WindowId, task, isOurs))),
    };
  }

  async #allowsUnassociatedTargets(WindowId: string): Promise<boolean | undefined> {
    const { ssm } = this.#clients;
    const window = await this.#read('ssm:GetMaintenanceWindow', () =>
      ssm.send(new GetMaintenanceWindowCommand({ WindowId }), this.#abort),
    );
    return window.AllowUnassociatedTargets;
  }

  /** The list leaves out TaskInvocationParameters, so tasks of the wizard are read one by one. */
  async #task(WindowId: string, task: MaintenanceWindowTask, isOurs: boolean): Promise<InventoryTask> {
    const { ssm } = this.#clients;
    const WindowTaskId = task.WindowTaskId ?? '';
    const details = isOurs
      ? await this.#read('ssm:GetMaintenanceWindowTask', () =>
          ssm.send(new GetMaintenanceWindowTaskCommand({ WindowId, WindowTaskId }), this.#abort),
        )
      : undefined;
    return {
      id: WindowTaskId,
      name: task.Name,
      description: task.Description,
      taskArn: task.TaskArn ?? '',
      type: task.Type ?? '',
      targets: keysAndValues(task.Targets),
      priority: task.Priority,
      maxConcurrency: task.MaxConcurrency,
      maxErrors: task.MaxErrors,
      cutoffBehavior: task.CutoffBehavior,
      serviceRoleArn: task.ServiceRoleArn,
      runCommand: details?.TaskInvocationParameters?.RunCommand,
    };
  }

  async #baseline(identity: PatchBaselineIdentity): Promise<InventoryBaseline> {
    const BaselineId = identity.BaselineId ?? '';
    const tags = await this.#tags('PatchBaseline', BaselineId);
    return {
      id: BaselineId,
      name: identity.BaselineName ?? '',
      operatingSystem: (identity.OperatingSystem ?? 'WINDOWS') as OperatingSystem,
      isDefault: identity.DefaultBaseline ?? false,
      tags,
      definition: planOf({ tags }) === undefined ? undefined : await this.#definition(BaselineId),
    };
  }

  async #definition(BaselineId: string): Promise<BaselineDefinition> {
    const { ssm } = this.#clients;
    const answer = await this.#read('ssm:GetPatchBaseline', () =>
      ssm.send(new GetPatchBaselineCommand({ BaselineId }), this.#abort),
    );
    const { BaselineId: _id, PatchGroups: _groups, CreatedDate: _made, ModifiedDate: _changed, ...members } = answer;
    const { $metadata: _metadata, ...definition } = members;
    return definition as BaselineDefinition;
  }

  async #tags(ResourceType: ResourceTypeForTagging, ResourceId: string): Promise<Record<string, string>> {
    const { ssm } = this.#clients;
    const { TagList = [] } = await this.#read('ssm:ListTagsForResource', () =>
      ssm.send(new ListTagsForResourceCommand({ ResourceType, ResourceId }), this.#abort),
    );
    return Object.fromEntries(TagList.map(({ Key = '', Value = '' }) => [Key, Value]));
  }

  #read<Answer>(action: string, send: () => Promise<Answer>): Promise<Answer> {
    return this.#clients.read(action, send, this.#abort.abortSignal);
  }

  #report(change: Partial<InventoryProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#onProgress?.(this.#progress);
  }
}

function keysAndValues(targets: readonly Target[] | undefined): { Key: string; Values: string[] }[] {
  return (targets ?? []).map(({ Key = '', Values = [] }) => ({ Key, Values }));
}
