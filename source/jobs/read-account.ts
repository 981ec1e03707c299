/** Opens and reads an account, as every job does: where it is, what is there, and whose it is. */
import { UserError } from '../errors.js';
import type { PatchManager, ReadInventoryOptions } from '../execute/patch-manager.js';
import { type Inventory, isUnread, type NodesByTag, patchGroupNames } from '../plan/account/inventory.js';
import { type OwnedInventory, withOwners } from '../plan/account/ownership.js';
import { selectorsKey, selectorsOfOthers } from '../plan/account/shared-nodes.js';
import type { WantedPlace } from '../plan/account/wanted-places.js';
import { isNeeded, permissionSteps, type UnreadThing, unreadOf } from '../plan/calls/refused.js';
import type { PlanDocument } from '../plan/intent/document.js';
import { questionsOf } from '../plan/setup/filter-findings.js';
import { groupsToCount } from '../plan/setup/node-findings.js';
import type { JobContext, OpenPlace, ReadingEvent } from './job.js';
import { reading, unlessInterrupted } from './reading.js';
import { readSettled } from './settling.js';

interface OpeningOptions extends Pick<WantedPlace, 'account' | 'roleName'> {
  readonly profile?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * A place by the account that the credentials belong to.
 * @throws UserError for credentials that are missing, expired or refused, and for a role that has led elsewhere
 */
export async function openPlace(manager: PatchManager, options: OpeningOptions): Promise<OpenPlace> {
  const { profile, signal, account: wanted, roleName } = options;
  const { account, region, arn, credentials } = await unlessInterrupted(signal, () => manager.identify(signal));
  if (wanted !== undefined && wanted !== account) throw ledElsewhere(wanted, account);
  const { own: endpoint } = await manager.servers();
  return { manager, place: { account, region, roleName, profile, endpoint, identity: arn, source: credentials } };
}

/** What answers at an endpoint of somebody's own may know one account only: it would be changed once for each that is named. */
function ledElsewhere(wanted: string, account: string): UserError {
  return new UserError(`The role in account ${wanted} led to account ${account}.`, {
    code: 'another-account',
    nextSteps: ['Check --endpoint-url and AWS_ENDPOINT_URL: the server there treats all accounts as one.'],
    exitCode: 1,
  });
}

/** Everything about patching that a place has; for a screen, on which a plan comes later. */
export function readAccountOf(
  open: OpenPlace,
  context: Pick<JobContext, 'signal' | 'codec' | 'now' | 'wait'>,
): AsyncGenerator<ReadingEvent, OwnedInventory> {
  return reading(open, context, (options) =>
    readSettled(() => readAccount(open.manager, context, { ...options, details: 'all' }), context, 'reading'),
  );
}

/** The account with an owner on everything that a plan has. Rejects with the first failed call. */
export async function readAccount(
  manager: Pick<PatchManager, 'readInventory'>,
  { codec, now }: Pick<JobContext, 'codec' | 'now'>,
  options: ReadInventoryOptions = {},
): Promise<OwnedInventory> {
  return withOwners(await manager.readInventory(options), codec, now());
}

/** The same, and the nodes in each patch group that anything names. */
export async function readWithNodes(
  manager: PatchManager,
  context: Pick<JobContext, 'codec' | 'now'>,
  options: ReadInventoryOptions,
): Promise<OwnedInventory & { readonly nodesByTag: NodesByTag }> {
  const account = await readAccount(manager, context, options);
  return { ...account, nodesByTag: await nodesByTag(manager, account, options.signal) };
}

/** The nodes in each patch group that anything in an account names, by both tag keys. Rejects with the first failed call. */
export async function nodesByTag(
  manager: Pick<PatchManager, 'nodesByTag'>,
  account: Inventory,
  signal?: AbortSignal,
): Promise<NodesByTag> {
  const groups = patchGroupNames(account);
  const nodesWith = async (tagKey: keyof NodesByTag) =>
    account.nodesByTagKey[tagKey] === 0 ? new Map() : manager.nodesByTag(tagKey, groups, signal);
  const [plain, spaced] = await Promise.all([nodesWith('PatchGroup'), nodesWith('Patch Group')]);
  return { PatchGroup: plain, 'Patch Group': spaced };
}

/**
 * The nodes that a document is about, and those of them that windows of others select; nothing where nodes may not be read.
 * Rejects with the first failed call.
 */
export async function nodesOfPlan(
  manager: Pick<PatchManager, 'nodesByTag' | 'nodesOf'>,
  document: PlanDocument,
  account: OwnedInventory,
  signal?: AbortSignal,
): Promise<Pick<Inventory, 'nodesByGroup' | 'nodesBySelectors' | 'unread'>> {
  if (isUnread(account, 'ssm:DescribeInstanceInformation')) return {};
  return countedFor(manager, document, account, signal).catch((error: unknown) => ({
    unread: [...(account.unread ?? []), ...unreadFor(error)],
  }));
}

async function countedFor(
  manager: Pick<PatchManager, 'nodesByTag' | 'nodesOf'>,
  document: PlanDocument,
  account: OwnedInventory,
  signal: AbortSignal | undefined,
): Promise<Pick<Inventory, 'nodesByGroup' | 'nodesBySelectors'>> {
  const nodesByGroup = await manager.nodesByTag(document.tagKey, groupsToCount(document, account), signal);
  const hasNodes = [...nodesByGroup.values()].some(({ length }) => length > 0);
  const selections = hasNodes ? selectorsOfOthers(document.plan, account.windows) : [];
  const nodesOf = async (selectors: Parameters<PatchManager['nodesOf']>[0]) =>
    [selectorsKey(selectors), await manager.nodesOf(selectors, signal)] as const;
  const nodesBySelectors = new Map(await Promise.all(selections.map(nodesOf)));
  return { nodesByGroup, nodesBySelectors };
}

/** The values that AWS takes in the filters of rules; what it refuses to tell is said, and everything goes on. */
export async function filterValuesFor(
  manager: Pick<PatchManager, 'filterValues'>,
  document: PlanDocument,
  { unread = [] }: Pick<Inventory, 'unread'>,
  signal?: AbortSignal,
): Promise<Pick<Inventory, 'filterValues' | 'unread'>> {
  try {
    return { filterValues: await manager.filterValues(questionsOf(document), signal) };
  } catch (error) {
    const refused = unreadFor(error);
    const others = unread.filter(({ action }) => refused.every((each) => each.action !== action));
    return { filterValues: new Map(), unread: [...others, ...refused] };
  }
}

/**
 * What is not known for a refused read that others can do without.
 * @throws any other error as it is
 */
export function unreadFor(error: unknown): readonly UnreadThing[] {
  const refused = error instanceof UserError ? (error.refused ?? []) : [];
  if (refused.length === 0 || refused.some(({ action }) => isNeeded(action))) throw error;
  return unreadOf(refused);
}

/**
 * Does nothing where a read has been made that others can do without.
 * @throws UserError where these credentials may not make it
 */
export function requireRead({ unread = [] }: Pick<Inventory, 'unread'>, action: string): void {
  const thing = unread.find((each) => each.action === action);
  if (thing === undefined) return;
  throw new UserError(`These credentials are not allowed to call ${action}.`, {
    code: 'AccessDeniedException',
    detail: `Without it, the wizard cannot tell ${thing.unknown}.`,
    nextSteps: permissionSteps([thing]),
    exitCode: 1,
    refused: [thing],
  });
}
