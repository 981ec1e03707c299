/** What a sandbox's nodes are tagged with; `withSandbox({ fleet: 300 })` and `memorySandbox({ fleet: 300 })` have a fleet. */
import { paginateGetResources, type ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api';
import { itemsOf } from './sandbox.js';

export type NodeTags = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The tags of every node that has or had any, by its id. */
export async function tagsOfNodes(client: ResourceGroupsTaggingAPI): Promise<NodeTags> {
  const pages = paginateGetResources(
    { client, pageSize: 100 },
    { ResourceTypeFilters: ['ec2:instance', 'ssm:managed-instance'] },
  );
  const found = await itemsOf(pages, 'ResourceTagMappingList');
  return Object.fromEntries(
    found.map(({ ResourceARN: arn = '', Tags: tags = [] }) => [
      arn.replace(/^.*\//, ''),
      Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])),
    ]),
  );
}
