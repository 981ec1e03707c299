/** A restore in a few lines of words: how many of what come back, and where nothing is missing. */
import type { Operation, OperationKind } from '../account/operations.js';
import type { SummaryLine } from '../setup/summary.js';
import type { RestorePlan } from './restore.js';

type Line = readonly [sign: SummaryLine['sign'], is: (operation: Operation) => boolean, one: string, several: string];

const ofKind = (kind: OperationKind) => (operation: Operation) => operation.kind === kind;
const switched =
  (isOn: boolean) =>
  ({ kind, input }: Operation) =>
    kind === 'UpdateMaintenanceWindow' && 'Enabled' in input && input.Enabled === isOn;

const lines: readonly Line[] = [
  ['+', ofKind('PutParameter'), 'record', 'records'],
  ['+', ofKind('CreatePatchBaseline'), 'patch baseline', 'patch baselines'],
  ['+', ofKind('RegisterPatchBaselineForPatchGroup'), 'patch group', 'patch groups'],
  ['+', ofKind('CreateMaintenanceWindow'), 'maintenance window', 'maintenance windows'],
  ['+', ofKind('RegisterTargetWithMaintenanceWindow'), 'target', 'targets'],
  ['+', ofKind('RegisterTaskWithMaintenanceWindow'), 'task', 'tasks'],
  ['~', ofKind('RegisterDefaultPatchBaseline'), 'default baseline', 'default baselines'],
  ['~', switched(true), 'window switched on', 'windows switched on'],
  ['~', switched(false), 'window switched off', 'windows switched off'],
  ['~', ({ kind }) => /tag/i.test(kind), 'node', 'nodes'],
];

/** One line per kind of thing that comes back, with the names. */
export function restoreLines({ operations }: Pick<RestorePlan, 'operations'>): SummaryLine[] {
  return lines.flatMap(([sign, is, one, several]) => {
    const own = operations.filter(is);
    const names = own.map(({ name }) => name);
    const count = own.reduce(
      (sum, { input }) => sum + ('ResourceARNList' in input ? input.ResourceARNList.length : 1),
      0,
    );
    return count === 0
      ? []
      : [{ sign, count, what: count === 1 ? one : several, detail: [...new Set(names)].join(', ') }];
  });
}

/** Why there is nothing to do where a plan has no operations. */
export function whyNothing({ findings }: Pick<RestorePlan, 'findings'>): string {
  return findings.length === 0 ? 'all of it already exists' : 'all that can be restored already exists';
}
