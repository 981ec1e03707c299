/** Converge, tag by tag: what a window or a baseline carries for its plan, and what it no longer carries. */
import { fieldChange, withChanges } from '../account/compare.js';
import type { Tag } from '../account/definitions.js';
import type { InventoryBaseline, InventoryWindow } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import { givenTagKeys, tagsTag } from '../intent/names.js';

/** A window or a baseline, as the operations on its tags need it. */
interface Tagged {
  /** Undefined for one that is made with its tags. */
  readonly existing: InventoryWindow | InventoryBaseline | undefined;
  readonly type: 'MaintenanceWindow' | 'PatchBaseline';
  /** Of the operation that makes it. */
  readonly id: string;
  readonly name: string;
}

/**
 * Takes off what the plan has given before and no longer gives; then sets what is missing or has
 * another value. Further tags stay: people and other tools tag too. The list of what was given is written last, so that a run
 * that breaks off between the two still knows.
 */
export function tagOperations({ existing, type, id, name }: Tagged, desired: readonly Tag[]): Operation[] {
  if (existing === undefined) return [];
  const { tags } = existing;
  const resource = { ResourceType: type, ResourceId: existing.id };
  const wanted = new Set(desired.map(({ Key }) => Key));
  const TagKeys = [...givenTagKeys(tags), tagsTag].filter((key) => key in tags && !wanted.has(key));
  const Tags = desired.filter(({ Key, Value }) => tags[Key] !== Value);
  const untagging = withChanges(
    {
      id: `untag/${id}`,
      kind: 'RemoveTagsFromResource',
      name,
      summary: `Remove tags from ${name}`,
      input: { ...resource, TagKeys },
      dependsOn: [],
    },
    TagKeys.map((key) => fieldChange(key, tags[key], undefined)),
  );
  const tagging = withChanges(
    {
      id: `tags/${id}`,
      kind: 'AddTagsToResource',
      name,
      summary: `Tag ${name}`,
      input: { ...resource, Tags },
      dependsOn: untagging ? [untagging.id] : [],
    },
    Tags.map(({ Key, Value }) => fieldChange(Key, tags[Key], Value)),
  );
  return [untagging, tagging].filter((operation) => operation !== undefined);
}
