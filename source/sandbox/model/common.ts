/** Shapes that several families of operations share, as in the public API model of SSM, version 2014-11-06. */
import { operatingSystems } from '../../plan/baseline/baseline.js';
import { integer, list, oneOf, string, structure } from '../shape.js';

export const ClientToken = string({ min: 1, max: 64 });
export const NextToken = string();

export const WindowId = string({ min: 20, max: 20, pattern: '^mw-[0-9a-f]{17}$' });
const uuid = string({
  min: 36,
  max: 36,
  pattern: '^[0-9a-fA-F]{8}\\-[0-9a-fA-F]{4}\\-[0-9a-fA-F]{4}\\-[0-9a-fA-F]{4}\\-[0-9a-fA-F]{12}$',
});
export const WindowTargetId = uuid;
export const WindowTaskId = uuid;

/** Names of windows, targets, tasks and baselines. */
export const Name = string({ min: 3, max: 128, pattern: '^[a-zA-Z0-9_\\-.]{3,128}$' });
export const ResourceType = oneOf('INSTANCE', 'RESOURCE_GROUP');

const Filter = structure({ Key: string({ min: 1, max: 128 }), Values: list(string({ min: 1, max: 256 })) });
const Filters = list(Filter, { min: 0, max: 5 });

/** The members of a list with filters, of whose items so many may be asked for. */
export function filtered(maxResults: { readonly min: number; readonly max?: number }) {
  return { Filters, MaxResults: integer(maxResults), NextToken };
}

/** What the lists of one window, or of all, take. */
export const windowList = filtered({ min: 10, max: 100 });

const TargetKey = string({
  min: 1,
  max: 163,
  pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=\\-@]*$|resource-groups:ResourceTypeFilters|resource-groups:Name',
});
export const Targets = list(structure({ Key: TargetKey, Values: list(string(), { min: 0, max: 50 }) }), {
  min: 0,
  max: 5,
});

const tagCharacters = '^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$';
export const TagKey = string({ min: 1, max: 128, pattern: tagCharacters });
const TagValue = string({ min: 0, max: 256, pattern: tagCharacters });
export const Tags = list(structure({ Key: TagKey, Value: TagValue }, ['Key', 'Value']), { max: 1000 });

export const PatchGroup = string({ min: 1, max: 256, pattern: tagCharacters });
export const OperatingSystem = oneOf(...operatingSystems);
