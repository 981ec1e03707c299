/** What is read while questions are answered: nodes of patch groups, and which filter values AWS takes in the rules of files. */
import { filterValuesFor, nodesByTag, nodesOfPlan } from '../../../jobs/read-account.js';
import { isUnread } from '../../../plan/account/inventory.js';
import { questionsOf } from '../../../plan/setup/filter-findings.js';
import { groupsToCount } from '../../../plan/setup/node-findings.js';
import { useWhile } from '../../hooks/use-while.js';
import type { Asking, Counts, SetupState } from './steps.js';

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

/** Asked again only for other rules; where AWS does not answer, it says no at the first call, before any window is made. */
export function useFilterValues(state: SetupState, onRead: (values: Counts) => void): void {
  useWhile(rulesOf(state), async (_, signal) => {
    if (!('opened' in state)) return;
    const { answering, opened } = state;
    const reading = filterValuesFor(opened.open.manager, answering.document, opened.inventory, signal);
    const values = await reading.catch(() => undefined);
    if (values && !signal.aborted) onRead(values);
  });
}

function rulesOf(state: SetupState): string | undefined {
  if (state.step !== 'hub') return undefined;
  const questions = questionsOf(state.answering.document);
  return questions.length === 0 ? undefined : JSON.stringify(questions);
}
