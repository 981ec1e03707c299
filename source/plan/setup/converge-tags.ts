/** Converge, tag by tag: what a window or a baseline carries for its plan, and what it no longer carries. */
import { changedFields, fieldChange } from '../account/compare.js';
import type { Tag } from '../account/definitions.js';
import type { InventoryBaseline, InventoryWindow } from '../account/inventory.js';
import type { Operation } from '../account/operations.js';
import { givenTagKeys, tagsTag } from '../intent/names.js';

/** A window or a baseline that exists, as the operations on its tags need it. */
export interface Tagged {
  readonly existing: InventoryWindow | InventoryBaseline;
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
export function tagOperations(tagged: Tagged, desired: readonly Tag[], dependsOn: readonly string[]): Operation[] {
  const { existing, type, id, name } = tagged;
  const { tags } = existing;
  const resource = { ResourceType: type, ResourceId: existing.id };
  const wanted = new Set(desired.map(({ Key }) => Key));
  const TagKeys = [...givenTagKeys(tags), tagsTag].filter((key) => key in tags && !wanted.has(key));
  const Tags = desired.filter(({ Key, Value }) => tags[Key] !== Value);
  const removed = TagKeys.map((key) => fieldChange(key, tags[key], undefined));
  const set = Tags.map(({ Key, Value }) => fieldChange(Key, tags[Key], Value));
  const untagging: Operation = {
    id: `untag/${id}`,
    kind: 'RemoveTagsFromResource',
    name,
    summary: `Take tags off ${name}: ${changedFields(removed)}`,
    input: { ...resource, TagKeys },
    dependsOn,
    changes: removed,
  };
  const tagging: Operation = {
    id: `tags/${id}`,
    kind: 'AddTagsToResource',
    name,
    summary: `Tag ${name}: ${changedFields(set)}`,
    input: { ...resource, Tags },
    dependsOn: removed.length > 0 ? [untagging.id] : dependsOn,
    changes: set,
  };
  return [...(removed.length > 0 ? [untagging] : []), ...(set.length > 0 ? [tagging] : [])];
}
