/** Shapes that several families of operations share, as in the public API model of SSM, version 2014-11-06. */
import { integer, list, oneOf, string, structure } from '../shape.js';

export const ClientToken = string({ min: 1, max: 64 });
export const NextToken = string();

/** Window, target and task ids. */
export const MaintenanceWindowId = string({ min: 20, max: 20, pattern: '^mw-[0-9a-f]{17}$' });
const uuid = {
  min: 36,
  max: 36,
  pattern: '^[0-9a-fA-F]{8}\\-[0-9a-fA-F]{4}\\-[0-9a-fA-F]{4}\\-[0-9a-fA-F]{4}\\-[0-9a-fA-F]{12}$',
};
export const MaintenanceWindowTargetId = string(uuid);
export const MaintenanceWindowTaskId = string(uuid);

export const MaintenanceWindowName = string({ min: 3, max: 128, pattern: '^[a-zA-Z0-9_\\-.]{3,128}$' });
export const MaintenanceWindowDescription = string({ min: 1, max: 128 });
export const MaintenanceWindowMaxResults = integer({ min: 10, max: 100 });
export const MaintenanceWindowSearchMaxResults = integer({ min: 1 });
export const MaintenanceWindowResourceType = oneOf('INSTANCE', 'RESOURCE_GROUP');

const MaintenanceWindowFilter = structure({
  Key: string({ min: 1, max: 128 }),
  Values: list(string({ min: 1, max: 256 })),
});
export const MaintenanceWindowFilterList = list(MaintenanceWindowFilter, { min: 0, max: 5 });

const PatchOrchestratorFilter = structure({
  Key: string({ min: 1, max: 128 }),
  Values: list(string({ min: 1, max: 256 })),
});
export const PatchOrchestratorFilterList = list(PatchOrchestratorFilter, { min: 0, max: 5 });

const TargetKey = string({
  min: 1,
  max: 163,
  pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=\\-@]*$|resource-groups:ResourceTypeFilters|resource-groups:Name',
});
const Target = structure({ Key: TargetKey, Values: list(string(), { min: 0, max: 50 }) });
export const Targets = list(Target, { min: 0, max: 5 });

const tagCharacters = '^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$';
export const TagKey = string({ min: 1, max: 128, pattern: tagCharacters });
const TagValue = string({ min: 0, max: 256, pattern: tagCharacters });
export const Tag = structure({ Key: TagKey, Value: TagValue }, ['Key', 'Value']);
export const TagList = list(Tag, { max: 1000 });

export const PatchGroup = string({ min: 1, max: 256, pattern: tagCharacters });
export const OperatingSystem = oneOf(
  'WINDOWS',
  'AMAZON_LINUX',
  'AMAZON_LINUX_2',
  'AMAZON_LINUX_2022',
  'UBUNTU',
  'REDHAT_ENTERPRISE_LINUX',
  'SUSE',
  'CENTOS',
  'ORACLE_LINUX',
  'DEBIAN',
  'MACOS',
  'RASPBIAN',
  'ROCKY_LINUX',
  'ALMA_LINUX',
  'AMAZON_LINUX_2023',
);
