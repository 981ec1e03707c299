/** A plan in a few lines of words: how many of what, and what matters about them. */

import type { Operation, OperationKind } from '../account/operations.js';
import { approvalInWords } from '../baseline/words.js';
import type { PlanSpec } from '../spec/spec.js';
import { plural } from '../text/plural.js';
import type { DesiredResources } from './desired.js';
import type { SetupPlan } from './setup-plan.js';

export interface SummaryLine {
  /** `+` created, `~` changed, `-` deleted. */
  readonly sign: '+' | '~' | '-';
  readonly count: number;
  /** `maintenance windows`, in the number that fits. */
  readonly what: string;
  readonly detail: string;
}

const created: readonly (readonly [OperationKind, string, (plan: SetupPlan) => string])[] = [
  ['CreatePatchBaseline', 'patch baseline', baselineDetail],
  ['RegisterPatchBaselineForPatchGroup', 'patch group', ({ desired }) => registrationDetail(desired)],
  ['CreateMaintenanceWindow', 'maintenance window', ({ spec }) => windowDetail(spec)],
  ['RegisterTargetWithMaintenanceWindow', 'target', ({ spec }) => `nodes tagged ${spec.tagKey} = the window's group`],
  ['RegisterTaskWithMaintenanceWindow', 'task', ({ spec }) => taskDetail(spec)],
];

const changed: readonly (readonly [OperationKind, string])[] = [
  ['UpdatePatchBaseline', 'patch baseline'],
  ['UpdateMaintenanceWindow', 'maintenance window'],
  ['UpdateMaintenanceWindowTarget', 'target'],
  ['UpdateMaintenanceWindowTask', 'task'],
  ['AddTagsToResource', 'set of tags'],
  ['RemoveTagsFromResource', 'removal of tags'],
];

const deleted: readonly (readonly [OperationKind, string])[] = [
  ['DeleteMaintenanceWindow', 'maintenance window'],
  ['DeregisterPatchBaselineForPatchGroup', 'registration'],
  ['DeletePatchBaseline', 'patch baseline'],
];

/** One line per kind of resource that the plan creates, changes or deletes. */
export function summaryLines(plan: SetupPlan): SummaryLine[] {
  const ofKind = (kind: OperationKind): Operation[] => plan.operations.filter((operation) => operation.kind === kind);
  const creations = created.map(([kind, what, detail]) => ({
    sign: '+' as const,
    all: ofKind(kind),
    what,
    detail: detail(plan),
  }));
  const changes = changed.map(([kind, what]) => {
    const all = ofKind(kind);
    return { sign: '~' as const, all, what, detail: changedFields(all) };
  });
  const deletions = deleted.map(([kind, what]) => {
    const all = ofKind(kind);
    return { sign: '-' as const, all, what, detail: all.map(({ name }) => name).join(', ') };
  });
  return [...creations, ...changes, ...deletions]
    .filter(({ all }) => all.length > 0)
    .map(({ sign, all, what, detail }) => ({ sign, count: all.length, what: plural(all.length, what), detail }));
}

function baselineDetail({ operations }: SetupPlan): string {
  const definitions = operations.flatMap((operation) =>
    operation.kind === 'CreatePatchBaseline' ? [operation.input] : [],
  );
  const [only, ...more] = definitions;
  if (only && more.length === 0) return `${only.Name} · ${approvalInWords(only)}`;
  return definitions.map(({ Name }) => Name).join(', ');
}

function registrationDetail({ baselines }: DesiredResources): string {
  const [only, ...more] = baselines;
  return only && more.length === 0
    ? `registered with ${only.definition.Name}`
    : 'registrations, one per group and operating system';
}

function windowDetail({ task: { durationHours, cutoffHours }, timeZone }: PlanSpec): string {
  const lastStart = cutoffHours === 0 ? 'nodes may start until the end' : `no node starts in the last ${cutoffHours} h`;
  return `${durationHours} h each, ${lastStart}, ${timeZone}`;
}

function taskDetail({ task }: PlanSpec): string {
  const reboot = task.reboot === 'RebootIfNeeded' ? 'reboot if needed' : 'no reboot';
  const what = task.operation === 'Install' ? `Install, ${reboot}` : 'Scan only';
  return `AWS-RunPatchBaseline, ${what}, ${nodesAtATime(task.maxConcurrency)}`;
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

function changedFields(operations: readonly Operation[]): string {
  const fields = new Set(operations.flatMap(({ changes = [] }) => changes.map(({ field }) => field)));
  return [...fields].join(', ');
}
