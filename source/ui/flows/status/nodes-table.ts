/** The managed nodes of an account: in which group each is, and what patches it. */
import { isUnread } from '../../../plan/account/inventory.js';
import type { StatusDocument } from '../../../plan/status/status.js';
import type { Column } from '../../lists/table.js';
import { momentWords } from '../../words/dates.js';
import {
  names,
  nothing,
  row,
  runCell,
  type StatusCell,
  type StatusRead,
  type StatusRow,
  type StatusTable,
  type WindowDocument,
  zoneOf,
} from './rows.js';
import { nextOf } from './windows-table.js';

const nodeColumns: readonly Column[] = [
  { title: 'NODE', least: 20, rank: 0 },
  { title: 'NAME', least: 12, good: 18, share: 2, rank: 3 },
  { title: 'GROUP', least: 9, good: 20, share: 2, rank: 1, isNeeded: true },
  { title: 'NEXT RUN', least: 16, good: 25, rank: 2, isNeeded: true, cut: 'end' },
  { title: 'AGENT', least: 9, rank: 4 },
  { title: 'SYSTEM', least: 14, good: 20, rank: 5, cut: 'end' },
  { title: 'WINDOWS', least: 20, share: 2, rank: 6 },
];

/** No window patches it. */
export const neverPatched: StatusCell = { mark: 'warning', text: 'never', meaning: 'warning', key: -1 };

export type NodeDocument = StatusDocument['nodes'][number];

/** The table of all nodes; those that nothing patches are marked. */
export function nodesTable(read: StatusRead): StatusTable {
  return {
    columns: nodeColumns,
    rows: read.document.nodes.map((node) => nodeRow(node, read)),
    empty: isUnread(read.facts.account, 'ssm:DescribeInstanceInformation')
      ? 'These credentials are not allowed to call ssm:DescribeInstanceInformation.'
      : 'No managed nodes. Nodes that are stopped, or lack the agent or its role, are not listed.',
  };
}

function nodeRow(node: NodeDocument, read: StatusRead): StatusRow {
  const { id, name, platform, online, patchGroup, windows } = node;
  const next = firstRun(node, read);
  return row({
    id,
    plan: undefined,
    cells: [
      { text: id },
      { text: name ?? '', short: name?.replace(/\..*/, '') },
      patchGroup === null ? { mark: 'warning', text: 'none', meaning: 'warning', key: '' } : { text: patchGroup },
      runCell(next?.at, next?.timeZone ?? 'UTC', read.now, windows.length === 0 ? neverPatched : nothing),
      online ? { mark: 'done', text: 'online', meaning: 'good' } : { mark: 'failed', text: 'offline', meaning: 'bad' },
      { text: (platform ?? '').replace(/^Microsoft /, '') },
      names(windows, { text: 'none', meaning: 'warning' }),
    ],
    names: [name, id, patchGroup, ...windows],
    about: () => aboutNode(node, read),
  });
}

/** The next run of the windows that patch it. */
export function firstRun({ windows }: { readonly windows: readonly string[] }, { patching }: StatusRead) {
  const runs = windows
    .flatMap((name) => patching.get(name) ?? [])
    .flatMap((window) => {
      const at = nextOf(window);
      return at ? [{ at, timeZone: zoneOf(window.timeZone), window: window.name }] : [];
    });
  return runs.sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}

/** Windows whose targets say nothing of nodes here: that nothing patches one cannot be told for sure. */
export function uncounted({ document }: StatusRead): readonly WindowDocument[] {
  return document.windows.filter(({ enabled, isPatching, nodes }) => enabled && isPatching && nodes === null);
}

function aboutNode({ id, name, online, patchGroup, windows }: NodeDocument, read: StatusRead): string {
  const who = name ?? id;
  const off = online ? '' : ' Its agent is offline: it is patched only if the agent is back by then.';
  if (windows.length > 0) {
    const next = firstRun({ windows }, read);
    if (next === undefined) return `${who} is patched by ${windows[0]}. Its next run is unknown.${off}`;
    const when = momentWords(next.at, { timeZone: next.timeZone, now: read.now });
    return `${who} is next patched by ${next.window}: ${when}.${off}`;
  }
  const others = uncounted(read);
  const perhaps = others.length === 0 ? '' : ` ${others[0]?.name} may patch it: it selects nodes by other tags.`;
  if (patchGroup === null) return `${who} is in no patch group, so no plan patches it.${perhaps}${off}`;
  return `${who} is in ${patchGroup}, which no window patches.${perhaps}${off}`;
}
