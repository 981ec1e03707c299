/** The one table of what the program calls: for refusals, for policies, and for docs/permissions.md. */
import type { Purpose } from './purposes.js';

/** What a call is about, as IAM sees it (Service Authorization Reference, resource types of Systems Manager and EC2). */
export type CallResource =
  | 'maintenancewindow'
  | 'windowtarget'
  | 'windowtask'
  | 'patchbaseline'
  /** AWS's own too, which belong to accounts of AWS: a group may be registered with one. */
  | 'any-patchbaseline'
  /** The parameter that keeps a plan. */
  | 'record'
  /** The path of all of them. */
  | 'records'
  /** Public parameters with the names of regions, which belong to no account. */
  | 'region-names'
  | 'managed-instance'
  | 'instance'
  /** That of `--role-name` in another account. */
  | 'role';

export interface Call {
  /** As IAM calls it. */
  readonly action: string;
  /** Each of them has to be allowed; none where AWS knows no resource for the action. */
  readonly on?: readonly CallResource[];
  readonly for: readonly Purpose[];
  /** Reads: what is not known without it, where everything goes on; without these words it is needed. */
  readonly unknown?: string;
  /** Reads: the list whose items it reads. Where that is refused, it is not even tried. */
  readonly after?: string;
  /** Only for tags that put a node into a patch group. */
  readonly isGroupTag?: true;
}

const everything: readonly Purpose[] = ['setup', 'cleanup', 'restore', 'status', 'nodes', 'pause', 'resume', 'export'];
/** What can open the wizard, which reads all of an account. */
const inWizard: readonly Purpose[] = ['setup', 'cleanup', 'restore', 'nodes'];
const tagging: readonly Purpose[] = ['cleanup', 'restore', 'nodes'];
const making: readonly Purpose[] = ['setup', 'restore'];
const deleting: readonly Purpose[] = ['prune', 'cleanup'];

const windows = 'ssm:DescribeMaintenanceWindows';
const baselines = 'ssm:DescribePatchBaselines';

const reads: readonly Call[] = [
  { action: 'sts:GetCallerIdentity', for: [...everything, 'accounts'] },
  { action: 'sts:AssumeRole', on: ['role'], for: ['accounts'] },
  { action: windows, for: everything },
  { action: 'ssm:GetMaintenanceWindow', on: ['maintenancewindow'], for: everything, after: windows },
  { action: 'ssm:DescribeMaintenanceWindowTargets', on: ['maintenancewindow'], for: everything, after: windows },
  { action: 'ssm:DescribeMaintenanceWindowTasks', on: ['maintenancewindow'], for: everything, after: windows },
  {
    action: 'ssm:GetMaintenanceWindowTask',
    on: ['maintenancewindow'],
    for: everything,
    after: 'ssm:DescribeMaintenanceWindowTasks',
  },
  { action: 'ssm:ListTagsForResource', on: ['maintenancewindow'], for: everything, after: windows },
  { action: 'ssm:ListTagsForResource', on: ['patchbaseline'], for: everything, after: windows },
  { action: 'ssm:ListTagsForResource', on: ['managed-instance'], for: tagging },
  { action: baselines, for: everything },
  { action: 'ssm:GetPatchBaseline', on: ['patchbaseline'], for: everything, after: baselines },
  // Only where rules of a file are sent.
  { action: 'ssm:DescribePatchProperties', for: ['setup'], unknown: 'which filter values AWS accepts' },
  { action: 'ssm:GetDefaultPatchBaseline', on: ['any-patchbaseline'], for: deleting },
  { action: 'ssm:DescribePatchGroups', for: everything },
  // Without the records a set-up can go on where it is told to, and says so in its own words.
  { action: 'ssm:GetParametersByPath', on: ['records'], for: everything },
  { action: 'ssm:GetParametersByPath', on: ['region-names'], for: inWizard },
  { action: 'ssm:GetParameter', on: ['record'], for: ['setup', 'cleanup'] },
  {
    action: 'ssm:DescribeMaintenanceWindowExecutions',
    on: ['maintenancewindow'],
    for: [...inWizard, 'export'],
    unknown: 'whether a window is running now',
  },
  { action: 'ssm:DescribeMaintenanceWindowSchedule', for: ['setup'] },
  {
    action: 'ssm:DescribeInstanceInformation',
    for: everything,
    unknown: 'which nodes there are, and how many each patch group has',
  },
  { action: 'ssm:DescribeInstanceProperties', for: ['restore', 'nodes'] },
  { action: 'tag:GetResources', for: tagging, unknown: 'which tags nodes have' },
  { action: 'ssm:DescribePatchGroupState', for: ['status'], unknown: 'how many nodes are missing patches' },
  { action: 'ssm:DescribeParameters', for: [...inWizard, 'status', 'export'], unknown: 'who last changed a plan' },
];

