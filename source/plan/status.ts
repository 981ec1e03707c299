/** Status: what an account has about patching, as one document for programs and in rows for people. */
import type { OperatingSystem } from './baseline.js';
import { approvalInWords } from './baseline-text.js';
import type { Drift } from './drift.js';
import { type AccountIdentity, type Inventory, type InventoryWindow, isPatchingWindow, planOf } from './inventory.js';

/** The document of the contract (`status --json`), without its version. */
export interface StatusDocument {
  readonly account: string;
  readonly region: string;
  readonly windows: readonly {
    readonly id: string;
    readonly name: string;
    readonly enabled: boolean;
    readonly schedule: string;
    readonly timeZone: string;
    /** As AWS writes it; null while the window is switched off. */
    readonly nextExecutionTime: string | null;
    readonly plan: string | null;
    readonly isPatching: boolean;
    /** How many. */
    readonly targets: number;
    readonly tasks: number;
    /** Managed nodes in its targets; null where they cannot be counted. */
    readonly nodes: number | null;
  }[];
  readonly baselines: readonly {
    readonly id: string;
    readonly name: string;
    readonly operatingSystem: OperatingSystem;
    readonly default: boolean;
    readonly plan: string | null;
    readonly approves: string | null;
    readonly patchGroups: readonly string[];
  }[];
  readonly drift: readonly Drift[];
}

export function statusDocument(
  { account, region }: Pick<AccountIdentity, 'account' | 'region'>,
  inventory: Inventory,
  drift: readonly Drift[],
): StatusDocument {
  const { windows, baselines, predefined = [], patchGroups } = inventory;
  const groupsOf = (id: string): string[] =>
    patchGroups.filter(({ baselineId }) => baselineId === id).map(({ patchGroup }) => patchGroup);
  return {
    account,
    region,
    windows: windows.map((window) => ({
      id: window.id,
      name: window.name,
      enabled: window.enabled,
      schedule: window.schedule,
      timeZone: window.timeZone ?? 'UTC',
      nextExecutionTime: window.nextExecutionTime ?? null,
      plan: planOf(window) ?? null,
      isPatching: isPatchingWindow(window),
      targets: window.targets.length,
      tasks: window.tasks.length,
      nodes: nodesIn(window, inventory) ?? null,
    })),
    baselines: [
      ...baselines.map((baseline) => ({
        id: baseline.id,
        name: baseline.name,
        operatingSystem: baseline.operatingSystem,
        default: baseline.isDefault,
        plan: planOf(baseline) ?? null,
        approves: baseline.definition ? approvalInWords(baseline.definition) : null,
        patchGroups: groupsOf(baseline.id),
      })),
      // AWS's own are only of interest where groups use them.
      ...predefined
        .filter(({ id }) => groupsOf(id).length > 0)
        .map(({ id, name, operatingSystem, isDefault }) => ({
          id,
          name,
          operatingSystem,
          default: isDefault,
          plan: null,
          approves: null,
          patchGroups: groupsOf(id),
        })),
    ],
    drift,
  };
}

/** How many managed nodes are in a window's targets, where they are patch groups or instance ids. */
export function nodesIn({ targets }: InventoryWindow, { nodesByGroup }: Inventory): number | undefined {
  const keys = targets.flatMap((target) => target.targets);
  const counts = keys.flatMap(({ Key, Values }) => {
    if (Key === 'InstanceIds') return Values.map(() => 1);
    const isGroup = Key === 'tag:PatchGroup' || Key === 'tag:Patch Group';
    return Values.map((value) => (isGroup ? nodesByGroup?.get(value) : undefined));
  });
  const known = counts.filter((count) => count !== undefined);
  return known.length === counts.length ? known.reduce((sum, count) => sum + count, 0) : undefined;
}
