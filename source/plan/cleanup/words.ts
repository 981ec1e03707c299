/** What happens if something goes: the consequence of each deletion, in words that an on-call engineer can act on. */

import { minuteText, shortDateLabel } from '../../schedule/calendar.js';
import { cityOf } from '../../schedule/picture/locale.js';
import { clockAt } from '../../schedule/zone.js';
import type { DefaultBaseline } from '../account/default-baseline.js';
import { isPatchingTask, isScanTask } from '../account/documents.js';
import {
  type Inventory,
  type InventoryWindow,
  isUnread,
  type NodesByTag,
  nextRunOf,
  type PatchGroupRegistration,
  patchGroupsOf,
} from '../account/inventory.js';
import { neverAgain } from '../account/never-again.js';
import { nodesInGroup, targetedNodes } from '../account/targeted-nodes.js';
import { otherTasksWords } from '../account/task-words.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { operatingSystemOfNode } from '../baseline/operating-system.js';
import { counted } from '../text/plural.js';

/** `It will no longer patch 2 nodes. Its next run would be Tue 1 Dec 2026 03:00 UTC.` */
export function windowConsequence(window: InventoryWindow, inventory: Inventory, now: Date): string {
  return sentences(nodesWords(window, inventory), whenWords(window, now));
}

/** As {@link windowConsequence}, for the patching task of a window that does other things too. */
export function taskConsequence(window: InventoryWindow, inventory: Inventory, now: Date): string {
  const kept = `The window stays, with ${otherTasksWords(window.tasks)}.`;
  return sentences(kept, nodesWords(window, inventory), whenWords(window, now));
}

function nodesWords(window: InventoryWindow, inventory: Inventory): string {
  const { targets } = window;
  const verb = patchingVerb(window);
  if (targets.length === 0) return `It has no targets, so it does not ${verb} anything.`;
  const nodesByTag = countable(inventory);
  const count = nodesByTag && targetedNodes(window, { ...inventory, nodesByTag })?.size;
  if (count === undefined) return `It will no longer ${verb} the nodes in its targets.`;
  if (count === 0) return 'No nodes are in its targets now.';
  return `It will no longer ${verb} ${counted(count, 'node')}.`;
}

/** The nodes of each group, where these credentials may read nodes at all. */
function countable(inventory: Inventory): NodesByTag | undefined {
  return isUnread(inventory, 'ssm:DescribeInstanceInformation') ? undefined : inventory.nodesByTag;
}

function patchingVerb({ tasks }: InventoryWindow): 'patch' | 'scan' | 'work on' {
  const patching = tasks.filter(isPatchingTask);
  if (patching.length === 0) return tasks.length > 0 ? 'work on' : 'patch';
  return patching.every(isScanTask) ? 'scan' : 'patch';
}

function whenWords(window: InventoryWindow, now: Date): string {
  const soon = soonWords(window, now);
  const never = neverAgain(window, now);
  const gone = never === undefined ? '' : `It can never run again, so a restore cannot bring it back: ${never}.`;
  if (soon !== undefined) return sentences(`It ${soon}`, gone);
  if (gone) return gone;
  if (!window.enabled) return 'It is already switched off.';
  const next = nextRunOf(window);
  if (next === undefined) return '';
  const { timeZone = 'UTC' } = window;
  const [local, today] = [clockAt(next, timeZone), clockAt(now, timeZone)];
  const date = shortDateLabel(local.getTime(), today.getTime());
  return `Its next run would be ${date} ${minuteText(local).slice(-5)} ${cityOf(timeZone)}.`;
}

/** `is running now. …`, `runs in 40 minutes.`; undefined for a window that does nothing within the hour. */
export function soonWords(window: InventoryWindow, now: Date): string | undefined {
  if (window.isRunning) return 'is running now. This run will not be stopped.';
  const next = window.enabled ? nextRunOf(window) : undefined;
  if (next === undefined) return undefined;
  const minutes = Math.round((next.getTime() - now.getTime()) / 60_000);
  return minutes >= 0 && minutes <= 60
    ? `runs in ${minutes === 0 ? 'less than a minute' : counted(minutes, 'minute')}.`
    : undefined;
}

/** What else goes: item id → what is done to it. */
export type Chosen = ReadonlyMap<string, string>;

/**
 * `3 Amazon Linux 2 nodes fall back to AWS-AmazonLinux2DefaultPatchBaseline. If nightly stays, it patches with …`
 * @param defaultThen the default of the operating system when what is chosen has gone
 */
export function registrationConsequence(
  registration: PatchGroupRegistration,
  defaultThen: DefaultBaseline | undefined,
  inventory: Inventory,
  chosen: Chosen,
): string {
  if (defaultThen?.id === registration.baselineId) {
    return 'Nothing changes for its nodes, because this baseline is the default.';
  }
  const name = nameOf(defaultThen);
  return sentences(fallbackWords(registration, name, inventory), stayingWords(registration, name, inventory, chosen));
}

function nameOf(baseline: DefaultBaseline | undefined): string {
  return baseline?.name ?? "AWS's default";
}

/** The windows that stay and patch with something else then; even a disabled one may be switched on again some day. */
function stayingWords(
  { patchGroup }: PatchGroupRegistration,
  baseline: string,
  { windows }: Inventory,
  chosen: Chosen,
): string {
  const staying = windows.filter((window) => {
    const patching = window.tasks.filter(isPatchingTask);
    const isGone = chosen.get(window.id) === 'delete' || patching.every(({ id }) => chosen.has(id));
    return !isGone && patchGroupsOf(window).includes(patchGroup);
  });
  const names = staying.map(({ name, enabled }) => `${name}${enabled ? '' : ' (switched off)'}`);
  if (names.length === 0) return '';
  return `If ${names.join(', ')} ${names.length === 1 ? 'stays, it patches' : 'stay, they patch'} with ${baseline}.`;
}

function fallbackWords(registration: PatchGroupRegistration, name: string, inventory: Inventory): string {
  const { patchGroup, operatingSystem } = registration;
  const nodesByTag = countable(inventory);
  const nodes = nodesByTag && nodesInGroup(patchGroup, nodesByTag);
  const system = operatingSystemLabels[operatingSystem];
  if (nodes === undefined) return `Its ${system} nodes fall back to ${name}.`;
  const count = nodes.filter((node) => operatingSystemOfNode(node) === operatingSystem).length;
  if (count > 0) return `${count} ${system} ${count === 1 ? 'node falls' : 'nodes fall'} back to ${name}.`;
  const none = nodes.length === 0 ? 'The group has no nodes' : `The group has no ${system} nodes`;
  return `${none}; ${system} nodes that join it get ${name}.`;
}

/** `8 patch groups lose it; their nodes fall back to AWS-DefaultPatchBaseline.` */
export function baselineConsequence(groups: number, defaultThen: DefaultBaseline | undefined): string {
  const note = 'Quick Setup patch policies that use it would fail; the wizard cannot see them.';
  if (groups === 0) return sentences('No patch group is registered with it.', note);
  const [lose, nodes] = groups === 1 ? ['loses it', 'its nodes'] : ['lose it', 'their nodes'];
  return sentences(`${counted(groups, 'patch group')} ${lose}; ${nodes} fall back to ${nameOf(defaultThen)}.`, note);
}

function sentences(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' ');
}
