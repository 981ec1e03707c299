/** Status: what an account has about patching, as one document for programs and in rows for people. */

import {
  type AccountIdentity,
  type Inventory,
  type InventoryBaseline,
  isPatchingWindow,
  type NodesByTag,
  patchGroupNames,
  planOf,
} from '../account/inventory.js';
import { nodesInGroup, targetedNodes } from '../account/targeted-nodes.js';
import type { OperatingSystem } from '../baseline/baseline.js';
import { approvalInWords } from '../baseline/words.js';
import type { Drift } from '../setup/drift.js';

/** Numbers of nodes in a patch group, as AWS counts them (DescribePatchGroupState). */
export interface GroupCompliance {
  readonly nodes: number;
  readonly withMissingPatches: number;
  readonly withFailedPatches: number;
  readonly withPendingReboot: number;
}

/** What is read for the status. */
export interface StatusFacts {
  readonly identity: Pick<AccountIdentity, 'account' | 'region'>;
  readonly inventory: Inventory & { readonly nodesByTag: NodesByTag };
  readonly drift: readonly Drift[];
  /** Of the patch groups that have nodes with patch data. */
  readonly compliance: ReadonlyMap<string, GroupCompliance>;
}

/** The document of the contract (`status --json`), without its version. */
export interface StatusDocument {
  readonly account: string;
  readonly region: string;
  readonly windows: readonly {
    readonly id: string;
    readonly name: string;
    readonly enabled: boolean;
    readonly schedule: string;
    /** Days, where set. */
    readonly scheduleOffset?: number;
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
  /** Those that are registered or that a window patches. */
  readonly patchGroups: readonly {
    readonly name: string;
    /** Managed nodes that carry it in either tag. */
    readonly nodes: number;
    /** Ids of the baselines that it is registered with, one for each operating system. */
    readonly baselines: readonly string[];
    /** Null without patch data. */
    readonly compliance: GroupCompliance | null;
  }[];
  readonly baselines: readonly {
    readonly id: string;
    readonly name: string;
    readonly operatingSystem: OperatingSystem;
    readonly default: boolean;
    readonly plan: string | null;
    /** In words; null for AWS's own. */
    readonly approves: string | null;
    readonly patchGroups: readonly string[];
  }[];
  readonly drift: readonly Drift[];
}

/** The document from what was read; windows and groups in the order of the account. */
export function statusDocument(facts: StatusFacts): StatusDocument {
  const { identity, inventory, drift } = facts;
  const { account, region } = identity;
  return {
    account,
    region,
    windows: inventory.windows.map((window) => ({
      id: window.id,
      name: window.name,
      enabled: window.enabled,
      schedule: window.schedule,
      ...(window.scheduleOffset === undefined ? {} : { scheduleOffset: window.scheduleOffset }),
      timeZone: window.timeZone ?? 'UTC',
      nextExecutionTime: window.nextExecutionTime ?? null,
      plan: planOf(window) ?? null,
      isPatching: isPatchingWindow(window),
      targets: window.targets.length,
      tasks: window.tasks.length,
      nodes: targetedNodes(window, inventory.nodesByTag)?.size ?? null,
    })),
    patchGroups: groupRows(facts),
    baselines: baselineRows(inventory),
    drift,
  };
}

function groupRows({ inventory, compliance }: StatusFacts): StatusDocument['patchGroups'] {
  return patchGroupNames(inventory).map((name) => ({
    name,
    nodes: nodesInGroup(name, inventory.nodesByTag).length,
    baselines: inventory.patchGroups
      .filter(({ patchGroup }) => patchGroup === name)
      .map(({ baselineId }) => baselineId),
    compliance: compliance.get(name) ?? null,
  }));
}

function baselineRows({ baselines, predefined = [], patchGroups }: Inventory): StatusDocument['baselines'] {
  const row = ({ id, name, operatingSystem, isDefault }: Pick<InventoryBaseline, IdentityMembers>) => ({
    id,
    name,
    operatingSystem,
    default: isDefault,
    plan: null,
    approves: null,
    patchGroups: patchGroups.filter(({ baselineId }) => baselineId === id).map(({ patchGroup }) => patchGroup),
  });
  return [
    ...baselines.map((baseline) => ({
      ...row(baseline),
      plan: planOf(baseline) ?? null,
      approves: baseline.definition ? approvalInWords(baseline.definition, Number.POSITIVE_INFINITY) : null,
    })),
    // AWS's own are only of interest where groups use them.
    ...predefined.map(row).filter((predefinedRow) => predefinedRow.patchGroups.length > 0),
  ];
}

type IdentityMembers = 'id' | 'name' | 'operatingSystem' | 'isDefault';
