/** Random small accounts of several owners, built through the SDK as their owners would have, and random choices of what goes. */
import type { RegisterTaskWithMaintenanceWindowCommandInput, SSM } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { type CleanupAction, type CleanupChoice, selected, toggled } from '../../source/plan/cleanup/choice.js';
import type { CleanupItem } from '../../source/plan/cleanup/items.js';
import { recordName } from '../../source/plan/intent/names.js';
import { recordText } from '../../source/plan/intent/record.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { everyPlan, ownChoice, patchingChoice } from './choices.js';
import { codec } from './codec.js';
import { PlanningAccount } from './planning.js';
import { tagList } from './sandbox.js';

type TagRecord = Readonly<Record<string, string>>;

const own = (plan: string): TagRecord => ({ 'ssm-patch-wizard:plan': plan, 'ssm-patch-wizard:version': '1' });
const isProtected: TagRecord = { 'ssm-patch-wizard:protect': '' };

const anyOwner = fc.constantFrom<TagRecord>({}, { Team: 'web' }, own('default'), own('other'), isProtected, {
  ...own('default'),
  ...isProtected,
});

const groups = ['web', 'db', 'batch jobs'] as const;
const systems = ['WINDOWS', 'UBUNTU'] as const;

type Task = Omit<RegisterTaskWithMaintenanceWindowCommandInput, 'WindowId' | 'Targets'>;

/** All that patches in some way, two that do not, and one that may. The first three need a target. */
const tasks: readonly Task[] = [
  {
    TaskArn: 'AWS-RunPatchBaseline',
    TaskType: 'RUN_COMMAND',
    Name: 'install',
    CutoffBehavior: 'CANCEL_TASK',
    ServiceRoleArn: 'arn:aws:iam::123456789012:role/patching',
    TaskInvocationParameters: {
      RunCommand: {
        Parameters: { Operation: ['Install'], RebootOption: ['NoReboot'] },
        TimeoutSeconds: 600,
        Comment: 'x',
      },
    },
  },
  {
    TaskArn: 'arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaselineWithHooks',
    TaskType: 'RUN_COMMAND',
    Priority: 0,
    LoggingInfo: { S3BucketName: 'logs', S3Region: 'eu-west-1', S3KeyPrefix: 'patching' },
    TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ['Scan'] } } },
  },
  { TaskArn: 'AWS-GatherSoftwareInventory', TaskType: 'RUN_COMMAND', Name: 'inventory' },
  {
    TaskArn: 'AWS-PatchInstanceWithRollback',
    TaskType: 'AUTOMATION',
    Description: 'patches one after the other',
    TaskInvocationParameters: { Automation: { DocumentVersion: '$DEFAULT', Parameters: { LogDestination: ['logs'] } } },
  },
  {
    TaskArn: 'arn:aws:lambda:eu-west-1:123456789012:function:snapshot',
    TaskType: 'LAMBDA',
    TaskInvocationParameters: { Lambda: { Payload: new TextEncoder().encode('{"ledger":"main"}') } },
  },
  {
    TaskArn: 'arn:aws:ssm:eu-west-1:111122223333:document/Shared-PatchLinux',
    TaskType: 'AUTOMATION',
    TaskInvocationParameters: { Automation: { Parameters: { Level: ['all'] } } },
  },
];
const needsTarget = 3;

const anyKey = fc.constantFrom('tag:PatchGroup', 'tag:Patch Group', 'tag:Team');

const anyWindow = fc.record({
  name: fc.constantFrom('nightly', 'weekly'),
  schedule: fc.constantFrom('cron(0 3 ? * TUE#1 *)', 'rate(7 days)'),
  offset: fc.boolean(),
  tags: anyOwner,
  isOn: fc.boolean(),
  targets: fc.array(fc.tuple(anyKey, fc.constantFrom(...groups)), { maxLength: 2 }),
  tasks: fc.array(fc.nat({ max: tasks.length - 1 }), { maxLength: 2 }),
});

const anyBaseline = fc.record({
  name: fc.constantFrom('standard', 'strict'),
  system: fc.constantFrom(...systems),
  tags: anyOwner,
  isDefault: fc.boolean(),
  groups: fc.subarray([...groups]),
});

export const anyAccount = fc.record({
  windows: fc.array(anyWindow, { maxLength: 3 }),
  baselines: fc.array(anyBaseline, { maxLength: 3 }),
  /** A group that is registered with AWS's own baseline. */
  awsGroup: fc.option(fc.constantFrom(...groups), { nil: undefined }),
  /** Plans that are written down; of one of them nothing else need be there. */
  records: fc.subarray(['default', 'other']),
});

