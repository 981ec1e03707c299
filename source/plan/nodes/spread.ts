/** Nodes spread over groups: evenly, and those of one service apart. */
import type { FleetNode } from '../account/fleet.js';
import { serviceOf } from './services.js';

/**
 * The group of each of the nodes, by id. Those of one service are shared out so that two groups differ by at most one, and so are all
 * nodes together; as many as possible stay where they are, so that what is spread already stays so.
 * @param groups at least one
 * @param placed the group in which a node is now; nodes that are not spread but in one of the groups count too
 */
export function spread(
  nodes: readonly FleetNode[],
  groups: readonly string[],
  placed: ReadonlyMap<string, string>,
  all: readonly FleetNode[] = nodes,
): ReadonlyMap<string, string> {
  const spreading = new Set(nodes.map(({ id }) => id));
  const staying = all.filter(({ id }) => !spreading.has(id));
  const indexOf = (node: FleetNode): number => groups.indexOf(placed.get(node.id) ?? '');
  const fixed = byService(staying.filter((node) => indexOf(node) >= 0));
  const loads = groups.map((_, index) => staying.filter((node) => indexOf(node) === index).length);
  const shares = [...byService(nodes)].map(([key, members]) => {
    const there = counts(fixed.get(key) ?? [], indexOf, groups.length);
    return shareOf(members, there, counts(members, indexOf, groups.length));
  });
  for (const { least } of shares) for (const [index, count] of least.entries()) addTo(loads, index, count);
  for (const share of shares) giveExtras(share, loads);
  level(shares, loads);
  return new Map(shares.flatMap((share) => placedBy(share, groups, indexOf)));
}

/** One service. */
interface Share {
  readonly members: readonly FleetNode[];
  /** How many each group has at least. */
  readonly least: readonly number[];
  /** Groups that may have one more, and how many of them do. */
  readonly open: readonly number[];
  readonly extras: number;
  /** Those of them where one more would stay where it is. */
  readonly wanted: ReadonlySet<number>;
  /** Those that have one more. */
  readonly more: Set<number>;
}

/** A node of no service is one by itself. */
function byService(nodes: readonly FleetNode[]): Map<string, FleetNode[]> {
  const services = new Map<string, FleetNode[]>();
  // In the order of ids, so that it does not matter in which order an account lists its nodes.
  for (const node of [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = serviceOf(node) ?? node.id;
    const members = services.get(key);
    if (members) members.push(node);
    else services.set(key, [node]);
  }
  return services;
}

function counts(nodes: readonly FleetNode[], indexOf: (node: FleetNode) => number, length: number): number[] {
  const found = Array.from({ length }, () => 0);
  for (const node of nodes) addTo(found, indexOf(node), 1);
  return found;
}

function addTo(numbers: number[], index: number, by: number): void {
  if (index in numbers) numbers[index] = (numbers[index] ?? 0) + by;
}

/** Fills the groups that have the fewest of the service, row by row; the last row may be too short for all of them. */
function shareOf(members: readonly FleetNode[], there: readonly number[], now: readonly number[]): Share {
  const levels = [...there];
  for (let left = members.length; ; ) {
    const lowest = Math.min(...levels);
    const open = levels.flatMap((level, index) => (level === lowest ? [index] : []));
    if (left < open.length) {
      const least = levels.map((level, index) => level - (there[index] ?? 0));
      const wanted = new Set(open.filter((index) => (now[index] ?? 0) > (least[index] ?? 0)));
      return { members, least, open, extras: left, wanted, more: new Set() };
    }
    for (const index of open) addTo(levels, index, 1);
    left -= open.length;
  }
}

/** Where one would stay first, then where the fewest nodes are. */
function giveExtras({ open, extras, wanted, more }: Share, loads: number[]): void {
  const order = (index: number) => (loads[index] ?? 0) - (wanted.has(index) ? 1e9 : 0);
  for (const index of [...open].sort((a, b) => order(a) - order(b)).slice(0, extras)) {
    more.add(index);
    addTo(loads, index, 1);
  }
}

/** Moves one of a service from a full group to an empty one, as long as groups differ by more than one and any can move. */
function level(shares: readonly Share[], loads: number[]): void {
  const byLoad = loads.map((_, index) => index);
  for (;;) {
    byLoad.sort((a, b) => (loads[b] ?? 0) - (loads[a] ?? 0));
    const move = movable(shares, loads, byLoad);
    if (move === undefined) return;
    const { more, from, to } = move;
    more.delete(from);
    more.add(to);
    addTo(loads, from, -1);
    addTo(loads, to, 1);
  }
}

function movable(shares: readonly Share[], loads: readonly number[], byLoad: readonly number[]) {
  for (const from of byLoad) {
    for (const to of [...byLoad].reverse()) {
      if ((loads[from] ?? 0) - (loads[to] ?? 0) < 2) break;
      const able = shares.filter(({ open, more }) => more.has(from) && !more.has(to) && open.includes(to));
      const best = able.find(({ wanted }) => wanted.has(to)) ?? able.find(({ wanted }) => !wanted.has(from)) ?? able[0];
      if (best) return { more: best.more, from, to };
    }
  }
  return undefined;
}

/** Who is where it should be stays; the others fill what is left, in the order of their ids. */
function placedBy(
  { members, least, more }: Share,
  groups: readonly string[],
  indexOf: (node: FleetNode) => number,
): (readonly [string, string])[] {
  const room = least.map((count, index) => count + (more.has(index) ? 1 : 0));
  const take = (index: number): boolean => {
    if (!room[index]) return false;
    addTo(room, index, -1);
    return true;
  };
  const stays = new Map(members.map((node) => [node, take(indexOf(node))]));
  return members.map((node) => {
    const index = stays.get(node) ? indexOf(node) : room.findIndex((_, each) => take(each));
    return [node.id, groups[index] ?? ''] as const;
  });
}
