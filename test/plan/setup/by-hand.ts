/** What people do by hand to what a plan has made, one member at a time, through the SDK. */
import type { GetMaintenanceWindowTaskCommandOutput, SSM } from '@aws-sdk/client-ssm';
import {
  type InventoryBaseline,
  type InventoryTarget,
  type InventoryTask,
  type InventoryWindow,
  type PredefinedBaseline,
  planOf,
} from '../../../source/plan/account/inventory.js';
import type { OperationKind } from '../../../source/plan/account/operations.js';
import type { OwnedInventory } from '../../../source/plan/account/ownership.js';

/** One window of a plan with what is in it, one baseline, and one group of that; undefined where a plan has none. */
export interface Place {
  readonly ssm: SSM;
  readonly window: InventoryWindow;
  readonly target: InventoryTarget;
  readonly task: InventoryTask;
  readonly baseline: InventoryBaseline | undefined;
  readonly patchGroup: string | undefined;
  /** AWS's own for the same system. */
  readonly awsBaseline: string | undefined;
}

/** The nth window, baseline and group of the account's only plan. */
export function placeIn(ssm: SSM, account: OwnedInventory, nth: number): Place {
  const at = <T>(all: readonly T[]): T | undefined => all[nth % Math.max(1, all.length)];
  const window = at(account.windows.filter(planOf));
  const [target, task] = [window?.targets[0], window?.tasks[0]];
  if (!window || !target || !task) throw new Error('no window with a target and a task');
  const baseline = at(account.baselines.filter(planOf));
  const groups = account.patchGroups.filter(({ baselineId }) => baselineId === baseline?.id);
  const isLike = ({ operatingSystem }: PredefinedBaseline) => operatingSystem === baseline?.operatingSystem;
  const awsBaseline = account.predefined?.find(isLike)?.id;
  return { ssm, window, target, task, baseline, patchGroup: at(groups)?.patchGroup, awsBaseline };
}

/** The drift that an edit is: of which call, on which id, in which members. */
export interface Edited {
  readonly kind: OperationKind;
  /** Null: the thing is gone. */
  readonly id: string | null;
  readonly members: readonly string[];
}

/** Undefined where the thing is not there, or has no other value that AWS takes. */
type Edit = (place: Place) => Promise<Edited | undefined>;

/** Edits of the members of one kind of thing. */
function edited<Thing extends { readonly id: string }>(
  kind: OperationKind,
  thingIn: (place: Place) => Thing | undefined,
  send: (place: Place, thing: Thing, members: object) => Promise<unknown>,
) {
  return (change: (thing: Thing) => object | undefined): Edit =>
    async (place) => {
      const thing = thingIn(place);
      const members = thing && change(thing);
      if (thing === undefined || members === undefined) return undefined;
      await send(place, thing, members);
      return { kind, id: thing.id, members: Object.keys(members) };
    };
}

const windowEdit = edited(
  'UpdateMaintenanceWindow',
  ({ window }) => window,
  ({ ssm }, { id: WindowId }, members) => ssm.updateMaintenanceWindow({ WindowId, ...members }),
);
const targetEdit = edited(
  'UpdateMaintenanceWindowTarget',
  ({ target }) => target,
  ({ ssm, window: { id: WindowId } }, { id: WindowTargetId }, members) =>
    ssm.updateMaintenanceWindowTarget({ WindowId, WindowTargetId, ...members }),
);
const taskEdit = edited(
  'UpdateMaintenanceWindowTask',
  ({ task }) => task,
  ({ ssm, window: { id: WindowId } }, { id: WindowTaskId }, members) =>
    ssm.updateMaintenanceWindowTask({ WindowId, WindowTaskId, ...members }),
);
/** Rules of a file are seen to be others, not which. */
const baselineEdit = edited(
  'UpdatePatchBaseline',
  ({ baseline }) => baseline,
  ({ ssm }, { id: BaselineId }, members) => ssm.updatePatchBaseline({ BaselineId, ...members }),
);

type Command = NonNullable<
  NonNullable<GetMaintenanceWindowTaskCommandOutput['TaskInvocationParameters']>['RunCommand']
>;

/** Changes one member or parameter of the command, which are replaced as a whole. */
function commandEdit(member: string, change: (command: Command) => Command): Edit {
  return async ({ ssm, window, task }) => {
    const ids = { WindowId: window.id, WindowTaskId: task.id };
    const { TaskInvocationParameters } = await ssm.getMaintenanceWindowTask(ids);
    const RunCommand = change(TaskInvocationParameters?.RunCommand ?? {});
    await ssm.updateMaintenanceWindowTask({ ...ids, TaskInvocationParameters: { RunCommand } });
    return { kind: 'UpdateMaintenanceWindowTask', id: task.id, members: [member] };
  };
}

