/** The PatchManager on the SDK. */

import { describeError, type ErrorDescription } from '../errors.js';
import type { Connect, ConnectOptions, PatchManager, ReadInventoryOptions } from '../execute/patch-manager.js';
import type { Fleet } from '../plan/account/fleet.js';
import type { InventoryNode, Selectors } from '../plan/account/inventory.js';
import type { OperationInputs, OperationKind, Resolved, Subject } from '../plan/account/operations.js';
import type { RaisedQuotas } from '../plan/account/quotas.js';
import { partitionOfRegion } from '../plan/account/regions.js';
import type { FilterQuestion } from '../plan/baseline/filters.js';
import { type ClientOptions, type Clients, openClients, type Send } from './clients.js';
import { translateError } from './errors.js';
import { filterValues } from './filter-values.js';
import { identify } from './identity.js';
import { readInventory } from './inventory-reader.js';
import { look } from './look.js';
import { Reads, unlessRefused } from './reads.js';
import { serversOf } from './servers.js';
import { sharedSignal } from './shared-signal.js';
import type { NodeTags } from './tagging.js';
import { perform } from './writes.js';

/**
 * Opens accounts through the SDK.
 * @param fixed what holds for every connection: endpoint, fixed credentials, log
 */
export function connectWith(fixed: Omit<ClientOptions, keyof ConnectOptions>): Connect {
  return async (to) => new SdkPatchManager(await openClients({ ...fixed, ...to }), fixed.quotas);
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

  async servers() {
    return serversOf(this.#clients).catch((error: unknown) => {
      throw translateError(error, { action: 'ssm', region: this.region, profile: this.#clients.profile });
    });
  }

  identify(signal?: AbortSignal) {
    return identify(this.#clients, signal);
  }

  /** The public parameters list the regions of all partitions, so those of the caller's own are kept. */
  async regions(signal?: AbortSignal): Promise<readonly string[]> {
    const path = '/aws/service/global-infrastructure/services/ssm/regions';
    const parameters = await this.#reads(signal).parameters(path);
    const partition = partitionOfRegion(this.region);
    return parameters
      .map(({ Value = '' }) => Value)
      .filter((name) => partitionOfRegion(name) === partition)
      .sort();
  }

  async readInventory(options: ReadInventoryOptions = {}) {
    const inventory = await readInventory(this.#send(options.signal), options);
    return { ...inventory, connection: this.#clients.connection, raisedQuotas: this.#quotas };
  }

  async listWindows(signal?: AbortSignal) {
    return new Map((await this.#reads(signal).windows()).map(({ WindowId = '', ...members }) => [WindowId, members]));
  }

  async baselineIds(signal?: AbortSignal): Promise<string[]> {
    return (await this.#reads(signal).baselines('Self')).map(({ BaselineId = '' }) => BaselineId);
  }

  async readFleet(signal?: AbortSignal, onProgress?: (nodes: number) => void): Promise<Fleet> {
    const tagging = await this.#clients.tagging();
    let tagsRefused: ErrorDescription | undefined;
    const [nodes, tags] = await Promise.all([
      this.#reads(signal).fleet(onProgress),
      unlessRefused<NodeTags>(tagging.tags(sharedSignal(signal)), (error) => {
        tagsRefused = describeError(error);
        return new Map();
      }),
    ]);
    return { nodes: nodes.map((node) => ({ ...node, tags: tags.get(node.id) ?? {} })), tagsRefused };
  }

  /** Most groups of an account that has grown have no nodes: ten of them are asked about at a time, and each only where there are some. */
  async nodesByTag(tagKey: string, values: readonly string[], signal?: AbortSignal) {
    const reads = this.#reads(signal);
    const having = (some: readonly string[]) => reads.nodes([{ Key: `tag:${tagKey}`, Values: some }]);
    const chunks = Array.from({ length: Math.ceil(values.length / 10) }, (_, index) =>
      values.slice(10 * index, 10 * index + 10),
    );
    const found = chunks.map(async (chunk): Promise<(readonly [string, InventoryNode[]])[]> => {
      const none = values.length > 10 && (await having(chunk)).length === 0;
      return Promise.all(chunk.map(async (value) => [value, none ? [] : await having([value])] as const));
    });
    return new Map((await Promise.all(found)).flat());
  }

  nodesOf(selectors: Selectors, signal?: AbortSignal) {
    return this.#reads(signal).nodes(selectors);
  }

  filterValues(questions: readonly FilterQuestion[], signal?: AbortSignal) {
    return filterValues(this.#send(signal), questions);
  }

  async compliance(groups: readonly string[], signal?: AbortSignal) {
    const reads = this.#reads(signal);
    const states = await Promise.all(groups.map(async (group) => [group, await reads.compliance(group)] as const));
    return new Map(states.filter(([, { nodes }]) => nodes > 0));
  }

  upcomingRuns(windowId: string, count: number, signal?: AbortSignal) {
    return this.#reads(signal).upcomingRuns(windowId, count);
  }

  pastRuns(windowId: string, signal?: AbortSignal) {
    return this.#reads(signal).pastRuns(windowId);
  }

  look(subject: Subject) {
    return look(this.#reads(undefined), this.#clients.tagging, subject);
  }

  perform<Kind extends OperationKind>(kind: Kind, input: Resolved<OperationInputs[Kind]>) {
    return perform(this.#clients, kind, input);
  }

  close(): void {
    this.#clients.close();
  }

  #reads(signal: AbortSignal | undefined): Reads {
    return new Reads(this.#send(signal));
  }

  #send(signal: AbortSignal | undefined): Send {
    return this.#clients.reader(sharedSignal(signal));
  }
}
