/** What is not as the plans want it: drift, leftovers, records that cannot be read, and what is not known. */

import type { Drift } from '../../../plan/setup/drift.js';
import type { Leftover } from '../../../plan/setup/leftovers.js';
import type { Column } from '../../lists/table.js';
import { driftSentence, row, type StatusCell, type StatusRead, type StatusRow, type StatusTable } from './rows.js';

const columns: readonly Column[] = [
  { title: 'ITEM', least: 18, good: 24, share: 2, rank: 0 },
  { title: 'PLAN', least: 7, good: 12, rank: 2 },
  { title: 'NOW → PLANNED', least: 20, good: 40, share: 3, rank: 1, isNeeded: true, cut: 'end' },
];

/** The table of all of it. */
export function driftTable(read: StatusRead): StatusTable {
  const { facts, document } = read;
  const isKnown = document.plans.some(({ record }) => record !== null);
  return {
    columns,
    rows: [
      ...facts.drift.map(driftRow),
      ...document.plans.flatMap(recordRow),
      ...facts.leftovers.map(leftoverRow),
      ...document.unread.map(unreadRow),
    ],
    empty: isKnown ? 'Everything matches the plans.' : 'This region has no plans.',
  };
}

/** Of the row of a drift. */
export function driftRowId({ plan, kind, name, id }: Drift): string {
  return `drift/${plan}/${kind}/${id ?? name}`;
}

function driftRow(drift: Drift): StatusRow {
  const { plan, kind, name, id, changes, message } = drift;
  const what = nounOf(kind);
  return row({
    id: driftRowId(drift),
    plan,
    cells: [
      { mark: 'warning', text: `${what} ${name}`, meaning: 'warning' },
      { text: plan },
      { text: changes.length > 0 ? changes.join(' · ') : missingWords(kind) },
    ],
    names: [name, id, plan, message],
    about: () => driftSentence(drift),
  });
}

const nouns: readonly (readonly [RegExp, string])[] = [
  [/Target/, 'target'],
  [/Task/, 'task'],
  [/PatchGroup/, 'group'],
  [/Baseline/, 'baseline'],
  [/Tags/, 'tags'],
  [/Parameter/, 'record'],
];

/** What an operation is about. */
export function nounOf(kind: string): string {
  return nouns.find(([pattern]) => pattern.test(kind))?.[1] ?? 'window';
}

/** What would be mended where no member is another. */
function missingWords(kind: Drift['kind']): string {
  if (/^(Create|RegisterT)/.test(kind)) return 'missing → present';
  if (/^Delete|^DeregisterT/.test(kind)) return 'duplicate → one';
  return /^Register/.test(kind) ? 'not registered → registered' : 'another baseline → its own baseline';
}

function leftoverRow({ plan, kind, name, id }: Leftover): StatusRow {
  return row({
    id: `leftover/${plan}/${kind}/${id}`,
    plan,
    cells: [
      { mark: 'skipped', text: `${nounOf(kind)} ${name}`, meaning: 'muted' },
      { text: plan },
      { text: 'present → no longer planned', meaning: 'muted' },
    ],
    names: [name, id, plan],
    about: () => `Plan ${plan} created ${name} (${id}) but no longer needs it. Its set-up asks what to do with it.`,
  });
}

function recordRow({ name, record, problem }: StatusRead['document']['plans'][number]): StatusRow[] {
  if (record !== null) return [];
  const unknown: StatusCell =
    problem === null ? { text: 'missing → present', meaning: 'muted' } : { text: problem, meaning: 'bad' };
  const about =
    problem === null
      ? `Plan ${name} has no record, so its drift is unknown. Taking over its windows writes one.`
      : `Plan ${name}: ${problem}.`;
  return [
    row({
      id: `record/${name}`,
      plan: name,
      cells: [
        {
          mark: problem === null ? 'skipped' : 'failed',
          text: `record ${name}`,
          meaning: unknown.meaning ?? 'plain',
        },
        { text: name },
        unknown,
      ],
      names: [name],
      about: () => about,
    }),
  ];
}

function unreadRow({ action, unknown }: StatusRead['document']['unread'][number]): StatusRow {
  return row({
    id: `unread/${action}`,
    plan: undefined,
    cells: [{ mark: 'failed', text: 'unknown', meaning: 'bad' }, { text: '', key: null }, { text: unknown }],
    names: [action],
    about: () => `These credentials are not allowed to call ${action}, so it is unknown ${unknown}.`,
  });
}
