/** The patch groups that nodes can be in: those of plans' waves, and those that windows of others patch. */
import { UserError } from '../../errors.js';
import { isPatchingWindow } from '../account/documents.js';
import type { FleetNode } from '../account/fleet.js';
import { type InventoryWindow, isPatchGroupKey, planOf } from '../account/inventory.js';
import { type OwnedInventory, plansIn, recordOf } from '../account/ownership.js';
import type { TagKey } from '../intent/document.js';
import { nearestWords } from '../text/spelling.js';

/** The two tag keys, the one first that counts where a node carries both. */
export const tagKeys: readonly TagKey[] = ['PatchGroup', 'Patch Group'];

/** The groups that a node's tags name, each with its key. An empty value is none: no window can name it. */
export function carriedGroups({ tags }: Pick<FleetNode, 'tags'>): { readonly name: string; readonly tagKey: TagKey }[] {
  return tagKeys.flatMap((tagKey) => (tags[tagKey] ? [{ name: tags[tagKey], tagKey }] : []));
}

export interface NodeGroup {
  readonly name: string;
  readonly plan?: string | undefined;
  readonly wave?: string | undefined;
  /** By which of the two tags a node is in it; a node gets the first. */
  readonly tagKeys: readonly [TagKey, ...TagKey[]];
}

/**
 * The groups that something patches, each once: those of waves first, in their order, then those of other windows.
 * @param plan only the groups of this one
 * @throws UserError for a plan that is not there
 */
export function nodeGroups(account: OwnedInventory, plan?: string): NodeGroup[] {
  const plans = plansIn(account);
  if (plan !== undefined && !plans.includes(plan)) {
    const [near] = nearestWords(plan, plans);
    throw new UserError(`Plan ${plan} does not exist in this account and region.`, {
      code: 'unknown-plan',
      nextSteps: [...(near ? [`Did you mean ${near}?`] : []), plansAre(plans)],
    });
  }
  const waves = (plan === undefined ? plans : [plan]).flatMap((name) => waveGroups(name, account));
  const patched = account.windows
    // One that is switched off comes back only where it is a plan's: that is a pause.
    .filter((window) => isPatchingWindow(window) && (window.enabled || planOf(window) !== undefined))
    .filter((window) => plan === undefined || planOf(window) === plan)
    .flatMap(windowGroups);
  // PatchGroup is the one that suits every node: tags in instance metadata forbid a space.
  const inOrder = [...waves, ...patched.sort((a, b) => Number(isSpaced(a)) - Number(isSpaced(b)))];
  const byName = new Map<string, NodeGroup>();
  for (const group of inOrder) {
    const first = byName.get(group.name);
    const isOfPlan = first?.plan !== undefined && waves.includes(first);
    if (!first) byName.set(group.name, group);
    else if (!isOfPlan) {
      const further = group.tagKeys.filter((key) => !first.tagKeys.includes(key));
      byName.set(group.name, { ...first, tagKeys: [...first.tagKeys, ...further] });
    }
  }
  return [...byName.values()];
}

function isSpaced({ tagKeys }: NodeGroup): boolean {
  return tagKeys[0] === 'Patch Group';
}

function plansAre(plans: readonly string[]): string {
  return plans.length > 0
    ? `The plans are: ${plans.join(', ')}.`
    : 'There are no plans here. To see what is here: ssm-patch-wizard status';
}

function waveGroups(plan: string, account: OwnedInventory): NodeGroup[] {
  const content = recordOf(plan, account)?.content;
  // Of a record that cannot be read the windows say what there is.
  if (content?.kind !== 'document') return [];
  const { waves, tagKey } = content.document;
  return waves.map(({ name, patchGroup }) => ({ name: patchGroup, plan, wave: name, tagKeys: [tagKey] }));
}

function windowGroups({ targets, owner }: InventoryWindow): NodeGroup[] {
  const keys = targets.flatMap((target) => target.targets).filter(({ Key }) => isPatchGroupKey(Key));
  return keys.flatMap(({ Key, Values }) =>
    Values.map((name) => ({
      name,
      plan: owner?.plan,
      wave: owner?.wave,
      tagKeys: [Key.slice('tag:'.length) as TagKey] as const,
    })),
  );
}

/**
 * The group of this name.
 * @throws UserError that names the nearest: nothing would patch the nodes of any other
 */
export function groupNamed(name: string, groups: readonly NodeGroup[], plan?: string): NodeGroup {
  const found = groups.find((group) => group.name === name);
  if (found) return found;
  const names = groups.map((group) => group.name);
  const [near] = nearestWords(name, names);
  const what = plan === undefined ? 'No plan and no window patches' : `No wave of plan ${plan} patches`;
  const some = names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : names.join(', ');
  throw new UserError(`${what} the group "${name}".`, {
    code: 'unknown-group',
    nextSteps: [
      ...(near ? [`Did you mean ${near}?`] : []),
      names.length > 0 ? `The groups are: ${some}.` : 'Create a plan first: ssm-patch-wizard setup',
    ],
  });
}

/** Whether a node's tags put it into a group, by a key that the group's windows read. */
export function isInGroup({ tags }: Pick<FleetNode, 'tags'>, { name, tagKeys }: NodeGroup): boolean {
  return tagKeys.some((key) => tags[key] === name);
}
