/** Tags of nodes through the Resource Groups Tagging API. Loaded when nodes are read or tagged, not before. */
import {
  type FailureInfo,
  GetResourcesCommand,
  type GetResourcesInput,
  ResourceGroupsTaggingAPIClient,
  type ResourceGroupsTaggingAPIClientConfig,
  type ResourceTagMapping,
  TagResourcesCommand,
  UntagResourcesCommand,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { UserError } from '../errors.js';
import type { Pace } from '../execute/pace.js';
import { type PerformResult, ThrottledError } from '../execute/patch-manager.js';
import type { Members } from '../plan/account/inventory.js';
import type { NodeTagsSubject, OperationInputs, Resolved, TaggingKind } from '../plan/account/operations.js';
import { nodeIdOf } from '../plan/account/tagging.js';
import { permissionSteps } from '../plan/calls/refused.js';
import { counted } from '../plan/text/plural.js';
import { translateError } from './errors.js';
import { allPages } from './paging.js';
import type { ErrorContext } from './setting-errors.js';

type Tags = Readonly<Record<string, string>>;

/** By the ids of nodes. */
export type NodeTags = ReadonlyMap<string, Tags>;

export class Tagging {
  readonly client: ResourceGroupsTaggingAPIClient;
  readonly #pace: Pace;
  readonly #context: Omit<ErrorContext, 'action'>;

  constructor(configuration: ResourceGroupsTaggingAPIClientConfig, pace: Pace, context: Omit<ErrorContext, 'action'>) {
    this.client = new ResourceGroupsTaggingAPIClient(configuration);
    this.#pace = pace;
    this.#context = context;
  }

  /** The tags of every node that has any, by its id: 100 nodes a call. */
  async tags(signal: AbortSignal | undefined): Promise<NodeTags> {
    const ResourceTypeFilters = ['ec2:instance', 'ssm:managed-instance'];
    const found = await allPages(
      async (PaginationToken) => {
        const input = { ResourceTypeFilters, ResourcesPerPage: 100, PaginationToken };
        const { ResourceTagMappingList, PaginationToken: NextToken } = await this.#read(input, signal);
        return { ResourceTagMappingList, NextToken };
      },
      ({ ResourceTagMappingList }) => ResourceTagMappingList,
    );
    return new Map(found.map((each) => [nodeIdOf(each.ResourceARN ?? ''), tagsOf(each)]));
  }

  /** The values of one tag, by the ARNs of up to 100 instances; null where an instance does not carry it. */
  async valuesOf({ tagKey, arns }: NodeTagsSubject): Promise<Members> {
    const { ResourceTagMappingList = [] } = await this.#read({ ResourceARNList: [...arns] }, undefined);
    const found = new Map(ResourceTagMappingList.map((each) => [each.ResourceARN, tagsOf(each)]));
    // What was never tagged is left out of the answer.
    return Object.fromEntries(arns.map((arn) => [arn, found.get(arn)?.[tagKey] ?? null]));
  }

  /**
   * Changes the tags of up to 20 nodes.
   * @throws UserError that names the nodes for which it has failed; for the others it is done
   */
  async perform(input: Resolved<OperationInputs[TaggingKind]>): Promise<PerformResult> {
    const ResourceARNList = [...input.ResourceARNList];
    const { FailedResourcesMap = {} } =
      'Tags' in input
        ? await this.client.send(new TagResourcesCommand({ ResourceARNList, Tags: { ...input.Tags } }))
        : await this.client.send(new UntagResourcesCommand({ ResourceARNList, TagKeys: [...input.TagKeys] }));
    const action = 'Tags' in input ? 'ec2:CreateTags' : 'ec2:DeleteTags';
    const failures = Object.entries(FailedResourcesMap).map(([arn, failure]) => ({
      id: nodeIdOf(arn),
      error: translateError(asThrown(failure), { ...this.#context, action }),
    }));
    if (failures.length > 0) throw failedOf(failures, ResourceARNList.length);
    return {};
  }

  #read(input: GetResourcesInput, abortSignal: AbortSignal | undefined) {
    return this.#pace.run(() => this.client.send(new GetResourcesCommand(input), { abortSignal }), abortSignal);
  }
}

function tagsOf({ Tags = [] }: ResourceTagMapping): Tags {
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** As the service of a node would have thrown it. */
function asThrown({ ErrorCode: name, ErrorMessage, StatusCode: httpStatusCode = 400 }: FailureInfo): Error {
  return Object.assign(new Error(ErrorMessage), { name, $metadata: { httpStatusCode } });
}

/** One error for the nodes of a call that have failed. What was only too fast can be sent again: what is done by then stays so. */
function failedOf(failures: readonly { readonly id: string; readonly error: Error }[], of: number): Error {
  const slow = failures.find(({ error }) => error instanceof ThrottledError);
  if (slow) return slow.error;
  const known = failures.flatMap(({ error }) => (error instanceof UserError ? [error] : []));
  const byReason = new Map<string, string[]>();
  for (const { id, error } of failures) {
    const why = (error instanceof UserError && error.detail) || error.message;
    byReason.set(why, [...(byReason.get(why) ?? []), id]);
  }
  const refused = known.flatMap((error) => error.refused ?? []);
  const steps = known.flatMap((error) => (error.refused ? [] : error.nextSteps));
  return new UserError(`AWS did not change the tags of ${failures.length} of ${counted(of, 'node')}.`, {
    code: known[0]?.code ?? 'Unknown',
    detail: [...byReason].map(([why, ids]) => `${ids.join(', ')}: ${why}`).join('\n'),
    nextSteps: [...permissionSteps(refused), ...new Set(steps)],
    exitCode: 1,
    ...(refused.length > 0 && { refused }),
    cause: failures[0]?.error,
  });
}
