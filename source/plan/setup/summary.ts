/** A plan in a few lines of words: how many of what, and what matters about them. */

import type { Operation, OperationKind } from '../account/operations.js';
import { approvalInWords } from '../baseline/words.js';
import { type PlanDocument, taskOf, timeZoneOf } from '../intent/document.js';
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

const recorded: readonly (readonly [OperationKind, string])[] = [['PutParameter', 'record']];

const created: readonly (readonly [OperationKind, string, (plan: SetupPlan) => string])[] = [
  ['CreatePatchBaseline', 'patch baseline', baselineDetail],
  ['RegisterPatchBaselineForPatchGroup', 'patch group', ({ desired }) => registrationDetail(desired)],
  ['CreateMaintenanceWindow', 'maintenance window', ({ document }) => windowDetail(document)],
  [
    'RegisterTargetWithMaintenanceWindow',
    'target',
    ({ document }) => `nodes tagged ${document.tagKey} = the window's group`,
  ],
  ['RegisterTaskWithMaintenanceWindow', 'task', ({ document }) => taskDetail(document)],
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
  const records = recorded.map(([kind, what]) => {
    const all = ofKind(kind);
    const isNew = all.every(({ input }) => !('Overwrite' in input && input.Overwrite));
    return { sign: isNew ? ('+' as const) : ('~' as const), all, what, detail: all.map(({ name }) => name).join(', ') };
  });
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
  return [...records, ...creations, ...changes, ...deletions]
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

/** What all waves have in common; where they differ, that they do. */
function common<Value extends string>(
  document: PlanDocument,
  of: (wave: PlanDocument['waves'][number]) => Value,
): string {
  const values = [...new Set(document.waves.map(of))];
  return values.length === 1 ? String(values[0]) : `${values[0]}, or as each wave has it`;
}

function windowDetail(document: PlanDocument): string {
  return common(document, (wave) => {
    const { durationHours, cutoffHours } = taskOf(document, wave);
    const lastStart =
      cutoffHours === 0 ? 'nodes may start until the end' : `no node starts in the last ${cutoffHours} h`;
    return `${durationHours} h each, ${lastStart}, ${timeZoneOf(document, wave)}`;
  });
}

function taskDetail(document: PlanDocument): string {
  return common(document, (wave) => {
    const task = taskOf(document, wave);
    const reboot = task.reboot === 'RebootIfNeeded' ? 'reboot if needed' : 'no reboot';
    const what = task.operation === 'Install' ? `Install, ${reboot}` : 'Scan only';
    return `AWS-RunPatchBaseline, ${what}, ${nodesAtATime(task.maxConcurrency)}`;
  });
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
