/** All that is known of a node. */
import { operatingSystemOfNode } from '../../../plan/baseline/operating-system.js';
import { cityWords, momentOnClocks } from '../../words/dates.js';
import { approves } from './baselines-table.js';
import type { Detail } from './detail.js';
import { firstRun, type NodeDocument, uncounted } from './nodes-table.js';
import { type StatusRead, zoneOf } from './rows.js';
import { nextOf } from './windows-table.js';

/** What it is, in which group, what patches it, when, and with which rules. */
export function nodeDetails(node: NodeDocument, read: StatusRead, ownZone: string): readonly Detail[] {
  const { id, name, platform, online, patchGroup, windows } = node;
  const next = firstRun(node, read);
  const others = uncounted(read);
  return [
    { label: 'Node', lines: [id] },
    { label: 'Name', lines: name === null ? [] : [name] },
    { label: 'System', lines: [platform ?? 'unknown'] },
    {
      label: 'Agent',
      lines: [online ? 'online' : 'offline: the node is patched only if it is back by the next run'],
      meaning: online ? 'good' : 'bad',
    },
    {
      label: 'Patch group',
      lines: patchGroup === null ? ['none: no plan patches it'] : [patchGroup, ...tagLines(node, read)],
      meaning: patchGroup === null ? 'warning' : 'plain',
    },
    {
      label: 'Next run',
      lines: [next ? momentOnClocks(next.at, { ...next, now: read.now, ownZone }, Number.POSITIVE_INFINITY) : 'never'],
      meaning: next ? 'plain' : 'warning',
    },
    { label: 'Windows', lines: windows.flatMap((each) => windowLines(each, read)) },
    {
      label: 'Possibly',
      lines: others.map((window) => `${window.name}: it selects nodes by tags that were not read`),
      meaning: 'muted',
    },
    { label: 'Rules', lines: rulesOf(node, read) },
  ];
}

/** `tag Patch Group` */
function tagLines({ id, patchGroup }: NodeDocument, { facts }: StatusRead): readonly string[] {
  const tags = (['PatchGroup', 'Patch Group'] as const).filter((tag) =>
    facts.account.nodesByTag[tag].get(patchGroup ?? '')?.some((node) => node.id === id),
  );
  return tags.map((tag) => `by tag ${tag}`);
}

/** `web-prod (mw-…): Sat 19 Dec 22:00 Paris (in 23 days)` */
export function windowLines(name: string, { patching, now }: StatusRead): readonly string[] {
  return (patching.get(name) ?? []).map((window) => {
    const next = nextOf(window);
    const clock = { timeZone: zoneOf(window.timeZone), now, ownZone: 'UTC' };
    const when = next
      ? momentOnClocks(next, clock, Number.POSITIVE_INFINITY)
      : `no date in ${cityWords(clock.timeZone)}`;
    return `${name} (${window.id}): ${when}`;
  });
}

/** The baseline of its system, as its group has it; without one it is the default. */
function rulesOf({ id, patchGroup }: NodeDocument, { facts, document }: StatusRead): readonly string[] {
  const known = facts.account.nodes.find((node) => node.id === id);
  const system = known && operatingSystemOfNode(known);
  const registered = facts.account.patchGroups.find(
    (each) => each.patchGroup === patchGroup && each.operatingSystem === system,
  );
  if (registered === undefined) {
    const why = patchGroup === null ? 'the node is in no group' : 'its group has none for its system';
    return [`the default baseline: ${why}`];
  }
  const baseline = document.baselines.find((each) => each.id === registered.baselineId);
  return [`${registered.baselineName}${baseline ? `: ${approves(baseline)}` : ''}`, registered.baselineId];
}
