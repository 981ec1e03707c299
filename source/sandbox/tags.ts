/** Tags of maintenance windows, patch baselines, hybrid nodes and parameters. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { ownBaselineId } from './baseline-id.js';
import { TagKey, Tags as TagList } from './model/common.js';
import { operation } from './operation.js';
import { parameterKey } from './parameter-names.js';
import type { TagsRow } from './rows.js';
import { list, oneOf, string, structure } from './shape.js';

export type Tags = TagsRow['Tags'];

/** What can be tagged, and which resource an id means: the id that its tags are kept under, if there is such a one. */
const taggedTypes = {
  MaintenanceWindow: (region: Region, id: string) => region.windows.get(id)?.WindowId,
  PatchBaseline: (region: Region, id: string) => region.baselines.get(ownBaselineId(region, id) ?? '')?.BaselineId,
  /** Only hybrid nodes; EC2 instances have EC2's tags (AddTagsToResource, ResourceType). */
  ManagedInstance: (region: Region, id: string) =>
    id.startsWith('mi-') ? region.nodes.get(id)?.InstanceId : undefined,
  Parameter: (region: Region, id: string) =>
    region.parameters.get(parameterKey(id)) === undefined ? undefined : parameterKey(id),
};
export type TaggedType = keyof typeof taggedTypes;

/** Tags a resource can have, besides those of AWS (AddTagsToResource: TooManyTagsError). */
const mostTags = 50;

const reserved = /^aws:/i;

/** Whether these are more tags than a resource can have. */
export function isTooMany(tags: Tags): boolean {
  return tags.filter(({ Key }) => !reserved.test(Key)).length > mostTags;
}

/** The tags with others added to them; a key that was there gets the new value. */
export function withTags(tags: Tags, added: Tags): Tags {
  return [...new Map([...tags, ...added].map((tag) => [tag.Key, tag])).values()];
}

/** The tags without those of some keys. */
export function withoutTags(tags: Tags, keys: readonly string[]): Tags {
  return tags.filter(({ Key }) => !keys.includes(Key));
}

/** Tags given on create. Throws ValidationException for the reasons for which AddTagsToResource refuses tags. */
export function checkNewTags(tags: Tags = []): void {
  checkTags(tags);
  if (tags.length > mostTags) {
    throw validationError(`The number of tags exceeds the limit of ${mostTags} for a resource`);
  }
}

function checkTags(tags: Tags): void {
  const keys = new Set<string>();
  for (const { Key: key } of tags) {
    checkKey(key);
    if (keys.has(key)) throw validationError(`Duplicate tag key: ${key}`);
    keys.add(key);
  }
}

/** Throws ValidationException for a key that only AWS may use. */
export function checkKey(key: string): void {
  if (reserved.test(key)) throw validationError(`Tag keys starting with aws: are reserved for internal use: ${key}`);
}

/** The tags of a resource; none where it has none. */
export function tagsOf(region: Region, type: TaggedType, id: string): Tags {
  return region.tags.get(tagsKey(type, id))?.Tags ?? [];
}

/** Gives a resource these tags in place of what it had; none leave them as they are. */
export function putTags(region: Region, type: TaggedType, id: string, tags: Tags = []): void {
  if (tags.length > 0) region.tags.put(tagsKey(type, id), { Tags: tags });
}

/** Forgets the tags of a resource that is gone. */
export function deleteTags(region: Region, type: TaggedType, id: string): void {
  region.tags.delete(tagsKey(type, id));
}

function tagsKey(type: TaggedType, id: string): string {
  return `${type} ${id}`;
}

const resource = {
  ResourceType: oneOf(
    'Document',
    'ManagedInstance',
    'MaintenanceWindow',
    'Parameter',
    'PatchBaseline',
    'OpsItem',
    'OpsMetadata',
    'Automation',
    'Association',
    'CloudConnector',
  ),
  ResourceId: string(),
};

/**
 * Changes the tags of a resource. Throws InvalidResourceId and TooManyTagsError. One that has lost its last tag keeps an
 * empty row: the tagging API goes on to list it.
 */
export function changeTags(
  region: Region,
  resource: { readonly ResourceType: string; readonly ResourceId: string },
  change: (tags: Tags) => Tags,
): void {
  const { type, id } = taggedResource(region, resource);
  const before = tagsOf(region, type, id);
  const tags = change(before);
  if (isTooMany(tags)) throw new ApiError('TooManyTagsError', `${id} would have ${tags.length} tags`);
  if (before.length + tags.length > 0) region.tags.put(tagsKey(type, id), { Tags: tags });
}

/** Throws InvalidResourceId for a resource that is not there, and for every type that the sandbox has none of. */
function taggedResource(
  region: Region,
  { ResourceType: type, ResourceId: given }: { readonly ResourceType: string; readonly ResourceId: string },
): { readonly type: TaggedType; readonly id: string } {
  const id = isTagged(type) ? taggedTypes[type](region, given) : undefined;
  if (!isTagged(type) || id === undefined) throw new ApiError('InvalidResourceId', `There is no ${type} ${given}`);
  return { type, id };
}

function isTagged(type: string): type is TaggedType {
  return Object.hasOwn(taggedTypes, type);
}

export const tagOperations = {
  AddTagsToResource: operation(
    structure({ ...resource, Tags: TagList }, ['ResourceType', 'ResourceId', 'Tags']),
    (region, input) => {
      checkTags(input.Tags);
      changeTags(region, input, (tags) => withTags(tags, input.Tags));
      return {};
    },
  ),

  ListTagsForResource: operation(structure(resource, ['ResourceType', 'ResourceId']), (region, input) => {
    const { type, id } = taggedResource(region, input);
    return { TagList: tagsOf(region, type, id) };
  }),

  RemoveTagsFromResource: operation(
    structure({ ...resource, TagKeys: list(TagKey) }, ['ResourceType', 'ResourceId', 'TagKeys']),
    (region, input) => {
      changeTags(region, input, (tags) => withoutTags(tags, input.TagKeys));
      return {};
    },
  ),
};
