/** The PatchManager on the SDK. */
import {
  AddTagsToResourceCommand,
  CreateMaintenanceWindowCommand,
  CreatePatchBaselineCommand,
  type CreatePatchBaselineCommandInput,
  DescribeMaintenanceWindowScheduleCommand,
  GetParametersByPathCommand,
  RegisterPatchBaselineForPatchGroupCommand,
  RegisterTargetWithMaintenanceWindowCommand,
  RegisterTaskWithMaintenanceWindowCommand,
  type SSMClient,
  UpdateMaintenanceWindowCommand,
  UpdateMaintenanceWindowTargetCommand,
  UpdateMaintenanceWindowTaskCommand,
  UpdatePatchBaselineCommand,
  type UpdatePatchBaselineCommandInput,
} from '@aws-sdk/client-ssm';
import type { Connect, PatchManager, PerformResult } from '../execute/patch-manager.js';
import type { OperationInputs, OperationKind, Resolved } from '../plan/operations.js';
import { partitionOfRegion } from '../plan/regions.js';
import { type ClientOptions, type Clients, openClients } from './clients.js';
import { concurrently } from './concurrently.js';
import { identify } from './identity.js';
import { countNodes, readInventory } from './inventory-reader.js';
import { allPages } from './paging.js';

/**
 * Opens accounts through the SDK.
 * @param fixed what holds for every connection: endpoint, fixed credentials, log
 */
export function connectWith(fixed: Omit<ClientOptions, 'region' | 'profile'>): Connect {
  return async ({ region, profile }) => new SdkPatchManager(await openClients({ ...fixed, region, profile }));
}

class SdkPatchManager implements PatchManager {
  readonly #clients: Clients;

  constructor(clients: Clients) {
    this.#clients = clients;
  }

  get region(): string {
    return this.#clients.region;
  }

  identify(signal?: AbortSignal) {
    return identify(this.#clients, signal);
  }

  /** The public parameters list the regions of all partitions, so those of the caller's own are kept. */
  async regions(abortSignal?: AbortSignal): Promise<readonly string[]> {
    const { ssm, read, region } = this.#clients;
    const Path = '/aws/service/global-infrastructure/services/ssm/regions';
    const parameters = await allPages(
      (NextToken) =>
        read(
          'ssm:GetParametersByPath',
          () => ssm.send(new GetParametersByPathCommand({ Path, MaxResults: 10, NextToken }), { abortSignal }),
          abortSignal,
        ),
      (answer) => answer.Parameters,
    );
    const partition = partitionOfRegion(region);
    return parameters
      .map(({ Value = '' }) => Value)
      .filter((name) => partitionOfRegion(name) === partition)
      .sort();
  }

  readInventory(options?: Parameters<PatchManager['readInventory']>[0]) {
    return readInventory(this.#clients, options);
  }

  async countNodesByTag(tagKey: string, values: readonly string[], signal?: AbortSignal) {
    const counts = await concurrently(values, 4, async (value) => {
      const filter = { Key: `tag:${tagKey}`, Values: [value] };
      return [value, await countNodes(this.#clients, [filter], signal)] as const;
    });
    return new Map(counts);
  }

  async upcomingRuns(WindowId: string, count: number, abortSignal?: AbortSignal): Promise<readonly string[]> {
    const { ssm, read } = this.#clients;
    const { ScheduledWindowExecutions = [] } = await read(
      'ssm:DescribeMaintenanceWindowSchedule',
      () => ssm.send(new DescribeMaintenanceWindowScheduleCommand({ WindowId, MaxResults: count }), { abortSignal }),
      abortSignal,
    );
    return ScheduledWindowExecutions.map(({ ExecutionTime = '' }) => ExecutionTime);
  }

  perform<Kind extends OperationKind>(
    kind: Kind,
    input: Resolved<OperationInputs[Kind]>,
    signal?: AbortSignal,
  ): Promise<PerformResult> {
    const { ssm, call } = this.#clients;
    return call(`ssm:${kind}`, () => writes[kind](ssm, input as never, { abortSignal: signal }));
  }

  close(): void {
    this.#clients.close();
  }
}

interface SendOptions {
  readonly abortSignal?: AbortSignal | undefined;
}

type Writes = {
  readonly [Kind in OperationKind]: (
    ssm: SSMClient,
    input: Resolved<OperationInputs[Kind]>,
    options: SendOptions,
  ) => Promise<PerformResult>;
};

/** How each operation is sent, and which member of its answer names the resource. */
const writes: Writes = {
  CreatePatchBaseline: async (ssm, input, options) => {
    const command = new CreatePatchBaselineCommand(mutable(input) as CreatePatchBaselineCommandInput);
    return { resourceId: (await ssm.send(command, options)).BaselineId };
  },
  UpdatePatchBaseline: async (ssm, input, options) => {
    const command = new UpdatePatchBaselineCommand(mutable(input) as UpdatePatchBaselineCommandInput);
    return { resourceId: (await ssm.send(command, options)).BaselineId };
  },
  RegisterPatchBaselineForPatchGroup: async (ssm, input, options) => {
    const answer = await ssm.send(new RegisterPatchBaselineForPatchGroupCommand(mutable(input)), options);
    return { resourceId: answer.PatchGroup };
  },
  CreateMaintenanceWindow: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new CreateMaintenanceWindowCommand(mutable(input)), options)).WindowId,
  }),
  UpdateMaintenanceWindow: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new UpdateMaintenanceWindowCommand(mutable(input)), options)).WindowId,
  }),
  RegisterTargetWithMaintenanceWindow: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new RegisterTargetWithMaintenanceWindowCommand(mutable(input)), options))
      .WindowTargetId,
  }),
  UpdateMaintenanceWindowTarget: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new UpdateMaintenanceWindowTargetCommand(mutable(input)), options)).WindowTargetId,
  }),
  RegisterTaskWithMaintenanceWindow: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new RegisterTaskWithMaintenanceWindowCommand(mutable(input)), options)).WindowTaskId,
  }),
  UpdateMaintenanceWindowTask: async (ssm, input, options) => ({
    resourceId: (await ssm.send(new UpdateMaintenanceWindowTaskCommand(mutable(input)), options)).WindowTaskId,
  }),
  AddTagsToResource: async (ssm, input, options) => {
    await ssm.send(new AddTagsToResourceCommand(mutable(input)), options);
    return { resourceId: input.ResourceId };
  },
};

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

/** The SDK's input types are mutable, though it never changes them. */
function mutable<T>(input: T): Mutable<T> {
  return input as Mutable<T>;
}
