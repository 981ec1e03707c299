/** The table of nodes: in which group each is and which one it gets, its tags, what patches it and when. */
import { isUnread, nextRunOf } from '../../../plan/account/inventory.js';
import type { NodeProblem, NodeRow } from '../../../plan/nodes/rows.js';
import { nodeRows } from '../../../plan/nodes/rows.js';
import { nameOf } from '../../../plan/nodes/services.js';
import { counted } from '../../../plan/text/plural.js';
import type { Column } from '../../lists/table.js';
import { clockWords, momentWords } from '../../words/dates.js';
import {
  names,
  nothing,
  row,
  runCell,
  type StatusCell,
  type StatusRow,
  type StatusTable,
  zoneOf,
} from '../status/rows.js';
import type { NodesSight } from './sight.js';

/** A node as it is and as it will be. */
export interface NodePair {
  readonly before: NodeRow;
  readonly after: NodeRow;
}

/** All nodes, in their order. */
export function nodePairs({ account, fleet, afterwards }: NodesSight): readonly NodePair[] {
  const after = nodeRows(account, afterwards);
  return nodeRows(account, fleet).map((before, index) => ({ before, after: after[index] ?? before }));
}

/** Tags that have a column of their own, at the most. */
const mostTagColumns = 2;

/** The tags that tell most about nodes: most of them carry one of a few values. */
export function tellingTags({ fleet: { nodes } }: Pick<NodesSight, 'fleet'>): readonly string[] {
  const values = new Map<string, string[]>();
  for (const { tags } of nodes)
    for (const [key, value] of Object.entries(tags))
      if (!isToldElsewhere(key)) values.set(key, [...(values.get(key) ?? []), value]);
  return [...values]
    .map(([key, all]) => ({ key, carried: all.length, distinct: new Set(all).size }))
    .filter(({ carried, distinct }) => distinct > 1 && distinct <= carried / 2 && carried > nodes.length / 3)
    .sort((a, b) => b.carried - a.carried || a.distinct - b.distinct)
    .slice(0, mostTagColumns)
    .map(({ key }) => key);
}

function isToldElsewhere(key: string): boolean {
  return key === 'Name' || key.startsWith('aws:') || /^Patch ?Group$/.test(key);
}

/** @param marked ids of the nodes that are marked */
export function nodesTable(
  sight: NodesSight,
  pairs: readonly NodePair[],
  marked: ReadonlySet<string>,
  now: Date,
): StatusTable {
  const tags = tellingTags(sight);
  const columns: readonly Column[] = [
    { title: 'GROUP', least: 14, good: 20, share: 3, rank: 0 },
    { title: 'NAME', least: 10, good: 14, share: 2, rank: 1 },
    { title: 'NEXT RUN', least: 16, good: 22, share: 2, rank: 2, isNeeded: true, cut: 'end' },
    { title: 'NODE', least: 19, rank: 3 },
    ...tags.map((key, index): Column => ({ title: key.toUpperCase(), least: 5, good: 10, rank: 4 + index })),
    { title: 'AGENT', least: 9, good: 22, rank: 6, cut: 'end' },
    { title: 'SYSTEM', least: 14, good: 20, rank: 7, cut: 'end' },
    { title: 'WINDOWS', least: 16, share: 2, rank: 8 },
  ];
  return {
    columns,
    rows: pairs.map((pair) => nodeRow(pair, tags, marked.has(pair.before.node.id), now)),
    empty: isUnread(sight.account, 'ssm:DescribeInstanceInformation')
      ? 'These credentials are not allowed to call ssm:DescribeInstanceInformation.'
      : 'No managed nodes. Nodes that are stopped, or lack the agent or its role, are not listed.',
  };
}

function nodeRow(pair: NodePair, tags: readonly string[], isMarked: boolean, now: Date): StatusRow {
  const { node, service, windows } = pair.after;
  const { id, platformName = '' } = node;
  const name = nameOf(node);
  return row({
    id,
    plan: undefined,
    cells: [
      { ...groupCell(pair), mark: isMarked ? 'on' : 'off' },
      name === undefined ? { text: id, meaning: 'muted' } : { text: name, short: name.replace(/\..*/, '') },
      nextRunCell(pair.after, now),
      { text: id },
      ...tags.map((key) => (node.tags[key] === undefined ? nothing : { text: node.tags[key] })),
      agentCell(pair.after, now),
      { text: platformName.replace(/^Microsoft /, '') },
      windowsCell(pair.after),
    ],
    names: [
      name,
      id,
      service,
      ...windows.map((each) => each.name),
      ...Object.entries(node.tags).map(([key, value]) => `${key}=${value}`),
    ],
    about: () => aboutNode(pair, now),
  });
}

const none = 'none';

