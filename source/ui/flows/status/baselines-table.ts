/** The patch baselines of an account: what each approves, and for which groups. */
import { operatingSystemLabels } from '../../../plan/baseline/baseline.js';
import type { StatusDocument } from '../../../plan/status/status.js';
import { counted } from '../../../plan/text/plural.js';
import type { Column } from '../../lists/table.js';
import {
  count,
  driftSentence,
  row,
  type StatusCell,
  type StatusRead,
  type StatusRow,
  type StatusTable,
} from './rows.js';

const columns: readonly Column[] = [
  { title: 'BASELINE', least: 18, good: 24, share: 2, rank: 0 },
  { title: 'STATE', least: 9, rank: 3 },
  { title: 'GROUPS', least: 6, rank: 1, isNumber: true, isNeeded: true },
  { title: 'APPROVES', least: 16, good: 40, share: 4, rank: 2, isNeeded: true, cut: 'end' },
  { title: 'SYSTEM', least: 14, good: 22, rank: 5, cut: 'end' },
  { title: 'PLAN', least: 7, good: 12, rank: 4 },
  { title: 'ID', least: 20, most: 24, rank: 6 },
];

export type BaselineDocument = StatusDocument['baselines'][number];

/** The table of the account's own baselines, and of those of AWS's that groups are registered with. */
export function baselinesTable(read: StatusRead): StatusTable {
  return {
    columns,
    rows: read.document.baselines.map((baseline) => baselineRow(baseline, read)),
    empty: "This account has no baselines of its own. Nodes use AWS's defaults.",
  };
}

function baselineRow(baseline: BaselineDocument, read: StatusRead): StatusRow {
  const { id, name, operatingSystem, plan, patchGroups } = baseline;
  const whose: StatusCell = { text: isAws(baseline) ? 'AWS' : 'others', meaning: 'muted', key: null };
  return row({
    id,
    plan: plan ?? undefined,
    cells: [
      { text: name },
      stateOf(baseline, read),
      count(patchGroups.length),
      { text: approves(baseline) },
      { text: operatingSystemLabels[operatingSystem] },
      plan === null ? whose : { text: plan },
      { text: id, meaning: 'muted' },
    ],
    names: [name, id, plan, ...patchGroups],
    about: () => aboutBaseline(baseline, read),
  });
}

/** AWS's own have ARNs for ids. */
export function isAws({ id }: Pick<BaselineDocument, 'id'>): boolean {
  return id.startsWith('arn:');
}

export function approves(baseline: BaselineDocument): string {
  return baseline.approves ?? "AWS's rules";
}

/** What differs from its plan. */
export function driftsOf({ id }: BaselineDocument, { facts }: StatusRead) {
  return facts.drift.filter((drift) => drift.id === id);
}

function stateOf(baseline: BaselineDocument, read: StatusRead): StatusCell {
  if (driftsOf(baseline, read).length > 0) return { mark: 'warning', text: 'changed', meaning: 'warning', key: 0 };
  if (baseline.default) return { text: 'default', key: 2 };
  if (baseline.patchGroups.length === 0) return { mark: 'skipped', text: 'unused', meaning: 'muted', key: 1 };
  return { mark: 'done', text: 'in use', meaning: 'good', key: 3 };
}

function aboutBaseline(baseline: BaselineDocument, read: StatusRead): string {
  const [drift] = driftsOf(baseline, read);
  if (drift) return driftSentence(drift);
  const { patchGroups, operatingSystem } = baseline;
  const { length } = patchGroups;
  const users =
    length === 0 ? 'No patch group uses' : `${counted(length, 'patch group')} ${length === 1 ? 'uses' : 'use'}`;
  const system = baseline.default ? ` It is the default for ${operatingSystemLabels[operatingSystem]}.` : '';
  return `${approves(baseline)}. ${users} it.${system}`;
}
