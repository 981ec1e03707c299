/** Counts the nodes of the plan's groups, which makes the words of the options and the review more precise. */
import { nodesOfPlan } from '../../../jobs/read-account.js';
import type { Inventory } from '../../../plan/account/inventory.js';
import { groupsToCount } from '../../../plan/setup/node-findings.js';
import { useWhile } from '../../hooks/use-while.js';
import type { Asking, SetupState } from './steps.js';

/** A failure to count says nothing. */
export function useNodeCounts(
  state: SetupState,
  onCounted: (counts: Pick<Inventory, 'nodesByGroup' | 'nodesBySelectors'>) => void,
): void {
  const asking = state.step === 'options' || state.step === 'review' ? state : undefined;
  // The same groups are not counted twice, whatever else is changed.
  const wanted = asking && wantedOf(asking);
  useWhile(wanted, async (_, signal) => {
    if (asking === undefined) return;
    const { answering, opened } = asking;
    const counts = await nodesOfPlan(opened.open.manager, answering.document, opened.inventory, signal).catch(
      () => undefined,
    );
    if (counts && !signal.aborted) onCounted(counts);
  });
}

function wantedOf({ answering: { document }, opened: { inventory } }: Asking): string {
  return JSON.stringify([document.plan, document.tagKey, groupsToCount(document, inventory)]);
}