/** `none`, or with what is decided: `none → dev`. */
function groupCell({ before, after }: NodePair): StatusCell {
  const now = before.group ?? none;
  const key = before.group?.toLowerCase() ?? '';
  if (after.group !== before.group) {
    const to = after.group ?? none;
    return { text: `${now} → ${to}`, short: `→ ${to}`, meaning: 'good', key };
  }
  return { text: now, meaning: before.group === undefined ? 'warning' : 'plain', key };
}

const neverPatched: StatusCell = { mark: 'warning', text: 'never', meaning: 'warning', key: -1 };

function nextRunCell({ problems, windows }: NodeRow, now: Date): StatusCell {
  if (problems.includes('no-group') && windows.length === 0) return neverPatched;
  if (problems.includes('unpatched-group')) return { ...neverPatched, text: 'never: no window' };
  if (problems.includes('switched-off')) return { ...neverPatched, text: 'switched off' };
  const next = firstRun(windows);
  return runCell(next?.at, next?.timeZone ?? 'UTC', now, nothing);
}

/** The next run of these windows. */
export function firstRun(windows: NodeRow['windows']) {
  const runs = windows.flatMap((window) => {
    const at = nextRunOf(window);
    return at ? [{ at, timeZone: zoneOf(window.timeZone), window: window.name }] : [];
  });
  return runs.sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}

function agentCell({ node }: NodeRow, now: Date): StatusCell {
  const { isOnline, lastSeen } = node;
  if (isOnline) return { mark: 'done', text: 'online', meaning: 'good' };
  const since = lastSeen ? ` since ${clockWords(lastSeen, { timeZone: 'UTC', now })} UTC` : '';
  return { mark: 'failed', text: `offline${since}`, short: 'offline', meaning: 'bad', key: lastSeen?.getTime() ?? 0 };
}

function windowsCell({ windows, problems }: NodeRow): StatusCell {
  const all = names(
    windows.map(({ name }) => name),
    { text: none, meaning: 'warning' },
  );
  return problems.includes('several-windows') ? { ...all, mark: 'warning', meaning: 'warning' } : all;
}

/** What is wrong with a node, or when it is patched next. */
export function aboutNode({ before, after }: NodePair, now: Date): string {
  const { node, tagKey, windows, problems } = after;
  const next = firstRun(windows);
  const who = nameOf(node) ?? node.id;
  const change =
    after.group === before.group ? '' : `${before.group ?? none} → ${after.group ?? none} once you confirm. `;
  const when = next ? `${who} is next patched by ${next.window}: ${momentWords(next.at, { ...next, now })}.` : '';
  const sentences: Record<NodeProblem, string> = {
    'no-group': `${who} is in no patch group${windows.length === 0 ? ', so no plan patches it' : ''}.`,
    'unpatched-group': `${who} is in ${after.group}, which no window patches.`,
    'switched-off': `Every window that patches ${who} is switched off.`,
    'several-windows': `${counted(windows.length, 'window')} patch it.`,
    'other-tag-key': tagWords(node, tagKey),
    offline: 'Its agent is offline: it is patched only if the agent is back by then.',
  };
  return [change + when, ...problems.map((problem) => sentences[problem])].filter(Boolean).join(' ');
}

/** Which of the two tags it has, where its group's windows do not read them all. */
function tagWords({ tags }: NodeRow['node'], tagKey: NodeRow['tagKey']): string {
  const keys = ['PatchGroup', 'Patch Group'] as const;
  const [first, second] = keys.flatMap((key) => (tags[key] === undefined ? [] : [`${key} = ${tags[key]}`]));
  if (second !== undefined) return `It has two tags for groups: ${first} and ${second}.`;
  return `It has the tag ${tagKey}, but its group's windows read ${keys.find((key) => key !== tagKey)}.`;
}

/** `8 of 12 in a group · 5 to change · 1 offline · without stopped nodes` */
export function summaryWords(pairs: readonly NodePair[], marked: number): string {
  const grouped = pairs.filter(({ after }) => after.group !== undefined).length;
  const changing = pairs.filter(({ before, after }) => before.group !== after.group).length;
  const counts: readonly (readonly [number, string])[] = [
    [marked, 'marked'],
    [changing, 'to change'],
    [pairs.filter(({ after }) => after.group && after.problems.some(isUnpatched)).length, 'in unpatched groups'],
    [pairs.filter(({ after }) => after.problems.includes('several-windows')).length, 'in several windows'],
    [pairs.filter(({ after }) => after.problems.includes('offline')).length, 'offline'],
  ];
  const told = counts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]));
  return [`${grouped} of ${pairs.length} in a group`, ...told, 'without stopped nodes'].join(' · ');
}

function isUnpatched(problem: NodeProblem): boolean {
  return problem === 'unpatched-group' || problem === 'switched-off';
}
