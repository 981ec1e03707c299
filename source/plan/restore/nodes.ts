/** Which former tags nodes get back. */
import { type Finding, warning } from '../account/finding.js';
import type { Fleet } from '../account/fleet.js';
import { type NodePlace, type TagChange, tagOperations } from '../account/tagging.js';
import type { RestorePlan } from './restore.js';

/** The nodes of an account, where a backup has some. */
export interface RestoreNodes {
  readonly fleet: Fleet;
  readonly place: NodePlace;
}

/** The plan with the nodes of a backup. */
export function withNodes(plan: RestorePlan, backedUp: readonly TagChange[], nodes: RestoreNodes): RestorePlan {
  const { operations, kept, findings } = restoreNodes(backedUp, nodes);
  return {
    renamed: plan.renamed,
    kept: plan.kept + kept,
    operations: [...plan.operations, ...operations],
    findings: [...plan.findings, ...findings],
  };
}

/** A node that still carries what it was given gets back what it had; whatever else it carries by now stays. */
function restoreNodes(backedUp: readonly TagChange[], { fleet, place }: RestoreNodes): Omit<RestorePlan, 'renamed'> {
  const known = new Map(fleet.nodes.map((node) => [node.id, node]));
  const changes: TagChange[] = [];
  const findings: Finding[] = [];
  for (const { id, tagKey, before, after } of backedUp) {
    const node = known.get(id);
    const now = node?.tags[tagKey] ?? null;
    if (node === undefined) findings.push(gone(id, tagKey, before));
    else if (now === after) changes.push({ id, tagKey, before: after, after: before });
    else if (now !== before) findings.push(changed(id, tagKey, now));
  }
  return {
    operations: tagOperations(changes, place),
    findings,
    kept: backedUp.length - changes.length - findings.length,
  };
}

function gone(id: string, tagKey: string, before: string | null): Finding {
  const had = before === null ? `no tag ${tagKey}` : `${tagKey} = ${before}`;
  return warning('node-missing', `Node ${id} had ${had}. It is stopped or no longer exists, so it stays as it is.`);
}

function changed(id: string, tagKey: string, now: string | null): Finding {
  const has = now === null ? `no tag ${tagKey}` : `${tagKey} = ${now}`;
  return warning('node-tag-changed', `Node ${id} now has ${has}, so it stays as it is.`);
}
