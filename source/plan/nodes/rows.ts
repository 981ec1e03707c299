/** Nodes as they are: in which group, patched by what and when, and what is wrong with that. */

import { isPatchingTask, isPatchingWindow, isScanTask } from '../account/documents.js';
import type { Fleet, FleetNode } from '../account/fleet.js';
import { type InventoryWindow, nextRunOf, patchGroupNames, type Selectors } from '../account/inventory.js';
import type { OwnedInventory } from '../account/ownership.js';
import { selectorsOf } from '../account/shared-nodes.js';
import type { TagKey } from '../intent/document.js';
import { carriedGroups, type NodeGroup, nodeGroups } from './groups.js';
import { serviceOf } from './services.js';

/** In the order in which they are told. */
export const nodeProblems = [
  'no-group',
  /** In a group that no window patches. */
  'unpatched-group',
  /** Its windows are switched off. */
  'switched-off',
  /** More than one window installs patches on it. */
  'several-windows',
  /** It carries the tag key that its group's windows do not read, beside the other or alone. */
  'other-tag-key',
  'offline',
] as const;

export type NodeProblem = (typeof nodeProblems)[number];

export interface NodeRow {
  readonly node: FleetNode;
  readonly group: string | undefined;
  /** The tag by which it is in its group. */
  readonly tagKey: TagKey | undefined;
  /** Patching windows that are switched on and mean it, as far as tags and ids tell. */
  readonly windows: readonly InventoryWindow[];
  readonly nextRun: Date | undefined;
  /** What it looks to be one of: `web-*`, or the name of its Auto Scaling group. */
  readonly service: string | undefined;
  readonly problems: readonly NodeProblem[];
}

/** A row for each node, in the order of the fleet. */
export function nodeRows(account: OwnedInventory, { nodes }: Fleet): NodeRow[] {
  const patching = account.windows
    .filter(isPatchingWindow)
    .map((window) => ({ window, selectors: selectorsOf(window) }));
  const groups = new Map(nodeGroups(account).map((group) => [group.name, group]));
  const known = new Set([...patchGroupNames(account), ...groups.keys()]);
  return nodes.map((node) => {
    const meaning = patching.filter(({ selectors }) => selectors.some((each) => isMeantBy(each, node)));
    const all = meaning.map(({ window }) => window);
    const windows = all.filter(({ enabled }) => enabled);
    const { name: group, tagKey } = groupOf(node, known) ?? {};
    const runs = windows.flatMap((window) => nextRunOf(window) ?? []);
    return {
      node,
      group,
      tagKey,
      windows,
      nextRun: runs.sort((a, b) => a.getTime() - b.getTime())[0],
      service: serviceOf(node),
      problems: problemsOf(node, group === undefined ? undefined : (groups.get(group) ?? group), all),
    };
  });
}

/** The group that a node is in and the tag that says so; of two tags the one that something knows, as in `status`. */
function groupOf(node: FleetNode, known: ReadonlySet<string>) {
  const carried = carriedGroups(node);
  return carried.find(({ name }) => known.has(name)) ?? carried[0];
}

/** @param group the group that it is in, or only its name where nothing patches that */
function problemsOf(
  node: FleetNode,
  group: NodeGroup | string | undefined,
  windows: readonly InventoryWindow[],
): NodeProblem[] {
  const installing = windows.filter((window) => window.enabled && window.tasks.some(isInstalling));
  const carried = carriedGroups(node);
  const isOther = typeof group === 'object' && !group.tagKeys.some((key) => node.tags[key] === group.name);
  const found: Record<NodeProblem, boolean> = {
    'no-group': group === undefined,
    'unpatched-group': group !== undefined && windows.length === 0,
    'switched-off': windows.length > 0 && !windows.some(({ enabled }) => enabled),
    'several-windows': installing.length > 1,
    'other-tag-key': carried.length > 1 || isOther,
    offline: !node.isOnline,
  };
  return nodeProblems.filter((problem) => found[problem]);
}

function isInstalling(task: InventoryWindow['tasks'][number]): boolean {
  return isPatchingTask(task) && !isScanTask(task);
}

/** Keys of one target narrow each other down; of resource groups it cannot be told. */
function isMeantBy(selectors: Selectors, { id, tags }: FleetNode): boolean {
  return (
    selectors.length > 0 &&
    selectors.every(({ Key, Values }) => {
      if (Key === 'InstanceIds') return Values.includes(id);
      if (Key === 'tag-key') return Values.some((key) => key in tags);
      const value = Key.startsWith('tag:') ? tags[Key.slice('tag:'.length)] : undefined;
      return value !== undefined && Values.includes(value);
    })
  );
}
