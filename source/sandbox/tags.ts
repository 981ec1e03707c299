/** Tags of maintenance windows, patch baselines, hybrid nodes and parameters. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { ownBaselineId } from './baseline-id.js';
import { operation } from './context.js';
import { AddTagsToResourceRequest, ListTagsForResourceRequest, RemoveTagsFromResourceRequest } from './model/nodes.js';
import { parameterKey } from './parameter-names.js';
import type { TagsRow } from './rows.js';

type Tags = TagsRow['Tags'];
type TaggedType = 'MaintenanceWindow' | 'PatchBaseline' | 'ManagedInstance' | 'Parameter';

/** Tags a resource can have (AddTagsToResource: TooManyTagsError). */
const mostTags = 50;

/** Tags given on create. Throws ValidationException for the reasons for which AddTagsToResource refuses tags. */
export function checkNewTags(tags: Tags | undefined): void {
  checkTags(tags ?? []);
  if ((tags ?? []).length > mostTags) {
    throw validationError(`The number of tags exceeds the limit of ${mostTags} for a resource`);
  }
}

function checkTags(tags: Tags): void {
  const keys = new Set<string>();
  for (const { Key: key } of tags) {
    if (/^aws:/i.test(key)) throw validationError(`Tag keys starting with aws: are reserved for internal use: ${key}`);
    if (keys.has(key)) throw validationError(`Duplicate tag key: ${key}`);
    keys.add(key);
  }
}

/** The tags of a resource; none where it has none. */
export function tagsOf(region: Region, type: TaggedType, id: string): Tags {
  return region.tags.get(tagsKey(type, id))?.Tags ?? [];
}

/** Gives a resource these tags in place of what it had; none leave them as they are. */
export function putTags(region: Region, type: TaggedType, id: string, tags: Tags | undefined): void {
  if (tags !== undefined && tags.length > 0) region.tags.put(tagsKey(type, id), { Tags: tags });
}

/** Forgets the tags of a resource that is gone. */
export function deleteTags(region: Region, type: TaggedType, id: string): void {
  region.tags.delete(tagsKey(type, id));
}

function tagsKey(type: TaggedType, id: string): string {
  return `${type} ${id}`;
}

const addTagsToResource = operation(AddTagsToResourceRequest, (region, input) => {
  checkTags(input.Tags);
  const { type, id } = taggedResource(region, input);
  const tags = new Map(tagsOf(region, type, id).map(({ Key, Value }) => [Key, Value]));
  for (const { Key, Value } of input.Tags) tags.set(Key, Value);
  if (tags.size > mostTags) throw new ApiError('TooManyTagsError', `${id} would have ${tags.size} tags`);
  putTags(
    region,
    type,
    id,
    [...tags].map(([Key, Value]) => ({ Key, Value })),
  );
  return {};
});

const listTagsForResource = operation(ListTagsForResourceRequest, (region, input) => {
  const { type, id } = taggedResource(region, input);
  return { TagList: tagsOf(region, type, id) };
});

const removeTagsFromResource = operation(RemoveTagsFromResourceRequest, (region, input) => {
  const { type, id } = taggedResource(region, input);
  const rest = tagsOf(region, type, id).filter(({ Key }) => !input.TagKeys.includes(Key));
  if (rest.length === 0) deleteTags(region, type, id);
  else putTags(region, type, id, rest);
  return {};
});

/**
 * Throws InvalidResourceId for a resource that is not there, and for every type that the sandbox has none of. Only
 * hybrid nodes (`mi-…`) are tagged through SSM; EC2 instances have EC2's tags (AddTagsToResource, ResourceType).
 */
function taggedResource(
  region: Region,
  { ResourceType: type, ResourceId: id }: { readonly ResourceType: string; readonly ResourceId: string },
): { readonly type: TaggedType; readonly id: string } {
  switch (type) {
    case 'MaintenanceWindow':
      if (region.windows.get(id) !== undefined) return { type, id };
      break;
    case 'PatchBaseline': {
      const own = ownBaselineId(region, id);
      if (own !== undefined && region.baselines.get(own) !== undefined) return { type, id: own };
      break;
    }
    case 'ManagedInstance':
      if (id.startsWith('mi-') && region.nodes.get(id) !== undefined) return { type, id };
      break;
    case 'Parameter': {
      const key = parameterKey(id);
      if (region.parameters.get(key) !== undefined) return { type, id: key };
      break;
    }
  }
  throw new ApiError('InvalidResourceId', `There is no ${type} ${id}`);
}

export const tagOperations = {
  AddTagsToResource: addTagsToResource,
  ListTagsForResource: listTagsForResource,
  RemoveTagsFromResource: removeTagsFromResource,
};
