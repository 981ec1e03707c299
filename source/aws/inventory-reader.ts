/** Reads an account's patching resources into an inventory: lists first, then the details of each, a few at a time. */
import {
  DescribeInstanceInformationCommand,
  DescribeMaintenanceWindowsCommand,
  DescribePatchBaselinesCommand,
  DescribePatchGroupsCommand,
  type MaintenanceWindowIdentity,
  type MaintenanceWindowTask,
  type PatchBaselineIdentity,
  type Target,
} from '@aws-sdk/client-ssm';
import pMap from 'p-map';
import type { ReadInventoryOptions } from '../execute/patch-manager.js';
import type {
  Inventory,
  InventoryBaseline,
  InventoryNode,
  InventoryProgress,
  InventoryTask,
  InventoryWindow,
  PatchGroupRegistration,
  PredefinedBaseline,
} from '../plan/account/inventory.js';
import type { BaselineDefinition, OperatingSystem } from '../plan/baseline/baseline.js';
import { ownerOf, planTag, versionTag } from '../plan/intent/names.js';
import type { Clients } from './clients.js';
import { Looker, targetMembers, unlessGone } from './look.js';
import { allPages } from './paging.js';
import { readRecords } from './record-reader.js';
import { sharedSignal } from './shared-signal.js';

/** Rates are unpublished and reading is not worth a throttle: a few calls at a time are enough. */
const readsAtOnce = 3;

/**
 * Everything that converge, preflight and status need to know.
 * @throws UserError as the first failed call
 */
export async function readInventory(clients: Clients, options: ReadInventoryOptions = {}): Promise<Inventory> {
  const signal = sharedSignal(options.signal);
  const reader = new InventoryReader(clients, { ...options, signal });
  const registrations = reader.patchGroups();
  const [records, windows, baselines, patchGroups, nodes, withPatchGroup, withSpace, predefined] = await Promise.all([
    readRecords(clients, signal, options.isComplete),
    reader.windows(),
    reader.baselines(),
    registrations,
    reader.nodes(),
    readNodes(clients, { Filters: [{ Key: 'tag-key', Values: ['PatchGroup'] }], signal }),
    readNodes(clients, { Filters: [{ Key: 'tag-key', Values: ['Patch Group'] }], signal }),
    options.isComplete ? reader.predefined() : undefined,
  ]);
  const nodesByTagKey = { PatchGroup: withPatchGroup.length, 'Patch Group': withSpace.length };
  return { ...records, windows, baselines, patchGroups, nodes, nodesByTagKey, predefined };
}

interface ReadNodesOptions {
  /** @default all nodes */
  readonly Filters?: { Key: string; Values: string[] }[];
  readonly signal: AbortSignal | undefined;
  readonly onProgress?: (count: number) => void;
}

/** The managed nodes that pass the filters (API member InstanceInformationStringFilter). */
export async function readNodes(
  { ssm, read }: Clients,
  { Filters, signal, onProgress }: ReadNodesOptions,
): Promise<InventoryNode[]> {
  const send = (NextToken: string | undefined) =>
    ssm.send(new DescribeInstanceInformationCommand({ Filters, MaxResults: 50, NextToken }), { abortSignal: signal });
  const nodes = await allPages(
    (NextToken) => read('ssm:DescribeInstanceInformation', () => send(NextToken), signal),
    (answer) => answer.InstanceInformationList,
    onProgress,
  );
  return nodes.map(
    ({ InstanceId = '', Name, ComputerName, PlatformName, PlatformType, PlatformVersion, PingStatus }) => ({
      id: InstanceId,
      name: Name ?? ComputerName,
      platformName: PlatformName,
      platformType: PlatformType,
      platformVersion: PlatformVersion,
      isOnline: PingStatus === 'Online',
    }),
  );
}

class InventoryReader {
  readonly #clients: Clients;
  readonly #abort: { readonly abortSignal: AbortSignal | undefined };
  readonly #onProgress: ReadInventoryOptions['onProgress'];
  readonly #isComplete: boolean;
  readonly #looker: Looker;
  #progress: InventoryProgress = { windows: 0, baselines: 0, patchGroups: 0, nodes: 0 };

