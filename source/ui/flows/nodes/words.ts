/** What the screens about nodes say. */

import type { Place } from '../../../jobs/job.js';
import type { NodesJobPlan, NodesPlaceEnd } from '../../../jobs/nodes.js';
import { secondsWords } from '../../../plan/account/deeds.js';
import { isPatchingWindow } from '../../../plan/account/documents.js';
import { patchGroupsOf } from '../../../plan/account/inventory.js';
import type { NodeChange } from '../../../plan/nodes/change.js';
import type { NodeGroup } from '../../../plan/nodes/groups.js';
import { nameOf } from '../../../plan/nodes/services.js';
import { counted } from '../../../plan/text/plural.js';
import { columns } from '../../../plan/text/text-table.js';
import type { Column } from '../../lists/table.js';
import { accountWords } from '../../words/account.js';
import { momentOnClocks } from '../../words/dates.js';
import type { Detail } from '../status/detail.js';
import { count, row, runCell, type StatusRow } from '../status/rows.js';
import { countIn } from './asking.js';
import { isAboutAll, type NodesSight } from './sight.js';
import { firstRun, type NodePair } from './table.js';

export const groupColumns: readonly Column[] = [
  { title: 'GROUP', least: 14, good: 34, share: 3, rank: 0 },
  { title: 'PLAN', least: 7, good: 12, rank: 3 },
  { title: 'WAVE', least: 7, good: 12, rank: 4 },
  { title: 'NEXT RUN', least: 16, good: 22, rank: 2, isNeeded: true, cut: 'end' },
  { title: 'NODES', least: 5, rank: 1, isNumber: true, isNeeded: true },
];

/** The row that takes nodes off their groups. */
export const noGroup = '';

/** @param nodes as they are decided, where not as the table has them */
export function groupRows(sight: NodesSight, now: Date, after: NodesSight = sight): readonly StatusRow[] {
  return sight.groups.map((group) => {
    const next = firstRun(windowsOf(group, sight));
    return row({
      id: group.name,
      plan: group.plan,
      cells: [
        { text: group.name },
        group.plan === undefined ? { text: 'others', meaning: 'muted' } : { text: group.plan },
        { text: group.wave ?? '' },
        runCell(next?.at, next?.timeZone ?? 'UTC', now, { mark: 'warning', text: 'none', meaning: 'warning' }),
        count(countIn(group, after)),
      ],
      names: [],
      about: () => `Nodes get the tag ${group.tagKeys[0]} = ${group.name}.`,
    });
  });
}

function windowsOf({ name }: NodeGroup, { account }: NodesSight) {
  return account.windows.filter(
    (window) => window.enabled && isPatchingWindow(window) && patchGroupsOf(window).includes(name),
  );
}

/** All that is known of a node. */
export function nodeDetails({ before, after }: NodePair, now: Date, ownZone: string): readonly Detail[] {
  const { node, service, windows, tagKey } = after;
  const next = firstRun(windows);
  const details: readonly Detail[] = [
    { label: 'Node', lines: [node.id] },
    { label: 'Name', lines: nameOf(node) ? [nameOf(node) ?? ''] : [] },
    { label: 'System', lines: [[node.platformName, node.platformVersion].filter(Boolean).join(' ')] },
    {
      label: 'Agent',
      lines: [
        node.isOnline
          ? 'online'
          : `offline${node.lastSeen ? ` since ${momentOnClocks(node.lastSeen, { timeZone: 'UTC', now, ownZone }, 99)}` : ''}`,
      ],
      meaning: node.isOnline ? 'good' : 'bad',
    },
    { label: 'Service', lines: service ? [service] : [] },
    {
      label: 'Patch group',
      lines: [
        before.group === after.group ? (after.group ?? 'none') : `${before.group ?? 'none'} → ${after.group ?? 'none'}`,
        ...(tagKey ? [`by tag ${tagKey}`] : []),
      ],
      meaning: after.group === undefined ? 'warning' : 'plain',
    },
    { label: 'Next run', lines: [next ? momentOnClocks(next.at, { ...next, now, ownZone }, 99) : 'never'] },
    { label: 'Windows', lines: windows.map(({ name, id }) => `${name} (${id})`) },
    { label: 'Tags', lines: Object.entries(node.tags).map(([key, value]) => `${key} = ${value}`) },
  ];
  return details.filter(({ lines }) => lines.length > 0);
}

/** `i-0abc  web-7  none → dev`: what changes, node by node. */
export function changeLines(changes: readonly NodeChange[]): readonly string[] {
  return columns(
    changes.map(({ node, before, after, tagKey }) => [
      node.id,
      nameOf(node) ?? '',
      `${before ?? 'none'} → ${after ?? 'none'}`,
      tagKey,
    ]),
  );
}

/** What has to be typed: that all nodes are meant, where they are, then `yes`. */
export function nodesConfirmation(sight: NodesJobPlan, { account, region, profile }: Place, isSure: boolean) {
  const where = profile === undefined ? accountWords(account) : `${profile} (${accountWords(account)})`;
  const explanation = 'Nothing has been changed yet.';
  const nodes = nodesWords(sight);
  return isAboutAll(sight) && !isSure
    ? {
        question: `These are all ${sight.fleet.nodes.length} nodes in ${where}, ${region}. Type all to continue.`,
        explanation,
        expected: 'all',
      }
    : { question: `Type yes to change the group of ${nodes} in ${where}, ${region}.`, explanation, expected: 'yes' };
}

/** `5 nodes` */
export function nodesWords({ changes }: Pick<NodesJobPlan, 'changes'>): string {
  return counted(new Set(changes.map(({ id }) => id)).size, 'node');
}

/** The title of the end. */
export function doneTitle({ plan, isComplete, unchanged = [] }: NodesPlaceEnd, seconds: number): string {
  const all = nodesWords(plan);
  if (isComplete) return `Done: ${all} updated in ${secondsWords(seconds)}.`;
  const left = new Set(unchanged.map(({ id }) => id));
  return `Not complete: ${plan.changes.filter(({ id }) => !left.has(id)).length} of ${all} updated.`;
}
