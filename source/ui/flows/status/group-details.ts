/** All that is known of a patch group. */
import { nodesInGroup } from '../../../plan/account/targeted-nodes.js';
import { counted } from '../../../plan/text/plural.js';
import { momentOnClocks } from '../../words/dates.js';
import { approves } from './baselines-table.js';
import type { Detail } from './detail.js';
import { type GroupDocument, windowsOf } from './groups-table.js';
import { windowLines } from './node-details.js';
import { firstRun } from './nodes-table.js';
import { nodeWords, type StatusRead } from './rows.js';

/** Its nodes, what patches them and when, with which rules, and what AWS knows of missing patches. */
export function groupDetails(group: GroupDocument, read: StatusRead, ownZone: string): readonly Detail[] {
  const windows = [...new Set(windowsOf(group, read).map(({ name }) => name))];
  const next = firstRun({ windows }, read);
  return [
    { label: 'Patch group', lines: [group.name] },
    {
      label: 'Next run',
      lines: [next ? momentOnClocks(next.at, { ...next, now: read.now, ownZone }, Number.POSITIVE_INFINITY) : 'never'],
      meaning: next ? 'plain' : 'warning',
    },
    {
      label: 'Windows',
      lines: windows.length === 0 ? ['none that is switched on'] : windows.flatMap((name) => windowLines(name, read)),
      meaning: windows.length === 0 ? 'warning' : 'plain',
    },
    { label: 'Patches', lines: complianceLines(group) },
    { label: 'Rules', lines: rulesOf(group, read) },
    { label: 'Nodes', lines: nodesOf(group, read) },
  ];
}

function complianceLines({ compliance }: GroupDocument): readonly string[] {
  if (compliance === null) return ['unknown: no node has reported to AWS yet'];
  const { nodes, withMissingPatches, withFailedPatches, withPendingReboot } = compliance;
  return [
    `${counted(nodes, 'node')} with patch data: ${withMissingPatches} with missing patches, ${withFailedPatches} with failed patches, ${withPendingReboot} waiting for a reboot`,
  ];
}

function rulesOf({ baselines: ids }: GroupDocument, { document }: StatusRead): readonly string[] {
  if (ids.length === 0) return ['the default baseline of each system: none is registered for this group'];
  return ids.flatMap((id) => {
    const baseline = document.baselines.find((each) => each.id === id);
    return [`${baseline ? `${baseline.name}: ${approves(baseline)}` : 'a baseline that is not listed'}`, id];
  });
}

function nodesOf({ name, nodes }: GroupDocument, { facts }: StatusRead): readonly string[] {
  if (nodes === null) return ['these credentials are not allowed to read them'];
  const found = nodesInGroup(name, facts.account.nodesByTag);
  return found.length === 0 ? ['none has this group in its tag'] : found.map(nodeWords);
}
