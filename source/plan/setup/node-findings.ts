/** Findings about nodes: which the windows of a plan would patch, and which nothing would patch any more. */
import { tagCommand } from '../account/aws-commands.js';
import type { Finding } from '../account/finding.js';
import { isPatchingWindow, patchGroupsOf, planOf } from '../account/inventory.js';
import { sharedNodesWords } from '../account/shared-nodes.js';
import { nodesPerRun } from '../intent/capacity.js';
import type { PlanDocument } from '../intent/document.js';
import { plural } from '../text/plural.js';
import type { PlanAccount } from './desired.js';
import type { Planned } from './planned.js';

type NodesPlanned = Pick<Planned, 'desired' | 'account' | 'leftovers' | 'consent' | 'region'>;

/** What would surprise about the nodes of a plan, as far as they have been counted. */
export function nodeFindings(planned: NodesPlanned): Finding[] {
  return [...nodesLeft(planned), ...sharedNodes(planned), ...emptyGroups(planned), ...crowdedGroups(planned)];
}

/** The patch groups whose nodes a plan is about: those of its document, and those that its windows patch now. */
export function groupsToCount({ plan, waves }: PlanDocument, { windows }: Pick<PlanAccount, 'windows'>): string[] {
  const now = windows.filter((window) => planOf(window) === plan).flatMap(patchGroupsOf);
  return [...new Set([...waves.map(({ patchGroup }) => patchGroup), ...now])];
}

/** Nodes of groups that a window of the plan patches now and that no window patches afterwards. */
function nodesLeft({ desired, account, leftovers, consent }: NodesPlanned): Finding[] {
  const { plan, tagKey, waves } = desired.document;
  const going = new Set(consent.prune ? leftovers.map(({ id }) => id) : []);
  const changed = new Set(desired.windows.flatMap(({ existing }) => existing?.id ?? []));
  const patching = account.windows.filter((window) => window.enabled && isPatchingWindow(window));
  const afterwards = new Set([
    ...waves.map(({ patchGroup }) => patchGroup),
    ...patching.filter(({ id }) => !going.has(id) && !changed.has(id)).flatMap(patchGroupsOf),
  ]);
  const now = new Set(patching.filter((window) => planOf(window) === plan).flatMap(patchGroupsOf));
  return [...now].flatMap((group) => {
    const count = account.nodesByGroup?.get(group)?.length ?? 0;
    if (count === 0 || afterwards.has(group)) return [];
    const verb = count === 1 ? 'is' : 'are';
    return [
      {
        severity: 'warning' as const,
        code: 'nodes-left-unpatched',
        message: `${count} ${plural(count, 'node')} with ${tagKey} = ${group} ${verb} patched by nothing any more after this.`,
        nextSteps: ['Tag them with the group of another wave, or keep the wave that they are in.'],
      },
    ];
  });
}

/** Nodes that a window of others patches too would be patched twice. */
function sharedNodes({ desired: { document, windows }, account }: NodesPlanned): Finding[] {
  const groups = [...new Set(windows.map(({ wave }) => wave.patchGroup))];
  // What is taken over is the plan's after this.
  const own = new Set(windows.map(({ existing }) => existing?.id));
  const others = { ...account, windows: account.windows.filter(({ id }) => !own.has(id)) };
  return sharedNodesWords(document.plan, groups, others).map((message) => ({
    severity: 'warning',
    code: 'nodes-in-other-window',
    message,
    nextSteps: [],
  }));
}

/** Patch groups of the plan that no node is in: their windows would patch nothing. */
function emptyGroups({ desired, account, region }: NodesPlanned): Finding[] {
  const nodes = account.nodes.length;
  const { tagKey, waves } = desired.document;
  if (nodes === 0 || waves.length === 0) return [];
  const { nodesByTagKey, nodesByGroup } = account;
  const groups = [...new Set(waves.map(({ patchGroup }) => patchGroup))];
  const empty = groups.filter((group) => nodesByGroup?.get(group)?.length === 0);
  const inGroups = nodesByGroup && groups.reduce((sum, group) => sum + (nodesByGroup.get(group)?.length ?? 0), 0);
  const nextSteps = [`Tag nodes, e.g.: ${tagCommand(tagKey, empty[0] ?? groups[0] ?? '', region)}`];
  if ((inGroups ?? nodesByTagKey[tagKey]) === 0) {
    const what = nodesByTagKey[tagKey] > 0 ? `a patch group of this plan in its tag ${tagKey}` : `the tag ${tagKey}`;
    const message = `None of the account's nodes (${nodes}) carries ${what} yet, so no window would patch anything.`;
    return [{ severity: 'warning', code: 'no-tagged-nodes', message, nextSteps }];
  }
  if (empty.length === 0) return [];
  const message = `No node carries ${tagKey} = ${empty.join(', ')}: ${empty.length} of ${groups.length} windows would patch nothing.`;
  return [{ severity: 'warning', code: 'empty-patch-groups', message, nextSteps }];
}

/** A group with more nodes than a run gets through would be patched over several runs, without anybody saying so. */
function crowdedGroups({ desired, account: { nodesByGroup } }: NodesPlanned): Finding[] {
  return desired.windows.flatMap(({ wave: { patchGroup }, definition, task }) => {
    const nodes = nodesByGroup?.get(patchGroup)?.length ?? 0;
    const capacity = nodesPerRun(
      { maxConcurrency: task.MaxConcurrency, durationHours: definition.Duration, cutoffHours: definition.Cutoff },
      nodes,
    );
    if (capacity === undefined || nodes <= capacity) return [];
    return [
      {
        severity: 'warning' as const,
        code: 'patch-group-too-large',
        message: `The patch group "${patchGroup}" has ${nodes} nodes; at about half an hour a node, one run gets through about ${capacity}.`,
        nextSteps: ['Raise --max-concurrency or --duration, or spread the nodes over more groups.'],
      },
    ];
  });
}
