/** A restore in a few lines of words: how many of what come back, and where nothing is missing. */
import type { Operation, OperationKind } from '../account/operations.js';
import type { SummaryLine } from '../setup/summary.js';
import { plural } from '../text/plural.js';
import type { RestorePlan } from './restore-plan.js';

const created: readonly (readonly [OperationKind, string])[] = [
  ['PutParameter', 'record'],
  ['CreatePatchBaseline', 'patch baseline'],
  ['RegisterPatchBaselineForPatchGroup', 'patch group'],
  ['CreateMaintenanceWindow', 'maintenance window'],
  ['RegisterTargetWithMaintenanceWindow', 'target'],
  ['RegisterTaskWithMaintenanceWindow', 'task'],
];

/** One line per kind of thing that comes back, with the names. */
export function restoreLines({ operations }: Pick<RestorePlan, 'operations'>): SummaryLine[] {
  const line = (sign: SummaryLine['sign'], all: readonly Operation[], nouns: readonly [string, string]) => {
    const [one, several] = nouns;
    const names = [...new Set(all.map(({ name }) => name))].join(', ');
    return all.length === 0 ? [] : [{ sign, count: all.length, what: all.length === 1 ? one : several, detail: names }];
  };
  const ofKind = (wanted: OperationKind): Operation[] => operations.filter(({ kind }) => kind === wanted);
  const switched = (isOn: boolean): Operation[] =>
    operations.filter(
      ({ kind, input }) => kind === 'UpdateMaintenanceWindow' && 'Enabled' in input && input.Enabled === isOn,
    );
  return [
    ...created.flatMap(([kind, noun]) => line('+', ofKind(kind), [noun, plural(2, noun)])),
    ...line('~', ofKind('RegisterDefaultPatchBaseline'), ['default baseline', 'default baselines']),
    ...line('~', switched(true), ['window switched on', 'windows switched on']),
    ...line('~', switched(false), ['window switched off', 'windows switched off']),
  ];
}

/** Why there is nothing to do where a plan has no operations. */
export function whyNothing({ findings }: Pick<RestorePlan, 'findings'>): string {
  return findings.length === 0 ? 'all of the backup is there' : 'what of the backup can come back is there';
}
