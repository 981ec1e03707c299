/** The PatchManager on the SDK. */
import {
  DescribeMaintenanceWindowScheduleCommand,
  DescribePatchGroupStateCommand,
  GetParametersByPathCommand,
} from '@aws-sdk/client-ssm';
import pMap from 'p-map';
import type { Connect, PatchManager, PerformResult } from '../execute/patch-manager.js';
import type { OperationInputs, OperationKind, Resolved, Subject } from '../plan/account/operations.js';
import type { RaisedQuotas } from '../plan/account/quotas.js';
import { partitionOfRegion } from '../plan/account/regions.js';
import type { Selectors } from '../plan/account/shared-nodes.js';
import type { GroupCompliance } from '../plan/status/status.js';
import { type ClientOptions, type Clients, openClients } from './clients.js';
import { identify } from './identity.js';
import { readInventory, readNodes } from './inventory-reader.js';
import { look } from './look.js';
import { allPages } from './paging.js';
import { writes } from './writes.js';

/**
 * Opens accounts through the SDK.
 * @param fixed what holds for every connection: endpoint, fixed credentials, log
 */
export function connectWith(fixed: Omit<ClientOptions, 'region' | 'profile'>): Connect {
  return async ({ region, profile }) =>
    new SdkPatchManager(await openClients({ ...fixed, region, profile }), fixed.quotas);
}

class SdkPatchManager implements PatchManager {
  readonly #clients: Clients;
  readonly #quotas: RaisedQuotas | undefined;

  constructor(clients: Clients, quotas: RaisedQuotas | undefined) {
    this.#clients = clients;
    this.#quotas = quotas;
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

  async readInventory(options?: Parameters<PatchManager['readInventory']>[0]) {
    return { ...(await readInventory(this.#clients, options)), raisedQuotas: this.#quotas };
  }

  async nodesByTag(tagKey: string, values: readonly string[], signal?: AbortSignal) {
    const nodes = await pMap(
      values,
      async (value) => {
        const Filters = [{ Key: `tag:${tagKey}`, Values: [value] }];
        return [value, await readNodes(this.#clients, { Filters, signal })] as const;
      },
      { concurrency: 4 },
    );
    return new Map(nodes);
  }

  nodesOf(selectors: Selectors, signal?: AbortSignal) {
    const Filters = selectors.map(({ Key, Values }) => ({ Key, Values: [...Values] }));
    return readNodes(this.#clients, { Filters, signal });
  }

  async compliance(groups: readonly string[], abortSignal?: AbortSignal) {
    const { ssm, read } = this.#clients;
    const states = await pMap(
      groups,
      async (PatchGroup) => {
        const state = await read(
          'ssm:DescribePatchGroupState',
          () => ssm.send(new DescribePatchGroupStateCommand({ PatchGroup }), { abortSignal }),
          abortSignal,
        );
        const compliance: GroupCompliance = {
          nodes: state.Instances ?? 0,
          withMissingPatches: state.InstancesWithMissingPatches ?? 0,
          withFailedPatches: state.InstancesWithFailedPatches ?? 0,
          withPendingReboot: state.InstancesWithInstalledPendingRebootPatches ?? 0,
        };
        return [PatchGroup, compliance] as const;
      },
      { concurrency: 3 },
    );
    return new Map(states.filter(([, { nodes }]) => nodes > 0));
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

  look(subject: Subject, signal?: AbortSignal) {
    return look(this.#clients, subject, signal);
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
