/** Status: what an account has about patching, as one document for programs and in rows for people. */
import { instantText } from '../../schedule/calendar.js';
import { documentName, isPatchingWindow, runsDocument } from '../account/documents.js';
import {
  type AccountIdentity,
  type InventoryBaseline,
  type InventoryWindow,
  isUnread,
  type NodesByTag,
  type PredefinedBaseline,
  patchGroupNames,
  planOf,
  stackOf,
} from '../account/inventory.js';
import { type OwnedInventory, plansIn, recordOf } from '../account/ownership.js';
import { heldBackUntil } from '../account/pause.js';
import { nodesInGroup, targetedNodes } from '../account/targeted-nodes.js';
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

export type StatusDocument = ReturnType<typeof statusDocument>;

/** The document of the contract (`status --json`), without its version; windows and groups in the order of the account. */
export function statusDocument(facts: StatusFacts) {
  const { identity, account, drift, leftovers } = facts;
  return {
    account: identity.account,
    region: identity.region,
    windows: account.windows.map((window) => windowRow(window, facts)),
    plans: plansIn(account).map((plan) => planRow(plan, account)),
    nodes: nodeRows(account),
    /** Those that are registered or that a window patches. */
    patchGroups: patchGroupNames(account).map((name) => groupRow(name, facts)),
    baselines: baselineRows(account),
    /** Without the words of its changes, which are for people: they may change. */
    drift: drift.map(({ changes: _, ...each }) => each),
    leftovers,
    /** What these credentials are not allowed to read, and what is unknown because of that. */
    unread: (account.unread ?? []).map(({ action, unknown }) => ({ action, unknown })),
  };
}

function canCount(account: OwnedInventory): boolean {
  return !isUnread(account, 'ssm:DescribeInstanceInformation');
}

function windowRow(window: InventoryWindow, { account, now }: StatusFacts) {
  const { id, name, enabled, schedule, scheduleOffset, timeZone = 'UTC', nextExecutionTime } = window;
  const heldBack = heldBackUntil(window, now);
  return {
    id,
    name,
    enabled,
    schedule,
    /** Days, where set. */
    ...(scheduleOffset !== undefined && { scheduleOffset }),
    timeZone,
    /** As AWS writes it; null while the window is switched off. */
    nextExecutionTime: nextExecutionTime ?? null,
    plan: planOf(window) ?? null,
    wave: window.owner?.wave ?? null,
    /** ISO 8601 in UTC: held back until then; null where it is not. */
    pausedUntil: heldBack ? instantText(heldBack.date) : null,
    /** The CloudFormation stack that has made it. */
    stack: stackOf(window) ?? null,
    isPatching: isPatchingWindow(window),
    /** Names of the documents that its tasks run. */
    documents: [...new Set(window.tasks.filter(runsDocument).map(documentName))],
    targets: window.targets.length,
    tasks: window.tasks.length,
    /** Managed nodes in its targets; null where they cannot be counted. */
    nodes: canCount(account) ? (targetedNodes(window, account)?.size ?? null) : null,
  };
}

function planRow(plan: string, account: OwnedInventory) {
  const record = recordOf(plan, account);
  const content = record?.content;
  const [refused, hint] =
    content?.kind === 'unreadable'
      ? [content.error.message, `run setup --plan ${plan} to see why and how to fix it`]
      : [account.recordsRefused?.title, 'what the plan wants is unknown'];
  return {
    name: plan,
    /** The plan document; null where the account keeps none, or none that can be read. */
    record: content?.kind === 'document' ? documentJson(content.document) : null,
    /** ISO 8601 in UTC. */
    changedAt: record?.changedAt?.toISOString() ?? null,
    /** ARN of whoever wrote it last. */
    changedBy: record?.changedBy ?? null,
    /** Why the record cannot be read. */
    problem: refused === undefined ? null : `${refused.replace(/\.$/, '')}; ${hint}`,
  };
}

function nodeRows(account: StatusFacts['account']) {
  const { nodes, nodesByTag, windows } = account;
  const groups = new Map<string, string>();
  for (const byGroup of [nodesByTag['Patch Group'], nodesByTag.PatchGroup]) {
    for (const [group, members] of byGroup) for (const { id } of members) groups.set(id, group);
  }
  const targeted = windows
    .filter((window) => window.enabled && isPatchingWindow(window))
    .map((window) => ({ name: window.name, ids: targetedNodes(window, account) }));
  return nodes.map(({ id, name, platformName, platformVersion, isOnline }) => ({
    id,
    name: name ?? null,
    platform: [platformName, platformVersion].filter(Boolean).join(' ') || null,
    /** Whether its agent answers. */
    online: isOnline,
    patchGroup: groups.get(id) ?? null,
    /** Names of the patching windows that are switched on and mean it, as far as that can be told. */
    windows: targeted.filter(({ ids }) => ids?.has(id)).map((window) => window.name),
  }));
}

function groupRow(name: string, { account, compliance }: StatusFacts) {
  return {
    name,
    /** Managed nodes that carry it in either tag; null where they cannot be counted. */
    nodes: canCount(account) ? nodesInGroup(name, account.nodesByTag).length : null,
    /** Ids of the baselines that it is registered with, one for each operating system. */
    baselines: account.patchGroups.filter(({ patchGroup }) => patchGroup === name).map(({ baselineId }) => baselineId),
    /** Null without patch data. */
    compliance: compliance.get(name) ?? null,
  };
}

function baselineRows({ baselines, predefined = [], patchGroups }: OwnedInventory) {
  const row = ({ definition, tags = {}, ...baseline }: Partial<InventoryBaseline> & PredefinedBaseline) => ({
    id: baseline.id,
    name: baseline.name,
    operatingSystem: baseline.operatingSystem,
    default: baseline.isDefault,
    plan: planOf(baseline) ?? null,
    /** The CloudFormation stack that has made it. */
    stack: stackOf({ tags }) ?? null,
    /** In words; null for AWS's own. */
    approves: definition ? approvalInWords(definition, Number.POSITIVE_INFINITY) : null,
    patchGroups: patchGroups.filter(({ baselineId }) => baselineId === baseline.id).map(({ patchGroup }) => patchGroup),
  });
  // AWS's own are only of interest where groups use them.
  return [...baselines.map(row), ...predefined.map(row).filter((each) => each.patchGroups.length > 0)];
}
