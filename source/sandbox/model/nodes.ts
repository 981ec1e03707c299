/** Inputs of the operations on managed nodes, tags and public parameters. */
import { boolean, integer, list, oneOf, string, structure } from '../shape.js';
import { NextToken, TagKey, TagList } from './common.js';

const InstanceInformationFilterValueSet = list(string({ min: 1 }), { min: 1, max: 100 });
const InstanceInformationFilter = structure(
  {
    key: oneOf(
      'InstanceIds',
      'AgentVersion',
      'PingStatus',
      'PlatformTypes',
      'ActivationIds',
      'IamRole',
      'ResourceType',
      'AssociationStatus',
    ),
    valueSet: InstanceInformationFilterValueSet,
  },
  ['key', 'valueSet'],
);
const InstanceInformationStringFilter = structure(
  { Key: string({ min: 1 }), Values: InstanceInformationFilterValueSet },
  ['Key', 'Values'],
);

export const DescribeInstanceInformationRequest = structure({
  InstanceInformationFilterList: list(InstanceInformationFilter, { min: 0 }),
  Filters: list(InstanceInformationStringFilter, { min: 0 }),
  MaxResults: integer({ min: 5, max: 50 }),
  NextToken,
});

const ResourceTypeForTagging = oneOf(
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
);
const ResourceId = string();

export const AddTagsToResourceRequest = structure({ ResourceType: ResourceTypeForTagging, ResourceId, Tags: TagList }, [
  'ResourceType',
  'ResourceId',
  'Tags',
]);
export const ListTagsForResourceRequest = structure({ ResourceType: ResourceTypeForTagging, ResourceId }, [
  'ResourceType',
  'ResourceId',
]);
export const RemoveTagsFromResourceRequest = structure(
  { ResourceType: ResourceTypeForTagging, ResourceId, TagKeys: list(TagKey) },
  ['ResourceType', 'ResourceId', 'TagKeys'],
);

const ParameterStringFilter = structure(
  {
    Key: string({ min: 1, max: 132, pattern: 'tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType' }),
    Option: string({ min: 1, max: 10 }),
    Values: list(string({ min: 1, max: 1024 }), { min: 1, max: 50 }),
  },
  ['Key'],
);
export const GetParametersByPathRequest = structure(
  {
    Path: string({ min: 1, max: 2048 }),
    Recursive: boolean,
    ParameterFilters: list(ParameterStringFilter),
    WithDecryption: boolean,
    MaxResults: integer({ min: 1, max: 10 }),
    NextToken,
  },
  ['Path'],
);
