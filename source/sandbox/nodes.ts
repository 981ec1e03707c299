/** Managed nodes: DescribeInstanceInformation with its filters, and DescribeInstanceProperties. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { epochSeconds } from './context.js';
import { listing, select } from './listing.js';
import { NextToken } from './model/common.js';
import type { NodeRow, TagsRow } from './rows.js';
import { integer, list, oneOf, string, structure } from './shape.js';
import { tagsOf } from './tags.js';

/** EC2 instances carry their tags, hybrid nodes those that SSM keeps. */
export function nodeTags(region: Region, { InstanceId, ResourceType, Tags = [] }: NodeRow): TagsRow['Tags'] {
  return ResourceType === 'ManagedInstance' ? tagsOf(region, 'ManagedInstance', InstanceId) : Tags;
}

/** Whether tags are as a key says, `tag-key` or `tag:KEY`, by any of the values. */
export function hasTag(tags: TagsRow['Tags'], key: string, values: readonly string[]): boolean {
  if (key === 'tag-key') return tags.some(({ Key }) => values.includes(Key));
  return tags.some(({ Key, Value }) => key === `tag:${Key}` && values.includes(Value));
}

const associationInterval = 1800;

/** A node as it is shown now: it pings all the time, and its association runs every half hour. */
function instanceInformation(node: NodeRow, now: Date): object {
  const {
    SecondsSincePing,
    Patches: _patches,
    Tags: _tags,
    HasMetadataTags: _hasMetadataTags,
    AssociationStatus,
    ...members
  } = node;
  const seconds = Math.floor(epochSeconds(now));
  const associated = seconds - (seconds % associationInterval) - SecondsSincePing;
  return {
    ...members,
    LastPingDateTime: seconds - SecondsSincePing,
    AssociationStatus,
    LastAssociationExecutionDate: associated,
    ...(AssociationStatus === 'Success' ? { LastSuccessfulAssociationExecutionDate: associated } : {}),
    AssociationOverview: {
      DetailedStatus: AssociationStatus,
      InstanceAssociationStatusAggregatedCount: { [AssociationStatus]: 1 },
    },
    SourceId: node.InstanceId,
  };
}

interface NodeFilter {
  readonly key: string;
  readonly values: readonly string[];
}

/** Filters by a member, under the plural and the singular name (the documentation has both). */
const memberKeys: Readonly<Record<string, keyof NodeRow>> = {
  InstanceIds: 'InstanceId',
  SourceIds: 'InstanceId',
  SourceTypes: 'SourceType',
  SourceType: 'SourceType',
  AgentVersion: 'AgentVersion',
  PingStatus: 'PingStatus',
  PlatformTypes: 'PlatformType',
  PlatformType: 'PlatformType',
  ActivationIds: 'ActivationId',
  IamRole: 'IamRole',
  ResourceType: 'ResourceType',
  AssociationStatus: 'AssociationStatus',
};

/** The values that a filter takes, for those of which the documentation lists them. */
const memberValues: Readonly<Record<string, readonly string[]>> = {
  PingStatus: ['Online', 'ConnectionLost', 'Inactive'],
  PlatformType: ['Windows', 'Linux', 'MacOS'],
  ResourceType: ['EC2Instance', 'ManagedInstance'],
  SourceType: ['AWS::EC2::Instance', 'AWS::SSM::ManagedInstance', 'AWS::IoT::Thing'],
  AssociationStatus: ['Success', 'Pending', 'Failed'],
};

function isTagFilter({ key }: NodeFilter): boolean {
  return key === 'tag-key' || key.startsWith('tag:');
}

function nodeTest(region: Region, filter: NodeFilter): (node: NodeRow) => boolean {
  const { key, values } = filter;
  if (isTagFilter(filter)) return (node) => hasTag(nodeTags(region, node), key, values);
  const member = Object.hasOwn(memberKeys, key) ? memberKeys[key] : undefined;
  if (member === undefined) throw new ApiError('InvalidFilterKey', `The filter key ${key} is not valid`);
  checkValues(region, filter, member);
  return (node) => values.includes(String(node[member]));
}