const writes: readonly Call[] = [
  { action: 'ssm:PutParameter', on: ['record'], for: making },
  { action: 'ssm:DeleteParameter', on: ['record'], for: ['cleanup'] },
  { action: 'ssm:CreatePatchBaseline', for: making },
  { action: 'ssm:UpdatePatchBaseline', on: ['patchbaseline'], for: ['setup'] },
  { action: 'ssm:DeletePatchBaseline', on: ['patchbaseline'], for: deleting },
  { action: 'ssm:RegisterDefaultPatchBaseline', on: ['any-patchbaseline'], for: ['cleanup', 'restore'] },
  { action: 'ssm:RegisterPatchBaselineForPatchGroup', on: ['patchbaseline'], for: ['setup'] },
  { action: 'ssm:RegisterPatchBaselineForPatchGroup', on: ['any-patchbaseline'], for: ['restore'] },
  {
    action: 'ssm:DeregisterPatchBaselineForPatchGroup',
    on: ['any-patchbaseline'],
    for: ['setup', 'cleanup'],
  },
  { action: 'ssm:CreateMaintenanceWindow', for: making },
  {
    action: 'ssm:UpdateMaintenanceWindow',
    on: ['maintenancewindow'],
    for: ['setup', 'cleanup', 'restore', 'pause', 'resume'],
  },
  { action: 'ssm:DeleteMaintenanceWindow', on: ['maintenancewindow'], for: deleting },
  { action: 'ssm:RegisterTargetWithMaintenanceWindow', on: ['maintenancewindow'], for: making },
  { action: 'ssm:UpdateMaintenanceWindowTarget', on: ['maintenancewindow', 'windowtarget'], for: ['setup'] },
  { action: 'ssm:DeregisterTargetFromMaintenanceWindow', on: ['maintenancewindow', 'windowtarget'], for: deleting },
  { action: 'ssm:RegisterTaskWithMaintenanceWindow', on: ['maintenancewindow'], for: making },
  { action: 'ssm:UpdateMaintenanceWindowTask', on: ['maintenancewindow', 'windowtask'], for: ['setup'] },
  { action: 'ssm:DeregisterTaskFromMaintenanceWindow', on: ['maintenancewindow', 'windowtask'], for: deleting },
  { action: 'ssm:AddTagsToResource', on: ['maintenancewindow'], for: ['setup'] },
  { action: 'ssm:AddTagsToResource', on: ['patchbaseline'], for: ['setup'] },
  { action: 'ssm:RemoveTagsFromResource', on: ['maintenancewindow'], for: ['setup'] },
  { action: 'ssm:RemoveTagsFromResource', on: ['patchbaseline'], for: ['setup'] },
  { action: 'ssm:AddTagsToResource', on: ['managed-instance'], for: ['nodes', 'restore'], isGroupTag: true },
  { action: 'ssm:RemoveTagsFromResource', on: ['managed-instance'], for: tagging, isGroupTag: true },
  { action: 'tag:TagResources', for: ['nodes', 'restore'] },
  { action: 'ec2:CreateTags', on: ['instance'], for: ['nodes', 'restore'], isGroupTag: true },
  { action: 'tag:UntagResources', for: tagging },
  { action: 'ec2:DeleteTags', on: ['instance'], for: tagging, isGroupTag: true },
];

export const calls: readonly Call[] = [...reads, ...writes];
