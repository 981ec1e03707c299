/** What is decided about nodes on the way to a plan: carried out with it, after everything else. */

import type { Place } from '../../../jobs/job.js';
import { nodePlace } from '../../../jobs/nodes.js';
import type { TagChange } from '../../../plan/account/tagging.js';
import { type PlanDocument, patchGroupsIn } from '../../../plan/intent/document.js';
import { instructionsOf } from '../../../plan/nodes/change.js';
import { planNodes } from '../../../plan/nodes/nodes-plan.js';
import { accountAfter } from '../../../plan/setup/account-after.js';
import { nodesLeft } from '../../../plan/setup/nodes-left.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { counted } from '../../../plan/text/plural.js';
import type { HubChoices } from './steps.js';

/** A node, and the group that it gets. */
export type NodeMove = Pick<TagChange, 'id' | 'after'>;

/** What is decided about nodes, as far as the plan still has the groups. */
export function nodesWanted({ nodes }: Pick<HubChoices, 'nodes'>, document: PlanDocument) {
  const groups = new Set<string | null>(patchGroupsIn(document));
  return nodes?.changes.filter(({ after }) => after === null || groups.has(after));
}

/** Where nodes could go that nothing patches any more after what is decided. */
export function movesOffered(plan: SetupPlan): readonly NodeMove[] {
  return nodesLeft(plan).flatMap(({ nodes, nearest }) =>
    nearest ? nodes.map(({ id }) => ({ id, after: nearest.patchGroup })) : [],
  );
}

/** `Without these, nothing patches 4 nodes. Press n on the plan to move them to test.` */
export function leftWords(plan: SetupPlan): string | undefined {
  const left = nodesLeft({ ...plan, consent: { ...plan.consent, prune: true } });
  const count = left.reduce((sum, { nodes }) => sum + nodes.length, 0);
  const waves = [...new Set(left.flatMap(({ nearest }) => nearest?.name ?? []))];
  const offer = waves.length > 0 ? ` Press n on the plan to move them to ${waves.join(', ')}.` : '';
  return count === 0 ? undefined : `Without these, nothing patches ${counted(count, 'node')}.${offer}`;
}

/** The plan with the calls that tag nodes; those for groups that it no longer has are left out. */
export function withNodes(plan: SetupPlan, { nodes }: Pick<HubChoices, 'nodes'>, place: Place): SetupPlan {
  if (nodes === undefined) return plan;
  const wanted = nodesWanted({ nodes }, plan.document) ?? [];
  const options = { plan: plan.document.plan, identity: nodePlace(place) };
  const { changes, operations, findings } = planNodes(instructionsOf(wanted), accountAfter(plan), nodes.fleet, options);
  const moved = new Set(changes.flatMap(({ id, after }) => (after === null ? [] : [id])));
  const isSolved = nodesLeft(plan).every((left) => left.nodes.every(({ id }) => moved.has(id)));
  const before = plan.operations.map(({ id }) => id);
  return {
    ...plan,
    nodes: { changes, fleet: nodes.fleet },
    operations: [...plan.operations, ...operations.map((each) => ({ ...each, dependsOn: before }))],
    findings: [...plan.findings.filter(({ code }) => !isSolved || code !== 'nodes-left-unpatched'), ...findings],
  };
}
