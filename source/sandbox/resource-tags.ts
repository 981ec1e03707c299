/**
 * The Resource Groups Tagging API: tags of EC2 instances, and of all in SSM that has tags. Shapes from its public model,
 * version 2017-01-26; what the model leaves open and the documentation says (numbers on a page) is a constraint here too.
 */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { type Context, digest, epochSeconds } from './context.js';
import { type Entries, page, readToken, select, writeToken } from './listing.js';
import { operation } from './operation.js';
import { integer, list, map, string, structure, type ValueOf } from './shape.js';
import { changeTags, checkKey, isTooMany, type TaggedType, type Tags, withoutTags, withTags } from './tags.js';

/** How ARNs name what SSM has. */
const arnNames: Readonly<Record<TaggedType, string>> = {
  ManagedInstance: 'managed-instance',
  MaintenanceWindow: 'maintenancewindow',
  PatchBaseline: 'patchbaseline',
  Parameter: 'parameter',
};

/** Something with tags, or that has had some. */
interface Resource {
  readonly ResourceARN: string;
  readonly Tags: Tags;
}

/** Places of what has its tags in a table of their own come after those of all instances. */
const afterInstances = 2 ** 40;

/** What is tagged or was: instances, then the rest. */
function* resources(region: Region): Generator<readonly [number, Resource]> {
  const arn = (service: string, name: string) =>
    `arn:${region.partition}:${service}:${region.name}:${region.account}:${name}`;
  for (const [order, { InstanceId, ResourceType, Tags }] of region.nodes.entries()) {
    if (ResourceType === 'EC2Instance' && Tags !== undefined)
      yield [order, { ResourceARN: arn('ec2', `instance/${InstanceId}`), Tags }];
  }
  for (const { key, order, row } of region.tags.snapshot()) {
    const [, type, id] = /^(\w+) (.*)$/s.exec(key) ?? [];
    const { Tags } = row as Resource;
    yield [afterInstances + order, { ResourceARN: arn('ssm', `${arnNames[type as TaggedType]}/${id}`), Tags }];
  }
}

/** What EC2 takes as a key where an instance's metadata tell its tags, in its own words (seek-oss/aec #411). */
const metadataKey = /^(?!(\.\.?|_index)$)[0-9a-zA-Z\-_+=,.@:]{1,255}$/;

