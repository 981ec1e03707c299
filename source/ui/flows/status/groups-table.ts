/** The patch groups of an account: how many nodes each has, what patches them, with which rules. */
import type { StatusDocument } from '../../../plan/status/status.js';
import { counted, isOrAre } from '../../../plan/text/plural.js';
import type { Column } from '../../lists/table.js';
import { momentWords } from '../../words/dates.js';
import { firstRun, neverPatched } from './nodes-table.js';
import {
  count,
  names,
  nothing,
  row,
  runCell,
  type StatusRead,
  type StatusRow,
  type StatusTable,
  type WindowDocument,
} from './rows.js';

const first: readonly Column[] = [
  { title: 'GROUP', least: 18, good: 34, share: 3, rank: 0 },
  { title: 'NODES', least: 5, rank: 1, isNumber: true, isNeeded: true },
  { title: 'NEXT RUN', least: 16, good: 25, rank: 2, isNeeded: true, cut: 'end' },
];
const compliance: readonly Column[] = [
  { title: 'MISSING', least: 7, rank: 3, isNumber: true },
  { title: 'FAILED', least: 6, rank: 4, isNumber: true },
  { title: 'REBOOT', least: 6, rank: 5, isNumber: true },
];
const last: readonly Column[] = [
  { title: 'WINDOWS', least: 16, good: 23, share: 2, rank: 6 },
  { title: 'BASELINES', least: 16, share: 2, rank: 7 },
];
const withCompliance = [...first, ...compliance, ...last];
const withoutCompliance = [...first, ...last];

export type GroupDocument = StatusDocument['patchGroups'][number];

/** The table of all patch groups; what AWS knows of missing patches stands in it where it knows anything. */
export function groupsTable(read: StatusRead): StatusTable {
  const { patchGroups } = read.document;
  const isKnown = patchGroups.some((group) => group.compliance !== null);
  return {
    columns: isKnown ? withCompliance : withoutCompliance,
    rows: patchGroups.map((group) => groupRow(group, read, isKnown)),
    empty: 'No patch group is registered, and no window patches one.',
  };
}

function groupRow(group: GroupDocument, read: StatusRead, isKnown: boolean): StatusRow {
  const { name, nodes } = group;
  const windows = windowsOf(group, read).map((window) => window.name);
  const isMissed = isMissedBy(windowsOf(group, read), nodes);
  const next = isMissed ? undefined : firstRun({ windows }, read);
  const counts = complianceOf(group).map((value) => (value === null ? nothing : count(value, 'bad')));
  return row({
    id: name,
    plan: undefined,
    cells: [
      { text: name },
      nodes === 0 ? { mark: 'warning', text: '0', meaning: 'warning', key: 0 } : count(nodes),
      runCell(next?.at, next?.timeZone ?? 'UTC', read.now, windows.length === 0 || isMissed ? neverPatched : nothing),
      ...(isKnown ? counts : []),
      names(windows, { text: 'none', meaning: 'warning' }),
      names(baselinesOf(group, read), { text: 'default', meaning: 'muted' }),
    ],
    names: [name, ...windows, ...group.baselines],
    about: () => aboutGroup(group, windows, read),
  });
}

/** Whether it has nodes, and all windows that name it miss them: they go by the other of the two tags. */
function isMissedBy(windows: readonly WindowDocument[], nodes: number | null): boolean {
  return nodes !== null && nodes > 0 && windows.length > 0 && windows.every((window) => window.nodes === 0);
}

/** Nodes with missing patches, with failed ones, and with a reboot that is due; null without patch data. */
function complianceOf({ compliance: known }: GroupDocument): readonly (number | null)[] {
  if (known === null) return [null, null, null];
  return [known.withMissingPatches, known.withFailedPatches, known.withPendingReboot];
}

/** The windows that are switched on and patch it. */
export function windowsOf({ name }: Pick<GroupDocument, 'name'>, read: StatusRead): readonly WindowDocument[] {
  return read.patchingGroup.get(name) ?? [];
}

/** Names of the baselines that it is registered with. */
function baselinesOf({ baselines: ids }: GroupDocument, { document }: StatusRead): readonly string[] {
  return ids.map((id) => document.baselines.find((baseline) => baseline.id === id)?.name ?? id);
}

function aboutGroup({ name, nodes, compliance: known }: GroupDocument, windows: readonly string[], read: StatusRead) {
  if (nodes === 0) return `No managed node is in ${name}, so nothing is patched through it.`;
  const who = nodes === null ? 'Its nodes' : counted(nodes, 'node');
  if (windows.length === 0) return `No window that is switched on patches ${name}, so its nodes are not patched.`;
  if (isMissedBy(windowsOf({ name }, read), nodes))
    return `${windows[0]} selects nodes by the other tag (Patch Group or PatchGroup), so ${counted(nodes ?? 2, 'node')} in ${name} ${isOrAre(nodes ?? 2)} not patched.`;
  const next = firstRun({ windows }, read);
  const missing = known === null ? 0 : known.withMissingPatches;
  const lack = missing === 0 ? '' : ` ${counted(missing, 'node')} ${isOrAre(missing)} missing patches.`;
  const are = isOrAre(nodes ?? 2);
  if (next === undefined) return `${who} ${are} patched by ${windows[0]}. Its next run is unknown.${lack}`;
  const when = momentWords(next.at, { timeZone: next.timeZone, now: read.now });
  return `${who} ${are} next patched by ${next.window}: ${when}.${lack}`;
}
