/** Shared nodes: nodes in patch groups of a plan that an enabled patching window of others patches too. */

import {
  type Inventory,
  type InventoryWindow,
  isPatchingTask,
  isPatchingWindow,
  patchGroupsOf,
  planOf,
  type Selectors,
} from './inventory.js';
import { defaultQuotas } from './quotas.js';

/** Selectors as one text, by which {@link Inventory.nodesBySelectors} has the nodes that they mean. */
export function selectorsKey(selectors: Selectors): string {
  return JSON.stringify(selectors.map(({ Key, Values }) => [Key, ...Values]));
}

/** Reads for one preview of a plan: as many as there are windows by AWS's default quota. */
const mostReads = defaultQuotas.windows;

/** By which tags windows of others select the nodes that they patch, each once; DescribeInstanceInformation filters by these. */
export function selectorsOfOthers(plan: string, windows: Inventory['windows']): Selectors[] {
  const found = othersOf(plan, windows).flatMap(selectorsOf).filter(isByTags);
  return [...new Map(found.map((selectors) => [selectorsKey(selectors), selectors])).values()].slice(0, mostReads);
}

/**
 * One sentence for each group of the plan that a window of others names too, and for nodes that it means by their ids or by
 * other tags.
 * @param groups the plan's patch groups
 */
export function sharedNodesWords(plan: string, groups: readonly string[], inventory: Inventory): string[] {
  const { nodesByGroup, nodesBySelectors } = inventory;
  return othersOf(plan, inventory.windows).flatMap((window) => {
    const who = `also patched by the window ${window.name} (${window.id}), which is not of this plan`;
    const shared = patchGroupsOf(window).filter((group) => groups.includes(group));
    const idsIn = (some: readonly string[]): string[] =>
      some.flatMap((group) => nodesByGroup?.get(group) ?? []).map(({ id }) => id);
    const all = new Set(idsIn(groups));
    const named = new Set(idsIn(shared));
    const meant = (means: (selectors: Selectors) => readonly string[]): string => {
      const ids = new Set(
        selectorsOf(window)
          .flatMap(means)
          .filter((id) => all.has(id)),
      );
      return someOf([...ids]);
    };
    const byIds = meant(idsNamed);
    const byTags = meant((selectors) =>
      (nodesBySelectors?.get(selectorsKey(selectors)) ?? []).map(({ id }) => id).filter((id) => !named.has(id)),
    );
    return [
      ...shared.map((group) => `The patch group "${group}" is ${who}: its nodes would be patched by both.`),
      ...(byIds ? [`Nodes in patch groups of this plan are ${who}, by their ids: ${byIds}.`] : []),
      ...(byTags ? [`Nodes in patch groups of this plan are ${who}, by other tags: ${byTags}.`] : []),
    ];
  });
}

function othersOf(plan: string, windows: Inventory['windows']): InventoryWindow[] {
  return windows.filter((window) => planOf(window) !== plan && window.enabled && isPatchingWindow(window));
}

/** Those of its targets and of its patching tasks, which can name nodes by themselves. */
function selectorsOf({ targets, tasks }: InventoryWindow): Selectors[] {
  return [...targets, ...tasks.filter(isPatchingTask)].map((from) => from.targets);
}

function isByTags(selectors: Selectors): boolean {
  return selectors.length > 0 && selectors.every(({ Key }) => Key === 'tag-key' || Key.startsWith('tag:'));
}

function idsNamed(selectors: Selectors): readonly string[] {
  return selectors.flatMap(({ Key, Values }) => (Key === 'InstanceIds' ? Values : []));
}

function someOf(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');
}
