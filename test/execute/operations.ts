/** Operations and accounts for the tests of execution: what is done is up to the test. */
import type { PatchManager } from '../../source/execute/patch-manager.js';
import type { Operation } from '../../source/plan/account/operations.js';

/** An operation that waits for others and needs nothing of them. */
export function operation(id: string, dependsOn: readonly string[] = []): Operation {
  const input = { ResourceType: 'MaintenanceWindow', ResourceId: id, Tags: [] } as const;
  return { id, kind: 'AddTagsToResource', name: `name of ${id}`, summary: id, input, dependsOn };
}

/** What an account does with an operation, told by its id; the resource is called as the operation. */
export function accountThat(perform: (id: string) => Promise<void>): Pick<PatchManager, 'perform' | 'look'> {
  return {
    look: async () => ({}),
    perform: async (_kind, input) => {
      const id = 'ResourceId' in input ? input.ResourceId : '';
      await perform(id);
      return { resourceId: `resource of ${id}` };
    },
  };
}