export type RandomAccount = typeof anyAccount extends fc.Arbitrary<infer Account> ? Account : never;

const anyProduct = { PatchFilters: [{ Key: 'PRODUCT' as const, Values: ['*'] }] };

/** The account in memory. A group goes to the first baseline of a system that wants it, the last default counts. */
export async function built({ windows, baselines, awsGroup, records }: RandomAccount): Promise<PlanningAccount> {
  const account = await PlanningAccount.open();
  const { ssm } = account;
  const taken = new Set<string>();
  for (const { name, system, tags, isDefault, groups: wanted } of baselines) {
    const { BaselineId } = await ssm.createPatchBaseline({
      Name: name,
      OperatingSystem: system,
      Description: `${name} patches`,
      ApprovalRules: { PatchRules: [{ PatchFilterGroup: anyProduct, ApproveAfterDays: 7 }] },
      RejectedPatches: ['kernel*'],
      RejectedPatchesAction: 'BLOCK',
      Tags: tagList(tags),
    });
    if (isDefault) await ssm.registerDefaultPatchBaseline({ BaselineId });
    for (const PatchGroup of wanted) {
      if (taken.has(`${PatchGroup} ${system}`)) continue;
      taken.add(`${PatchGroup} ${system}`);
      await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
    }
  }
  if (awsGroup !== undefined) {
    const Filters = [{ Key: 'NAME_PREFIX', Values: ['AWS-SuseDefaultPatchBaseline'] }];
    const { BaselineIdentities = [] } = await ssm.describePatchBaselines({ Filters });
    const BaselineId = BaselineIdentities[0]?.BaselineId;
    await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup: awsGroup });
  }
  for (const window of windows) await buildWindow(ssm, window);
  for (const plan of records) {
    const Value = recordText(defaultDocument(plan), codec);
    const Description = `What the patching plan ${plan} wants, kept by ssm-patch-wizard`;
    await ssm.putParameter({ Name: recordName(plan), Type: 'String', Value, Description });
  }
  return account;
}

async function buildWindow(ssm: SSM, window: RandomAccount['windows'][number]): Promise<void> {
  const { name, schedule, offset, tags, isOn, targets } = window;
  const { WindowId } = await ssm.createMaintenanceWindow({
    Name: name,
    Schedule: schedule,
    ...(offset && schedule.startsWith('cron') && { ScheduleOffset: 2, Description: 'two days later' }),
    ScheduleTimezone: 'Europe/London',
    Duration: 3,
    Cutoff: 1,
    AllowUnassociatedTargets: offset,
    Tags: tagList(tags),
  });
  const ids: string[] = [];
  for (const [Key, value] of targets) {
    const { WindowTargetId = '' } = await ssm.registerTargetWithMaintenanceWindow({
      WindowId,
      ResourceType: 'INSTANCE',
      Targets: [{ Key, Values: [value] }],
      ...(offset && { OwnerInformation: 'web team', Name: 'fleet', Description: 'all of it' }),
    });
    ids.push(WindowTargetId);
  }
  for (const index of window.tasks) {
    if (index < needsTarget && ids.length === 0) continue;
    const Targets = ids.length > 0 ? [{ Key: 'WindowTargetIds', Values: ids }] : undefined;
    const rate = Targets && { Targets, MaxConcurrency: '25%', MaxErrors: '1' };
    const task = tasks[index] as Task;
    await ssm.registerTaskWithMaintenanceWindow({ WindowId, ...task, ...rate });
  }
  if (!isOn) await ssm.updateMaintenanceWindow({ WindowId, Enabled: false });
}

type Chooser = (items: readonly CleanupItem[]) => CleanupChoice;

/** Chooses among any items; refusals change nothing. */
export const anyChoice: fc.Arbitrary<Chooser> = fc
  .record({
    first: fc.constantFrom<Chooser>(
      () => new Map(),
      (items) => ownChoice(items),
      (items) => patchingChoice(items),
      (items) => selected(items, { ...everyPlan, isAllPatching: true, isDisabling: true }),
    ),
    toggles: fc.array(fc.tuple(fc.nat({ max: 50 }), fc.constantFrom<CleanupAction>('delete', 'delete', 'disable')), {
      maxLength: 8,
    }),
  })
  .map(({ first, toggles }) => (items) => {
    // AWS's own are many and never go, so that most keys would do nothing.
    const others = items.filter(({ kind }) => kind !== 'predefined');
    return toggles.reduce((choice, [index, action]) => {
      const item = others[index % others.length];
      return item === undefined ? choice : toggled(items, choice, item.id, action).choice;
    }, first(items));
  });