  constructor(clients: Clients, { signal, onProgress, isComplete = false }: ReadInventoryOptions) {
    this.#clients = clients;
    this.#abort = { abortSignal: signal };
    this.#onProgress = onProgress;
    this.#isComplete = isComplete;
    this.#looker = new Looker(clients, signal);
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
    return existing(
      await pMap(identities, (identity) => unlessGone(this.#window(identity)), { concurrency: readsAtOnce }),
    );
  }

  async baselines(): Promise<InventoryBaseline[]> {
    const identities = await this.#identities('Self', (baselines) => this.#report({ baselines }));
    return existing(
      await pMap(identities, (identity) => unlessGone(this.#baseline(identity)), { concurrency: readsAtOnce }),
    );
  }

  /** AWS's own baselines, by ARN. */
  async predefined(): Promise<PredefinedBaseline[]> {
    const identities = await this.#identities('AWS');
    return identities.map(
      ({ BaselineId = '', BaselineName = '', OperatingSystem = 'WINDOWS', DefaultBaseline = false }) => ({
        id: BaselineId,
        name: BaselineName,
        operatingSystem: OperatingSystem as OperatingSystem,
        isDefault: DefaultBaseline,
      }),
    );
  }

  #identities(owner: 'Self' | 'AWS', onPage?: (soFar: number) => void): Promise<PatchBaselineIdentity[]> {
    const { ssm } = this.#clients;
    const Filters = [{ Key: 'OWNER', Values: [owner] }];
    return allPages(
      (NextToken) =>
        this.#read('ssm:DescribePatchBaselines', () =>
          ssm.send(new DescribePatchBaselinesCommand({ Filters, MaxResults: 100, NextToken }), this.#abort),
        ),
      (answer) => answer.BaselineIdentities,
      onPage,
    );
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

  nodes(): Promise<InventoryNode[]> {
    const { abortSignal: signal } = this.#abort;
    return readNodes(this.#clients, { signal, onProgress: (nodes) => this.#report({ nodes }) });
  }

  async #window(identity: MaintenanceWindowIdentity): Promise<InventoryWindow> {
    const id = identity.WindowId ?? '';
    const [tags, targets, tasks] = await Promise.all([
      this.#looker.tags('MaintenanceWindow', id),
      this.#looker.targets(id),
      this.#looker.tasks(id),
    ]);
    const isMarked = targets.some(({ OwnerInformation = '' }) => ownerOf(OwnerInformation) !== undefined);
    const isDetailed = this.#isComplete || isMarked || planTag in tags;
    const details = isDetailed ? await this.#looker.window(id) : undefined;
    return {
      id,
      name: identity.Name ?? '',
      description: identity.Description,
      enabled: identity.Enabled ?? true,
      schedule: identity.Schedule ?? '',
      scheduleOffset: identity.ScheduleOffset,
      timeZone: identity.ScheduleTimezone,
      durationHours: identity.Duration ?? 0,
      cutoffHours: identity.Cutoff ?? 0,
      allowUnassociatedTargets: details?.members.AllowUnassociatedTargets === true,
      nextExecutionTime: identity.NextExecutionTime,
      members: details?.members,
      createdAt: details?.createdAt,
      isRunning: this.#isComplete ? await this.#looker.isRunning(id) : undefined,
      tags,
      targets: targets.map((target) => ({
        id: target.WindowTargetId ?? '',
        name: target.Name,
        description: target.Description,
        ownerInformation: target.OwnerInformation,
        targets: keysAndValues(target.Targets),
        members: targetMembers(target),
      })),
      tasks: existing(await Promise.all(tasks.map((task) => unlessGone(this.#task(id, task, isDetailed))))),
    };
  }

  /** The list leaves out TaskInvocationParameters, so tasks whose details matter are read one by one. */
  async #task(windowId: string, task: MaintenanceWindowTask, isDetailed: boolean): Promise<InventoryTask> {
    const id = task.WindowTaskId ?? '';
    const members = isDetailed ? await this.#looker.task(windowId, id) : undefined;
    const parameters = members?.TaskInvocationParameters as { RunCommand?: InventoryTask['runCommand'] } | undefined;
    return {
      id,
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
      runCommand: parameters?.RunCommand,
      members,
    };
  }

  async #baseline(identity: PatchBaselineIdentity): Promise<InventoryBaseline> {
    const id = identity.BaselineId ?? '';
    const tags = await this.#looker.tags('PatchBaseline', id);
    // Without its plan's tag it may still be a plan's.
    const isDetailed = this.#isComplete || planTag in tags || versionTag in tags;
    const details = isDetailed ? await this.#looker.baseline(id) : undefined;
    const { PatchGroups: _groups, ...definition } = details?.members ?? {};
    return {
      id,
      name: identity.BaselineName ?? '',
      operatingSystem: (identity.OperatingSystem ?? 'WINDOWS') as OperatingSystem,
      isDefault: identity.DefaultBaseline ?? false,
      tags,
      // What GetPatchBaseline answers are the members of a definition.
      definition: details && (definition as unknown as BaselineDefinition),
      createdAt: details?.createdAt,
    };
  }

  #read<Answer>(action: string, send: () => Promise<Answer>): Promise<Answer> {
    return this.#clients.read(action, send, this.#abort.abortSignal);
  }

  #report(change: Partial<InventoryProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#onProgress?.(this.#progress);
  }
}

function existing<Resource>(resources: readonly (Resource | undefined)[]): Resource[] {
  return resources.filter((resource) => resource !== undefined);
}

function keysAndValues(targets: readonly Target[] | undefined): { Key: string; Values: string[] }[] {
  return (targets ?? []).map(({ Key = '', Values = [] }) => ({ Key, Values }));
}
