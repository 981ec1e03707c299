/** Tags of maintenance windows, patch baselines, hybrid nodes and parameters. */
import type { Region } from './account.js';
import { ApiError, validationError } from './api-error.js';
import { ownBaselineId } from './baseline-id.js';
import { TagKey, Tags as TagList } from './model/common.js';
import { operation } from './operation.js';
import { parameterKey } from './parameter-names.js';
import type { TagsRow } from './rows.js';
import { list, oneOf, type StructureValue, string, structure } from './shape.js';

type Tags = TagsRow['Tags'];

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
type TaggedType = keyof typeof taggedTypes;

/** Tags a resource can have (AddTagsToResource: TooManyTagsError). */
const mostTags = 50;

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

/** Throws InvalidResourceId for a resource that is not there, and for every type that the sandbox has none of. */
function taggedResource(
  region: Region,
  { ResourceType: type, ResourceId: given }: StructureValue<typeof resource, keyof typeof resource>,
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
      const { type, id } = taggedResource(region, input);
      const tags = new Map([...tagsOf(region, type, id), ...input.Tags].map((tag) => [tag.Key, tag]));
      if (tags.size > mostTags) throw new ApiError('TooManyTagsError', `${id} would have ${tags.size} tags`);
      putTags(region, type, id, [...tags.values()]);
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
      const { type, id } = taggedResource(region, input);
      const rest = tagsOf(region, type, id).filter(({ Key }) => !input.TagKeys.includes(Key));
      deleteTags(region, type, id);
      putTags(region, type, id, rest);
      return {};
    },
  ),
};
