/** Status: what an account has about patching, as one document for programs and in rows for people. */
import {
  type AccountIdentity,
  type InventoryBaseline,
  type InventoryNode,
  type InventoryWindow,
  isPatchingWindow,
  type NodesByTag,
  patchGroupNames,
  planOf,
  stackOf,
} from '../account/inventory.js';
import { type OwnedInventory, plansIn, recordOf } from '../account/ownership.js';
import { heldBackUntil } from '../account/pause.js';
import { nodesInGroup, targetedNodes } from '../account/targeted-nodes.js';
import type { OperatingSystem } from '../baseline/baseline.js';
import { approvalInWords } from '../baseline/words.js';
import { documentJson } from '../intent/print.js';
import type { Drift } from '../setup/drift.js';
import type { Leftover } from '../setup/leftovers.js';

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
  readonly account: OwnedInventory & { readonly nodesByTag: NodesByTag };
  readonly drift: readonly Drift[];
  readonly leftovers: readonly Leftover[];
  /** Of the patch groups that have nodes with patch data. */
  readonly compliance: ReadonlyMap<string, GroupCompliance>;
  readonly now: Date;
}

/** The document of the contract (`status --json`), without its version. */
export interface StatusDocument {
  readonly account: string;
  readonly region: string;
  readonly windows: readonly StatusWindow[];
  readonly plans: readonly StatusPlan[];
  readonly nodes: readonly StatusNode[];
  /** Those that are registered or that a window patches. */
  readonly patchGroups: readonly StatusGroup[];
  readonly baselines: readonly StatusBaseline[];
  readonly drift: readonly Drift[];
  readonly leftovers: readonly Leftover[];
}

export interface StatusWindow {
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
  readonly wave: string | null;
  /** ISO 8601 in UTC: held back until then; null where it is not. */
  readonly pausedUntil: string | null;
  /** The CloudFormation stack that has made it. */
  readonly stack: string | null;
  readonly isPatching: boolean;
  /** How many. */
  readonly targets: number;
  readonly tasks: number;
  /** Managed nodes in its targets; null where they cannot be counted. */
  readonly nodes: number | null;
}

export interface StatusPlan {
  readonly name: string;
  /** The plan document; null where the account keeps none, or none that can be read. */
  readonly record: unknown;
  /** ISO 8601 in UTC. */
  readonly changedAt: string | null;
  /** ARN of whoever wrote it last. */
  readonly changedBy: string | null;
  /** Why the record cannot be read. */
  readonly problem: string | null;
}

export interface StatusNode {
  readonly id: string;
  readonly name: string | null;
  readonly platform: string | null;
  /** Whether its agent answers. */
  readonly online: boolean;
  readonly patchGroup: string | null;
  /** Names of the patching windows that are switched on and mean it, as far as that can be told. */
  readonly windows: readonly string[];
}

export interface StatusGroup {
  readonly name: string;
  /** Managed nodes that carry it in either tag. */
  readonly nodes: number;
  /** Ids of the baselines that it is registered with, one for each operating system. */
  readonly baselines: readonly string[];
  /** Null without patch data. */
  readonly compliance: GroupCompliance | null;
}

export interface StatusBaseline {
  readonly id: string;
  readonly name: string;
  readonly operatingSystem: OperatingSystem;
  readonly default: boolean;
  readonly plan: string | null;
  /** In words; null for AWS's own. */
  readonly approves: string | null;
  readonly patchGroups: readonly string[];
}

/** The document from what was read; windows and groups in the order of the account. */
export function statusDocument(facts: StatusFacts): StatusDocument {
  const { identity, account, drift, leftovers } = facts;
  return {
    account: identity.account,
    region: identity.region,
    windows: account.windows.map((window) => windowRow(window, facts)),
    plans: plansIn(account).map((plan) => planRow(plan, account)),
    nodes: nodeRows(account),
    patchGroups: groupRows(facts),
    baselines: baselineRows(account),
    drift,
    leftovers,
  };
}

function windowRow(window: InventoryWindow, { account, now }: StatusFacts): StatusWindow {
  return {
    id: window.id,
    name: window.name,
    enabled: window.enabled,
    schedule: window.schedule,
    ...(window.scheduleOffset === undefined ? {} : { scheduleOffset: window.scheduleOffset }),
    timeZone: window.timeZone ?? 'UTC',
    nextExecutionTime: window.nextExecutionTime ?? null,
    plan: planOf(window) ?? null,
    wave: window.owner?.wave ?? null,
    pausedUntil: heldBackUntil(window, now)?.date.toISOString().replace('.000Z', 'Z') ?? null,
    stack: stackOf(window) ?? null,
    isPatching: isPatchingWindow(window),
    targets: window.targets.length,
    tasks: window.tasks.length,
    nodes: targetedNodes(window, account.nodesByTag)?.size ?? null,
  };
}

function planRow(plan: string, account: OwnedInventory): StatusPlan {
  const record = recordOf(plan, account);
  const content = record?.content;
  return {
    name: plan,
    record: content?.kind === 'document' ? documentJson(content.document) : null,
    changedAt: record?.changedAt?.toISOString() ?? null,
    changedBy: record?.changedBy ?? null,
    problem: problemOf(plan, account),
  };
}

function problemOf(plan: string, account: OwnedInventory): string | null {
  const content = recordOf(plan, account)?.content;
  const [refused, hint] =
    content?.kind === 'unreadable'
      ? [content.error.message, `setup --plan ${plan} says why, and the way back`]
      : [account.recordsRefused?.title, 'what it wants is not known'];
  return refused === undefined ? null : `${refused.replace(/\.$/, '')}; ${hint}`;
}

function nodeRows(account: StatusFacts['account']): StatusNode[] {
  const { nodesByTag } = account;
  const groups = new Map<string, string>();
  for (const byGroup of [nodesByTag['Patch Group'], nodesByTag.PatchGroup]) {
    for (const [group, nodes] of byGroup) for (const { id } of nodes) groups.set(id, group);
  }
  const patching = account.windows.filter((window) => window.enabled && isPatchingWindow(window));
  const targeted = patching.map((window) => ({ window, ids: targetedNodes(window, nodesByTag) }));
  return account.nodes.map((node) => ({
    id: node.id,
    name: node.name ?? null,
    platform: platformOf(node),
    online: node.isOnline,
    patchGroup: groups.get(node.id) ?? null,
    windows: targeted.filter(({ ids }) => ids?.has(node.id)).map(({ window }) => window.name),
  }));
}

function platformOf({ platformName, platformVersion }: InventoryNode): string | null {
  return [platformName, platformVersion].filter(Boolean).join(' ') || null;
}

function groupRows({ account, compliance }: StatusFacts): StatusGroup[] {
  return patchGroupNames(account).map((name) => ({
    name,
    nodes: nodesInGroup(name, account.nodesByTag).length,
    baselines: account.patchGroups.filter(({ patchGroup }) => patchGroup === name).map(({ baselineId }) => baselineId),
    compliance: compliance.get(name) ?? null,
  }));
}

function baselineRows({ baselines, predefined = [], patchGroups }: OwnedInventory): StatusBaseline[] {
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
