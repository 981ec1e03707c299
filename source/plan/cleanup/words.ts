/** What happens if something goes: the consequence of each deletion, in words that an on-call engineer can act on. */

import { minuteText } from '../../schedule/calendar.js';
import type { DefaultBaseline } from '../account/default-baseline.js';
import {
  type Inventory,
  type InventoryBaseline,
  type InventoryWindow,
  isPatchingTask,
  isPatchingWindow,
  isScanTask,
  nextRunOf,
  type PatchGroupRegistration,
  patchGroupsOf,
} from '../account/inventory.js';
import { nodesInGroup, targetedNodes } from '../account/targeted-nodes.js';
import { otherTasksWords } from '../account/task-words.js';
import { operatingSystemLabels } from '../baseline/baseline.js';
import { operatingSystemOfNode } from '../baseline/operating-system.js';
import { plural } from '../text/plural.js';

/** `2 nodes are no longer patched by it. Next run Tue 1 Dec 03:00 UTC. It runs in 40 minutes.` */
export function windowConsequence(window: InventoryWindow, inventory: Inventory, now: Date): string {
  return sentences(nodesWords(window, inventory), whenWords(window, now));
}

/** As {@link windowConsequence}, for the patching task of a window that does other things too. */
export function taskConsequence(window: InventoryWindow, inventory: Inventory, now: Date): string {
  const kept = `Kept: the window, with ${otherTasksWords(window.tasks)}.`;
  return sentences(kept, nodesWords(window, inventory), whenWords(window, now));
}

function nodesWords(window: InventoryWindow, { nodesByTag }: Inventory): string {
  const { targets } = window;
  const verb = patchingVerb(window);
  if (targets.length === 0) return `It has no targets: nothing is ${verb} by it.`;
  const count = nodesByTag && targetedNodes(window, nodesByTag)?.size;
  if (count === undefined) return `The nodes of its targets are no longer ${verb} by it.`;
  if (count === 0) return 'No node is in its targets now.';
  return `${count} ${plural(count, 'node')} ${count === 1 ? 'is' : 'are'} no longer ${verb} by it.`;
}

function patchingVerb({ tasks }: InventoryWindow): 'patched' | 'scanned' {
  const patching = tasks.filter(isPatchingTask);
  return patching.length > 0 && patching.every(isScanTask) ? 'scanned' : 'patched';
}

function whenWords(window: InventoryWindow, now: Date): string {
  const soon = soonWords(window, now);
  if (soon !== undefined) return `It ${soon}`;
  if (!window.enabled) return 'It is switched off.';
  const next = nextRunOf(window);
  return next === undefined ? '' : `Its next run would be ${minuteText(next)} UTC.`;
}

/** `is running now: …`, `runs in 40 minutes.`; undefined for a window that does nothing within the hour. */
export function soonWords(window: InventoryWindow, now: Date): string | undefined {
  if (window.isRunning) return 'is running now: a run that has begun is not stopped.';
  const next = window.enabled ? nextRunOf(window) : undefined;
  if (next === undefined) return undefined;
  const minutes = Math.round((next.getTime() - now.getTime()) / 60_000);
  return minutes >= 0 && minutes <= 60 ? `runs in ${minutes} ${plural(minutes, 'minute')}.` : undefined;
}

/** What a patch group falls back to, and which windows patch with that if they stay. */
export interface Fallback {
  /** Name of the baseline. */
  readonly baseline: string;
  /** Even a disabled window may be switched on again some day. */
  readonly windows: readonly InventoryWindow[];
}

/** What happens if something goes, by what is the default of its operating system then. */
export interface Consequence {
  readonly consequence: string;
  /** Of a patch group's registration, unless nothing changes for its nodes. */
  readonly fallback?: Fallback | undefined;
}

/** `3 Amazon Linux 2 nodes fall back to AWS-AmazonLinux2DefaultPatchBaseline.` */
export function registrationConsequence(
  registration: PatchGroupRegistration,
  defaultThen: DefaultBaseline | undefined,
  inventory: Inventory,
): Consequence {
  const { patchGroup, baselineId } = registration;
  if (defaultThen?.id === baselineId) {
    return { consequence: 'Nothing changes for its nodes: the baseline is the default anyway.' };
  }
  const baseline = nameOf(defaultThen);
  const windows = inventory.windows.filter(
    (window) => isPatchingWindow(window) && patchGroupsOf(window).includes(patchGroup),
  );
  return { consequence: fallbackWords(registration, baseline, inventory), fallback: { baseline, windows } };
}

function nameOf(baseline: DefaultBaseline | undefined): string {
  return baseline?.name ?? "AWS's default";
}

/** `If nightly stays, it patches with AWS-AmazonLinux2DefaultPatchBaseline.`; nothing without windows. */
export function stayingWords({ baseline, windows }: Fallback): string {
  const names = windows.map(({ name, enabled }) => `${name}${enabled ? '' : ' (switched off)'}`);
  if (names.length === 0) return '';
  return `If ${names.join(', ')} ${names.length === 1 ? 'stays, it patches' : 'stay, they patch'} with ${baseline}.`;
}

function fallbackWords(registration: PatchGroupRegistration, name: string, { nodesByTag }: Inventory): string {
  const { patchGroup, operatingSystem } = registration;
  const nodes = nodesByTag && nodesInGroup(patchGroup, nodesByTag);
  const system = operatingSystemLabels[operatingSystem];
  if (nodes === undefined) return `Its ${system} nodes fall back to ${name}.`;
  const count = nodes.filter((node) => operatingSystemOfNode(node) === operatingSystem).length;
  if (count > 0) return `${count} ${system} ${count === 1 ? 'node falls' : 'nodes fall'} back to ${name}.`;
  const none = nodes.length === 0 ? 'No node is in the group' : `No ${system} node is in the group`;
  return `${none}; ${system} nodes that join it get ${name}.`;
}

/** `8 patch groups lose it; their nodes fall back to AWS-DefaultPatchBaseline.` */
export function baselineConsequence(
  { id }: InventoryBaseline,
  defaultThen: DefaultBaseline | undefined,
  { patchGroups }: Inventory,
): string {
  const groups = patchGroups.filter(({ baselineId }) => baselineId === id).length;
  const note = 'A Quick Setup patch policy that uses it would fail; that cannot be seen from here.';
  if (groups === 0) return sentences('No patch group is registered with it.', note);
  const [lose, nodes] = groups === 1 ? ['loses it', 'its nodes'] : ['lose it', 'their nodes'];
  return sentences(
    `${groups} ${plural(groups, 'patch group')} ${lose}; ${nodes} fall back to ${nameOf(defaultThen)}.`,
    note,
  );
}

function sentences(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' ');
}
