/** Findings about nodes: which the windows of a plan would patch, and which nothing would patch any more. */
import { type Finding, warning } from '../account/finding.js';
import { type InventoryWindow, patchGroupsOf, planOf } from '../account/inventory.js';
import { neverAgain } from '../account/never-again.js';
import { sharedNodesWords } from '../account/shared-nodes.js';
import { nodesPerRun } from '../intent/capacity.js';
import { assignCommand, ungroupedCommand } from '../intent/command-line.js';
import { type PlanDocument, patchGroupsIn, taskOf } from '../intent/document.js';
import { counted } from '../text/plural.js';
import type { PlanAccount } from './desired.js';
import { nodesLeft } from './nodes-left.js';
import type { Planned } from './planned.js';

/** What would surprise about the nodes of a plan, as far as they have been counted. */
export function nodeFindings(planned: Planned): Finding[] {
  return [...leftNodes(planned), ...sharedNodes(planned), ...emptyGroups(planned), ...crowdedGroups(planned)];
}

/** The patch groups whose nodes a plan is about: those of its document, and those that its windows patch now. */
export function groupsToCount(document: PlanDocument, { windows }: Pick<PlanAccount, 'windows'>): string[] {
  const now = windows.filter((window) => planOf(window) === document.plan).flatMap(patchGroupsOf);
  return [...new Set([...patchGroupsIn(document), ...now])];
}

/** Nodes of groups that a window of the plan patches now and that no window patches afterwards. */
function leftNodes(planned: Planned): Finding[] {
  const { tagKey } = planned.document;
  return nodesLeft(planned).map(({ group, nodes: { length: count }, nearest }) => {
    const nearestWords = nearest ? ` The nearest wave in time is ${nearest.name}.` : '';
    const message = `${counted(count, 'node')} with ${tagKey} = ${group} will no longer be patched.${nearestWords}`;
    const to = nearest?.patchGroup;
    const command =
      to === undefined
        ? []
        : [`To move them there: ${assignCommand(to, { tagKey, group }, planned.account.connection)}`];
    const nextSteps = ['Tag them with the group of another wave, or keep the wave they are in.', ...command];
    return warning('nodes-left-unpatched', message, nextSteps);
  });
}

/** Nodes that a window of others patches too would be patched twice. */
function sharedNodes({ document, desired: { windows }, account }: Planned): Finding[] {
  // What is taken over is the plan's after this.
  const own = new Set(windows.map(({ existing }) => existing?.id));
  const runsBeside = (window: InventoryWindow) =>
    !own.has(window.id) && neverAgain(window, account.readAt) === undefined;
  const others = { ...account, windows: account.windows.filter(runsBeside) };
  const messages = sharedNodesWords(document.plan, patchGroupsIn(document), others);
  return messages.map((message) => warning('nodes-in-other-window', message));
}

/** Patch groups of the plan that no node is in: their windows would patch nothing. */
function emptyGroups({ document, account }: Planned): Finding[] {
  const { nodes, nodesByTagKey, nodesByGroup } = account;
  const { tagKey } = document;
  const groups = patchGroupsIn(document);
  if (nodes.length === 0 || groups.length === 0) return [];
  const empty = groups.filter((group) => nodesByGroup?.get(group)?.length === 0);
  const inGroups = nodesByGroup && groups.reduce((sum, group) => sum + (nodesByGroup.get(group)?.length ?? 0), 0);
  const nextSteps = [
    `To add nodes that are in no patch group: ${ungroupedCommand(empty && empty.length > 0 ? empty : groups, account.connection)}`,
  ];
  if ((inGroups ?? nodesByTagKey[tagKey]) === 0) {
    const what = nodesByTagKey[tagKey] > 0 ? `a patch group of this plan in its tag ${tagKey}` : `the tag ${tagKey}`;
    const message = `None of the account's nodes (${nodes.length}) has ${what} yet, so no window would patch anything.`;
    return [warning('no-tagged-nodes', message, nextSteps)];
  }
  if (empty.length === 0) return [];
  const idle = document.waves.filter(({ patchGroup }) => empty.includes(patchGroup)).length;
  const message = `No node has ${tagKey} = ${empty.join(' or ')}, so ${idle} of ${document.waves.length} windows would patch nothing.`;
  return [warning('empty-patch-groups', message, nextSteps)];
}

/** A group with more nodes than a run gets through would be patched over several runs, without anybody saying so. */
function crowdedGroups({ document, account: { nodesByGroup } }: Planned): Finding[] {
  return document.waves.flatMap((wave) => {
    const { patchGroup } = wave;
    const nodes = nodesByGroup?.get(patchGroup)?.length ?? 0;
    const capacity = nodesPerRun(taskOf(document, wave), nodes);
    if (capacity === undefined || nodes <= capacity) return [];
    const message = `The patch group "${patchGroup}" has ${nodes} nodes; at about half an hour per node, one run patches about ${capacity}.`;
    const nextSteps = ['Raise --max-concurrency or --duration, or spread the nodes over more groups.'];
    return [warning('patch-group-too-large', message, nextSteps)];
  });
}
