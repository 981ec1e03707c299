/** Targets of a maintenance window. */
import type { Region } from './account.js';
import { ApiError, doesNotExist, limitExceeded, validationError } from './api-error.js';
import { operation, uuid } from './context.js';
import { matcher, select } from './filters.js';
import { once } from './idempotency.js';
import {
  DeregisterTargetFromMaintenanceWindowRequest,
  DescribeMaintenanceWindowTargetsRequest,
  RegisterTargetWithMaintenanceWindowRequest,
  UpdateMaintenanceWindowTargetRequest,
} from './model/targets.js';
import { paginate } from './paging.js';
import type { TargetRow, TaskRow } from './rows.js';
import { findWindow, requireMembers } from './windows.js';

/** Throws DoesNotExistException for a target that this window does not have. */
function findTarget(region: Region, windowId: string, id: string): TargetRow {
  findWindow(region, windowId);
  const target = region.targets.get(id);
  if (target === undefined || target.WindowId !== windowId) throw doesNotExist('Maintenance window target', id);
  return target;
}

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

const registerTarget = operation(RegisterTargetWithMaintenanceWindowRequest, (region, input, context) =>
  once(region, input, context, () => {
    const { ClientToken: _token, ...members } = input;
    findWindow(region, input.WindowId);
    checkTargets(input);
    const quota = context.quotas['targets-per-window'];
    if (region.targets.countOf(input.WindowId) >= quota) {
      throw limitExceeded(`The limit of ${quota} targets has been reached for maintenance window ${input.WindowId}`);
    }
    const WindowTargetId = uuid(context);
    region.targets.put(WindowTargetId, { ...members, WindowTargetId });
    return { WindowTargetId };
  }),
);

const describeTargets = operation(DescribeMaintenanceWindowTargetsRequest, (region, input, context) => {
  findWindow(region, input.WindowId);
  const passes = matcher<TargetRow>(input.Filters, {
    Type: ({ ResourceType }, value) => ResourceType === value,
    WindowTargetId: ({ WindowTargetId }, value) => WindowTargetId === value,
    OwnerInformation: ({ OwnerInformation }, value) => OwnerInformation === value,
  });
  const targets = select(region.targets.entriesOf(input.WindowId), passes);
  const { items, NextToken } = paginate(targets, input, region, context, { pageSize: 50 });
  return { Targets: items, NextToken };
});

const updateTarget = operation(UpdateMaintenanceWindowTargetRequest, (region, input) => {
  const { Replace: replace, ...members } = input;
  const current = findTarget(region, input.WindowId, input.WindowTargetId);
  if (replace === true) requireMembers(input, ['Targets']);
  const { WindowId, WindowTargetId, ResourceType: type, Targets } = current;
  // The kind of target can change, and with it the resource type, which is no member of the update.
  const ResourceType = input.Targets === undefined ? type : resourceTypeOf(input.Targets);
  const base = replace ? { WindowId, WindowTargetId, Targets } : current;
  const target: TargetRow = { ...base, ...members, ResourceType };
  checkTargets(target);
  region.targets.put(WindowTargetId, target);
  const { ResourceType: _type, ...output } = target;
  return output;
});

function resourceTypeOf(targets: TargetRow['Targets']): TargetRow['ResourceType'] {
  return targets.some(({ Key }) => Key?.startsWith('resource-groups:')) ? 'RESOURCE_GROUP' : 'INSTANCE';
}

/** Whether a task names a registered target. */
function refersTo({ Targets: targets = [] }: Pick<TaskRow, 'Targets'>, windowTargetId: string): boolean {
  return targets.some(({ Key, Values }) => Key === 'WindowTargetIds' && Values?.includes(windowTargetId) === true);
}

/** Without Safe, a target goes even where a task still names it. */
const deregisterTarget = operation(DeregisterTargetFromMaintenanceWindowRequest, (region, input) => {
  const { WindowId, WindowTargetId } = findTarget(region, input.WindowId, input.WindowTargetId);
  const tasks = [...region.tasks.rowsOf(WindowId)].filter((task) => refersTo(task, WindowTargetId));
  if (input.Safe === true && tasks.length > 0) {
    const ids = tasks.map(({ WindowTaskId }) => WindowTaskId).join(', ');
    throw new ApiError('TargetInUseException', `The target cannot be deregistered: it is referenced in task ${ids}`);
  }
  region.targets.delete(WindowTargetId);
  return { WindowId, WindowTargetId };
});

export const targetOperations = {
  RegisterTargetWithMaintenanceWindow: registerTarget,
  DescribeMaintenanceWindowTargets: describeTargets,
  UpdateMaintenanceWindowTarget: updateTarget,
  DeregisterTargetFromMaintenanceWindow: deregisterTarget,
};
