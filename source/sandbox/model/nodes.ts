/** Inputs of the operations on managed nodes and tags. */
import { integer, list, oneOf, string, structure } from '../shape.js';
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