function parameterEdit(name: string, change: (now: string | undefined) => string): Edit {
  return commandEdit(name, ({ Parameters = {}, ...command }) => ({
    ...command,
    Parameters: { ...Parameters, [name]: [change(Parameters[name]?.[0])] },
  }));
}

function untagged(type: 'MaintenanceWindow' | 'PatchBaseline', key: string): Edit {
  return async ({ ssm, window, baseline }) => {
    const resource = type === 'MaintenanceWindow' ? window : baseline;
    if (resource === undefined || !(key in resource.tags)) return undefined;
    const ids = { ResourceType: type, ResourceId: resource.id };
    await ssm.removeTagsFromResource({ ...ids, TagKeys: [key] });
    return { kind: 'AddTagsToResource', id: resource.id, members: [key] };
  };
}

/** The first that is another value than now. */
function other<T>(now: unknown, ...values: readonly T[]): T | undefined {
  return values.find((value) => value !== now);
}

const hours = Array.from({ length: 25 }, (_, hour) => hour);

const windowEdits: Readonly<Record<string, Edit>> = {
  'a window’s name': windowEdit(() => ({ Name: 'called-otherwise' })),
  'a window’s description': windowEdit(() => ({ Description: 'ours now' })),
  'a window’s schedule': windowEdit(({ schedule }) =>
    schedule.startsWith('cron') ? { Schedule: 'cron(7 7 ? 2 SUN#1 *)' } : { Schedule: 'rate(17 days)' },
  ),
  'a window’s offset': windowEdit(({ schedule, scheduleOffset = 0 }) =>
    schedule.startsWith('cron') ? { ScheduleOffset: (scheduleOffset % 6) + 1 } : undefined,
  ),
  'a window’s zone': windowEdit(({ timeZone }) => ({ ScheduleTimezone: other(timeZone, 'Asia/Tokyo', 'UTC') })),
  'a window’s duration': windowEdit(({ durationHours, cutoffHours }) => {
    const Duration = hours.find((hour) => hour > cutoffHours && hour !== durationHours);
    return Duration === undefined ? undefined : { Duration };
  }),
  'a window’s cutoff': windowEdit(({ durationHours, cutoffHours }) => {
    const Cutoff = hours.find((hour) => hour < durationHours && hour !== cutoffHours);
    return Cutoff === undefined ? undefined : { Cutoff };
  }),
  'whether a window takes other nodes': windowEdit(() => ({ AllowUnassociatedTargets: true })),
  'a window’s last day': windowEdit(() => ({ EndDate: '2099-01-01T00:00:00Z' })),
  'a window that is gone': async ({ ssm, window }) => {
    await ssm.deleteMaintenanceWindow({ WindowId: window.id });
    return { kind: 'CreateMaintenanceWindow', id: null, members: [] };
  },
  'a window’s tag of the plan': untagged('MaintenanceWindow', 'ssm-patch-wizard:plan'),
  'a window’s tag of the wave': untagged('MaintenanceWindow', 'ssm-patch-wizard:wave'),
  'a window’s tag of the layout': untagged('MaintenanceWindow', 'ssm-patch-wizard:version'),
  'a window’s list of given tags': untagged('MaintenanceWindow', 'ssm-patch-wizard:tags'),
  'a window’s given tag': untagged('MaintenanceWindow', 'Team'),
  'a window’s tag of another value': async ({ ssm, window }) => {
    const Tags = [{ Key: 'ssm-patch-wizard:wave', Value: 'no.such.wave' }];
    await ssm.addTagsToResource({ ResourceType: 'MaintenanceWindow', ResourceId: window.id, Tags });
    return { kind: 'AddTagsToResource', id: window.id, members: ['ssm-patch-wizard:wave'] };
  },
};

const targetEdits: Readonly<Record<string, Edit>> = {
  'a target’s group': targetEdit(({ targets: [known] }) => ({
    Targets: [{ Key: known?.Key, Values: ['no.such.group'] }],
  })),
  'a target’s key': targetEdit(() => ({ Targets: [{ Key: 'tag:Team', Values: ['web'] }] })),
  'a target’s name': targetEdit(() => ({ Name: 'mine' })),
  'a target’s description': targetEdit(() => ({ Description: 'ours now' })),
  'a target’s owner': targetEdit(() => ({ OwnerInformation: 'team web' })),
  'a target that is gone': async ({ ssm, window, target }) => {
    const ids = { WindowId: window.id, WindowTargetId: target.id };
    await ssm.deregisterTargetFromMaintenanceWindow(ids);
    return { kind: 'RegisterTargetWithMaintenanceWindow', id: window.id, members: [] };
  },
};

