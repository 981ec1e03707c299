/** What is not as the plans want it: drift, leftovers, records that cannot be read, and what is not known. */

import type { Drift } from '../../../plan/setup/drift.js';
import type { Leftover } from '../../../plan/setup/leftovers.js';
import type { Column } from '../../lists/table.js';
import { driftSentence, row, type StatusCell, type StatusRead, type StatusRow, type StatusTable } from './rows.js';

const columns: readonly Column[] = [
  { title: 'WHAT', least: 18, good: 24, share: 2, rank: 0 },
  { title: 'PLAN', least: 7, good: 12, rank: 2 },
  { title: 'NOW → AS PLANNED', least: 20, good: 40, share: 3, rank: 1, isNeeded: true, cut: 'end' },
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
    empty: isKnown ? 'What the plans want is what is here.' : 'No plan of this wizard is here.',
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
  if (/^(Create|RegisterT)/.test(kind)) return 'missing → there';
  if (/^Delete|^DeregisterT/.test(kind)) return 'a second one → one';
  return /^Register/.test(kind) ? 'not registered → registered' : 'registered elsewhere → with its own baseline';
}

function leftoverRow({ plan, kind, name, id }: Leftover): StatusRow {
  return row({
    id: `leftover/${plan}/${kind}/${id}`,
    plan,
    cells: [
      { mark: 'skipped', text: `${nounOf(kind)} ${name}`, meaning: 'muted' },
      { text: plan },
      { text: 'here → no longer wanted', meaning: 'muted' },
    ],
    names: [name, id, plan],
    about: () => `Plan ${plan} made ${name} (${id}) and no longer wants it: its set-up asks what becomes of it.`,
  });
}

function recordRow({ name, record, problem }: StatusRead['document']['plans'][number]): StatusRow[] {
  if (record !== null) return [];
  const unknown: StatusCell =
    problem === null
      ? { text: 'not written down what it wants → written down', meaning: 'muted' }
      : { text: problem, meaning: 'bad' };
  const about = `Plan ${name}: ${problem ?? 'what it wants is not written down, so drift is not known; taking over its windows writes it down'}.`;
  return [
    row({
      id: `record/${name}`,
      plan: name,
      cells: [
        {
          mark: problem === null ? 'skipped' : 'failed',
          text: `record of ${name}`,
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
    cells: [{ mark: 'failed', text: 'not known', meaning: 'bad' }, { text: '', key: null }, { text: unknown }],
    names: [action],
    about: () => `Not known is ${unknown}: these credentials may not call ${action}.`,
  });
}
