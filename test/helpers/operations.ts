/** Operations of a plan: made by hand, and looked at one by one. */
import type { Operation } from '../../source/plan/account/operations.js';

/** The operation of an id; throws where there is none. */
export function found(operations: readonly Operation[], id: string): Operation {
  const operation = operations.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`no ${id} in ${operations.map((each) => each.id)}`);
  return operation;
}

/** An operation that waits for others and needs nothing of them. */
export function operation(id: string, dependsOn: readonly string[] = []): Operation {
  const input = { ResourceType: 'MaintenanceWindow', ResourceId: id, Tags: [] } as const;
  return { id, kind: 'AddTagsToResource', name: `name of ${id}`, summary: id, input, dependsOn };
}
