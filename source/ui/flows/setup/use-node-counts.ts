/** Counts the nodes of patch groups, which makes the words about plans more precise. */
import { nodesByTag, nodesOfPlan } from '../../../jobs/read-account.js';
import { type Inventory, isUnread } from '../../../plan/account/inventory.js';
import { groupsToCount } from '../../../plan/setup/node-findings.js';
import { useWhile } from '../../hooks/use-while.js';
import type { Asking, SetupState } from './steps.js';

type Counts = Partial<Pick<Inventory, 'nodesByGroup' | 'nodesBySelectors' | 'nodesByTag'>>;

/** Of the plan at hand, or of all plans where one is being chosen. A failure to count says nothing. */
export function useNodeCounts(state: SetupState, onCounted: (counts: Counts) => void): void {
  // The same groups are not counted twice, whatever else is changed.
  useWhile(wantedOf(state), async (_, signal) => {
    if (!('opened' in state)) return;
    const { answering, opened } = state;
    const { manager } = opened.open;
    const counting: Promise<Counts> =
      state.step === 'plan'
        ? nodesByTag(manager, opened.inventory, signal).then((found) => ({ nodesByTag: found }))
        : nodesOfPlan(manager, answering.document, opened.inventory, signal);
    const counts = await counting.catch(() => undefined);
    if (counts && !signal.aborted) onCounted(counts);
  });
}

function wantedOf(state: SetupState): string | undefined {
  switch (state.step) {
    case 'plan':
      return state.opened.inventory.nodesByTag || isUnread(state.opened.inventory, 'ssm:DescribeInstanceInformation')
        ? undefined
        : 'plans';
    case 'options':
    case 'hub':
      return groupsOf(state);
    default:
      return undefined;
  }
}

function groupsOf({ answering: { document }, opened: { inventory } }: Asking): string {
  return JSON.stringify([document.plan, document.tagKey, groupsToCount(document, inventory)]);
}
