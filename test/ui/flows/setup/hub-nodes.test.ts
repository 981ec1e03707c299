/** Nodes on the way to a plan: what is decided about them is carried out with it, whatever its other answers become. */
import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../../source/plan/account/ownership.js';
import { noConsent } from '../../../../source/plan/setup/consent.js';
import { nothingTakenOver } from '../../../../source/plan/setup/desired.js';
import { planSetup } from '../../../../source/plan/setup/setup-plan.js';
import { leftWords, movesOffered, withNodes } from '../../../../source/ui/flows/setup/hub-nodes.js';
import { codec } from '../../../helpers/codec.js';
import { now } from '../../../helpers/planning.js';
import { account, fleetNode } from '../../../plan/nodes/fleets.js';
import { place } from '../opened.js';

const nodes = [fleetNode('web-1', { PatchGroup: 'dev' }), fleetNode('web-2', { PatchGroup: 'dev' }), fleetNode('db-1')];
const [web1, web2, db] = nodes.map(({ id }) => id) as [string, string, string];
const fleet = { nodes };
const there = {
  ...account(['dev', 'prod']),
  nodes,
  nodesByGroup: new Map([['dev', nodes.slice(0, 2)]]),
};

function planFor(waves: readonly string[], consent = noConsent) {
  const content = recordOf('web', account(waves))?.content;
  if (content?.kind !== 'document') throw new Error('the account has no plan');
  return planSetup({ document: content.document, takenOver: nothingTakenOver }, there, { codec, now, consent });
}

const changes = [
  { id: db, tagKey: 'PatchGroup', before: null, after: 'prod' },
  { id: web1, tagKey: 'PatchGroup', before: 'dev', after: 'gone' },
];

describe('nodes on the hub', () => {
  it('are tagged after everything else, into groups that the plan has', () => {
    const plan = planFor(['dev', 'prod', 'test']);
    const whole = withNodes(plan, { nodes: { changes, fleet } }, place);
    expect(whole.nodes?.changes.map(({ id, after }) => [id, after])).toEqual([[db, 'prod']]);
    const added = whole.operations.slice(plan.operations.length);
    expect(added).toMatchObject([{ kind: 'TagResources', dependsOn: plan.operations.map(({ id }) => id) }]);
    // A group that is only made by this.
    const test = withNodes(
      plan,
      { nodes: { changes: [{ ...changes[0], id: db, after: 'test' } as never], fleet } },
      place,
    );
    expect(test.nodes?.changes).toMatchObject([{ id: db, after: 'test' }]);
    expect(withNodes(plan, { nodes: undefined }, place)).toBe(plan);
  });

  it('that lose their window are offered the wave nearest in time, which solves it', () => {
    const kept = planFor(['prod']);
    expect(leftWords(kept)).toBe('Without these, nothing patches 2 nodes. Press n on the plan to move them to prod.');
    expect(movesOffered(kept)).toEqual([]);
    const plan = planFor(['prod'], { ...noConsent, prune: true });
    const moves = movesOffered(plan);
    expect(moves).toEqual([web1, web2].map((id) => ({ id, after: 'prod' })));
    const codes = ({ findings }: typeof plan) => findings.map(({ code }) => code);
    expect(codes(plan)).toContain('nodes-left-unpatched');
    const decided = moves.map(({ id, after }) => ({ id, tagKey: 'PatchGroup', before: 'dev', after }));
    expect(codes(withNodes(plan, { nodes: { changes: decided, fleet } }, place))).not.toContain('nodes-left-unpatched');
  });
});
