/** The tags by which nodes are in the groups of a plan: they stay in a clean-up, unless they are chosen by themselves. */
import { isPatchingWindow } from '../account/documents.js';
import { patchGroupsOf, planOf } from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import { type NodePlace, type TagChange, tagOperations } from '../account/tagging.js';
import { patchGroupsIn } from '../intent/document.js';
import { counted } from '../text/plural.js';
import type { CleanupItem } from './items.js';

/** One item for each plan that has nodes in groups which nothing but the plan patches. */
export function nodeTagItems(account: OwnedInventory, place: NodePlace): CleanupItem[] {
  return account.records.flatMap(({ plan, content }): CleanupItem[] => {
    if (content.kind !== 'document') return [];
    const { tagKey } = content.document;
    const others = new Set(
      account.windows.filter((window) => isPatchingWindow(window) && planOf(window) !== plan).flatMap(patchGroupsOf),
    );
    const changes = patchGroupsIn(content.document)
      .filter((group) => !others.has(group))
      .flatMap((group) => (account.nodesByTag?.[tagKey].get(group) ?? []).map(({ id }) => offOf(id, tagKey, group)));
    if (changes.length === 0) return [];
    const nodes = counted(changes.length, 'node');
    return [
      {
        kind: 'tags',
        id: `tags/${plan}`,
        name: `${tagKey} on ${nodes}`,
        operations: tagOperations(changes, place),
        changes,
        itemClass: 'own',
        plan,
        reason: `puts ${nodes} into groups of plan ${plan}`,
        consequence: () => `${nodes} will no longer be in a patch group.`,
        requires: [],
        heldBy: 'another plan may use the same groups',
      },
    ];
  });
}

function offOf(id: string, tagKey: string, before: string): TagChange {
  return { id, tagKey, before, after: null };
}
