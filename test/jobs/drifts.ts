/** What people do by hand to what a plan has made, through the SDK. */
import {
  AddTagsToResourceCommand,
  DeleteMaintenanceWindowCommand,
  DeregisterPatchBaselineForPatchGroupCommand,
  DeregisterTargetFromMaintenanceWindowCommand,
  DeregisterTaskFromMaintenanceWindowCommand,
  RegisterPatchBaselineForPatchGroupCommand,
  RemoveTagsFromResourceCommand,
  type SSMClient,
  UpdateMaintenanceWindowCommand,
  UpdateMaintenanceWindowTargetCommand,
  UpdateMaintenanceWindowTaskCommand,
  UpdatePatchBaselineCommand,
} from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { dumpAccount } from './account-dump.js';

interface Found {
  readonly ssm: SSMClient;
  readonly WindowId: string;
  readonly WindowTargetId: string | undefined;
  readonly WindowTaskId: string | undefined;
  readonly BaselineId: string;
  readonly operatingSystem: string;
  readonly PatchGroup: string | undefined;
  /** Somebody else's baseline, for Windows. */
  readonly theirs: string;
}

/** Each does nothing where what it is about is gone already. */
const changes = {
  'a window has another schedule': ({ ssm, WindowId }) =>
    ssm.send(new UpdateMaintenanceWindowCommand({ WindowId, Schedule: 'cron(0 12 ? * MON#1 *)', ScheduleOffset: 2 })),
  'a window is switched off': ({ ssm, WindowId }) =>
    ssm.send(new UpdateMaintenanceWindowCommand({ WindowId, Enabled: false })),
  'a window is longer, in another zone, described otherwise': ({ ssm, WindowId }) =>
    ssm.send(
      new UpdateMaintenanceWindowCommand({
        WindowId,
        Duration: 9,
        Cutoff: 3,
        ScheduleTimezone: 'Asia/Tokyo',
        Description: 'ours now',
        AllowUnassociatedTargets: true,
      }),
    ),
  'a window has an end': ({ ssm, WindowId }) =>
    ssm.send(new UpdateMaintenanceWindowCommand({ WindowId, EndDate: '2026-12-24T00:00:00Z' })),
  'a window has another name': ({ ssm, WindowId }) =>
    ssm.send(new UpdateMaintenanceWindowCommand({ WindowId, Name: 'tuesdays' })),
  'a window is deleted': ({ ssm, WindowId }) => ssm.send(new DeleteMaintenanceWindowCommand({ WindowId })),
  'a target selects other nodes': ({ ssm, WindowId, WindowTargetId }) =>
    WindowTargetId &&
    ssm.send(
      new UpdateMaintenanceWindowTargetCommand({
        WindowId,
        WindowTargetId,
        Targets: [{ Key: 'tag:Team', Values: ['web', 'db'] }],
      }),
    ),
  'a target is somebody’s own': ({ ssm, WindowId, WindowTargetId }) =>
    WindowTargetId &&
    ssm.send(new UpdateMaintenanceWindowTargetCommand({ WindowId, WindowTargetId, OwnerInformation: 'me' })),
  'a target is removed': ({ ssm, WindowId, WindowTargetId }) =>
    WindowTargetId && ssm.send(new DeregisterTargetFromMaintenanceWindowCommand({ WindowId, WindowTargetId })),
  'a task runs another document': ({ ssm, WindowId, WindowTaskId }) =>
    WindowTaskId &&
    ssm.send(
      new UpdateMaintenanceWindowTaskCommand({
        WindowId,
        WindowTaskId,
        TaskArn: 'AWS-RunShellScript',
        TaskInvocationParameters: { RunCommand: { DocumentVersion: '3', Parameters: { commands: ['reboot'] } } },
      }),
    ),
  'a task patches more nodes at a time, with a role and without a name': ({ ssm, WindowId, WindowTaskId }) =>
    WindowTaskId &&
    ssm.send(
      new UpdateMaintenanceWindowTaskCommand({
        WindowId,
        WindowTaskId,
        MaxConcurrency: '50',
        MaxErrors: '20%',
        Priority: 7,
        Description: 'patches',
        ServiceRoleArn: 'arn:aws:iam::123456789012:role/other',
      }),
    ),
  'a task has more parameters': ({ ssm, WindowId, WindowTaskId }) =>
    WindowTaskId &&
    ssm.send(
      new UpdateMaintenanceWindowTaskCommand({
        WindowId,
        WindowTaskId,
        TaskInvocationParameters: {
          RunCommand: { Parameters: { Operation: ['Install'], InstallOverrideList: ['s3://ours/list.yaml'] } },
        },
      }),
    ),
  'a task is removed': ({ ssm, WindowId, WindowTaskId }) =>
    WindowTaskId && ssm.send(new DeregisterTaskFromMaintenanceWindowCommand({ WindowId, WindowTaskId })),
  'a registration is removed': ({ ssm, BaselineId, PatchGroup }) =>
    PatchGroup && ssm.send(new DeregisterPatchBaselineForPatchGroupCommand({ BaselineId, PatchGroup })),
  'a registration is moved': async ({ ssm, BaselineId, PatchGroup, operatingSystem, theirs }) => {
    if (PatchGroup === undefined || operatingSystem !== 'WINDOWS') return;
    await ssm.send(new DeregisterPatchBaselineForPatchGroupCommand({ BaselineId, PatchGroup }));
    await ssm.send(new RegisterPatchBaselineForPatchGroupCommand({ BaselineId: theirs, PatchGroup }));
  },
  'tags are changed': async ({ ssm, WindowId, BaselineId }) => {
    const resources = [
      { ResourceType: 'MaintenanceWindow' as const, ResourceId: WindowId },
      { ResourceType: 'PatchBaseline' as const, ResourceId: BaselineId },
    ];
    for (const resource of resources) {
      const Tags = [{ Key: 'ssm-patch-wizard:version', Value: '0' }];
      await ssm.send(new AddTagsToResourceCommand({ ...resource, Tags }));
      await ssm.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ['Team'] }));
    }
  },
  'rules are changed': ({ ssm, BaselineId }) =>
    ssm.send(
      new UpdatePatchBaselineCommand({
        BaselineId,
        ApprovedPatches: ['KB4711'],
        RejectedPatches: ['kernel*'],
        ApprovedPatchesComplianceLevel: 'HIGH',
        ApprovalRules: { PatchRules: [] },
      }),
    ),
  'a baseline has another name': ({ ssm, BaselineId }) =>
    ssm.send(new UpdatePatchBaselineCommand({ BaselineId, Name: 'hardened' })),
} satisfies Readonly<Record<string, (found: Found) => unknown>>;

