/** The nodes of an account as one document for programs, and in rows and sentences for people. */
import { printable } from '../../printable.js';
import { instantText } from '../../schedule/calendar.js';
import { localTime } from '../../schedule/zone.js';
import type { Fleet } from '../account/fleet.js';
import { type AccountIdentity, nextRunOf } from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import { unreadOf, unreadWords } from '../calls/refused.js';
import { counted, isOrAre } from '../text/plural.js';
import { columns } from '../text/text-table.js';
import { nodeGroups } from './groups.js';
import { type NodeProblem, type NodeRow, nodeProblems, nodeRows } from './rows.js';
import { nameOf } from './services.js';

/** What is read for the list of nodes. */
export interface NodesFacts {
  readonly account: OwnedInventory;
  readonly fleet: Fleet;
  /** Only nodes in groups of this plan. */
  readonly plan?: string | undefined;
}

export type NodesDocument = ReturnType<typeof nodesDocument>;

/** The document of the contract (`nodes --json`), without its version; nodes in the order of the account. */
export function nodesDocument(facts: NodesFacts, { account: id, region }: Pick<AccountIdentity, 'account' | 'region'>) {
  const { account, plan } = facts;
  const rows = rowsOf(facts);
  const groups = nodeGroups(account, plan);
  const others = rows.flatMap(({ group }) =>
    group === undefined || groups.some(({ name }) => name === group) ? [] : [group],
  );
  return {
    account: id,
    region,
    nodes: rows.map(nodeMembers),
    /** Those that something patches, and those that nodes carry all the same. */
    groups: [...groups, ...[...new Set(others)].sort().map((name) => ({ name, plan: undefined, wave: undefined }))].map(
      ({ name, plan, wave }) => ({
        name,
        plan: plan ?? null,
        wave: wave ?? null,
        nodes: rows.filter(({ group }) => group === name).length,
      }),
    ),
    /** What these credentials are not allowed to read, and what is unknown because of that. */
    unread: unreadIn(facts).map(({ action, unknown }) => ({ action, unknown })),
  };
}

function rowsOf({ account, fleet, plan }: NodesFacts): NodeRow[] {
  const rows = nodeRows(account, fleet);
  if (plan === undefined) return rows;
  const names = new Set(nodeGroups(account, plan).map(({ name }) => name));
  return rows.filter(({ group }) => group !== undefined && names.has(group));
}

function unreadIn({ account, fleet }: NodesFacts) {
  return [...(account.unread ?? []), ...unreadOf(fleet.tagsRefused?.refused ?? [])];
}

function nodeMembers({ node, group, tagKey, windows, nextRun, service, problems }: NodeRow) {
  return {
    id: node.id,
    name: node.name ?? null,
    platform: platformOf(node) || null,
    /** Whether its agent answers. */
    online: node.isOnline,
    /** ISO 8601 in UTC: when its agent was heard last. */
    lastSeen: node.lastSeen ? instantText(node.lastSeen) : null,
    patchGroup: group ?? null,
    /** The tag that says so. */
    tagKey: tagKey ?? null,
    /** Names of the patching windows that are switched on and mean it, as far as that can be told. */
    windows: windows.map(({ name }) => name),
    /** ISO 8601 in UTC. */
    nextRun: nextRun ? instantText(nextRun) : null,
    /** What it looks to be one of: an Auto Scaling group, or a name with `*` for digits. */
    service: service ?? null,
    tags: node.tags,
    problems,
  };
}

function platformOf({ platformName, platformVersion }: NodeRow['node']): string {
  return [platformName, platformVersion].filter(Boolean).join(' ');
}

const titles = ['GROUP', 'NODE', 'SYSTEM', 'NAME', 'ONLINE', 'WINDOWS', 'NEXT RUN'];

/** The lines of `nodes`: a table, those in no group first, and what is wrong in counted sentences. */
export function nodesText(facts: NodesFacts): string[] {
  const rows = rowsOf(facts);
  const unread = unreadIn(facts);
  const inGroups = rows.filter(({ group }) => group !== undefined).length;
  const table = inOrder(rows).map(textRow);
  return [
    ...(table.length > 0 ? ['', ...columns([titles, ...table]), ''] : []),
    `${counted(rows.length, 'node')}, ${inGroups} in a group. Stopped nodes are not listed.`,
    ...nodeProblems.flatMap((problem) => {
      const count = rows.filter(({ problems }) => problems.includes(problem)).length;
      return count === 0 ? [] : [`! ${counted(count, 'node')} ${isOrAre(count)} ${problemWords[problem]}.`];
    }),
    ...(unread.length > 0 ? [printable(unreadWords(unread))] : []),
  ];
}

/** What is wrong with nodes, after `2 nodes are`. */
export const problemWords: Readonly<Record<NodeProblem, string>> = {
  'no-group': 'in no group',
  'unpatched-group': 'in a group that no window patches',
  'switched-off': 'in a group whose windows are switched off',
  'several-windows': 'patched by more than one window',
  'other-tag-key': 'tagged with a patch group key that the windows do not read',
  offline: 'offline',
};

function inOrder(rows: readonly NodeRow[]): NodeRow[] {
  const key = ({ group = '', node }: NodeRow) => `${group}\n${nameOf(node) ?? ''}\n${node.id}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function textRow({ node, group, windows, nextRun, problems }: NodeRow): string[] {
  const seen = node.lastSeen ? `no, since ${instantText(node.lastSeen)}` : 'no';
  const next = windows.find((window) => nextRunOf(window)?.getTime() === nextRun?.getTime());
  const none = problems.includes('switched-off') ? '(switched off)' : 'none';
  return [
    group ?? '– none –',
    node.id,
    platformOf(node),
    nameOf(node) ?? '',
    node.isOnline ? 'yes' : seen,
    windows.map(({ name }) => name).join(', ') || none,
    nextRun && next ? localTime(nextRun, next.timeZone ?? 'UTC') : 'never',
  ].map(printable);
}
