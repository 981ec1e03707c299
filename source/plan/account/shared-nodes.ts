/** Shared nodes: nodes in patch groups of a plan that an enabled patching window of others patches too. */

import { isPatchingTask, isPatchingWindow } from './documents.js';
import { type Inventory, type InventoryWindow, patchGroupsOf, planOf, type Selectors } from './inventory.js';
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
  const idsIn = (some: readonly string[]) =>
    some.flatMap((group) => nodesByGroup?.get(group) ?? []).map(({ id }) => id);
  const all = new Set(idsIn(groups));
  return othersOf(plan, inventory.windows).flatMap((window) => {
    const who = `window ${window.name} (${window.id}), which is not in this plan, also patches`;
    const shared = patchGroupsOf(window).filter((group) => groups.includes(group));
    const named = idsIn(shared);
    const selectors = selectorsOf(window);
    const tagged = selectors.flatMap((each) => nodesBySelectors?.get(selectorsKey(each)) ?? []).map(({ id }) => id);
    const nodes = (meant: readonly string[], how: string): string[] => {
      const ids = [...new Set(meant)].filter((id) => all.has(id));
      return ids.length > 0
        ? [`The ${who} nodes in this plan's patch groups, selected by ${how}: ${someOf(ids)}.`]
        : [];
    };
    return [
      ...shared.map((group) => `The ${who} the patch group "${group}". Its nodes would be patched twice.`),
      ...nodes(selectors.flatMap(idsNamed), 'their ids'),
      ...nodes(
        tagged.filter((id) => !named.includes(id)),
        'other tags',
      ),
    ];
  });
}

function othersOf(plan: string, windows: Inventory['windows']): InventoryWindow[] {
  return windows.filter((window) => planOf(window) !== plan && window.enabled && isPatchingWindow(window));
}

/** By what a window means nodes: its targets, and its patching tasks, which can name some by themselves. */
export function selectorsOf({ targets, tasks }: InventoryWindow): Selectors[] {
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
