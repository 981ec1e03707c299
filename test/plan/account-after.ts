/** An account in memory: what operations leave behind, refusing what AWS refuses. For plans alone; the rest meets HTTP. */

import type { Tag } from '../../source/plan/account/definitions.js';
import type { Inventory, InventoryBaseline, InventoryWindow } from '../../source/plan/account/inventory.js';
import {
  type Operation,
  type OperationInputs,
  type Resolved,
  resolveInput,
} from '../../source/plan/account/operations.js';
import type { BaselineDefinition } from '../../source/plan/baseline/baseline.js';

export const noNodes = { nodes: [], nodesByTagKey: { PatchGroup: 0, 'Patch Group': 0 } } as const;

export const emptyInventory: Inventory = { windows: [], baselines: [], patchGroups: [], ...noNodes };

/** The quota of patch groups per baseline (AWS General Reference). */
const groupsPerBaseline = 25;

/** The account after the operations have been carried out in their order. Throws for what AWS would refuse. */
export function accountAfter(account: Inventory, operations: readonly Operation[]): Inventory {
  const results = new Map<string, string>();
  let after = account;
  for (const operation of operations) {
    for (const id of operation.dependsOn) {
      if (!results.has(id)) throw new Error(`${operation.id} comes before ${id}`);
    }
    const { inventory, id } = perform(after, operation, results);
    after = inventory;
    results.set(operation.id, id);
  }
  return after;
}

interface Performed {
  readonly inventory: Inventory;
  readonly id: string;
}

function perform(account: Inventory, operation: Operation, results: ReadonlyMap<string, string>): Performed {
  const fresh = `id-${account.windows.length}-${account.baselines.length}-${operation.id}`;
  switch (operation.kind) {
    case 'CreatePatchBaseline': {
      const { Tags, ...definition } = resolveInput(operation.input, results);
      const baseline: InventoryBaseline = {
        id: fresh,
        name: definition.Name,
        operatingSystem: definition.OperatingSystem,
        isDefault: false,
        tags: tagRecord(Tags),
        definition: shownByAws(definition as BaselineDefinition),
      };
      return { inventory: { ...account, baselines: [...account.baselines, baseline] }, id: fresh };
    }
    case 'UpdatePatchBaseline': {
      const { BaselineId, Replace: _, ...members } = resolveInput(operation.input, results);
      const baselines = account.baselines.map((baseline) =>
        baseline.id === BaselineId
          ? {
              ...baseline,
              name: members.Name,
              definition: shownByAws({ ...members, OperatingSystem: baseline.operatingSystem } as BaselineDefinition),
            }
          : baseline,
      );
      return { inventory: { ...account, baselines: found(baselines, BaselineId) }, id: BaselineId };
    }
    case 'RegisterPatchBaselineForPatchGroup':
      return register(account, resolveInput(operation.input, results));
    case 'CreateMaintenanceWindow': {
      const { Tags, ...definition } = resolveInput(operation.input, results);
      const window: InventoryWindow = {
        ...windowMembers(definition),
        id: fresh,
        enabled: true,
        tags: tagRecord(Tags),
        targets: [],
        tasks: [],
      };
      return { inventory: { ...account, windows: [...account.windows, window] }, id: fresh };
    }
    case 'UpdateMaintenanceWindow': {
      const input = resolveInput(operation.input, results);
      return changeWindow(account, input.WindowId, input.WindowId, (window) => ({
        ...window,
        ...('Name' in input ? windowMembers(input) : {}),
        enabled: input.Enabled,
      }));
    }
    case 'RegisterTargetWithMaintenanceWindow': {
      const target = { ...targetMembers(resolveInput(operation.input, results)), id: fresh };
      return changeWindow(account, resolveInput(operation.input, results).WindowId, fresh, (window) => ({
        ...window,
        targets: [...window.targets, target],
      }));
    }
    case 'UpdateMaintenanceWindowTarget': {
      const input = resolveInput(operation.input, results);
      return changeWindow(account, input.WindowId, input.WindowTargetId, (window) => ({
        ...window,
        targets: found(
          window.targets.map((target) =>
            target.id === input.WindowTargetId ? { ...target, ...targetMembers(input) } : target,
          ),
          input.WindowTargetId,
        ),
      }));
    }
    case 'RegisterTaskWithMaintenanceWindow': {
      const input = resolveInput(operation.input, results);
      return changeWindow(account, input.WindowId, fresh, (window) => ({
        ...window,
        tasks: [...window.tasks, { ...taskMembers(window, input), type: input.TaskType, id: fresh }],
      }));
    }
    case 'UpdateMaintenanceWindowTask': {
      const input = resolveInput(operation.input, results);
      return changeWindow(account, input.WindowId, input.WindowTaskId, (window) => ({
        ...window,
        tasks: found(
          window.tasks.map((task) =>
            task.id === input.WindowTaskId ? { ...task, ...taskMembers(window, input) } : task,
          ),
          input.WindowTaskId,
        ),
      }));
    }
    case 'AddTagsToResource': {
      const { ResourceId, Tags } = resolveInput(operation.input, results);
      const tagged = <Resource extends InventoryBaseline | InventoryWindow>(resource: Resource): Resource =>
        resource.id === ResourceId ? { ...resource, tags: { ...resource.tags, ...tagRecord(Tags) } } : resource;
      const inventory = {
        ...account,
        windows: account.windows.map(tagged),
        baselines: account.baselines.map(tagged),
      };
      found([...inventory.windows, ...inventory.baselines], ResourceId);
      return { inventory, id: ResourceId };
    }
    case 'RemoveTagsFromResource': {
      const { ResourceId, TagKeys } = resolveInput(operation.input, results);
      const untagged = <Resource extends InventoryBaseline | InventoryWindow>(resource: Resource): Resource => {
        const tags = Object.entries(resource.tags).filter(([key]) => !TagKeys.includes(key));
        return resource.id === ResourceId ? { ...resource, tags: Object.fromEntries(tags) } : resource;
      };
      const inventory = {
        ...account,
        windows: account.windows.map(untagged),
        baselines: account.baselines.map(untagged),
      };
      found([...inventory.windows, ...inventory.baselines], ResourceId);
      return { inventory, id: ResourceId };
    }
    default:
      throw new Error('no part of a set-up');
  }
}

