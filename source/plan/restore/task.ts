/** A task of a backup as it is registered again: what GetMaintenanceWindowTask answered, with the ids of now. */
import { type Members, ownRole } from '../account/inventory.js';
import type { OperationInputs, ResourceId } from '../account/operations.js';

type RegistrableTask = Omit<OperationInputs['RegisterTaskWithMaintenanceWindow'], 'WindowId'>;

/**
 * The task as RegisterTaskWithMaintenanceWindow takes it: without the role that AWS fills in, and, where it has no
 * targets, without the placeholders of its rate (API members ServiceRoleArn, MaxConcurrency and MaxErrors).
 */
export function registrableTask(members: Members, targetIds: ReadonlyMap<string, ResourceId>): RegistrableTask {
  const { ServiceRoleArn, TaskParameters, MaxConcurrency, MaxErrors, ...rest } = members;
  const Targets = renamedTargets(members, targetIds);
  const role = ownRole(ServiceRoleArn as string | undefined);
  return {
    ...rest,
    ...(role !== undefined && { ServiceRoleArn: role }),
    ...(Targets.length > 0 && { MaxConcurrency, MaxErrors }),
    ...(Object.keys(TaskParameters ?? {}).length > 0 && { TaskParameters }),
    Targets,
    // Everything else that the answer has is a member of the registration too.
  } as unknown as RegistrableTask;
}

/** A task's targets, with other ids for the window's targets; those that have none keep their own. */
export function renamedTargets(task: Members, ids: ReadonlyMap<string, ResourceId>) {
  return targetsOf(task).map(({ Key, Values }) => ({ Key, Values: Values.map((id) => ids.get(id) ?? id) }));
}

/** Ids of the window's targets that a task names. */
export function windowTargetIds(task: Members): string[] {
  return targetsOf(task).flatMap(({ Key, Values }) => (Key === 'WindowTargetIds' ? Values : []));
}

/** A target's, or a task's, keys and values. */
export function targetsOf({ Targets }: Members) {
  return (Targets ?? []) as readonly { readonly Key: string; readonly Values: readonly string[] }[];
}