/** Changes the tags of an EC2 instance. Throws EC2's errors. */
function changeInstance(region: Region, id: string, change: (tags: Tags) => Tags, keys: readonly string[]): void {
  if (!/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new ApiError('InvalidInstanceID.Malformed', `Invalid id: "${id}"`);
  }
  const node = region.nodes.get(id);
  if (node === undefined) throw new ApiError('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`);
  const wrong = node.HasMetadataTags === true ? keys.find((key) => !metadataKey.test(key)) : undefined;
  if (wrong !== undefined) {
    throw new ApiError(
      'InvalidParameterValue',
      `'${wrong}' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\\\-_+=,.@:]{1,255}), and must not be a reserved name ('.', '..', '_index')`,
    );
  }
  const Tags = change(node.Tags ?? []);
  if (isTooMany(Tags)) {
    throw new ApiError('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.');
  }
  if (node.Tags !== undefined || Tags.length > 0) region.nodes.put(id, { ...node, Tags });
}

/** Changes the tags of what an ARN names. Throws the error of the service that has it. */
function changeResource(region: Region, arn: string, change: (tags: Tags) => Tags, keys: readonly string[]): void {
  const [, , service, place, account, name = ''] = arn.split(':');
  const [, kind, id = ''] = /^([^/]*)\/(.*)$/s.exec(name) ?? [];
  if (place !== region.name || account !== region.account) {
    throw new ApiError('InvalidParameterException', `${arn} is not in ${region.name} of account ${region.account}`);
  }
  const ResourceType = Object.keys(arnNames).find((type) => arnNames[type as TaggedType] === kind);
  if (service === 'ec2' && kind === 'instance') changeInstance(region, id, change, keys);
  else if (service === 'ssm' && ResourceType !== undefined)
    changeTags(region, { ResourceType, ResourceId: id }, change);
  else throw new ApiError('InternalServiceException', `The sandbox has nothing like ${arn}`, 500);
}

/** Changes the tags of each, and tells of which that failed. Throws for what is no ARN before anything is changed. */
function changeEach(
  region: Region,
  arns: readonly string[],
  change: (tags: Tags) => Tags,
  keys: readonly string[] = [],
): object {
  // As AWS words it (boto3 #2760). The partition is checked for the call as a whole, too (InvalidParameterException).
  const wrong = arns.find((arn) => !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(arn));
  if (wrong !== undefined) throw validationError(`${wrong} is not a valid AmazonResourceName (ARN)`);
  const foreign = arns.find((arn) => !arn.startsWith(`arn:${region.partition}:`));
  if (foreign !== undefined) throw validationError(`${foreign} is not in the partition ${region.partition}`);
  const failed: Record<string, object> = {};
  for (const arn of arns) {
    try {
      changeResource(region, arn, change, keys);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failed[arn] = { StatusCode: error.status, ErrorCode: error.code, ErrorMessage: error.message };
    }
  }
  return { FailedResourcesMap: failed };
}

/** Seconds that a token of a page lasts (PaginationTokenExpiredException). */
const tokenLife = 900;

/** The items on a page, and the token of the next, which is empty after the last. */
function paged<Item>(
  { operation: name, now }: Context,
  region: Region,
  { PaginationToken: token, ...parameters }: { readonly PaginationToken?: string | undefined },
  entries: Entries<Item>,
  hasRoom: (items: readonly Item[], item: Item) => boolean = ({ length }) => length < 100,
): { readonly items: readonly Item[]; readonly PaginationToken: string } {
  const list = digest(JSON.stringify([name, region.name, parameters]));
  const at = epochSeconds(now);
  const [since = at, after] = readToken<[number, number | string]>(token, list, 'InvalidParameterException') ?? [];
  if (at - since > tokenLife) {
    throw new ApiError('PaginationTokenExpiredException', 'The PaginationToken is older than 15 minutes');
  }
  const { items, last } = page(entries, after, hasRoom);
  return { items, PaginationToken: last === undefined ? '' : writeToken(JSON.stringify([at, last]), list) };
}

/** Texts, each once and in order. */
function texts(found: Iterable<string>): Entries<string> {
  return [...new Set(found)].sort().map((text) => [text, text]);
}

const Key = string({ min: 1, max: 128 });
const Value = string({ min: 0, max: 256 });
const ResourceARN = string({ min: 1, max: 1011 });
const ResourceARNList = list(ResourceARN, { min: 1, max: 20 });
const PaginationToken = string({ min: 0, max: 2048 });

const GetResources = structure({
  PaginationToken,
  TagFilters: list(structure({ Key, Values: list(Value, { min: 0, max: 20 }) }), { min: 0, max: 50 }),
  ResourcesPerPage: integer({ min: 1, max: 100 }),
  TagsPerPage: integer({ min: 100, max: 500 }),
  ResourceTypeFilters: list(string({ min: 0, max: 256 }), { max: 100 }),
  ResourceARNList: list(ResourceARN, { min: 1, max: 100 }),
});

/** Whether a resource is one that the request wants. Throws ValidationException for what cannot be asked together. */
function wanted(given: ValueOf<typeof GetResources>): (resource: Resource) => boolean {
  const { TagFilters: filters = [], ResourceTypeFilters: types = [], ResourceARNList: arns, ...paging } = given;
  if (arns !== undefined) {
    if (filters.length + types.length + Object.keys(paging).length > 0) {
      throw validationError('ResourceARNList cannot be used together with filters or pages');
    }
    return ({ ResourceARN: arn }) => arns.includes(arn);
  }
  if (filters.some((filter) => filter.Key === undefined)) throw validationError('A TagFilter needs a Key');
  return ({ ResourceARN: arn, Tags: tags }) => {
    const [, , service, , , name = ''] = arn.split(':');
    const type = `${service}:${name.split('/')[0]}`;
    return (
      (types.length === 0 || types.some((each) => each === service || each === type)) &&
      filters.every(({ Key: key, Values: values = [] }) =>
        tags.some((tag) => tag.Key === key && (values.length === 0 || values.includes(tag.Value))),
      )
    );
  };
}

/** What a resource counts for on a page of so many tags. */
function weight({ Tags }: Resource): number {
  return Math.max(1, Tags.length);
}

export const resourceTagOperations = {
  TagResources: operation(
    structure({ ResourceARNList, Tags: map(Key, Value, { min: 1, max: 50 }) }, ['ResourceARNList', 'Tags']),
    (region, { ResourceARNList: arns, Tags: given }) => {
      const keys = Object.keys(given);
      keys.forEach(checkKey);
      const added = Object.entries(given).map(([Key, Value]) => ({ Key, Value }));
      return changeEach(region, arns, (tags) => withTags(tags, added), keys);
    },
  ),

  UntagResources: operation(
    structure({ ResourceARNList, TagKeys: list(Key, { min: 1, max: 50 }) }, ['ResourceARNList', 'TagKeys']),
    (region, { ResourceARNList: arns, TagKeys: keys }) => {
      keys.forEach(checkKey);
      return changeEach(region, arns, (tags) => withoutTags(tags, keys));
    },
  ),

  GetResources: operation(GetResources, (region, given, context) => {
    const { ResourcesPerPage: most = 50, TagsPerPage: mostTags = Number.POSITIVE_INFINITY, ...parameters } = given;
    const entries = select(resources(region), wanted(given));
    const { items, PaginationToken } = paged(context, region, parameters, entries, (before, resource) => {
      const tags = before.reduce((sum, each) => sum + weight(each), weight(resource));
      return before.length < (given.ResourceARNList?.length ?? most) && tags <= mostTags;
    });
    return { PaginationToken, ResourceTagMappingList: items };
  }),

  GetTagKeys: operation(structure({ PaginationToken }), (region, given, context) => {
    const keys = [...resources(region)].flatMap(([, { Tags }]) => Tags.map((tag) => tag.Key));
    const { items, PaginationToken } = paged(context, region, given, texts(keys));
    return { PaginationToken, TagKeys: items };
  }),

  GetTagValues: operation(structure({ PaginationToken, Key }, ['Key']), (region, given, context) => {
    const tags = [...resources(region)].flatMap(([, { Tags }]) => Tags.filter((tag) => tag.Key === given.Key));
    const { items, PaginationToken } = paged(context, region, given, texts(tags.map((tag) => tag.Value)));
    return { PaginationToken, TagValues: items };
  }),
};