function register(
  account: Inventory,
  { BaselineId, PatchGroup }: Resolved<OperationInputs['RegisterPatchBaselineForPatchGroup']>,
): Performed {
  const baseline = account.baselines.find(({ id }) => id === BaselineId);
  if (!baseline) throw new Error(`DoesNotExistException: ${BaselineId}`);
  const { operatingSystem } = baseline;
  const taken = account.patchGroups.find(
    (row) => row.patchGroup === PatchGroup && row.operatingSystem === operatingSystem,
  );
  if (taken) throw new Error(`AlreadyExistsException: ${PatchGroup} is registered with ${taken.baselineId}`);
  if (account.patchGroups.filter((row) => row.baselineId === BaselineId).length >= groupsPerBaseline) {
    throw new Error(`ResourceLimitExceededException: ${baseline.name} has ${groupsPerBaseline} groups`);
  }
  const row = { patchGroup: PatchGroup, baselineId: BaselineId, baselineName: baseline.name, operatingSystem };
  return { inventory: { ...account, patchGroups: [...account.patchGroups, row] }, id: PatchGroup };
}

/** GetPatchBaseline fills in defaults and answers with lists in an order of its own. */
function shownByAws(definition: BaselineDefinition): BaselineDefinition {
  return {
    GlobalFilters: { PatchFilters: [] },
    ApprovedPatches: [],
    ApprovedPatchesComplianceLevel: 'UNSPECIFIED',
    ApprovedPatchesEnableNonSecurity: false,
    RejectedPatchesAction: 'ALLOW_AS_DEPENDENCY',
    Sources: [],
    AvailableSecurityUpdatesComplianceStatus: 'COMPLIANT',
    ...definition,
    RejectedPatches: [...(definition.RejectedPatches ?? [])].reverse(),
    ApprovalRules: {
      PatchRules: (definition.ApprovalRules?.PatchRules ?? []).map((rule) => ({
        ComplianceLevel: 'UNSPECIFIED',
        EnableNonSecurity: false,
        ...rule,
      })),
    },
  };
}

function tagRecord(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

function windowMembers(
  definition: Omit<Resolved<OperationInputs['CreateMaintenanceWindow']>, 'Tags'>,
): Omit<InventoryWindow, 'id' | 'enabled' | 'tags' | 'targets' | 'tasks'> {
  return {
    name: definition.Name,
    description: definition.Description,
    schedule: definition.Schedule,
    scheduleOffset: definition.ScheduleOffset,
    timeZone: definition.ScheduleTimezone,
    durationHours: definition.Duration,
    cutoffHours: definition.Cutoff,
    allowUnassociatedTargets: definition.AllowUnassociatedTargets,
  };
}

function targetMembers(
  input: Resolved<Omit<OperationInputs['UpdateMaintenanceWindowTarget'], 'WindowTargetId' | 'Replace'>>,
) {
  return {
    name: input.Name,
    description: input.Description,
    ownerInformation: input.OwnerInformation,
    targets: input.Targets,
  };
}

function taskMembers(
  window: InventoryWindow,
  input: Resolved<Omit<OperationInputs['UpdateMaintenanceWindowTask'], 'WindowTaskId' | 'Replace'>>,
) {
  for (const id of input.Targets.flatMap(({ Values }) => Values)) found(window.targets, id);
  return {
    name: input.Name,
    description: input.Description,
    taskArn: input.TaskArn,
    targets: input.Targets,
    priority: input.Priority,
    maxConcurrency: input.MaxConcurrency,
    maxErrors: input.MaxErrors,
    cutoffBehavior: input.CutoffBehavior,
    // AWS reports its own role where none was given.
    serviceRoleArn:
      input.ServiceRoleArn ??
      'arn:aws:iam::123456789012:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM',
    runCommand: input.TaskInvocationParameters.RunCommand,
  };
}

function changeWindow(
  account: Inventory,
  windowId: string,
  id: string,
  change: (window: InventoryWindow) => InventoryWindow,
): Performed {
  const windows = account.windows.map((window) => (window.id === windowId ? change(window) : window));
  return { inventory: { ...account, windows: found(windows, windowId) }, id };
}

function found<Resource extends { readonly id: string }>(
  resources: readonly Resource[],
  id: string,
): readonly Resource[] {
  if (!resources.some((resource) => resource.id === id)) throw new Error(`DoesNotExistException: ${id}`);
  return resources;
}
