/** What somebody does by hand in the console, of which the plan knows nothing. */
import type { SSM } from '@aws-sdk/client-ssm';
import { madeBy, plan, planTag, recordName, waveTag } from './answers.js';
import type { Baseline, Held, Window } from './held.js';
import { isOwn, isOwnTarget, isOwnTask } from './whose.js';

export const drifts = [
  'another duration',
  'another name',
  'an end date',
  'no task',
  'no target and no task',
  'no window',
  'another rate of errors',
  'a time-out of the task',
  'no plan tag',
  'no words of the owner',
  'no marks at all',
  'another group in the target',
  'a tag of their own',
  'switched off',
  'a second patching task',
  'a task that does not patch',
  'another user tag',
  'other rules',
  'no registration',
  'a group with another baseline',
  'no baseline',
  'no record',
] as const;

export type Drift = (typeof drifts)[number];

/** Does it, to one of the plan's windows or baselines; nothing where there is none. */
export async function driftAway(ssm: SSM, held: Held, drift: Drift, choice: number): Promise<void> {
  const windows = held.windows.filter(isOwn);
  const window = windows[choice % windows.length];
  const baselines = held.baselines.filter(({ tags }) => tags[planTag] === plan);
  const baseline = baselines[choice % baselines.length];
  if (drift === 'no record') {
    if (recordName in held.parameters) await ssm.deleteParameter({ Name: recordName });
  } else if (isOfBaseline(drift)) {
    if (baseline) await baselineDrift(ssm, held, drift, baseline);
  } else if (window) await windowDrift(ssm, drift, window);
}

const ofBaselines = ['other rules', 'no registration', 'a group with another baseline', 'no baseline'] as const;
type BaselineDrift = (typeof ofBaselines)[number];

const isOfBaseline = (drift: Drift): drift is BaselineDrift => ofBaselines.some((each) => each === drift);

async function baselineDrift(ssm: SSM, held: Held, drift: BaselineDrift, { id, fields }: Baseline): Promise<void> {
  const groups = held.groups.filter((row) => row.baseline === id);
  const free = ({ group }: { readonly group: string }) =>
    ssm.deregisterPatchBaselineForPatchGroup({ BaselineId: id, PatchGroup: group });
  const [first] = groups;
  const other = held.baselines.find(
    ({ id: each, tags, fields: { OperatingSystem } }) =>
      each !== id && tags[planTag] === undefined && OperatingSystem === fields.OperatingSystem,
  );
  switch (drift) {
    case 'other rules':
      await ssm.updatePatchBaseline({ BaselineId: id, RejectedPatches: ['KB1'], Description: 'changed by hand' });
      return;
    case 'no registration':
      if (first) await free(first);
      return;
    case 'a group with another baseline':
      if (first === undefined || other === undefined) return;
      await free(first);
      await ssm.registerPatchBaselineForPatchGroup({ BaselineId: other.id, PatchGroup: first.group });
      return;
    case 'no baseline':
      for (const group of groups) await free(group);
      await ssm.deletePatchBaseline({ BaselineId: id });
      return;
    default:
      drift satisfies never;
  }
}

async function windowDrift(ssm: SSM, drift: Exclude<Drift, BaselineDrift>, window: Window): Promise<void> {
  const { id: WindowId, targets, tasks, tags, fields } = window;
  const [target, task] = [targets.find(isOwnTarget), tasks.find(isOwnTask)];
  const ofWindow = { ResourceType: 'MaintenanceWindow', ResourceId: WindowId } as const;
  const ofTarget = { WindowId, WindowTargetId: target?.id };
  const ofTask = { WindowId, WindowTaskId: task?.id };
  const noTask = async () => {
    for (const { id } of tasks) await ssm.deregisterTaskFromMaintenanceWindow({ WindowId, WindowTaskId: id });
  };
  switch (drift) {
    case 'another duration':
      return void (await ssm.updateMaintenanceWindow({ WindowId, Duration: 7 }));
    case 'another name':
      return void (await ssm.updateMaintenanceWindow({ WindowId, Name: `renamed-${String(fields.Name)}` }));
    case 'an end date':
      return void (await ssm.updateMaintenanceWindow({ WindowId, EndDate: '2031-01-01T00:00:00Z' }));
    case 'switched off':
      return void (await ssm.updateMaintenanceWindow({ WindowId, Enabled: false }));
    case 'no task':
      return noTask();
    case 'no target and no task':
      // The tag is what is left to know it by.
      if (target === undefined || tags[planTag] === undefined) return;
      await noTask();
      return void (await ssm.deregisterTargetFromMaintenanceWindow({ ...ofTarget, Safe: true }));
    case 'no window':
      return void (await ssm.deleteMaintenanceWindow({ WindowId }));
    case 'another rate of errors':
      return void (task && (await ssm.updateMaintenanceWindowTask({ ...ofTask, MaxErrors: '50%' })));
    case 'a time-out of the task': {
      if (task === undefined) return;
      const { RunCommand } = task.fields.TaskInvocationParameters as { RunCommand: object };
      const TaskInvocationParameters = { RunCommand: { ...RunCommand, TimeoutSeconds: 900 } };
      return void (await ssm.updateMaintenanceWindowTask({ ...ofTask, TaskInvocationParameters }));
    }
    case 'no plan tag':
      if (target === undefined) return;
      return void (await ssm.removeTagsFromResource({ ...ofWindow, TagKeys: [planTag] }));
    case 'no words of the owner':
      if (target === undefined || tags[planTag] === undefined) return;
      return void (await ssm.updateMaintenanceWindowTarget({ ...ofTarget, OwnerInformation: 'mine' }));
    case 'no marks at all':
      if (target) await ssm.updateMaintenanceWindowTarget({ ...ofTarget, OwnerInformation: 'mine' });
      return void (await ssm.removeTagsFromResource({ ...ofWindow, TagKeys: [planTag, waveTag] }));
    case 'another group in the target': {
      const Targets = [{ Key: 'tag:PatchGroup', Values: ['elsewhere'] }];
      return void (target && (await ssm.updateMaintenanceWindowTarget({ ...ofTarget, Targets })));
    }
    case 'a tag of their own':
      return void (await ssm.addTagsToResource({ ...ofWindow, Tags: [{ Key: 'Ticket', Value: 'OPS-1' }] }));
    case 'another user tag':
      return void (await ssm.addTagsToResource({ ...ofWindow, Tags: [{ Key: 'team', Value: 'changed' }] }));
    case 'a second patching task':
    case 'a task that does not patch': {
      if (target === undefined || tasks.length > 1) return;
      await ssm.registerTaskWithMaintenanceWindow({
        WindowId,
        TaskArn: drift === 'a second patching task' ? 'AWS-RunPatchBaseline' : 'AWS-GatherSoftwareInventory',
        TaskType: 'RUN_COMMAND',
        Targets: [{ Key: 'WindowTargetIds', Values: [target.id] }],
        MaxConcurrency: '1',
        MaxErrors: '1',
        Description: `not of ${madeBy.slice(0, 3)}`,
      });
      return;
    }
    case 'no record':
      return;
    default:
      drift satisfies never;
  }
}