const taskEdits: Readonly<Record<string, Edit>> = {
  'a task’s name': taskEdit(() => ({ Name: 'mine' })),
  'a task’s description': taskEdit(() => ({ Description: 'ours now' })),
  'a task’s priority': taskEdit(() => ({ Priority: 7 })),
  'a task’s concurrency': taskEdit(({ members }) => ({ MaxConcurrency: other(members?.MaxConcurrency, '3', '30%') })),
  'a task’s errors': taskEdit(({ members }) => ({ MaxErrors: other(members?.MaxErrors, '3', '30%') })),
  'a task’s behaviour at the cutoff': taskEdit(({ members }) => ({
    CutoffBehavior: members?.CutoffBehavior === 'CANCEL_TASK' ? 'CONTINUE_TASK' : 'CANCEL_TASK',
  })),
  'a task’s role': taskEdit(() => ({ ServiceRoleArn: 'arn:aws:iam::123456789012:role/by-hand' })),
  'a task’s document': taskEdit(() => ({ TaskArn: 'AWS-RunPatchBaselineWithHooks' })),
  'a task’s document for another purpose': taskEdit(() => ({ TaskArn: 'AWS-RunShellScript' })),
  'a task’s comment': commandEdit('Comment', (command) => ({ ...command, Comment: 'ours now' })),
  'a task’s version of the document': commandEdit('DocumentVersion', (command) => ({
    ...command,
    DocumentVersion: '3',
  })),
  'a task’s operation': parameterEdit('Operation', (now) => (now === 'Scan' ? 'Install' : 'Scan')),
  'a task’s reboots': parameterEdit('RebootOption', (now) => (now === 'NoReboot' ? 'RebootIfNeeded' : 'NoReboot')),
  'a task’s further parameter': parameterEdit('InstallOverrideList', () => 's3://ours/list.yaml'),
  'a task that is gone': async ({ ssm, window, task }) => {
    await ssm.deregisterTaskFromMaintenanceWindow({ WindowId: window.id, WindowTaskId: task.id });
    return { kind: 'RegisterTaskWithMaintenanceWindow', id: window.id, members: [] };
  },
};

const baselineEdits: Readonly<Record<string, Edit>> = {
  'a baseline’s name': baselineEdit(() => ({ Name: 'hardened' })),
  'a baseline’s description': baselineEdit(() => ({ Description: 'ours now' })),
  'a baseline’s rules': baselineEdit(() => ({
    ApprovalRules: { PatchRules: [{ PatchFilterGroup: { PatchFilters: [] }, ApproveAfterDays: 99 }] },
  })),
  'a baseline’s approved patches': baselineEdit(() => ({ ApprovedPatches: ['KB4711'] })),
  'a baseline’s rejected patches': baselineEdit(() => ({ RejectedPatches: ['kernel*'] })),
  'a baseline’s level': baselineEdit(({ definition }) => ({
    ApprovedPatchesComplianceLevel: definition?.ApprovedPatchesComplianceLevel === 'HIGH' ? 'MEDIUM' : 'HIGH',
  })),
  'a baseline’s action': baselineEdit(({ definition }) => ({
    RejectedPatchesAction: definition?.RejectedPatchesAction === 'BLOCK' ? 'ALLOW_AS_DEPENDENCY' : 'BLOCK',
  })),
  'a baseline’s filters': baselineEdit(() => ({
    GlobalFilters: { PatchFilters: [{ Key: 'PATCH_ID', Values: ['Mine'] }] },
  })),
  'a baseline’s tag of the plan': untagged('PatchBaseline', 'ssm-patch-wizard:plan'),
  'a baseline’s tag of the layout': untagged('PatchBaseline', 'ssm-patch-wizard:version'),
  'a baseline’s given tag': untagged('PatchBaseline', 'Team'),
  'a registration that is gone': async ({ ssm, baseline, patchGroup: PatchGroup }) => {
    if (baseline === undefined) return undefined;
    await ssm.deregisterPatchBaselineForPatchGroup({ BaselineId: baseline.id, PatchGroup });
    return { kind: 'RegisterPatchBaselineForPatchGroup', id: baseline.id, members: [] };
  },
  'a registration that was moved': async ({ ssm, baseline, patchGroup: PatchGroup, awsBaseline }) => {
    if (baseline === undefined || awsBaseline === undefined) return undefined;
    await ssm.deregisterPatchBaselineForPatchGroup({ BaselineId: baseline.id, PatchGroup });
    await ssm.registerPatchBaselineForPatchGroup({ BaselineId: awsBaseline, PatchGroup });
    return { kind: 'DeregisterPatchBaselineForPatchGroup', id: awsBaseline, members: [] };
  },
};

/** By what they are about. */
export const edits: Readonly<Record<string, Edit>> = { ...windowEdits, ...targetEdits, ...taskEdits, ...baselineEdits };

export const everyEdit = Object.keys(edits);
