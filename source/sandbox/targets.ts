/** Targets of a maintenance window. */
import { ApiError, validationError } from './api-error.js';
import { checkQuota, uuid } from './context.js';
import { listing } from './listing.js';
import { ClientToken, ResourceType, WindowId, uuid as WindowTargetId, windowList } from './model/common.js';
import { Target } from './model/windows.js';
import { operation, updated } from './operation.js';
import type { TargetRow, TaskRow } from './rows.js';
import { boolean, structure } from './shape.js';
import { findOfWindow, findWindow } from './windows.js';

/** The keys by which each resource type is targeted (data type Target of the API reference). */
const targetKeys = {
  INSTANCE: /^(InstanceIds|tag-key|tag:.+)$/,
  RESOURCE_GROUP: /^(resource-groups:Name|resource-groups:ResourceTypeFilters)$/,
};

function checkTargets({ Targets: targets, ResourceType: type }: Pick<TargetRow, 'Targets' | 'ResourceType'>): void {
  if (targets.length === 0) throw validationError('At least one target is required');
  for (const { Key: key = '', Values: values = [] } of targets) {
    if (!targetKeys[type].test(key)) throw validationError(`The target key '${key}' is not valid for ${type} targets`);
    if (values.length === 0) throw validationError(`The target '${key}' needs at least one value`);
  }
}

function resourceTypeOf(targets: TargetRow['Targets']): TargetRow['ResourceType'] {
  return targets.some(({ Key }) => Key?.startsWith('resource-groups:')) ? 'RESOURCE_GROUP' : 'INSTANCE';
}

/** Whether a task names a registered target. */
function refersTo({ Targets: targets = [] }: TaskRow, windowTargetId: string): boolean {
  return targets.some(({ Key, Values }) => Key === 'WindowTargetIds' && Values?.includes(windowTargetId) === true);
}

export const targetOperations = {
  RegisterTargetWithMaintenanceWindow: operation(
    structure({ WindowId, ResourceType, ...Target.members, ClientToken }, [
      'WindowId',
      'ResourceType',
      ...Target.required,
    ]),
    (region, members, context) => {
      findWindow(region, members.WindowId);
      checkTargets(members);
      const count = region.targets.countOf(members.WindowId) + 1;
      checkQuota(context, 'targets-per-window', count, `targets of maintenance window ${members.WindowId}`);
      const id = uuid(context);
      region.targets.put(id, { ...members, WindowTargetId: id });
      return { WindowTargetId: id };
    },
  ),

  DescribeMaintenanceWindowTargets: listing({
    input: structure({ WindowId, ...windowList }, ['WindowId']),
    as: 'Targets',
    pageSize: 50,
    entries: (region, input) => region.targets.entriesOf(findWindow(region, input.WindowId).WindowId),
    filters: {
      Type: (target, value) => target.ResourceType === value,
      WindowTargetId: (target, value) => target.WindowTargetId === value,
      OwnerInformation: (target, value) => target.OwnerInformation === value,
    },
  }),

  /** The kind of target can change, and with it the resource type, which is no member of the update. */
  UpdateMaintenanceWindowTarget: operation(
    structure({ WindowId, WindowTargetId, ...Target.members, Replace: boolean }, ['WindowId', 'WindowTargetId']),
    (region, input) => {
      const current = findOfWindow(region, region.targets, input.WindowId, input.WindowTargetId);
      const type = input.Targets === undefined ? current.ResourceType : resourceTypeOf(input.Targets);
      const target: TargetRow = { ...updated<TargetRow>(current, input, Target), ResourceType: type };
      checkTargets(target);
      region.targets.put(target.WindowTargetId, target);
      const { ResourceType: _type, ...output } = target;
      return output;
    },
  ),

  /** Without Safe, a target goes even where a task still names it. */
  DeregisterTargetFromMaintenanceWindow: operation(
    structure({ WindowId, WindowTargetId, Safe: boolean }, ['WindowId', 'WindowTargetId']),
    (region, { Safe, ...ids }) => {
      findOfWindow(region, region.targets, ids.WindowId, ids.WindowTargetId);
      const tasks = region.tasks.rowsOf(ids.WindowId).filter((task) => refersTo(task, ids.WindowTargetId));
      if (Safe === true && tasks.length > 0) {
        const names = tasks.map(({ WindowTaskId }) => WindowTaskId).join(', ');
        throw new ApiError('TargetInUseException', `The target cannot be deregistered: it is referenced in ${names}`);
      }
      region.targets.delete(ids.WindowTargetId);
      return ids;
    },
  ),
};