function checkValues(region: Region, { key, values }: NodeFilter, member: keyof NodeRow): void {
  if (member === 'InstanceId') {
    const unknown = values.find((id) => region.nodes.get(id) === undefined);
    if (unknown !== undefined) throw new ApiError('InvalidInstanceId', `Instance ID ${unknown} is not valid`);
  }
  // The wording is AWS's (aws-sdk #130, boto3 #3027).
  const allowed = memberValues[member];
  if (allowed !== undefined && !values.every((value) => allowed.includes(value))) {
    throw wrongFilterValue(`${key} filter is invalid, valid values are ${allowed.join(', ')}`);
  }
  if (member === 'ResourceType' && values.length > 1) {
    throw wrongFilterValue('ResourceType filter may contain only one value.');
  }
}

function wrongFilterValue(message: string): ApiError {
  return new ApiError('InvalidInstanceInformationFilterValue', message);
}

const Values = list(string({ min: 1 }), { min: 1, max: 100 });
const legacyKeys = [
  'InstanceIds',
  'AgentVersion',
  'PingStatus',
  'PlatformTypes',
  'ActivationIds',
  'IamRole',
  'ResourceType',
  'AssociationStatus',
] as const;
const LegacyFilter = structure({ key: oneOf(...legacyKeys), valueSet: Values }, ['key', 'valueSet']);
const propertyValues = list(string({ min: 1, max: 100_000, pattern: '^.{1,100000}$' }), { min: 1, max: 40 });
const PropertyFilter = structure({ key: oneOf(...legacyKeys, 'DocumentName'), valueSet: propertyValues }, [
  'key',
  'valueSet',
]);

/** The nodes that pass all filters. */
function nodesBy(region: Region, filters: readonly NodeFilter[]) {
  const tests = filters.map((filter) => nodeTest(region, filter));
  return select(region.nodes.entries(), (node) => tests.every((test) => test(node)));
}

export const nodeOperations = {
  DescribeInstanceInformation: listing({
    input: structure({
      InstanceInformationFilterList: list(LegacyFilter, { min: 0 }),
      Filters: list(structure({ Key: string({ min: 1 }), Values }, ['Key', 'Values']), { min: 0 }),
      MaxResults: integer({ min: 5, max: 50 }),
      NextToken,
    }),
    as: 'InstanceInformationList',
    pageSize: 10,
    invalidToken: 'InvalidNextToken',
    entries: (region, { Filters, InstanceInformationFilterList: legacy }) => {
      if (Filters !== undefined && legacy !== undefined) {
        throw validationError('InstanceInformationFilterList and Filters cannot be used together');
      }
      const filters: readonly NodeFilter[] =
        Filters?.map(({ Key: key, Values: values }) => ({ key, values })) ??
        legacy?.map(({ key, valueSet: values }) => ({ key, values })) ??
        [];
      if (filters.some(isTagFilter) && !filters.every(isTagFilter)) {
        throw validationError('Tag filters cannot be combined with other filter types');
      }
      return nodesBy(region, filters);
    },
    shown: (node, _region, { now }) => instanceInformation(node, now),
  }),

  /** What the console shows: a thousand on a page, with EC2's name. The filters with operators are not served. */
  DescribeInstanceProperties: listing({
    input: structure({
      InstancePropertyFilterList: list(PropertyFilter, { min: 1, max: 40 }),
      MaxResults: integer({ min: 5, max: 1000 }),
      NextToken,
    }),
    as: 'InstanceProperties',
    pageSize: 50,
    invalidToken: 'InvalidNextToken',
    entries: (region, { InstancePropertyFilterList: filters = [] }) =>
      nodesBy(
        region,
        filters.map(({ key, valueSet: values }) => ({ key, values })),
      ),
    shown: (node, region, { now }) => ({
      ...instanceInformation(node, now),
      // Of EC2 instances the public address, which none of these has, and of no node whether its agent is the latest.
      IPAddress: node.ResourceType === 'ManagedInstance' ? node.IPAddress : '',
      IsLatestVersion: undefined,
      Name: nodeTags(region, node).find(({ Key }) => Key === 'Name')?.Value ?? '',
      InstanceState: 'running',
    }),
  }),
};