export type Change = keyof typeof changes;

export interface Drift {
  readonly change: Change;
  /** Which window, baseline and registration. */
  readonly nth: number;
}

export const everyChange = Object.keys(changes) as Change[];

const anyDrift: fc.Arbitrary<Drift> = fc.record({
  change: fc.constantFrom(...everyChange),
  nth: fc.nat({ max: 7 }),
});

/**
 * Up to three changes. A window of another name that runs another document has nothing left of the plan but its tag, and no
 * deletion is offered of what is not about patching; so these two do not come together.
 */
export const anyDrifts: fc.Arbitrary<Drift[]> = fc.array(anyDrift, { minLength: 1, maxLength: 3 }).filter((drifts) => {
  const made = drifts.map(({ change }) => change);
  return !(made.includes('a window has another name') && made.includes('a task runs another document'));
});

/** Makes one change to what a plan has, in an account that has one baseline called `theirs` besides. */
export async function drift(ssm: SSMClient, { change, nth }: Drift): Promise<void> {
  const { windows, baselines, registrations } = await dumpAccount(ssm);
  const own = baselines.filter(({ fields }) => fields.Name !== 'theirs');
  const window = windows[nth % Math.max(1, windows.length)];
  const baseline = own[nth % Math.max(1, own.length)];
  if (window === undefined || baseline === undefined) return;
  const groups = registrations.filter(({ baselineId }) => baselineId === baseline.id);
  await changes[change]({
    ssm,
    WindowId: window.id,
    WindowTargetId: window.targets[0]?.id,
    WindowTaskId: window.tasks[0]?.id,
    BaselineId: baseline.id,
    operatingSystem: String(baseline.fields.OperatingSystem),
    PatchGroup: groups[nth % Math.max(1, groups.length)]?.patchGroup,
    theirs: baselines.find(({ fields }) => fields.Name === 'theirs')?.id ?? '',
  });
}
