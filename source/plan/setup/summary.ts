/** A plan in a few lines of words: how many of what, and what matters about them. */
import type { Operation, OperationKind } from '../account/operations.js';
import { approvalInWords } from '../baseline/words.js';
import { type PlanDocument, taskOf, timeZoneOf, type Wave } from '../intent/document.js';
import { plural } from '../text/plural.js';
import type { SetupPlan } from './setup-plan.js';

export interface SummaryLine {
  /** `+` created, `~` changed, `-` deleted. */
  readonly sign: '+' | '~' | '-';
  readonly count: number;
  /** `maintenance windows`, in the number that fits. */
  readonly what: string;
  readonly detail: string;
}

type Row = readonly [SummaryLine['sign'], OperationKind, string, Detail];
type Detail = (operations: readonly Operation[], plan: SetupPlan) => string;

const rows: readonly Row[] = [
  ['+', 'PutParameter', 'record', names],
  ['+', 'CreatePatchBaseline', 'patch baseline', baselineDetail],
  ['+', 'RegisterPatchBaselineForPatchGroup', 'patch group', registrationDetail],
  ['+', 'CreateMaintenanceWindow', 'maintenance window', windowDetail],
  ['+', 'RegisterTargetWithMaintenanceWindow', 'target', targetDetail],
  ['+', 'RegisterTaskWithMaintenanceWindow', 'task', taskDetail],
  ['~', 'UpdatePatchBaseline', 'patch baseline', changedFields],
  ['~', 'UpdateMaintenanceWindow', 'maintenance window', changedFields],
  ['~', 'UpdateMaintenanceWindowTarget', 'target', changedFields],
  ['~', 'UpdateMaintenanceWindowTask', 'task', changedFields],
  ['~', 'AddTagsToResource', 'set of tags', changedFields],
  ['~', 'RemoveTagsFromResource', 'removal of tags', changedFields],
  ['-', 'DeleteMaintenanceWindow', 'maintenance window', names],
  ['-', 'DeregisterTaskFromMaintenanceWindow', 'task', names],
  ['-', 'DeregisterTargetFromMaintenanceWindow', 'target', names],
  ['-', 'DeregisterPatchBaselineForPatchGroup', 'registration', names],
  ['-', 'DeletePatchBaseline', 'patch baseline', names],
];

/** One line per kind of resource that the plan creates, changes or deletes. */
export function summaryLines(plan: SetupPlan): SummaryLine[] {
  // What goes with its window is not told again.
  const gone = new Set(
    plan.operations.flatMap((each) => (each.kind === 'DeleteMaintenanceWindow' ? [each.input.WindowId] : [])),
  );
  const isOfGone = ({ kind, input }: Operation): boolean =>
    /^DeregisterTa/.test(kind) && 'WindowId' in input && gone.has(`${input.WindowId}`);
  return rows.flatMap(([sign, kind, noun, detail]) => {
    const all = plan.operations.filter((operation) => operation.kind === kind && !isOfGone(operation));
    const count = all.length;
    if (count === 0) return [];
    const isRewritten = all.some(({ input }) => 'Overwrite' in input && input.Overwrite);
    return [{ sign: isRewritten ? '~' : sign, count, what: plural(count, noun), detail: detail(all, plan) }];
  });
}

function names(operations: readonly Operation[]): string {
  return operations.map(({ name }) => name).join(', ');
}

function changedFields(operations: readonly Operation[]): string {
  const fields = new Set(operations.flatMap(({ changes = [] }) => changes.map(({ field }) => field)));
  return [...fields].join(', ');
}

function baselineDetail(operations: readonly Operation[]): string {
  const [only, ...more] = operations;
  const isOne = only?.kind === 'CreatePatchBaseline' && more.length === 0;
  return isOne ? `${only.name} · ${approvalInWords(only.input)}` : names(operations);
}

function registrationDetail(_: readonly Operation[], { desired: { baselines } }: SetupPlan): string {
  const [only, ...more] = baselines;
  return only && more.length === 0
    ? `registered with ${only.definition.Name}`
    : 'registrations, one per group and operating system';
}

function targetDetail(_: readonly Operation[], { document }: SetupPlan): string {
  return `nodes tagged ${document.tagKey} = the window's group`;
}

function windowDetail(_: readonly Operation[], { document }: SetupPlan): string {
  return common(document, (wave) => {
    const { durationHours, cutoffHours } = taskOf(document, wave);
    const lastStart =
      cutoffHours === 0 ? 'nodes may start until the end' : `no node starts in the last ${cutoffHours} h`;
    return `${durationHours} h each, ${lastStart}, ${timeZoneOf(document, wave)}`;
  });
}

function taskDetail(_: readonly Operation[], { document }: SetupPlan): string {
  return common(document, (wave) => {
    const task = taskOf(document, wave);
    const reboot = task.reboot === 'RebootIfNeeded' ? 'reboot if needed' : 'no reboot';
    const what = task.operation === 'Install' ? `Install, ${reboot}` : 'Scan only';
    return `AWS-RunPatchBaseline, ${what}, ${nodesAtATime(task.maxConcurrency)}`;
  });
}

/** What all waves have in common; where they differ, that they do. */
function common({ waves }: PlanDocument, of: (wave: Wave) => string): string {
  const [first, ...more] = new Set(waves.map(of));
  return more.length === 0 ? `${first}` : `${first}, or as set for each wave`;
}

/** `2 nodes at a time`, `10% of the nodes at a time`. */
export function nodesAtATime(maxConcurrency: string): string {
  if (maxConcurrency.endsWith('%')) return `${maxConcurrency} of the nodes at a time`;
  return `${maxConcurrency} ${maxConcurrency === '1' ? 'node' : 'nodes'} at a time`;
}

/** `Duration: 1 → 2`, for each member that an update changes. */
export function changeWords({ changes = [] }: Operation): string[] {
  return changes.map(({ field, from, to }) => `${field}: ${from} → ${to}`);
}
