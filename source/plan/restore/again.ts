/** The calls that make again what a clean-up has taken away. */
import type { Tag, TargetDefinition, WindowDefinition } from '../account/definitions.js';
import { isPatchGroupKey } from '../account/inventory.js';
import type { Operation, ResourceId } from '../account/operations.js';
import type { BackedUpBaseline, BackedUpPart, BackedUpWindow } from '../cleanup/backup.js';
import { registrableTask } from './task.js';

/** The window of a part, and what the part waits for. */
interface In {
  readonly name: string;
  readonly windowId: ResourceId;
  readonly dependsOn: readonly string[];
}

export function baselineAgain(id: string, backed: BackedUpBaseline, Tags: readonly Tag[]): Operation {
  const { members } = backed;
  const summary = `Re-create the patch baseline ${members.Name} (was ${backed.id})`;
  return { id, kind: 'CreatePatchBaseline', name: members.Name, summary, input: { ...members, Tags }, dependsOn: [] };
}

export function windowAgain({ id, members }: BackedUpWindow, Tags: readonly Tag[]): Operation {
  const { Enabled: _enabled, ...rest } = members;
  const name = String(members.Name);
  return {
    id: `window/${id}`,
    kind: 'CreateMaintenanceWindow',
    name,
    summary: `Re-create the maintenance window ${name} (was ${id})`,
    // The members are what GetMaintenanceWindow answered, which CreateMaintenanceWindow takes.
    input: { ...(rest as unknown as WindowDefinition), Tags },
    dependsOn: [],
  };
}

export function switchAgain(id: string, isOn: boolean, { name, windowId, dependsOn }: In): Operation {
  return {
    id,
    kind: 'UpdateMaintenanceWindow',
    name,
    summary: `Switch ${isOn ? 'on' : 'off'} the maintenance window ${name}`,
    input: { WindowId: windowId, Enabled: isOn },
    dependsOn,
  };
}

export function targetAgain({ id, members }: BackedUpPart, { name, windowId, dependsOn }: In): Operation {
  return {
    id: `target/${id}`,
    kind: 'RegisterTargetWithMaintenanceWindow',
    name,
    summary: `Register the target for ${name} again (was ${id})`,
    // What DescribeMaintenanceWindowTargets answered is what the registration takes.
    input: { ...(members as unknown as TargetDefinition), WindowId: windowId },
    dependsOn,
  };
}

/**
 * @param review what it runs
 * @param targetIds of the window's targets, by those of the backup
 */
export function taskAgain(
  { id, members }: BackedUpPart,
  review: string,
  targetIds: ReadonlyMap<string, ResourceId>,
  { name, windowId, dependsOn }: In,
): Operation {
  return {
    id: `task/${id}`,
    kind: 'RegisterTaskWithMaintenanceWindow',
    name,
    summary: `Register the task for ${name} again (was ${id}): ${review}`,
    input: { ...registrableTask(members, targetIds), WindowId: windowId },
    dependsOn,
  };
}

/** The patch groups by which a window means nodes; undefined where it means some by anything else. */
export function groupsMeant({ targets }: BackedUpWindow): string[] | undefined {
  const keys = targets.flatMap(({ members }) => (members.Targets ?? []) as TargetDefinition['Targets']);
  const isByGroup = keys.length > 0 && keys.every(({ Key }) => isPatchGroupKey(Key));
  return isByGroup ? keys.flatMap(({ Values }) => Values) : undefined;
}

/** What has to be made first. */
export function dependencies(id: ResourceId): string[] {
  return typeof id === 'string' ? [] : [id.resultOf];
}
