/** Nodes that a set-up leaves to no window, and the wave that could take them. */
import { planOccurrences } from '../../schedule/occurrences.js';
import { isPatchingWindow } from '../account/documents.js';
import { type InventoryNode, type InventoryWindow, patchGroupsOf, planOf } from '../account/inventory.js';
import { type PlanDocument, patchGroupsIn, type Wave } from '../intent/document.js';
import { scheduledWindow } from '../intent/waves.js';
import { windowsToSwitchOff } from './leftovers.js';
import type { Planned } from './planned.js';

/** A group that a window of the plan patches now, and none afterwards. */
export interface NodesLeft {
  readonly group: string;
  /** At least one. */
  readonly nodes: readonly InventoryNode[];
  /** The wave of the plan that is nearest in time to the next run that they lose; undefined where there is no such run. */
  readonly nearest: Wave | undefined;
}

/** The groups with nodes that nothing patches any more afterwards, as far as nodes have been counted. */
export function nodesLeft({ document, desired, account, leftovers, consent, now }: Planned): NodesLeft[] {
  const going = new Set(
    (consent.prune ? leftovers : consent.disable ? windowsToSwitchOff(leftovers) : []).map(({ id }) => id),
  );
  const changed = new Set(desired.windows.flatMap(({ existing }) => existing?.id ?? []));
  const patching = account.windows.filter((window) => window.enabled && isPatchingWindow(window));
  const afterwards = new Set([
    ...patchGroupsIn(document),
    ...patching.filter(({ id }) => !going.has(id) && !changed.has(id)).flatMap(patchGroupsOf),
  ]);
  const own = patching.filter((window) => planOf(window) === document.plan);
  const groups = new Map(own.flatMap((window) => patchGroupsOf(window).map((group) => [group, window] as const)));
  return [...groups].flatMap(([group, window]) => {
    const nodes = account.nodesByGroup?.get(group) ?? [];
    if (nodes.length === 0 || afterwards.has(group)) return [];
    return [{ group, nodes, nearest: nearestWave(window, document, now) }];
  });
}

function nearestWave(window: InventoryWindow, document: PlanDocument, from: Date): Wave | undefined {
  const { schedule, scheduleOffset, timeZone = 'UTC' } = window;
  const when = { kind: 'schedule', schedule, scheduleOffset } as const;
  const [lost] = planOccurrences([{ window: window.name, when, timeZone, durationHours: 1 }], { from, count: 1 });
  if (lost === undefined) return undefined;
  const distances = document.waves.flatMap((wave) =>
    planOccurrences([scheduledWindow(document, wave)], { from, count: 2 }).map(({ start }) => {
      return { wave, distance: Math.abs(start.getTime() - lost.start.getTime()) };
    }),
  );
  return distances.sort((a, b) => a.distance - b.distance)[0]?.wave;
}
